"""Calls as desks show them: those at one's own desk, and those of a case."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import reaching
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import LegState
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import CallStage, CallWay, Softphone, Telephone
from trato.rooms.console.model import CallableNumber, CallableView, CallAtDesk, CallView, SoftphoneView, StretchView
from trato.rooms.console.service import automation as naming
from trato.rooms.console.store import offers as store

TELEPHONE, NONE = "telephone", "none"


async def mine(tx: Tx, book: channels.AccountBook, user: UUID) -> tuple[CallAtDesk, ...]:
    """Return the calls that somebody is rung for, or talks in, the newest first."""
    found = await calls.calls_at(tx, user)
    shown = await store.called(tx, [call.case_id for call, _, _ in found if call.case_id]) if found else {}
    accounts = await book.of_workspace(tx, [call.account_id for call, _, _ in found]) if found else {}
    told: list[CallAtDesk] = []
    for call, _, legs in found:
        row = shown.get(call.case_id) if call.case_id else None
        leg = next((one for one in legs if one.agent_id == user and one.state is not LegState.ENDED), None)
        if row is None or leg is None or call.case_id is None or call.is_over:
            continue
        phone = _softphone(tx, book, accounts[call.account_id], user)
        browser = leg.way is CallWay.BROWSER
        told.append(
            CallAtDesk(
                call.id, call.case_id, row["number"], row["contact"], row["channel"], call.caller, row["queue"],
                call.state.value, leg.state.value, leg.way.value, "" if browser else leg.address,
                phone.kind if phone is not None and browser else TELEPHONE, leg.muted, call.began_at, leg.began_at,
                leg.ends_at, leg.answered_at, call.direction.value, call.outcome.value, call.trouble,
            )
        )  # fmt: skip
    return (*told, *await _unwrapped(tx, user))


async def _unwrapped(tx: Tx, user: UUID) -> list[CallAtDesk]:
    """Return the calls that somebody made and has not said yet what came of."""
    found = [one for one in await calls.unwrapped(tx, user) if one.case_id]
    shown = await store.called(tx, [one.case_id for one in found if one.case_id]) if found else {}
    return [
        CallAtDesk(
            one.id, one.case_id, row["number"], row["contact"], row["channel"], one.caller, row["queue"],
            one.state.value, LegState.ENDED.value, "", "", "", False, one.began_at, one.began_at,
            one.ended_at or one.began_at, one.answered_at, one.direction.value, one.outcome.value, one.trouble,
        )
        for one in found
        if one.case_id is not None and (row := shown.get(one.case_id)) is not None
    ]  # fmt: skip


async def callable_at(tx: Tx, book: channels.AccountBook, user: UUID, case_id: UUID) -> CallableView:
    """Return how the contact of a case may be called. Raises NoLine and NoNumber."""
    reach = await reaching.reach_of(tx, book, await cases.get(tx, case_id))
    own = await reaching.own_line(tx, book, reach.account, user)
    way, at = own if own is not None else (None, "")
    return CallableView(
        reach.account.row.external_id, reach.account.row.name, way.value if way else NONE,
        at if way is CallWay.TELEPHONE else "",
        tuple(CallableNumber(one.id, reaching.number_of(one), reach.quiet.get(one.id)) for one in reach.numbers),
    )  # fmt: skip


async def of_case(tx: Tx, case_id: UUID) -> list[CallView]:
    """Return the calls of a case, the newest first."""
    found = await calls.calls_of(tx, case_id)
    people = {one.agent_id for _, stretches, _ in found for one in stretches if one.agent_id}
    people |= {who for call, _, _ in found for who in (call.answered_by, call.placed_by) if who}
    names = await naming.people_named(tx, people) if people else {}
    chosen = await calls.told_in(tx, [call.id for call, _, _ in found], CallStage.CHOSE)
    return [
        CallView(
            call.id, call.message_id, call.caller, call.state.value, call.outcome.value, call.began_at, call.ended_at,
            names.get(call.answered_by, "") if call.answered_by else "",
            tuple(
                StretchView(
                    one.kind.value, names.get(one.agent_id, "") if one.agent_id else "", one.began_at, one.ended_at
                )
                for one in stretches
            ),
            tuple(news.choice for news in chosen.get(call.id, ()) if news.choice), call.direction.value,
            names.get(call.placed_by, "") if call.placed_by else "", call.trouble, call.wrapped.value,
        )
        for call, stretches, _ in found
    ]  # fmt: skip


async def softphone(tx: Tx, book: channels.AccountBook, user: UUID, *, wrong: bool = False) -> SoftphoneView:
    """Return how somebody takes calls: in their browser, on their telephone, or not at all where there is no number."""
    proving = await calls.unproven(tx, user)
    number = (await calls.telephones_of(tx, [user])).get(user, "")
    found = [
        one
        for one in (await book.of_workspace(tx)).values()
        if one.row.state == "active" and isinstance(book.adapter(one.row.channel), Telephone)
    ]
    for one in found:
        phone = _softphone(tx, book, one, user)
        if phone is not None:
            return SoftphoneView(phone.kind, phone.token, phone.identity, phone.ends_at, number, proving, wrong)
    return SoftphoneView(TELEPHONE if found else NONE, "", "", None, number, proving, wrong)


def _softphone(tx: Tx, book: channels.AccountBook, account: channels.Account, user: UUID) -> Softphone | None:
    adapter = book.adapter(account.row.channel)
    return adapter.softphone(account.view, user.hex, tx.now) if isinstance(adapter, Telephone) else None
