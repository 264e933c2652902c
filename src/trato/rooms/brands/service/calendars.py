"""Sets of hours as people administer them: their names, who keeps them, what each version said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.brands.errors import CalendarChanged, CalendarInUse, CalendarNotFound, NameTaken
from trato.rooms.brands.model import Attached, Calendar, CalendarId, CalendarVersion
from trato.rooms.brands.store import hours as store

NAME_LIMIT = 80  # characters
VERSIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Published:
    """When a version came into force, and who made it."""

    version: int
    from_at: datetime
    by_kind: str
    by_id: UUID | None


async def list_calendars(tx: Tx, *, retired: bool = False) -> list[Calendar]:
    """Return the sets of hours in use, by name; with `retired`, the others too."""
    return await store.list_calendars(tx, retired=retired)


async def get_calendar(tx: Tx, calendar_id: UUID) -> Calendar:
    """Return a set of hours, locked. Raises CalendarNotFound."""
    one = await store.get_calendar(tx, calendar_id)
    if one is None:
        raise CalendarNotFound(calendar=calendar_id)
    return one


async def present_versions(tx: Tx) -> dict[CalendarId, CalendarVersion]:
    """Return what every set of hours says now."""
    return {one.calendar_id: one for one in await store.list_present_versions(tx)}


async def attachments(tx: Tx) -> list[Attached]:
    """Return who keeps which hours now."""
    kept = await store.list_attachments(tx)
    return [Attached(kind, holder, calendar) for (kind, holder), calendar in kept.items()]


async def history(tx: Tx, calendar_id: UUID) -> list[Published]:
    """Return the versions of a set of hours, newest first."""
    return [Published(*row) for row in await store.list_history(tx, calendar_id, VERSIONS_SHOWN)]


async def version_of(tx: Tx, calendar_id: CalendarId, version: int) -> CalendarVersion:
    """Return one version of a set of hours, past ones too. Raises CalendarNotFound."""
    found = await store.list_versions(tx, [(calendar_id, version)])
    if not found:
        raise CalendarNotFound(calendar=calendar_id)
    return found[0]


def check_version(one: Calendar, read: int) -> None:
    """Refuse a change made upon a version that is no longer the one in force. Raises CalendarChanged."""
    if one.version != read:
        raise CalendarChanged(version=one.version)


async def rename_calendar(tx: Tx, calendar_id: UUID, name: str) -> Calendar:
    """Call a set of hours otherwise; its code stays. Raises CalendarNotFound, NameTaken."""
    one, name = await get_calendar(tx, calendar_id), clean(name, NAME_LIMIT).strip()
    if not name or name == one.name:
        return one
    if await store.is_name_taken(tx, name, calendar_id):
        raise NameTaken(name=name)
    return await _set(tx, replace(one, name=name), "calendar.rename")


async def retire_calendar(tx: Tx, calendar_id: UUID) -> Calendar:
    """Offer a set of hours no more; what was counted by it stays. Raises CalendarNotFound, CalendarInUse."""
    one = await get_calendar(tx, calendar_id)
    holders = [kept for kept in await attachments(tx) if kept.calendar_id == one.id]
    if holders:
        raise CalendarInUse(holders=len(holders))
    return await _set(tx, replace(one, retired_at=one.retired_at or tx.now), "calendar.retire")


async def restore_calendar(tx: Tx, calendar_id: UUID) -> Calendar:
    """Take a set of hours into use again: the undo of `retire_calendar`. Raises CalendarNotFound."""
    return await _set(tx, replace(await get_calendar(tx, calendar_id), retired_at=None), "calendar.restore")


async def _set(tx: Tx, one: Calendar, verb: str) -> Calendar:
    await store.set_calendar(tx, one)
    tx.audit(AuditEntry(verb, "calendar", one.id))
    return one
