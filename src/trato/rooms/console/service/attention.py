"""What needs attention: deliveries that could not be read, reactions that gave up, accounts that broke, tokens."""

from __future__ import annotations

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.channels import api as channels
from trato.rooms.console.model import (
    Attention,
    BrokenAccount,
    BudgetAlarm,
    DeadDelivery,
    FailedReaction,
    Faulty,
    TokenEnd,
    Unreached,
    WaitingAccount,
)
from trato.rooms.console.store import attention as store
from trato.rooms.spending import api as spending

NEWEST = 2**62
MOST = 100


async def look(tx: Tx, book: channels.AccountBook, who: Principal, before: int | None) -> Attention:
    """Return what needs attention within somebody's reach, newest first."""
    scope = who.rights.scope(Verb.NEEDS_ATTENTION_READ)
    accounts = await book.of_workspace(tx)
    reached = {id: one for id, one in accounts.items() if scope.covers(_place(one))}
    dead = await channels.list_needing_attention(tx, before or NEWEST, MOST)
    failed = await store.list_failed(tx, MOST) if scope.everywhere else ()
    health = await channels.list_health(tx)
    asked = await channels.activations_of(tx, [one.id for one in reached.values() if one.row.state == "pending"])
    bad = {id: sum(found["state"] == "bad" for found in health[id].findings) for id in reached}
    return Attention(
        deliveries=tuple(
            DeadDelivery(
                id=row["id"], account_id=row["account_id"], account=reached[row["account_id"]].row.name,
                channel=reached[row["account_id"]].row.channel, received_at=row["received_at"],
                attempts=row["attempts"], error=row["error"] or "", size=row["size"],
            )
            for row in dead
            if row["account_id"] in reached
        ),
        reactions=tuple(
            FailedReaction(
                seq=row["seq"], reaction=row["reaction"], case_id=row["case_id"], kind=row["kind"] or "",
                occurred_at=row["occurred_at"], attempts=row["attempts"], error=row["error"],
                gave_up=row["gave_up_at"] is not None,
            )
            for row in failed
        ),
        accounts=tuple(
            BrokenAccount(row["id"], row["channel"], row["name"], row["state_reason"])
            for row in await store.list_broken(tx)
            if row["id"] in reached
        ),
        tokens=tuple(
            TokenEnd(one.account_id, one.channel, one.name, one.ends_at, warning)
            for one in await channels.ending_tokens(tx)
            if one.account_id in reached
            and (warning := channels.token_warning(one.ends_at, tx.now)) is not None
        ),
        approvals=tuple(
            WaitingAccount(id, reached[id].row.channel, reached[id].row.name, one.asked_at)
            for id, one in asked.items()
            if one.decided_at is None
        ),
        unreached=tuple(
            Unreached(one.id, one.row.channel, one.row.name, known.since, known.code, known.probe_at)
            for one in reached.values()
            if (known := one.breaker) is not None
        ),
        faulty=tuple(
            Faulty(one.id, one.row.channel, one.row.name, bad[one.id], at)
            for one in reached.values()
            if bad[one.id] and one.row.state in {"active", "paused"} and (at := health[one.id].checked_at) is not None
        ),
        budgets=await _budgets(tx, who),
    )  # fmt: skip


async def _budgets(tx: Tx, who: Principal) -> tuple[BudgetAlarm, ...]:
    scope = who.rights.scope(Verb.BRANDS_MANAGE)
    mine = [one for one in await brands.list_brands(tx) if scope.covers(Place(brand_id=one.id))]
    standing = await spending.standings(tx, mine)
    return tuple(
        BudgetAlarm(one.id, one.name, at.level, at.spent, at.amount, at.currency)
        for one in mine
        if (at := standing[one.id]).level and at.amount is not None
    )


async def replay(tx: Tx, book: channels.AccountBook, who: Principal, inbox_id: int) -> None:
    """Give a dead delivery back to the worker. Raises NotFound out of reach, DeliveryNotDead."""
    delivery = await channels.get_raw(tx, inbox_id)
    account = (await book.of_workspace(tx)).get(delivery.account_id) if delivery else None
    if account is None or not who.rights.scope(Verb.NEEDS_ATTENTION_MANAGE).covers(_place(account)):
        raise NotFound()
    await channels.replay(tx, inbox_id)


async def try_again(tx: Tx, seq: int, reaction: str) -> None:
    """Let a reaction that gave up run again. Raises NotFound."""
    if await store.try_again(tx, seq, reaction) is None:
        raise NotFound()


def _place(account: channels.Account) -> Place:
    return Place(brand_id=account.row.brand_id, queue_id=account.row.queue_id, account_id=account.id)
