"""Cases and people as they stand in one plan, and the best assignment between them.

Whom to serve comes first (`serving`): the most urgent set of cases for which there are people. Then who serves whom:
the assignment with the most points (`scipy.optimize.linear_sum_assignment`; Crouse, *On implementing 2D rectangular
assignment algorithms*, 2016). It is exact while cases times places are at most `EXACT`; above that everybody is given
one case at a time, each time by a best assignment.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from trato.rooms.routing.model import AgentAtWork, WaitingCase, Weights
from trato.rooms.routing.rules import fitness
from trato.rooms.routing.rules.assigning import linear_sum_assignment
from trato.rooms.routing.rules.serving import Bools, Ints, serve

EXACT = 40_000
NEVER = -1e9
Floats = NDArray[np.float64]


class Place(NamedTuple):
    """Room for one case: whose, of live work or not, and how many units of theirs come before it."""

    at: int
    live: bool
    before: int


@dataclass(slots=True)
class Field:
    """Cases by urgency, people by id, who may do what, and what is left of everybody's room as cases are given."""

    cases: Sequence[WaitingCase]
    people: Sequence[AgentAtWork]
    weights: Weights
    kinds: Ints  # of the cases: what asks for the same is of one kind
    classes: Ints  # of the people: who can do the same is of one class
    able: Bools  # kind × class
    fits: Floats  # kind × class: points
    left: list[AgentAtWork]  # the people, with the room that is left
    turns: Floats  # of the people: enough to break ties, who waits the longest first
    number: dict[UUID, int]  # of the people

    @classmethod
    def of(cls, cases: Sequence[WaitingCase], people: Sequence[AgentAtWork], weights: Weights) -> Field:
        """Sort out who may do what."""
        kinds = _numbered((c.team_id, c.needs, c.live, c.units, c.exclusive, c.channel) for c in cases)
        classes = _classes(people)
        some_case = dict(zip(kinds, cases, strict=True))
        somebody = dict(zip(classes, people, strict=True))
        able, fits = _fits(list(some_case.values()), list(somebody.values()), weights)
        turns = np.zeros(len(people))
        longest_first = sorted(range(len(people)), key=lambda at: people[at].waits_since)  # they come by id
        turns[longest_first] = 0.01 * (1 - np.arange(len(people)) / max(1, len(people)))
        return cls(
            cases, people, weights, np.array(kinds, dtype=np.int64), np.array(classes, dtype=np.int64), able, fits,
            list(people), turns, {agent.id: at for at, agent in enumerate(people)},
        )  # fmt: skip

    def give_all(self) -> list[tuple[int, int]]:
        """Give every case that can be given; return which (by number) to whom.

        What takes all of a person goes first: what is left of the others' room is known after it.
        """
        if not self.people:
            return []
        if len(self.cases) == 1:
            return self._fill([0])  # with one case, the one with the most points is the best assignment
        given: list[tuple[int, int]] = []
        for exclusive in (True, False):
            mine = [n for n, case in enumerate(self.cases) if case.exclusive is exclusive]
            rest = mine
            while rest and (served := [rest[at] for at in serve(self.kinds[rest].tolist(), *self._room_for(rest))]):
                now = self._give(served)
                given += now
                gone = {n for n, _ in now} or set(served)  # what nobody may take makes way for what is after it
                rest = [n for n in rest if n not in gone]
            taken = {n for n, _ in given}
            given += self._fill(
                [n for n, case in enumerate(self.cases) if case.exclusive is exclusive and n not in taken]
            )
        return given

    def _fill(self, rest: Sequence[int]) -> list[tuple[int, int]]:
        """Give one by one, in order, what fits into the room that is too small or too odd for the rest."""
        given: list[tuple[int, int]] = []
        shut: set[int] = set()
        for n in rest:
            kind, case = int(self.kinds[n]), self.cases[n]
            if kind in shut:
                continue
            takers = [
                at
                for at, agent in enumerate(self.left)
                if agent.state == "online" and self.able[kind, self.classes[at]] and not fitness.no_room(case, agent)
            ]
            if not takers:
                shut.add(kind)
            takers = [at for at in takers if self.people[at].id not in case.passed_by]
            if takers:
                at = max(takers, key=lambda one: (self._points(n, one), -one))
                self.left[at] = fitness.taking(self.left[at], case)
                given.append((n, at))
        return given

    def _points(self, n: int, at: int) -> float:
        case, agent = self.cases[n], self.left[at]
        sticky = self.weights.sticky if agent.id == case.last_agent else 0.0
        fit = float(self.fits[self.kinds[n], self.classes[at]])
        return fit + sticky + fitness.load(agent, case.live, self.weights) + float(self.turns[at])

    def _room_for(self, rest: Sequence[int]) -> tuple[Bools, Ints]:
        """Return who can do which kind, and how many cases every class takes: live work first, then the other."""
        some = {int(self.kinds[n]): self.cases[n] for n in rest}
        groups = self.able.shape[1]
        able = np.zeros((self.able.shape[0], 2 * groups), dtype=np.bool_)
        for kind, case in some.items():
            half = slice(0, groups) if case.live else slice(groups, None)
            able[kind, half] = self.able[kind]
        room = np.zeros((2, groups), dtype=np.int64)
        for row, live in enumerate((True, False)):
            mine = [case for case in some.values() if case.live is live]
            if mine:
                units = max(case.units for case in mine)
                takes = [_takes(agent, mine[0], units) for agent in self.left]
                np.add.at(room[row], self.classes, takes)
        return able, room.ravel()

    def _give(self, served: Sequence[int]) -> list[tuple[int, int]]:
        """Give as many of these as can be given: at once while that is small, else to everybody one at a time."""
        given: list[tuple[int, int]] = []
        rest = list(served)
        while rest:
            places = self._places(rest)
            part = rest
            if len(rest) * len(places) > EXACT:
                places = [place for place in places if place.before == 0]
                part = self._one_each(rest)
            now = self._match(part, places) if part and places else []
            if not now:
                break
            given += now
            gone = {n for n, _ in now}
            rest = [n for n in rest if n not in gone]
        return given

    def _places(self, rest: Sequence[int]) -> list[Place]:
        """Return everybody's room, case by case, as it is for the smallest of these."""
        places: list[Place] = []
        for live in (True, False):
            mine = [self.cases[n] for n in rest if self.cases[n].live is live]
            units = min((case.units for case in mine), default=0)
            for at, agent in enumerate(self.left):
                if mine and agent.state == "online":
                    most = (
                        int(fitness.no_room(mine[0], agent) is None)
                        if mine[0].exclusive
                        else agent.room(live) // max(1, units)
                    )
                    places += [Place(at, live, step * units) for step in range(min(most, len(mine)))]
        return places

    def _one_each(self, rest: Sequence[int]) -> list[int]:
        """Choose as many as can be given one to each, those that few can take before the others."""
        some = {int(self.kinds[n]): self.cases[n] for n in rest}
        kinds = np.array(list(some), dtype=np.int64)
        shapes = np.array(_numbered((c.live, c.units, c.exclusive, c.channel) for c in some.values()), dtype=np.int64)
        like = dict(zip(shapes.tolist(), some.values(), strict=True))  # of a shape: room is alike for all of them
        takers = np.zeros(self.able.shape, dtype=np.int64)
        room = np.zeros(self.able.shape[1], dtype=np.int64)
        for group, agent in zip(self.classes, self.left, strict=True):
            if agent.state == "online":
                roomy = np.array([fitness.no_room(like[shape], agent) is None for shape in range(len(like))])
                takes = self.able[kinds, group] & roomy[shapes]
                takers[kinds, group] += takes
                room[group] += bool(takes.any())
        many = takers.sum(axis=1)
        scarce = sorted(rest, key=lambda n: int(many[self.kinds[n]]))
        return [scarce[at] for at in serve(self.kinds[scarce].tolist(), takers > 0, room)]

    def _match(self, rest: Sequence[int], places: Sequence[Place]) -> list[tuple[int, int]]:
        """Match cases with places by points, and keep of it what everybody has room for."""
        value = self._values(rest, places)
        given: list[tuple[int, int]] = []
        for row, column in zip(*linear_sum_assignment(value), strict=True):
            case, at = self.cases[rest[row]], places[column].at
            if value[row, column] > NEVER / 2 and fitness.no_room(case, self.left[at]) is None:
                self.left[at] = fitness.taking(self.left[at], case)
                given.append((rest[row], at))
        return given

    def _values(self, rest: Sequence[int], places: Sequence[Place]) -> Floats:
        """Return the points of every case in every place."""
        people = np.array([place.at for place in places])
        value: Floats = self.fits[self.kinds[rest][:, None], self.classes[people][None, :]]
        value[np.array([self.cases[n].live for n in rest])[:, None] != np.array([p.live for p in places])] = NEVER
        value += [fitness.load(self.left[p.at], p.live, self.weights, p.before) + self.turns[p.at] for p in places]
        of: dict[int, list[int]] = {}
        for column, place in enumerate(places):
            of.setdefault(place.at, []).append(column)
        limited = [at for at in of if self.left[at].channel_room]
        for row, n in enumerate(rest):  # what is between one case and one person
            case = self.cases[n]
            if case.last_agent in self.number:
                value[row, of.get(self.number[case.last_agent], [])] += self.weights.sticky
            for one in case.passed_by:
                value[row, of.get(self.number.get(one, -1), [])] = NEVER
            for at in limited:
                if fitness.no_room(case, self.left[at]) is not None:
                    value[row, of[at]] = NEVER
        return value


