"""Who holds a case, when a person says so: the deed, the decision kept, the promises that follow a queue's hours."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import due
from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, Holder, HolderKind
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Author, Considered, Decision
from trato.rooms.sla import api as sla


async def assign(tx: Tx, case_id: UUID, user_id: UUID | None, team_id: UUID | None = None) -> Case:
    """Give a case to an agent or a team; to neither gives it back to its queue."""
    before = await cases.lock(tx, case_id)
    holder, reason = _holder(tx, before, user_id, team_id)
    case = await cases.assign(tx, case_id, holder, reason)
    if user_id is not None and case.queue_id is not None:
        own = user_id == tx.actor.id
        decision = Decision(case_id, _queue(case), user_id, (Considered(user_id, 0, 0),), before.last_message_at)
        await routing.record(
            tx, [decision], "pull" if own else "manual", author=Author.SELF if own else Author.PERSON,
            author_id=tx.actor.id if tx.actor.kind is ActorKind.USER else None,
        )  # fmt: skip
    await sla.follow_queue(tx, {case_id: case.queue_id})
    await due.refresh(tx, [case_id])
    return case


def _queue(case: Case) -> UUID:
    assert case.queue_id is not None
    return case.queue_id


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
