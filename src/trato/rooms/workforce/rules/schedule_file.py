"""Schedules as CSV: what goes out comes in again, and what cannot come in is told line by line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.kit.spreadsheets import rearm, table
from trato.rooms.workforce.errors import ScheduleFileUnread, SenselessShift
from trato.rooms.workforce.model.schedules import PartKind, PlannedPart, Shift, ShiftKind, ShiftPlan
from trato.rooms.workforce.rules.shifts import draft, plan_of

COLUMNS = ("email", "starts", "ends", "kind", "parts", "note", "time_zone")
NEEDED = frozenset(COLUMNS[:3])
MOST_LINES = 5_000
_PART = re.compile(r"(break|meeting|training)\s+([01]\d|2[0-3]):([0-5]\d)\s*-\s*([01]\d|2[0-3]):([0-5]\d)")
_NOBODY = UUID(int=0)


class FileLine(Struct, frozen=True):
    """What one line says. `refused`: why it cannot be taken (email, time, kind, parts, or a shift's reason), or ""."""

    line: int
    email: str
    starts: str
    ends: str
    plan: ShiftPlan | None
    refused: str = ""


def to_csv(shifts: Iterable[Shift], emails: Mapping[UUID, str]) -> str:
    """Write shifts by their local times, one a line."""
    rows: list[Sequence[str]] = [COLUMNS]
    for shift in shifts:
        plan = plan_of(shift)
        parts = "; ".join(f"{one.kind.value} {one.starts}-{one.ends}" for one in plan.parts)
        rows.append((
            emails.get(shift.user_id, ""), f"{plan.starts:%Y-%m-%d %H:%M}", f"{plan.ends:%Y-%m-%d %H:%M}",
            plan.kind.value, parts, plan.note, plan.time_zone,
        ))  # fmt: skip
    return table(rows)


def from_csv(text: str, people: Mapping[str, UUID], time_zone: str) -> list[FileLine]:
    """Read what `to_csv` writes and what spreadsheets make of it. Raises ScheduleFileUnread."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)))
    except csv.Error as error:
        raise ScheduleFileUnread(line=1, reason="malformed") from error
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    if not set(names) >= NEEDED:
        raise ScheduleFileUnread(line=1, reason="columns")
    body = [(number, cells) for number, cells in enumerate(rows[1:], 2) if any(cell.strip() for cell in cells)]
    if not body or len(body) > MOST_LINES:
        raise ScheduleFileUnread(line=len(rows), reason="length")
    return [_line(number, dict(zip(names, cells, strict=False)), people, time_zone) for number, cells in body]


def _line(number: int, cells: Mapping[str, str], people: Mapping[str, UUID], time_zone: str) -> FileLine:
    said = {name: rearm(cell.strip()) for name, cell in cells.items()}
    email, starts, ends = said.get("email", "").lower(), said.get("starts", ""), said.get("ends", "")
    user, refused, plan = people.get(email, _NOBODY), "", None
    try:
        kind = ShiftKind(said.get("kind") or "work")
        zone = said.get("time_zone") or time_zone
        plan = ShiftPlan(
            user, _time(starts), _time(ends), zone, kind, _parts(said.get("parts", "")), said.get("note", "")[:200]
        )
        draft(plan, _NOBODY)
    except _Strange as error:
        refused = str(error)
    except SenselessShift as error:
        refused = str(error.data["reason"])
    except ValueError:
        refused = "kind"
    if user == _NOBODY:
        refused = "email"
    return FileLine(number, email, starts, ends, None if refused else plan, refused)


class _Strange(Exception):
    """A cell that says nothing we know."""


def _time(cell: str) -> datetime:
    try:
        found = datetime.fromisoformat(cell)
    except ValueError as error:
        raise _Strange("time") from error
    if found.tzinfo is not None or len(cell) < len("2026-11-23 09:00"):
        raise _Strange("time")
    return found


def _parts(cell: str) -> tuple[PlannedPart, ...]:
    found: list[PlannedPart] = []
    for one in filter(None, (piece.strip() for piece in cell.split(";"))):
        match = _PART.fullmatch(one)
        if match is None:
            raise _Strange("parts")
        found.append(PlannedPart(PartKind(match[1]), f"{match[2]}:{match[3]}", f"{match[4]}:{match[5]}"))
    return tuple(found)