def _fits(kinds: Sequence[WaitingCase], classes: Sequence[AgentAtWork], weights: Weights) -> tuple[Bools, Floats]:
    """Return which class can do which kind, and the points of `fitness.fit` where it can: for all at once."""
    skills = dict.fromkeys(need.skill_id for case in kinds for need in case.needs)
    skills |= dict.fromkeys(skill for agent in classes for skill in agent.skills)
    columns = {skill: at for at, skill in enumerate(skills)}
    asked = np.zeros((len(kinds), len(columns)))
    levels = np.zeros((len(classes), len(columns)))
    for row, case in enumerate(kinds):
        for need in case.needs:
            asked[row, columns[need.skill_id]] = need.level
    for row, agent in enumerate(classes):
        for skill, level in agent.skills.items():
            levels[row, columns[skill]] = level
    teams: dict[UUID, Bools] = {
        team: np.array([team in agent.teams for agent in classes], dtype=np.bool_)
        for team in {case.team_id for case in kinds}
    }
    able = np.array([teams[case.team_id] for case in kinds], dtype=np.bool_).reshape(len(kinds), len(classes))
    for column in range(len(columns)):
        able &= levels[:, column] >= asked[:, column, None]
    wanted = (asked > 0).astype(np.float64)
    above = wanted @ levels.T - asked.sum(axis=1)[:, None]
    unneeded = (levels > 0).sum(axis=1) - wanted @ (levels > 0).astype(np.float64).T
    fits: Floats = np.where(able, weights.level * above - weights.scarce * unneeded, NEVER)
    return able, fits


def _classes(people: Sequence[AgentAtWork]) -> list[int]:
    """Number people by what they can do; who shares a mapping of skills with somebody is not looked at twice."""
    numbers: dict[Hashable, int] = {}
    seen: dict[tuple[int, int], int] = {}
    classes = []
    for one in people:
        same = (id(one.teams), id(one.skills))
        if same not in seen:
            seen[same] = numbers.setdefault((one.teams, frozenset(one.skills.items())), len(numbers))
        classes.append(seen[same])
    return classes


def _numbered(keys: Iterable[Hashable]) -> list[int]:
    """Give equal keys equal numbers, from 0 in the order in which they first come."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _takes(agent: AgentAtWork, case: WaitingCase, units: int) -> int:
    """Return how many cases an agent takes that are exclusive or not as this one and weigh so many units at most."""
    if agent.state != "online":
        return 0
    if case.exclusive:
        return int(fitness.no_room(case, agent) is None)
    return max(0, agent.room(case.live)) // max(1, units)
