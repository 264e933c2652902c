"""The board's arithmetic: cases kept in cells of one brand, queue and account, each counted again only when it changed.

A board is the sum of the cells within a reach, so that what somebody sees costs the same however many cases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.rooms.access.model import Place
from trato.rooms.console.model import Crew, FloorAgent, Measure, Numbers, Selection
from trato.rooms.console.rules.views import NEAR

NEVER = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


class CellKey(NamedTuple):
    brand_id: UUID
    queue_id: UUID | None
    account_id: UUID | None

    @property
    def place(self) -> Place:
        return Place(brand_id=self.brand_id, queue_id=self.queue_id, account_id=self.account_id)


class Answer(NamedTuple):
    """A first answer that was given, or that was due and did not come."""

    at: datetime
    kept: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """What the board asks of one case. `since` is when a contact who still waits wrote first.

    `asides` are when it, or a message of it, was set aside, of those that stand so.
    """

    id: UUID
    cell: CellKey
    is_open: bool
    waits: bool
    since: datetime | None
    due_from: datetime | None
    due_at: datetime | None
    breached: bool
    offered_at: datetime | None
    answers: tuple[Answer, ...] = ()
    asides: tuple[datetime, ...] = ()


@dataclass(slots=True)
class _Cell:
    matters: dict[UUID, Matter] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    until: datetime | None = None  # when time alone changes the numbers; None: they are to be counted


@dataclass(slots=True)
class Ledger:
    """The cases of a workspace that a board speaks of. `seq` is the fact up to which it knows them."""

    seq: int = -1
    zones: Mapping[UUID, str] = field(default_factory=dict)  # of each brand
    _cells: dict[CellKey, _Cell] = field(default_factory=dict)
    _where: dict[UUID, CellKey] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._where)

    def fill(self, matters: Iterable[Matter]) -> None:
        """Forget everything and know these."""
        self._cells, self._where = {}, {}
        for one in matters:
            self.put(one)

    def put(self, one: Matter) -> None:
        """Know a case as it is now."""
        self.drop(one.id)
        self._where[one.id] = one.cell
        cell = self._cells.setdefault(one.cell, _Cell())
        cell.matters[one.id] = one
        cell.until = None

    def drop(self, id: UUID) -> None:
        """Forget a case."""
        key = self._where.pop(id, None)
        if key is not None:
            cell = self._cells[key]
            del cell.matters[id]
            cell.until = None
            if not cell.matters:
                del self._cells[key]

    def count(self, now: datetime) -> dict[CellKey, Numbers]:
        """Return the numbers of every cell as they are at `now`; what nothing changed is not counted again."""
        for key, cell in self._cells.items():
            if cell.until is None or cell.until <= now:
                day = day_of(now, self.zones.get(key.brand_id, "UTC"))
                cell.numbers, cell.until = numbers_of(cell.matters.values(), now, day)
        return {key: cell.numbers for key, cell in self._cells.items()}

    def forget_old(self, before: datetime) -> None:
        """Forget cases that are not open and have done nothing since `before`."""
        for key in list(self._cells):
            for one in list(self._cells[key].matters.values()):
                last = max([*(answer.at for answer in one.answers), *one.asides, one.offered_at or before])
                if not one.is_open and last <= before:
                    self.drop(one.id)


def day_of(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return when the day of `now` began and ends in a time zone."""
    local = now.astimezone(ZoneInfo(zone))
    begins = local.replace(hour=0, minute=0, second=0, microsecond=0)
    noon_after = begins.replace(hour=12) + timedelta(days=1)  # wall clock: also where a day has 23 hours
    ends = noon_after.replace(hour=0)
    return begins.astimezone(now.tzinfo), ends.astimezone(now.tzinfo)


