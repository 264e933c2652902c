"""A week planned: what is expected of each channel, whom it needs, who is expected and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.errors import Invalid
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand
from trato.rooms.channels import api as channels
from trato.rooms.console.model.staffing import AtOnce, ChannelPlan, WeekPlan
from trato.rooms.console.store import staffing as store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_CAPACITY, USUAL_UNITS, ChannelWeight
from trato.rooms.workforce.model.forecasting import Forecast, Past
from trato.rooms.workforce.model.planning import LEAST_WEEKS, MOST_AT_ONCE, Measured, Promise

HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)
A_DAY, A_WEEK = 48, 336
LOOK_BACK = timedelta(weeks=26)
RECENT = timedelta(weeks=4)
FURTHEST = timedelta(weeks=53)


@dataclass(frozen=True, slots=True)
class _Book:
    """What is known of a brand: half hours from midnight of the first day on; `origin` is where the forecast begins."""

    counts: dict[str, list[float]]
    holidays: list[bool]
    origin: int
    measured: dict[str, Measured]
    told: dict[str, float]
    weights: dict[str, ChannelWeight]


async def plan_week(tx: Tx, brand: Brand, monday: date, promise: Promise) -> WeekPlan:
    """Plan the seven days of a brand from `monday`, by its wall clock. Raises SenselessPromise, Invalid."""
    workforce.check_promise(promise)
    zone = ZoneInfo(brand.timezone)
    today = tx.now.astimezone(zone).date()
    if abs(monday - today) > FURTHEST:
        raise Invalid(field="monday", reason="too_far")
    origin = min(monday, today)
    first, after = origin - LOOK_BACK, monday + 7 * DAY
    book = _Book(
        await _counts(tx, brand, first, after, zone),
        await _holidays(tx, brand, first, after),
        (origin - first).days * A_DAY,
        {row["channel"]: _measured(row) for row in await store.measured(tx, brand.id, tx.now - RECENT)},
        await workforce.handle_times(tx, brand.id, _at(first, 0, zone)),
        await workforce.channel_weights(tx),
    )
    starts = [_at(monday, slot, zone) for slot in range(A_WEEK)]
    ended = sum(start + HALF_HOUR <= tx.now for start in starts)
    largest = sorted(book.counts, key=lambda one: (-sum(book.counts[one]), one))
    plans = [_plan_channel(book, channel, promise, ended) for channel in largest]
    people = await _people(tx, brand.id)
    scheduled, present = await workforce.staffed(tx, people, starts)
    kept = workforce.sustained({one.channel: one.need for one in plans if one.need}, scheduled)
    at_once = await _at_once(tx, people)
    return WeekPlan(brand.id, monday, brand.timezone, len(people), plans, scheduled, present, kept, at_once)


async def _at_once(tx: Tx, people: list[UUID]) -> AtOnce:
    since = tx.now - 7 * DAY
    worked = (await workforce.time_at_work(tx, people, since, tx.now)).total_seconds()
    hands = await store.hands(tx, people, since, tx.now)
    known = 0 < worked >= hands  # who works without saying that they are here is nobody's share
    return AtOnce(await workforce.held_at_once(tx, people, since), round(hands / worked, 3) if known else None)


def _plan_channel(book: _Book, channel: str, promise: Promise, ended: int) -> ChannelPlan:
    series = book.counts[channel]
    weight = book.weights.get(channel)
    live = weight.live if weight else channel in channels.live_channels()
    units = weight.units if weight else USUAL_UNITS
    in_force = 1 if weight and weight.exclusive else max(1, USUAL_CAPACITY // max(1, units))
    measured = book.measured.get(channel, Measured(0))
    assumed = workforce.assume(measured, book.told.get(channel))
    begun = next(slot for slot, one in enumerate(series) if one) // A_DAY * A_DAY
    past = Past(series[begun : book.origin], book.holidays[begun : book.origin], A_WEEK)
    ahead, missing = Forecast([], [], [], 0), 0
    try:
        ahead = workforce.forecast(past, len(series) - book.origin, book.holidays[book.origin :])
    except workforce.TooShort as short:
        missing = LEAST_WEEKS - short.weeks
    expected = ahead.mean[-A_WEEK:]
    at_once = min(in_force, MOST_AT_ONCE) if live else 1
    week = series[-A_WEEK:]
    return ChannelPlan(
        channel=channel,
        live=live,
        weeks=ahead.weeks,
        missing_weeks=missing,
        measured=measured,
        assumed=assumed,
        limit=workforce.limit_of(assumed, in_force),
        expected=expected,
        low=ahead.low[-A_WEEK:],
        high=ahead.high[-A_WEEK:],
        came=[one if slot < ended else None for slot, one in enumerate(week)],
        need=workforce.needs(expected, assumed, promise, at_once, live=live),
    )


async def _counts(tx: Tx, brand: Brand, first: date, after: date, zone: ZoneInfo) -> dict[str, list[float]]:
    """Return by channel the contacts of each half hour of the wall clock, from midnight of `first` on."""
    begins, ends = _at(first, 0, zone), _at(after, 0, zone)
    slots = (after - first).days * A_DAY
    found: dict[str, list[float]] = {}
    own = await store.arrivals(tx, brand.id, begins, min(ends, tx.now))
    brought = await workforce.volumes_between(tx, brand.id, begins, ends)
    for channel, at, count in [*own, *brought]:
        local = at.astimezone(zone)
        slot = (local.date() - first).days * A_DAY + local.hour * 2 + local.minute // 30
        if count and 0 <= slot < slots:
            found.setdefault(channel, [0.0] * slots)[slot] += count
    return found


async def _holidays(tx: Tx, brand: Brand, first: date, after: date) -> list[bool]:
    """Mark the half hours of the public holidays and closed days that the brand's sets of hours name."""
    versions = await brands.present_versions(tx)
    own = [one.id for one in await brands.list_calendars(tx) if one.brand_id == brand.id]
    special = {day.day for one in own for day in versions[one].days if not day.openings}
    days = [first + ahead * DAY for ahead in range((after - first).days)]
    return [day in special for day in days for _ in range(A_DAY)]


