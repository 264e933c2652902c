"""Replays that were asked for: asking, looking, calling off, and what a worker does with the next in line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.errors import Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.routing import api as routing
from trato.rooms.whatif.errors import (
    DayNotOver,
    NoRecordedDay,
    NothingToReplay,
    ReplaysInLine,
    ReplayStopped,
    TooManyDays,
)
from trato.rooms.whatif.model import Asked, Day, House, Made, Run
from trato.rooms.whatif.rules.levers import pull
from trato.rooms.whatif.rules.made import made_day, made_house
from trato.rooms.whatif.service.recording import recorded_day
from trato.rooms.whatif.store import days as days_store
from trato.rooms.whatif.store import runs as store

MOST_DAYS = 14
MOST_WAITING = 5
KEPT = timedelta(days=1)
SILENT = timedelta(minutes=5)  # of a worker's that says nothing: it is no more
Lived = tuple[Day, House]


async def ask(tx: Tx, asked_by: UUID, asked: Asked) -> Run:
    """Put a replay in line.

    Raises NothingToReplay, TooManyDays, DayNotOver, NoRecordedDay, UnknownLever, SenselessLever, ReplaysInLine, and
    Invalid for a zone that there is not.
    """
    if bool(asked.days) == (asked.synthetic is not None):
        raise NothingToReplay()
    if len(asked.days) > MOST_DAYS:
        raise TooManyDays(days=len(asked.days), most=MOST_DAYS)
    made = asked.synthetic
    pull((made_day(0, 10, made.staff if made else 1), made_house()), asked.levers)
    await _check_days(tx, asked)
    if await store.count_waiting(tx) >= MOST_WAITING:
        raise ReplaysInLine(most=MOST_WAITING)
    identity = uuid7()
    await store.add(tx, identity, asked_by, asked)
    return await look(tx, identity)


async def look(tx: Tx, identity: UUID) -> Run:
    """Return a replay. Raises NotFound when there is none, or no longer."""
    run = await store.find(tx, identity)
    if run is None:
        raise NotFound()
    return run


async def call_off(tx: Tx, identity: UUID) -> None:
    """Let a replay that waits or runs be called off; one that ended stays as it is. Raises NotFound."""
    await look(tx, identity)
    await store.call_off(tx, identity)


async def take_next(tx: Tx) -> Run | None:
    """Begin the next in line, unless one of the workspace is running; forget old ones."""
    await store.forget(tx, KEPT)
    await store.fail_silent(tx, SILENT, ReplayStopped.code)
    identity = await store.take(tx)
    return None if identity is None else await look(tx, identity)


async def days_of(tx: Tx, asked: Asked) -> list[Lived] | Made:
    """Return the days that were asked for with their house, or what is to be made. Raises as `ask`."""
    if asked.synthetic is not None:
        return asked.synthetic
    days = [await recorded_day(tx, *_span(one, asked.zone)) for one in sorted(set(asked.days))]
    for one in days:
        pull(one, asked.levers)  # what makes sense in general may make none on that day: fewer agents than were there
    return days


async def _check_days(tx: Tx, asked: Asked) -> None:
    if not asked.days:
        return
    queues = [one.id for one in await routing.list_queues(tx) if one.automatic and one.team_id]
    for one in asked.days:
        begins, ends = _span(one, asked.zone)
        if ends > tx.now:
            raise DayNotOver(day=one.isoformat())
        if not await store.has_arrivals(tx, begins, ends, queues):
            since = await days_store.first_arrival(tx)
            raise NoRecordedDay(day=one.isoformat(), since=since.date().isoformat() if since else None)


def _span(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return when a day of the calendar begins and ends there, in UTC: on a day of change it is no 24 hours long."""
    try:
        place = ZoneInfo(zone)
        begins, ends = (datetime.combine(one, time(), place).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    except (KeyError, ValueError, OSError, OverflowError) as error:
        raise Invalid(field="zone", reason="unknown") from error
    return begins, ends