def numbers_of(matters: Iterable[Matter], now: datetime, day: tuple[datetime, datetime]) -> tuple[Numbers, datetime]:
    """Return the numbers of some cases, and when time alone will change them."""
    counts = dict.fromkeys(("open", "waiting", "at_risk", "breached", "offered", "kept", "decided", "aside"), 0)
    since, due_next, until = NEVER, NEVER, day[1]
    for one in matters:
        counts["offered"] += one.offered_at is not None and one.offered_at >= day[0]
        counts["aside"] += sum(day[0] <= at <= now for at in one.asides)
        for answer in one.answers:
            if day[0] <= answer.at <= now:
                counts["decided"] += 1
                counts["kept"] += answer.kept
            elif answer.at > now:
                until = min(until, answer.at)
        if not one.is_open:
            continue
        counts["open"] += 1
        if one.waits:
            counts["waiting"] += 1
            since = min(since, one.since or NEVER)
        if one.breached or (one.due_at is not None and one.due_at <= now):
            counts["breached"] += 1
        elif one.due_at is not None and one.due_from is not None:
            near = one.due_at - (one.due_at - one.due_from) * NEAR
            counts["at_risk"] += near <= now
            due_next = min(due_next, one.due_at)
            until = min(until, one.due_at if near <= now else near)
    return Numbers(
        **counts, since=None if since == NEVER else since, due_next=None if due_next == NEVER else due_next
    ), until


def add_up(parts: Iterable[Numbers]) -> Numbers:
    """Return the numbers of all parts together."""
    every = list(parts)
    sinces = [one.since for one in every if one.since is not None]
    dues = [one.due_next for one in every if one.due_next is not None]
    return Numbers(
        open=sum(one.open for one in every),
        waiting=sum(one.waiting for one in every),
        since=min(sinces, default=None),
        at_risk=sum(one.at_risk for one in every),
        breached=sum(one.breached for one in every),
        due_next=min(dues, default=None),
        offered=sum(one.offered for one in every),
        kept=sum(one.kept for one in every),
        decided=sum(one.decided for one in every),
        aside=sum(one.aside for one in every),
    )


def crew_of(agents: Iterable[FloorAgent]) -> Crew:
    """Return how many are in each state, and what those who work hold."""
    states: dict[str, int] = {}
    load = capacity = 0
    for one in agents:
        states[one.state] = states.get(one.state, 0) + 1
        if one.state in ("available", "busy"):
            load += one.load + one.deferred_load
            capacity += one.capacity + one.deferred_capacity
    return Crew(
        agents=sum(states.values()),
        available=states.get("available", 0),
        busy=states.get("busy", 0),
        away=states.get("away", 0) + states.get("break", 0),
        offline=states.get("offline", 0),
        load=load,
        capacity=capacity,
    )


def is_selected(wanted: Selection, key: CellKey, teams: Mapping[UUID, UUID | None]) -> bool:
    """Say whether a selection asks for a cell; `teams` are those of the queues."""
    return (
        (not wanted.brand or key.brand_id in wanted.brand)
        and (not wanted.queue or key.queue_id in wanted.queue)
        and (not wanted.team or (key.queue_id is not None and teams.get(key.queue_id) in wanted.team))
    )


def values_of(numbers: Numbers, crew: Crew, now: datetime) -> dict[Measure, float]:
    """Return each measure of a board; one that nothing can be said of is missing."""
    return dict(_values(numbers, crew, now))


def _values(numbers: Numbers, crew: Crew, now: datetime) -> Iterator[tuple[Measure, float]]:
    yield Measure.WAITING, numbers.waiting
    yield Measure.LONGEST_WAIT, (now - numbers.since).total_seconds() if numbers.since else 0.0
    yield Measure.AT_RISK, numbers.at_risk
    yield Measure.BREACHED, numbers.breached
    if numbers.decided:
        yield Measure.SERVICE_LEVEL, 100 * numbers.kept / numbers.decided
    if crew.capacity:
        yield Measure.LOAD, 100 * crew.load / crew.capacity
