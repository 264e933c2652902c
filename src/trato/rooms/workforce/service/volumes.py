"""Deeds of volumes: what the tool before this one counted, for forecasts from the first day."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.workforce.errors import VolumesUnread
from trato.rooms.workforce.store import volumes as store

COLUMNS = frozenset({"channel", "at", "contacts"})
MOST_LINES = 60_000  # two years of half hours of one channel and a half
MOST_CONTACTS = 1_000_000

Volume = tuple[str, datetime, int, float | None]


async def save_volumes(tx: Tx, brand: UUID, volumes: Sequence[Volume]) -> None:
    """Keep what each half hour brought before this house counted; the same half hour again replaces it."""
    await store.save_volumes(tx, brand, volumes)
    channels = len({one[0] for one in volumes})
    tx.audit(AuditEntry("volumes.import", "brand", brand, {"half_hours": len(volumes), "channels": channels}))


async def volumes_between(tx: Tx, brand: UUID, begins: datetime, ends: datetime) -> list[tuple[str, datetime, int]]:
    """Return channel, half hour and contacts of what was brought from elsewhere."""
    return await store.list_volumes(tx, brand, begins, ends)


async def handle_times(tx: Tx, brand: UUID, since: datetime) -> dict[str, float]:
    """Return by channel the mean seconds of a contact, as the tool before measured them."""
    return await store.handle_times(tx, brand, since)


async def held_at_once(tx: Tx, users: Sequence[UUID], since: datetime) -> float | None:
    """Return how many cases each of these people held while at work: their effective concurrency (S96, S97).

    It is the time in which cases were held by the time at work, from samples of each minute; None without any.
    """
    found = await store.held_at_once(tx, users, since)
    return None if found is None else round(found, 2)


def read_volumes(text: str, zone: ZoneInfo, channels: Collection[str]) -> list[Volume]:
    """Read `channel,at,contacts[,handle_seconds]`, a line each half hour, `at` by the wall clock of `zone`.

    Raises VolumesUnread with the first line that cannot be taken, and why.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)))
    except csv.Error as error:
        raise VolumesUnread(line=1, reason="malformed") from error
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    if not set(names) >= COLUMNS:
        raise VolumesUnread(line=1, reason="columns")
    body = [(number, cells) for number, cells in enumerate(rows[1:], 2) if any(cell.strip() for cell in cells)]
    if not body or len(body) > MOST_LINES:
        raise VolumesUnread(line=len(rows), reason="length")
    found: dict[tuple[str, datetime], Volume] = {}
    for number, cells in body:
        said = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        one = _line(number, said, zone, channels)
        before = found.get((one[0], one[1]))
        found[one[0], one[1]] = one if before is None else (one[0], one[1], before[2] + one[2], one[3])
    return list(found.values())


def _line(number: int, said: dict[str, str], zone: ZoneInfo, channels: Collection[str]) -> Volume:
    channel = said.get("channel", "").lower()
    if channel not in channels:
        raise VolumesUnread(line=number, reason="channel")
    try:
        at = datetime.fromisoformat(said.get("at", ""))
        at = at.replace(tzinfo=zone) if at.tzinfo is None else at
        at = at.astimezone(UTC)
        contacts = int(said.get("contacts", ""))
        handle = float(said["handle_seconds"]) if said.get("handle_seconds") else None
    except (ValueError, OverflowError) as error:
        raise VolumesUnread(line=number, reason="number") from error
    if not 0 <= contacts <= MOST_CONTACTS or (handle is not None and not 0 < handle <= 86_400):
        raise VolumesUnread(line=number, reason="number")
    return channel, at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0), contacts, handle