async def _people(tx: Tx, brand: UUID) -> list[UUID]:
    """Return who works in the brand's teams; where it has none of its own, in all."""
    teams = await access.list_teams(tx)
    own = [one for one in teams if one.unit_id == brand] or teams
    found: set[UUID] = set()
    for team in own:
        found |= set(await access.list_members(tx, team.id))
    return sorted(found)


def _measured(row: dict[str, float | None]) -> Measured:
    def mean(total: str, of: str) -> float | None:
        count = row[of]
        return round(float(row[total] or 0) / count, 1) if count and row[total] is not None else None

    return Measured(
        cases=int(row["cases"] or 0),
        work=mean("work", "worked") or None,
        typing=mean("typing", "worked"),
        pace=mean("pace", "paced"),
        customer_typing=mean("typed", "cases"),
        patience=mean("waited", "left_early") or None,
    )


def _at(day: date, slot: int, zone: ZoneInfo) -> datetime:
    """Return when a wall clock shows the beginning of a half hour of the days from `day` on."""
    on = day + slot // A_DAY * DAY
    return datetime(on.year, on.month, on.day, slot % A_DAY // 2, slot % 2 * 30, tzinfo=zone).astimezone(UTC)


def in_order(plan: WeekPlan, order: Sequence[str], people: float | None) -> WeekPlan:
    """Return the plan with its channels kept in another order of importance, or with as many people at every hour."""
    needs = {one.channel: one.need for one in plan.channels if one.need}
    chosen = {one: needs[one] for one in [*dict.fromkeys(order), *needs] if one in needs}
    here = plan.scheduled if people is None else [people] * A_WEEK
    return WeekPlan(
        plan.brand_id, plan.monday, plan.time_zone, plan.people, plan.channels, plan.scheduled, plan.present,
        workforce.sustained(chosen, here), plan.at_once,
    )  # fmt: skip
