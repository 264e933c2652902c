"""Deeds upon sets of hours: publish, revise, attach; and the book of all of them, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.brands import rules
from trato.rooms.brands.errors import CalendarNotFound, NameTaken, NeverOpen, OverlappingHours, UnknownTimezone
from trato.rooms.brands.events import CalendarRevised, HoursAttached, HoursDetached
from trato.rooms.brands.model import AttachmentId, CalendarId, CalendarVersion, HolderKind, HoursBook, HoursPlan
from trato.rooms.brands.service.codes import free_code
from trato.rooms.brands.service.holidays import public_holidays
from trato.rooms.brands.store import hours as store

YEARS_AHEAD = 4
_BOOKS_KEPT = 512
_books: OrderedDict[UUID, HoursBook] = OrderedDict()  # values that a stamp proves fresh; the rows are the truth


async def create_calendar(
    tx: Tx, name: str, plan: HoursPlan, *, brand_id: UUID | None = None, code: str = ""
) -> CalendarVersion:
    """Publish a new set of hours, of one brand or of the whole workspace.

    Raises NameTaken, UnknownTimezone, UnknownHolidays, OverlappingHours or NeverOpen.
    """
    calendar_id = CalendarId(uuid7())
    version = draft(calendar_id, 1, plan, tx.now)
    if not await store.add_calendar(tx, calendar_id, name, code or await free_code(tx, name), brand_id):
        raise NameTaken(name=name)
    await store.add_version(tx, version)
    await store.set_stamp(tx, uuid7())
    tx.audit(AuditEntry("calendar.create", "calendar", calendar_id))
    return version


async def revise_calendar(tx: Tx, calendar_id: CalendarId, plan: HoursPlan) -> CalendarVersion:
    """Publish the next version of a set of hours; running clocks follow it, past ones keep theirs.

    Raises CalendarNotFound, UnknownTimezone, UnknownHolidays, OverlappingHours or NeverOpen.
    """
    present = await store.lock_calendar(tx, calendar_id)
    if present is None:
        raise CalendarNotFound(calendar=calendar_id)
    version = draft(calendar_id, present + 1, plan, tx.now)
    await store.add_version(tx, version)
    await store.set_version(tx, calendar_id, version.version)
    await store.set_stamp(tx, uuid7())
    tx.emit(CalendarRevised(subject=calendar_id, version=version.version))
    tx.audit(AuditEntry("calendar.revise", "calendar", calendar_id, {"version": version.version}))
    return version


def draft(
    calendar_id: CalendarId, version: int, plan: HoursPlan, now: datetime, *, years: tuple[int, int] | None = None
) -> CalendarVersion:
    """Return the version that `plan` would publish; nothing is written.

    `years` are those whose public holidays are looked up, the second not included; without, those about `now`.
    Raises UnknownTimezone, UnknownHolidays, OverlappingHours or NeverOpen.
    """
    day = rules.overlap(plan)
    if day:
        raise OverlappingHours(day=day)
    try:
        ZoneInfo(plan.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(timezone=plan.timezone) from error
    asked = years or (now.year - 1, now.year + YEARS_AHEAD)
    found = rules.resolve(calendar_id, version, plan, public_holidays(plan.country, plan.subdivision, asked), asked)
    if years is not None:
        return found
    try:
        found.hours.next_opening(now)
    except ValueError as error:
        raise NeverOpen(calendar=calendar_id) from error
    return found


async def attach_calendar(tx: Tx, kind: HolderKind, holder: UUID, calendar_id: CalendarId) -> None:
    """Let `holder` keep a set of hours from now on, in place of the one it kept."""
    await store.end_attachment(tx, kind, holder)
    await store.add_attachment(tx, AttachmentId(uuid7()), kind, holder, calendar_id)
    await store.set_stamp(tx, uuid7())
    tx.emit(HoursAttached(subject=holder, holder_kind=kind, calendar_id=calendar_id))
    tx.audit(AuditEntry("calendar.attach", kind.value, holder, {"calendar": calendar_id}))


async def detach_calendar(tx: Tx, kind: HolderKind, holder: UUID) -> bool:
    """End what `holder` keeps; False when it kept nothing."""
    if await store.end_attachment(tx, kind, holder) is None:
        return False
    await store.set_stamp(tx, uuid7())
    tx.emit(HoursDetached(subject=holder, holder_kind=kind))
    tx.audit(AuditEntry("calendar.detach", kind.value, holder))
    return True


async def refresh_holidays(tx: Tx) -> int:
    """Publish the coming years' public holidays where they are missing; return how many sets of hours changed.

    Safe to call every day: it does nothing while the next year is resolved.
    """
    year = tx.now.astimezone(UTC).year
    stale = [one for one in await store.list_present_versions(tx) if rules.needs_holidays(one, year)]
    for one in stale:
        await revise_calendar(tx, one.calendar_id, one.plan)
    return len(stale)


async def hours_book(tx: Tx) -> HoursBook:
    """Return every set of hours of the workspace; one tiny query when nothing changed since the last call."""
    stamp = await store.get_stamp(tx)
    kept = _books.get(tx.workspace)
    if kept is not None and kept.stamp == stamp:
        _books.move_to_end(tx.workspace)
        return kept
    book = await _read_book(tx, stamp, kept)
    _books[tx.workspace] = book
    while len(_books) > _BOOKS_KEPT:
        _books.popitem(last=False)
    return book


async def _read_book(tx: Tx, stamp: UUID | None, kept: HoursBook | None) -> HoursBook:
    """Read the book, keeping the objects of versions that are already known: they hold what they counted."""
    known = dict(kept.calendars) if kept else {}
    calendars: dict[CalendarId, CalendarVersion] = {}
    for one in await store.list_present_versions(tx):
        before = known.get(one.calendar_id)
        calendars[one.calendar_id] = before if before == one else one
    return HoursBook(stamp, calendars, await store.list_attachments(tx))


async def calendar_versions(
    tx: Tx, wanted: Iterable[tuple[CalendarId, int]]
) -> dict[tuple[CalendarId, int], CalendarVersion]:
    """Return the versions asked for, past ones too, in one query at most."""
    asked = set(wanted)
    book = await hours_book(tx)
    found = {
        (one.calendar_id, one.version): one
        for one in book.calendars.values()
        if (one.calendar_id, one.version) in asked
    }
    missing = sorted(asked - found.keys())
    if missing:
        found |= {(one.calendar_id, one.version): one for one in await store.list_versions(tx, missing)}
    return found
