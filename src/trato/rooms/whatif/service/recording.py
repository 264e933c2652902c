"""A recorded day, from what was written down as it happened."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import fmean
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Holders, OpeningHours, always_open
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Queue, WaitingCase
from trato.rooms.whatif.errors import DayNotOver, NoRecordedDay
from trato.rooms.whatif.model import Arrival, Day, House, Person, Span
from trato.rooms.whatif.store import days as store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_ASYNC_CAPACITY, USUAL_CAPACITY, ChannelWeight

ALWAYS = "always"
USUAL_WORK = 300.0  # seconds, where nobody's work on any case of the channel was measured


async def recorded_day(tx: Tx, from_at: datetime, to_at: datetime) -> tuple[Day, House]:
    """Return what came between two instants, who was there, and the house as it is now.

    A case is as the engine first saw it, where it did. Work is what was measured on it, or its channel's mean. Who left
    the queue had that much patience; the others' is drawn from an exponential estimated on that day, beyond what they
    waited. What waited or was held before does not come in. Raises NoRecordedDay, DayNotOver.
    """
    if to_at > tx.now:
        raise DayNotOver(day=from_at.date().isoformat())
    queues: dict[UUID, Queue] = {one.id: one for one in await routing.list_queues(tx) if one.automatic and one.team_id}
    rows = [row for row in await store.list_arrivals(tx, from_at, to_at) if row["queue_id"] in queues]
    if not rows:
        since = await store.first_arrival(tx)
        raise NoRecordedDay(day=from_at.date().isoformat(), since=since.date().isoformat() if since else None)
    weights = await workforce.channel_weights(tx)
    sights = await routing.sights(tx, from_at, to_at)
    work, patience = _work(rows), _mean_patience(rows)
    arrivals = []
    for row in sorted(rows, key=lambda one: (one["from_at"], one["case_id"])):
        case = _case(row, queues, weights, sights)
        hours = ALWAYS if row["calendar_id"] is None else str(row["calendar_id"])
        within = timedelta(seconds=row["seconds"]) if row["seconds"] else None
        handling = float(row["active"] or 0.0) or work.get(row["channel"], USUAL_WORK)
        arrivals.append(Arrival(case, row["contact_id"], handling, _patience(row, patience), within, hours))
    _, policy = await routing.current_policy(tx)
    hours_by_name, hours_of = await _hours(tx, list(queues.values()))
    known = [one if one.hours in hours_by_name else replace(one, hours=ALWAYS) for one in arrivals]
    house = House(policy, tuple(queues.values()), hours_by_name, hours_of)
    return Day(from_at, to_at, known, await _people(tx, from_at, to_at, list(queues.values()))), house


def _case(
    row: asyncpg.Record,
    queues: Mapping[UUID, Queue],
    weights: Mapping[str, ChannelWeight],
    sights: Mapping[UUID, WaitingCase],
) -> WaitingCase:
    queue, weight = queues[row["queue_id"]], weights.get(row["channel"], ChannelWeight())
    assert queue.team_id is not None
    since = min(row["from_at"], row["started_at"] or row["from_at"])
    seen = sights.get(row["case_id"])
    if seen is not None:
        return replace(
            seen, queue_id=queue.id, team_id=queue.team_id, queued_at=row["from_at"], since=since, due_at=None,
            last_agent=row["last_agent_id"], passed_by=frozenset(),
        )  # fmt: skip
    return WaitingCase(
        row["case_id"], queue.id, queue.team_id, row["channel"], row["from_at"], since, row["priority"],
        live=weight.live or weight.exclusive, units=weight.units, exclusive=weight.exclusive,
        last_agent=row["last_agent_id"], tier=row["tier"] or 1,
    )  # fmt: skip


def _work(rows: Sequence[asyncpg.Record]) -> dict[str, float]:
    """Return by channel the mean seconds of work where they were measured."""
    measured: dict[str, list[float]] = {}
    for row in rows:
        if row["active"]:
            measured.setdefault(row["channel"], []).append(row["active"])
    return {channel: fmean(seconds) for channel, seconds in measured.items()}


def _waited(row: asyncpg.Record) -> float | None:
    """Return for how long a contact is known to have waited: until they left, or until somebody took their case."""
    ends = row["left_at"] or row["taken_at"]
    return None if ends is None else max(0.0, (ends - row["from_at"]).total_seconds())


def _mean_patience(rows: Sequence[asyncpg.Record]) -> float | None:
    """Return the mean patience that makes the day likeliest: who stayed was more patient than they had to be."""
    left = sum(row["left_at"] is not None for row in rows)
    waited = sum(_waited(row) or 0.0 for row in rows)
    return waited / left if left and waited else None


def _patience(row: asyncpg.Record, mean: float | None) -> float | None:
    if row["left_at"] is not None:
        return _waited(row)
    if mean is None:
        return None
    drawn = int.from_bytes(hashlib.blake2b(row["case_id"].bytes, digest_size=8, person=b"patience").digest(), "big")
    return (_waited(row) or 0.0) - mean * math.log(1 - drawn / 2**64)


async def _hours(tx: Tx, queues: Sequence[Queue]) -> tuple[dict[str, OpeningHours], dict[UUID, str]]:
    """Return the hours in force by name, and which of them each queue keeps."""
    book = await brands.hours_book(tx)
    named = {str(key): version.hours for key, version in book.calendars.items()} | {ALWAYS: always_open()}
    kept: dict[UUID, str] = {}
    for one in queues:
        chosen = book.choose(Holders(queue=one.id, brand=one.brand_id))
        if chosen is not None:
            kept[one.id] = str(chosen.calendar.calendar_id)
    return named, kept


async def _people(tx: Tx, from_at: datetime, to_at: datetime, queues: Sequence[Queue]) -> tuple[Person, ...]:
    """Return who was there that day, in their teams of now."""
    teams: dict[UUID, set[UUID]] = {}
    for team in sorted({one.team_id for one in queues if one.team_id}):
        for member in await access.list_members(tx, TeamId(team)):
            teams.setdefault(member, set()).add(team)
    skills: dict[UUID, dict[UUID, int]] = {}
    for row in await store.list_skills(tx, from_at, to_at):
        skills.setdefault(row["user_id"], {})[row["skill_id"]] = row["level"]
    capacities = await store.list_capacities(tx, from_at, to_at)
    spans: dict[UUID, list[Span]] = {}
    for row in await store.list_spans(tx, from_at, to_at):
        spans.setdefault(row["user_id"], []).append(Span(row["from_at"], row["to_at"], row["state"]))
    people = []
    for user, their in spans.items():
        if user in teams:
            said = capacities.get(user)
            live, deferred, limits = (
                (USUAL_CAPACITY, USUAL_ASYNC_CAPACITY, {})
                if said is None
                else (said["capacity"], said["async_capacity"], said["limits"])
            )
            people.append(
                Person(user, frozenset(teams[user]), skills.get(user, {}), live, deferred, tuple(their), limits)
            )
    return tuple(people)
