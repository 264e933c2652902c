"""Who holds a case, since when, and who gave it to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue, HolderChanged, UndoTooLate
from trato.rooms.cases.events import CaseAssigned, CaseTransferred
from trato.rooms.cases.model import (
    NOBODY,
    AssignReason,
    Case,
    Holder,
    HolderKind,
    HoldingSegment,
    Transfer,
    TransferId,
)
from trato.rooms.cases.rules import standing
from trato.rooms.cases.service import states
from trato.rooms.cases.store import hands
from trato.rooms.cases.store import present as store

REASON_LIMIT = 500  # characters


async def assign(tx: Tx, case_id: UUID, holder: Holder, reason: AssignReason, *, revision: int | None = None) -> Case:
    """Give an open case to a holder. To the present holder it changes nothing.

    `revision` is the one that the actor saw: raises HolderChanged when the holder changed after it ("Lucía took this
    case 3 s ago"); StateChanged unless open; BadValue for a holder without an id.
    """
    if (holder.kind is HolderKind.NOBODY) != (holder.id is None):
        raise BadValue(field="holder", reason="an_id_goes_with_every_holder_but_nobody")
    case = await states.lock_open(tx, case_id)
    if case.holder == holder:
        return case
    await _check_holder(tx, case, revision)
    return await give(tx, case, holder, reason)


async def take(tx: Tx, case_id: UUID, *, revision: int | None = None) -> Case:
    """Take a case for oneself. Raises as `assign`."""
    return await assign(tx, case_id, Holder(HolderKind.AGENT, tx.actor.id), AssignReason.PULL, revision=revision)


async def release(tx: Tx, case_id: UUID, *, revision: int | None = None) -> Case:
    """Let go of a case: nobody holds it. Raises as `assign`."""
    return await assign(tx, case_id, NOBODY, AssignReason.RELEASED, revision=revision)


async def transfer(
    tx: Tx, case_id: UUID, taker: Holder, *, why: str = "", warm: bool = False, revision: int | None = None
) -> Transfer | None:
    """Pass an open case from its holder to another, with why; None when the taker holds it already.

    `warm` says that the two spoke first. The row counts how often the case has come back to somebody who had it
    before. Raises as `assign`.
    """
    case = await states.lock_open(tx, case_id)
    if case.holder == taker:
        return None
    await _check_holder(tx, case, revision)
    history = await _history(tx, case_id)
    one = Transfer(
        id=TransferId(uuid7()),
        case_id=case.id,
        at=tx.now,
        giver=case.holder,
        taker=taker,
        warm=warm,
        reason=clean(why, REASON_LIMIT).strip(),
        bounce=standing.bounces(history, taker),
    )
    await hands.add_transfer(tx, one)
    await assign(tx, case_id, taker, AssignReason.TRANSFER)
    tx.emit(
        CaseTransferred(
            subject=case.id,
            case_id=case.id,
            transfer_id=one.id,
            from_kind=one.giver.kind,
            from_id=one.giver.id,
            to_kind=taker.kind,
            to_id=taker.id,
            warm=warm,
            bounce=one.bounce,
        )
    )
    return one


async def undo_assign(tx: Tx, case_id: UUID, *, revision: int | None = None) -> Case:
    """Give a case back to who held it before the present holder. Raises UndoTooLate when nobody did."""
    await states.lock_open(tx, case_id)
    history = await _history(tx, case_id)
    if len(history) < 2 or history[-1].reason is AssignReason.RESTORED:
        raise UndoTooLate(case=case_id)
    return await assign(tx, case_id, history[-2].holder, AssignReason.RESTORED, revision=revision)


async def held_by(tx: Tx, holder: Holder) -> list[Case]:
    """Return the open cases of one holder, in order of their ids."""
    return await store.list_held_by(tx, holder)


async def hand_back(tx: Tx, leaver: UUID, to: Holder, case_ids: Sequence[UUID] | None = None) -> list[Case]:
    """Give the open cases of an agent who leaves (a shift, the house) to a queue or team; `case_ids` chooses some."""
    mine = await store.list_held_by(tx, Holder(HolderKind.AGENT, leaver))
    chosen = [one.id for one in mine if case_ids is None or one.id in case_ids]
    locked = await states.lock_many(tx, chosen) if chosen else {}
    held = [one for one in locked.values() if one.holder.id == leaver and one.holder.kind is HolderKind.AGENT]
    return [await give(tx, one, to, AssignReason.REASSIGNED) for one in held]


async def give(tx: Tx, case: Case, to: Holder, reason: AssignReason) -> Case:
    """Change the holder of a locked case, whatever its state."""
    if case.holder == to:
        return case
    revision = await store.set_holder(tx, case.id, to)
    await store.turn_holder(tx, case.id, to, reason, revision)
    tx.emit(
        CaseAssigned(
            subject=case.id,
            case_id=case.id,
            holder_kind=to.kind,
            holder_id=to.id,
            previous_kind=case.holder.kind,
            previous_id=case.holder.id,
            reason=reason,
            in_queue_id=case.queue_id,
        )
    )
    queue = to.id if to.kind is HolderKind.QUEUE else case.queue_id
    return replace(case, holder=to, queue_id=queue, revision=revision)


async def transfers_of(tx: Tx, case_id: UUID) -> list[Transfer]:
    """Return how a case changed hands, oldest first."""
    return await hands.list_transfers(tx, case_id)


async def last_agents(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return, for cases whose contact had one before, the agent who held that one: the sticky candidate (S43)."""
    return await hands.last_agents(tx, case_ids) if case_ids else {}


async def tier_of(tx: Tx, case_id: UUID) -> int | None:
    """Return the tier that a case's channel had when it opened: what was promised then may depend on it."""
    return await hands.tier_of(tx, case_id)


async def _check_holder(tx: Tx, case: Case, seen: int | None) -> None:
    if seen is None or seen >= case.revision:
        return
    last = (await _history(tx, case.id))[-1]
    if last.revision > seen:
        raise HolderChanged(
            case=case.id,
            holder_kind=case.holder.kind,
            holder_id=case.holder.id,
            by_kind=last.by_kind,
            by_id=last.by_id,
            at=last.from_at,
            seconds=max(0, int((tx.now - last.from_at).total_seconds())),
        )


async def _history(tx: Tx, case_id: UUID) -> list[HoldingSegment]:
    return (await store.list_holdings(tx, [case_id]))[case_id]
