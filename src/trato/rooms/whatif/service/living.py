"""A day lived again on a virtual clock, through the product's own choice and its own promises.

Time is a heap of events in seconds from the beginning of the day. Whenever something happened, and at most once a
tick, the choice is asked (`routing.choose`) as `routing.decide` asks it; due instants come from the hours' own
`due_at`. What no rule of the product says (how long work takes, how patient people are) is in `Laws` and in the day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from math import ceil
from uuid import UUID

from trato.rooms.routing import api as routing
from trato.rooms.routing.model import AgentAtWork, Policy, Queue, WaitingCase
from trato.rooms.whatif.model import Arrival, Day, House, Laws, Outcome, Served

Choice = Callable[[Sequence[WaitingCase], Sequence[AgentAtWork], Policy, datetime], Sequence[tuple[UUID, UUID]]]
Gone = Callable[[], bool]
USUAL = Laws()
SPILL_EVERY = 15.0  # seconds between looks for what overflows
ASK_EVERY = 2_000  # events between looks whether somebody called the replay off
BEFORE_THE_PROMISE = timedelta(seconds=20)  # as the choice's own margin: who waits for somebody stops waiting


class CalledOff(Exception):
    """Somebody called the replay off."""


def live(
    day: Day, house: House, laws: Laws = USUAL, *, choice: Choice = routing.choose, called_off: Gone | None = None
) -> Outcome:
    """Return what becomes of a day in a house. The same day and house give the same outcome.

    After the end of the day nobody arrives, and what waits or is held goes on for as long as people are there.
    Raises CalledOff when `called_off` says so.
    """
    return _Living(day, house, laws, choice).through(called_off or (lambda: False))


class _Living:
    """The state of a house at one instant of a day."""

    def __init__(self, day: Day, house: House, laws: Laws, choice: Choice) -> None:
        self._start, self._end = day.from_at, (day.to_at - day.from_at).total_seconds()
        self._house, self._laws, self._choice = house, laws, choice
        self._policy = replace(house.policy, sticky={one.id: one.sticky for one in house.queues})
        self._queues: dict[UUID, Queue] = {one.id: one for one in house.queues}
        self._spilling = [one for one in house.queues if one.overflow.queue_id is not None]
        self._order = count()
        self._agenda: list[tuple[float, int, Callable[[float], None]]] = []
        self._arrivals = {one.case.case_id: one for one in day.arrivals}
        self._served: dict[UUID, Served] = {}
        self._waiting: dict[UUID, WaitingCase] = {}
        self._agents: dict[UUID, AgentAtWork] = {}
        self._held: dict[UUID, dict[UUID, WaitingCase]] = {}
        self._limits = {one.id: one.limits for one in day.people}
        self._live: dict[UUID, int] = {}
        self._writes_until: dict[UUID, float] = {}  # when somebody's asynchronous work is done
        self._works_for: dict[UUID, UUID] = {}  # contact -> who served them last
        self._present: dict[UUID, float] = {}
        self._busy: dict[UUID, float] = {}
        self._handled: dict[UUID, float] = {}
        self._since: dict[UUID, float] = {}
        self._changed = False
        self._looks_at = -1.0
        for one in day.arrivals:
            self._put((one.case.queued_at - self._start).total_seconds(), partial(self._arrives, one))
        self._people(day)
        if self._spilling:
            self._put(SPILL_EVERY, self._spill)

    def _people(self, day: Day) -> None:
        pool: dict[object, Mapping[UUID, int]] = {}  # equal skills are one object: that makes the choice quicker
        teams: dict[frozenset[UUID], frozenset[UUID]] = {}
        for one in day.people:
            self._agents[one.id] = AgentAtWork(
                one.id, "offline", teams.setdefault(one.teams, one.teams),
                pool.setdefault(frozenset(one.skills.items()), one.skills),
                one.live, one.deferred, one.live, one.deferred, 0,
                self._start, dict(one.limits),
            )  # fmt: skip
            self._held[one.id], self._live[one.id] = {}, 0
            self._present[one.id] = self._busy[one.id] = self._handled[one.id] = 0.0
            until: float | None = None
            for span in sorted(one.spans, key=lambda each: each.from_at):
                begins, ends = self._seconds(span.from_at), self._seconds(span.to_at)
                if until is not None and begins > until:
                    self._put(until, partial(self._moves, one.id, "offline"))
                self._put(begins, partial(self._moves, one.id, span.state))
                until = ends
            if until is not None:
                self._put(until, partial(self._moves, one.id, "offline"))

    def through(self, called_off: Gone) -> Outcome:
        """Live it."""
        now, agenda = 0.0, self._agenda
        for number in count():
            if not agenda:
                break
            if number % ASK_EVERY == 0 and called_off():
                raise CalledOff
            now, _, happens = heappop(agenda)
            happens(now)
            if self._changed and self._looks_at < now:
                self._looks_at = max(now, ceil(now / self._laws.tick) * self._laws.tick)
                self._put(self._looks_at, self._look)
        for agent in self._agents:
            self._count_time(agent, now)
        return Outcome(tuple(self._served.values()), self._present, self._busy, self._handled, max(now, self._end))

    def _arrives(self, one: Arrival, now: float) -> None:
        case = one.case
        due = None if one.within is None else self._house.hours[one.hours].due_at(case.since, one.within)
        due_in = None if due is None else self._seconds(due)
        if _drawn(case.case_id) < self._house.bot_share:
            answered = now + self._laws.reading
            self._served[case.case_id] = Served(
                case.case_id, case.queue_id, case.channel, now, due_in, answered_at=answered, by_bot=True
            )
            return
        last = self._works_for.get(one.contact, case.last_agent)
        waits = replace(case, due_at=due, last_agent=last)
        self._waiting[case.case_id] = waits
        self._served[case.case_id] = Served(case.case_id, case.queue_id, case.channel, now, due_in)
        if case.live and one.patience is not None:
            self._put(now + one.patience, partial(self._leaves, case.case_id))
        sticky = self._policy.sticky.get(case.queue_id)
        if last is not None and sticky:
            until = case.queued_at + sticky
            if due is not None:
                until = min(until, due - BEFORE_THE_PROMISE)
            self._put(max(now, self._seconds(until)), self._wake)
        self._changed = True

    def _leaves(self, case_id: UUID, now: float) -> None:
        if self._waiting.pop(case_id, None) is not None:
            self._served[case_id] = replace(self._served[case_id], left_at=now)

    def _wake(self, now: float) -> None:
        """Somebody waited long enough for who knows them: whoever else can may take them now."""
        self._changed = True

    def _moves(self, agent_id: UUID, state: str, now: float) -> None:
        """Somebody comes, goes or rests. Who goes ends what they hold."""
        agent = self._agents[agent_id]
        if state != agent.state:
            self._count_time(agent_id, now)
            since = self._at(now) if agent.state == "offline" else agent.waits_since
            self._agents[agent_id] = replace(agent, state=state, waits_since=since)
            self._changed = True

    def _look(self, now: float) -> None:
        """Ask the choice, as the dispatcher does, when somebody waits and somebody has room."""
        self._changed = False
        has_room = (one.state == "online" and one.live_room + one.deferred_room > 0 for one in self._agents.values())
        if not self._waiting or not any(has_room):
            return
        chosen = self._choice(tuple(self._waiting.values()), tuple(self._agents.values()), self._policy, self._at(now))
        for case_id, agent_id in chosen:
            self._give(now, case_id, agent_id)

    def _give(self, now: float, case_id: UUID, agent_id: UUID) -> None:
        case, agent, arrival = self._waiting.pop(case_id), self._agents[agent_id], self._arrivals[case_id]
        self._count_time(agent_id, now)
        self._agents[agent_id] = replace(routing.taking(agent, case), waits_since=self._at(now))
        self._held[agent_id][case_id] = case
        self._works_for[arrival.contact] = agent_id
        live, laws = self._live[agent_id], self._laws
        takes = arrival.handling * (1 + laws.slowing * live)
        if case.live:
            self._live[agent_id] = live + 1
            ends, answered = now + takes, now + min(takes, laws.reading)
        else:
            ends = answered = max(now, self._writes_until.get(agent_id, now)) + takes
            self._writes_until[agent_id] = ends
        self._handled[agent_id] += arrival.handling
        self._put(ends, partial(self._ends, agent_id, case))
        self._served[case_id] = replace(
            self._served[case_id], agent_id=agent_id, given_at=now, answered_at=answered, queue_id=case.queue_id
        )

    def _ends(self, agent_id: UUID, case: WaitingCase, now: float) -> None:
        if case.live:
            self._live[agent_id] -= 1
            self._put(now + self._laws.wrap_up, partial(self._frees, agent_id, case))
        else:
            self._frees(agent_id, case, now)

    def _frees(self, agent_id: UUID, case: WaitingCase, now: float) -> None:
        self._count_time(agent_id, now)
        del self._held[agent_id][case.case_id]
        held = self._held[agent_id].values()
        self._agents[agent_id] = routing.holding(self._agents[agent_id], held, self._limits[agent_id])
        self._changed = True

    def _spill(self, now: float) -> None:
        """Move what waits too long where it is, by the rule that the house goes by."""
        at = self._at(now)
        for queue in self._spilling:
            into = self._queues.get(queue.overflow.queue_id) if queue.overflow.queue_id else None
            named = self._house.hours_of.get(queue.id)
            is_open = named is None or self._house.hours[named].is_open(at)
            since = routing.waits_too_long_since(queue, is_open, at)
            if into is None or into.team_id is None or since is None:
                continue
            for case_id, case in list(self._waiting.items()):
                if case.queue_id == queue.id and case.queued_at <= since:
                    self._waiting[case_id] = replace(case, queue_id=into.id, team_id=into.team_id, queued_at=at)
                    self._changed = True
        if now < self._end or self._waiting and len(self._agenda) > 1:
            self._put(now + SPILL_EVERY, self._spill)

    def _count_time(self, agent_id: UUID, now: float) -> None:
        """Add the time since somebody last changed to what they were in it."""
        passed = now - self._since.get(agent_id, 0.0)
        self._since[agent_id] = now
        if passed > 0 and self._agents[agent_id].state == "online":
            self._present[agent_id] += passed
            if self._held[agent_id]:
                self._busy[agent_id] += passed

    def _put(self, at: float, happens: Callable[[float], None]) -> None:
        heappush(self._agenda, (at, next(self._order), happens))

    def _at(self, now: float) -> datetime:
        return self._start + timedelta(seconds=now)

    def _seconds(self, at: datetime) -> float:
        return (at - self._start).total_seconds()


def _drawn(case_id: UUID) -> float:
    """Return a number from 0 to 1 that belongs to a case: a larger share of the bot solves the same ones and more."""
    return int.from_bytes(hashlib.blake2b(case_id.bytes, digest_size=8).digest(), "big") / 2**64
