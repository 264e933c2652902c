"""Deeds upon sets of hours: publish, revise, attach; and the book of all of them, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands import rules, store
from trato.rooms.brands.errors import CalendarNotFound, NameTaken, NeverOpen, UnknownTimezone
from trato.rooms.brands.events import CalendarRevised, HoursAttached, HoursDetached
from trato.rooms.brands.model import AttachmentId, CalendarId, CalendarVersion, HolderKind, HoursBook, HoursPlan
from trato.rooms.brands.service.holidays import public_holidays

YEARS_AHEAD = 4
_BOOKS_KEPT = 512
_books: OrderedDict[UUID, HoursBook] = OrderedDict()  # values that a stamp proves fresh; the rows are the truth


async def create_calendar(tx: Tx, name: str, plan: HoursPlan) -> CalendarVersion:
    """Publish a new set of hours. Raises NameTaken, UnknownTimezone, UnknownHolidays or NeverOpen."""
    calendar_id = CalendarId(uuid7())
    version = _published(calendar_id, 1, plan, tx.now)
    if not await store.add_calendar(tx, calendar_id, name):
        raise NameTaken(name=name)
    await store.add_version(tx, version)
    await store.set_stamp(tx, uuid7())
    return version


async def revise_calendar(tx: Tx, calendar_id: CalendarId, plan: HoursPlan) -> CalendarVersion:
    """Publish the next version of a set of hours; running clocks follow it, past ones keep theirs.

    Raises CalendarNotFound, UnknownTimezone, UnknownHolidays or NeverOpen.
    """
    present = await store.lock_calendar(tx, calendar_id)
    if present is None:
        raise CalendarNotFound(calendar=calendar_id)
    version = _published(calendar_id, present + 1, plan, tx.now)
    await store.add_version(tx, version)
    await store.set_version(tx, calendar_id, version.version)
    await store.set_stamp(tx, uuid7())
    tx.emit(CalendarRevised(subject=calendar_id, version=version.version))
    return version


def _published(calendar_id: CalendarId, version: int, plan: HoursPlan, now: datetime) -> CalendarVersion:
    try:
        ZoneInfo(plan.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(timezone=plan.timezone) from error
    years = (now.year - 1, now.year + YEARS_AHEAD)
    found = rules.resolve(calendar_id, version, plan, public_holidays(plan.country, plan.subdivision, years), years)
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


async def detach_calendar(tx: Tx, kind: HolderKind, holder: UUID) -> bool:
    """End what `holder` keeps; False when it kept nothing."""
    if await store.end_attachment(tx, kind, holder) is None:
        return False
    await store.set_stamp(tx, uuid7())
    tx.emit(HoursDetached(subject=holder, holder_kind=kind))
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
