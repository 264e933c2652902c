"""Who holds a case, when a person says so: the deed, the decision kept, the promises that follow a queue's hours."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.flow.acts import due, hands
from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, Holder, HolderKind
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Author, Decision
from trato.rooms.sla import api as sla


async def assign(
    tx: Tx,
    case_id: UUID,
    user_id: UUID | None,
    team_id: UUID | None = None,
    queue_id: UUID | None = None,
    *,
    why: str = "",
    warm: bool = False,
) -> Case:
    """Give a case to an agent, a team or a queue; to none of them gives it back to its queue.

    From an agent or a team to another, or to another queue, it is a transfer, kept with `why` and whether the two
    spoke first (`warm`).
    """
    before = await cases.lock(tx, case_id)
    await routing.settle_by_hand(tx, case_id, user_id)
    held = (await cases.holdings_of(tx, [case_id]))[case_id][-1]
    holder, reason = (
        (Holder(HolderKind.QUEUE, queue_id), AssignReason.TRANSFER)
        if queue_id is not None
        else _holder(tx, before, user_id, team_id)
    )
    if _is_transfer(before.holder, holder) or (queue_id is not None and before.holder != holder):
        await cases.transfer(tx, case_id, holder, why=why, warm=warm)
        reason = AssignReason.TRANSFER
    case = await cases.assign(tx, case_id, holder, reason)
    if user_id is not None and before.holder != holder:
        await _record(tx, case, user_id, reason, held.from_at)
    if user_id is not None:
        await hands.person_took(tx, case_id)
    await sla.follow_queue(tx, {case_id: case.queue_id})
    await due.refresh(tx, [case_id])
    return case


async def _record(tx: Tx, case: Case, user_id: UUID, reason: AssignReason, waited_since: datetime) -> None:
    """Keep the decision of a person, with those they could have chosen."""
    own = user_id == tx.actor.id
    considered = await routing.consider(tx, case.queue_id, user_id)
    await routing.record(
        tx, [Decision(case.id, case.queue_id, user_id, considered, waited_since, reason.value)],
        author=Author.SELF if own else Author.PERSON,
        author_id=tx.actor.id if tx.actor.kind is ActorKind.USER else None,
    )  # fmt: skip


def _is_transfer(giver: Holder, taker: Holder) -> bool:
    hands = {HolderKind.AGENT, HolderKind.TEAM}
    return giver.kind in hands and taker.kind in hands and giver != taker


def _holder(tx: Tx, case: Case, user_id: UUID | None, team_id: UUID | None) -> tuple[Holder, AssignReason]:
    if user_id is not None:
        reason = AssignReason.PULL if user_id == tx.actor.id else AssignReason.MANUAL
        return Holder(HolderKind.AGENT, user_id), reason
    if team_id is not None:
        return Holder(HolderKind.TEAM, team_id), AssignReason.TRANSFER
    if case.queue_id is not None:
        return Holder(HolderKind.QUEUE, case.queue_id), AssignReason.RELEASED
    return Holder(HolderKind.NOBODY, None), AssignReason.RELEASED


async def undo_assign(tx: Tx, case_id: UUID) -> Case:
    """Give a case back to who held it before."""
    return await cases.undo_assign(tx, case_id)
