"""Cases as another system had them. Nothing begins by it: no clock, no assignment, no survey, no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.events import CaseImported, NoteDeleted
from trato.rooms.cases.model import CaseOrigin, CaseState, EndReason, HolderKind, WaitingOn
from trato.rooms.cases.service.arrival import PREVIEW
from trato.rooms.cases.store import arrival
from trato.rooms.cases.store import importing as store


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """A matter that began elsewhere. `ended_at` is when it was resolved or closed there."""

    id: UUID
    brand_id: UUID
    unit_id: UUID
    account_id: UUID
    queue_id: UUID | None
    contact_id: UUID
    channel: str
    surface: str
    subject: str
    opened_at: datetime
    state: CaseState
    waiting_on: WaitingOn | None
    ended_at: datetime | None
    priority: int
    by_contact: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """What became elsewhere of a case that was imported before; `revision` is as the import left it."""

    id: UUID
    revision: int
    state: CaseState
    waiting_on: WaitingOn | None
    subject: str
    priority: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A note of another system: by one of ours, or by whoever `alias` names."""

    id: UUID
    case_id: UUID
    author_id: UUID | None
    alias: str
    body: str
    at: datetime


async def bring_cases(tx: Tx, cases: Sequence[ImportedCase]) -> None:
    """Write cases with their participants, states and holder: nobody, so that nothing hands them to anybody."""
    if not cases:
        return
    before = await arrival.take_numbers(tx, len(cases))
    await store.add(tx, store.ADD_CASES, [_row(tx, one, before + n) for n, one in enumerate(cases, 1)])
    people = [(c.id, c.contact_id, "requester", c.opened_at, "message") for c in cases]
    await store.add(tx, arrival.ADD_PARTICIPANTS, people)
    await store.add(tx, store.ADD_STATES, [row for one in cases for row in _states(one)])
    await store.add(
        tx,
        arrival.ADD_HOLDINGS,
        [(c.id, HolderKind.NOBODY.value, None, c.opened_at, "system", None) for c in cases],
    )
    await store.add(tx, store.ADD_OPENINGS, [(c.id, c.queue_id, c.channel, c.surface) for c in cases])


async def move_imported(tx: Tx, moves: Sequence[Moved]) -> dict[UUID, int]:
    """Bring cases to what they became elsewhere; return the new revisions. Those worked on here are left out."""
    rows = [
        (m.id, m.revision, m.state.value, m.waiting_on.value if m.waiting_on else None, m.subject, m.priority,
         _end_reason(m.state))
        for m in moves
    ]  # fmt: skip
    before = await arrival.look_at_present(tx, [m.id for m in moves]) if moves else {}
    done = await store.move(tx, rows)
    turned = [
        (m.id, m.state.value, waits, m.at)
        for m in moves
        if m.id in done
        for waits in [m.waiting_on.value if m.waiting_on else None]
        if (before[m.id]["state"], before[m.id]["waiting_on"]) != (m.state.value, waits)
    ]
    await store.turn_states(tx, turned)
    return done


async def bring_forward_imported(
    tx: Tx, rows: Sequence[tuple[UUID, str, datetime, datetime | None, datetime | None]]
) -> None:
    """Note what was said last in cases: (case, preview, at, last of the contact's, last of ours)."""
    await store.bring_forward(tx, [(case, preview[:PREVIEW], *times) for case, preview, *times in rows])


async def bring_notes(tx: Tx, notes: Sequence[ImportedNote]) -> None:
    """Write the notes of another system."""
    await store.add(tx, store.ADD_NOTES, [(n.id, n.case_id, n.author_id, n.alias, n.body, n.at) for n in notes])


async def bring_tags(tx: Tx, names: Sequence[str]) -> dict[str, UUID]:
    """Return the tag of each name, made where there was none; one that was merged is what it became."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    found = await store.find_tags(tx, wanted)
    missing = {name.lower(): name for name in wanted if name not in found}
    if missing:
        await store.add(tx, store.ADD_TAGS, [(uuid7(), name) for name in missing.values()])
        found = await store.find_tags(tx, wanted)
    return found


async def mark_imported(tx: Tx, marks: Sequence[tuple[UUID, UUID, datetime]]) -> None:
    """Put tags on cases: (case, tag, since). A mark that stands, stands once."""
    rows = {(case, tag): at for case, tag, at in marks}
    await store.add(tx, store.ADD_MARKS, [(uuid7(), case, tag, "system", at) for (case, tag), at in rows.items()])


def tell_imported(tx: Tx, cases: Sequence[UUID], run: UUID) -> None:
    """Say which cases an import wrote: search and the counts of views follow it, and nothing else."""
    for case in cases:
        tx.emit(CaseImported(subject=case, case_id=case, run_id=run))


async def touched_of(tx: Tx, cases: Sequence[UUID]) -> int:
    """Return to how many of these cases something happened here that no import did."""
    return await store.count_touched(tx, cases) if cases else 0


async def drop_imported(tx: Tx, *, cases: Sequence[UUID] = (), notes: Sequence[UUID] = ()) -> None:
    """Take cases, or single notes, of an import out again; the database refuses when anything else names them."""
    if cases:
        await store.drop(tx, cases)
    if notes:
        for note, case in await store.drop_notes(tx, notes):
            tx.emit(NoteDeleted(subject=case, case_id=case, note_id=note))


def _row(tx: Tx, c: ImportedCase, number: int) -> tuple[Any, ...]:
    return (
        c.id, number, c.brand_id, c.unit_id, c.account_id, c.queue_id, c.contact_id, c.surface, c.channel, c.subject,
        CaseOrigin.IMPORT.value, tx.origin.value, c.opened_at, "contact" if c.by_contact else "system", c.state.value,
        c.waiting_on.value if c.waiting_on else None, c.priority, _end_reason(c.state), c.opened_at,
    )  # fmt: skip


def _states(c: ImportedCase) -> list[tuple[Any, ...]]:
    waits = c.waiting_on.value if c.waiting_on else None
    if c.state is CaseState.OPEN:
        return [(c.id, "open", waits, c.opened_at, None)]
    ended = max(c.ended_at or c.opened_at, c.opened_at)
    present = (c.id, c.state.value, None, ended, None)
    return [present] if ended == c.opened_at else [(c.id, "open", None, c.opened_at, ended), present]


def _end_reason(state: CaseState) -> str | None:
    return None if state is CaseState.OPEN else EndReason.RESOLVED.value
