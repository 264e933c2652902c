"""The standing of cases: read it, lock it, let a case rest, let it go on. Every other deed goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit import timers
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue, CaseNotFound, StateChanged
from trato.rooms.cases.events import CaseResumed, CaseWaiting
from trato.rooms.cases.model import (
    Case,
    CaseId,
    CaseState,
    HoldingSegment,
    Standing,
    StateSegment,
    WaitingOn,
)
from trato.rooms.cases.rules import numbers, standing
from trato.rooms.cases.store import present as store

SNOOZE = "cases.snooze"  # the timer that ends a snooze; its subject is the case


async def get(tx: Tx, case_id: UUID) -> Case:
    """Return a case. Raises CaseNotFound."""
    found = await store.get_cases(tx, [case_id])
    if case_id not in found:
        raise CaseNotFound(case=case_id)
    return found[case_id]


async def get_many(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, Case]:
    """Return cases by id; unknown ids are left out."""
    return await store.get_cases(tx, case_ids) if case_ids else {}


async def find_by_number(tx: Tx, text: str) -> Case:
    """Return the case that a person means by "#10482" or "10482". Raises CaseNotFound."""
    number = numbers.read_number(text)
    found = await store.get_by_number(tx, number) if number is not None else None
    if found is None:
        raise CaseNotFound(number=text[:20])
    return found


async def lock(tx: Tx, case_id: UUID) -> Case:
    """Return a case, locked until the commit. Raises CaseNotFound."""
    return (await lock_many(tx, [case_id]))[case_id]


async def lock_free(tx: Tx, case_ids: Sequence[UUID]) -> set[UUID]:
    """Lock, without waiting, those of the cases that nobody else has in hand; return the others."""
    return await store.lock_free(tx, case_ids)


async def lock_many(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, Case]:
    """Return cases, locked in order of their ids. Raises CaseNotFound when one is missing."""
    found = await store.lock_cases(tx, case_ids)
    for one in case_ids:
        if one not in found:
            raise CaseNotFound(case=one)
    return found


async def list_of_contact(tx: Tx, contact_ids: Sequence[UUID], limit: int = 50) -> list[Case]:
    """Return the cases whose requester is one of these contacts, newest first."""
    return await store.list_of_contacts(tx, contact_ids, limit) if contact_ids else []


async def list_of_crew(tx: Tx, holders: Sequence[UUID], queues: Sequence[UUID], limit: int = 500) -> list[CaseId]:
    """Return the open cases that rest on nothing and are a team's, oldest first.

    Those that one of `holders` has (the team itself, its people), and those that wait in one of its `queues`.
    """
    return await store.list_of_crew(tx, holders, queues, limit)


async def list_in_which(tx: Tx, contact_ids: Sequence[UUID], limit: int = 50) -> list[Case]:
    """Return the cases in which one of these contacts takes part in any role, newest first."""
    return await store.list_in_which(tx, contact_ids, limit) if contact_ids else []


async def states_of(tx: Tx, case_id: UUID) -> list[StateSegment]:
    """Return the intervals of a case's states, oldest first, without gaps."""
    return await store.list_states(tx, case_id)


async def holdings_of(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, list[HoldingSegment]]:
    """Return the intervals of the holders of cases, each case's oldest first, without gaps."""
    return await store.list_holdings(tx, case_ids) if case_ids else {}


# ---- resting -------------------------------------------------------------------------------------


async def wait(tx: Tx, case_id: UUID, on: WaitingOn, team_id: UUID | None = None) -> Case:
    """Let an open case rest until the contact, a third party or another team, `team_id` if known, does something.

    A contact's message ends it. Raises StateChanged unless open; BadValue for `until` (see `snooze`).
    """
    if on is WaitingOn.UNTIL:
        raise BadValue(field="waiting_on", reason="needs_an_instant")
    case = await lock_open(tx, case_id)
    to = standing.rest(case.standing, on, team_id=team_id)
    if case.standing == to:
        return case
    case = await turn(tx, case, to)
    tx.emit(CaseWaiting(subject=case.id, case_id=case.id, waiting_on=on, team_id=team_id))
    return case


async def snooze(tx: Tx, case_id: UUID, until: datetime) -> Case:
    """Let an open case rest until an instant, or until the contact writes. Raises StateChanged, BadValue."""
    if until <= tx.now:
        raise BadValue(field="until", reason="past")
    case = await lock_open(tx, case_id)
    case = await turn(tx, case, standing.rest(case.standing, WaitingOn.UNTIL, until))
    tx.emit(CaseWaiting(subject=case.id, case_id=case.id, waiting_on=WaitingOn.UNTIL, until=until))
    return case


async def resume(tx: Tx, case_id: UUID) -> Case:
    """Let a case rest no more: the undo of `wait` and of `snooze`. A case that does not rest stays as it is."""
    case = await lock_open(tx, case_id)
    waited = case.waiting_on
    if waited is None:
        return case
    case = await turn(tx, case, standing.resume(case.standing))
    tx.emit(CaseResumed(subject=case.id, case_id=case.id, waited_on=waited))
    return case


async def wake(tx: Tx, case_id: UUID) -> bool:
    """End a snooze whose instant has come (the timer "cases.snooze"); False when it is over already."""
    case = await lock(tx, case_id)
    until = case.standing.waiting_until
    if case.state is not CaseState.OPEN or until is None or until > tx.now:
        return False
    await resume(tx, case_id)
    return True


# ---- for the other deeds of this room ------------------------------------------------------------


async def lock_open(tx: Tx, case_id: UUID) -> Case:
    """Lock a case that must be open. Raises CaseNotFound, StateChanged."""
    case = await lock(tx, case_id)
    if case.state is not CaseState.OPEN:
        raise await changed(tx, case)
    return case


async def changed(tx: Tx, case: Case) -> StateChanged:
    """Return the refusal that says which state a case is in, who brought it there, and when."""
    last = (await store.list_states(tx, case.id))[-1]
    return StateChanged(
        case=case.id,
        state=case.state,
        end_reason=case.standing.end_reason,
        merged_into=case.merged_into,
        by_kind=last.by_kind,
        by_id=last.by_id,
        at=last.from_at,
        seconds=max(0, int((tx.now - last.from_at).total_seconds())),
    )


async def turn(tx: Tx, case: Case, to: Standing, *, merged_into: CaseId | None = None) -> Case:
    """Bring a locked case to a standing: its row, its intervals of states, its snooze."""
    revision = await store.set_standing(tx, case.id, to, merged_into)
    if (to.state, to.waiting_on, to.waiting_team_id) != (case.state, case.waiting_on, case.standing.waiting_team_id):
        await store.turn_state(tx, case.id, to, revision)
    if case.standing.waiting_until is not None:
        await timers.cancel(tx, SNOOZE, case.id)
    if to.waiting_until is not None:
        await timers.set_timer(tx, SNOOZE, case.id, to.waiting_until)
    return replace(case, standing=to, merged_into=merged_into, revision=revision)
