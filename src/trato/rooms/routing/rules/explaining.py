"""Why this one and not the others: what a supervisor reads of a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from trato.rooms.routing.model import AgentAtWork, Considered, Decision, NotGiven, Policy, WaitingCase, Why
from trato.rooms.routing.rules import fitness
from trato.rooms.routing.rules.matching import Field
from trato.rooms.routing.rules.urgency import urgency

LISTED = 8  # candidates that are kept one by one; the others are counted by what spoke against them
_FULL = frozenset({Why.NO_ROOM, Why.CHANNEL_LIMIT, Why.NOT_IDLE})


@dataclass(frozen=True, slots=True)
class _Team:
    """Everybody who could be thought of for a kind of case, the fittest first, and how many of each sort."""

    people: Mapping[UUID, Considered]
    counts: Counter[str]


class Explainer:
    """Tells of one plan who could have taken what. What is the same for many cases is found out once."""

    def __init__(self, field: Field, everybody: Sequence[AgentAtWork], policy: Policy, now: datetime) -> None:
        self._field = field
        self._after = {one.id: one for one in field.left}  # those at hand, with the room that is left
        classes = field.classes.tolist()
        self._group = {one.id: classes[at] for at, one in enumerate(field.people)}
        self._everybody = sorted(everybody, key=lambda one: one.id.int)
        self._policy = policy
        self._now = now
        self._teams: dict[int, _Team] = {}

    def decision(self, n: int, at: int) -> Decision:
        """Return the decision that gave case `n` to person `at`, with what it knew."""
        case, agent = self._field.cases[n], self._field.people[at]
        team = self._team(n)
        factors = self._factors(case, agent)
        shown = [
            Considered(agent.id, agent.room(case.live), agent.cases, Why.CHOSEN, round(sum(factors.values()), 2)),
            *self._others(case, agent, team),
        ]
        unlisted = team.counts - Counter(team.people[one.agent_id].why for one in shown)
        return Decision(
            case.case_id, case.queue_id, agent.id, tuple(shown), case.queued_at, _reason(case, agent),
            urgency(case, self._policy.weights, self._now) | factors, dict(unlisted),
        )  # fmt: skip

    def why_waiting(self, n: int) -> NotGiven:
        """Say why case `n` goes on waiting."""
        whys = self._team(n).counts.keys()
        if whys & {Why.LESS_FIT, Why.TAKES_ANOTHER}:
            return NotGiven.OTHERS_FIRST
        if whys & _FULL:
            return NotGiven.NO_ROOM
        return NotGiven.NOBODY_ABLE if Why.SKILL in whys else NotGiven.NOBODY_THERE

    def _others(self, case: WaitingCase, agent: AgentAtWork, team: _Team) -> list[Considered]:
        """Return the best of the others, and whoever the case is about: the contact's last agent, those who passed."""
        others: list[Considered] = []
        for one in team.people.values():
            if len(others) == LISTED:
                break
            if one.agent_id != agent.id:
                others.append(one)
        listed = {agent.id, *(one.agent_id for one in others)}
        last = team.people.get(case.last_agent) if case.last_agent else None
        if last is not None and last.agent_id not in listed:
            others.append(last)
        others += [team.people[one] for one in sorted(case.passed_by) if one in team.people and one not in listed]
        return [replace(one, why=Why.PASSED) if one.agent_id in case.passed_by else one for one in others]

    def _factors(self, case: WaitingCase, agent: AgentAtWork) -> dict[str, float]:
        weights = self._policy.weights
        sticky = weights.sticky if agent.id == case.last_agent else 0.0
        return fitness.fit(case.needs, agent.skills, weights) | {
            "load": fitness.load(agent, case.live, weights),
            "sticky": sticky,
        }

    def _team(self, n: int) -> _Team:
        kind = int(self._field.kinds[n])
        if kind not in self._teams:
            case = self._field.cases[n]
            able, fits = self._field.able[kind].tolist(), self._field.fits[kind].tolist()
            found = []
            for before in self._everybody:
                if case.team_id in before.teams:
                    group = self._group.get(before.id)
                    fit = fits[group] if group is not None and able[group] else None
                    found.append(self._considered(case, before, fit))
            found.sort(key=lambda one: (one.why not in (Why.LESS_FIT, Why.TAKES_ANOTHER), -one.points))
            self._teams[kind] = _Team({one.agent_id: one for one in found}, Counter(one.why for one in found))
        return self._teams[kind]

    def _considered(self, case: WaitingCase, before: AgentAtWork, fit: float | None) -> Considered:
        """Return what is known of somebody; `fit` are the points of their skills where those are known to do."""
        free = before.room(case.live)
        if fit is None:
            forbidden = fitness.against(case, before)
        else:
            full = fitness.no_room(case, before)
            forbidden = None if full is None else (full, None)
        if forbidden is not None:
            return Considered(before.id, free, before.cases, forbidden[0], skill_id=forbidden[1])
        after = self._after.get(before.id, before)
        why = Why.LESS_FIT if fitness.no_room(case, after) is None else Why.TAKES_ANOTHER
        weights = self._policy.weights
        points = sum(fitness.fit(case.needs, before.skills, weights).values()) if fit is None else fit
        points += fitness.load(before, case.live, weights)
        return Considered(before.id, free, before.cases, why, round(points, 2))


def _reason(case: WaitingCase, agent: AgentAtWork) -> str:
    if agent.id == case.last_agent:
        return "sticky"
    return "skill" if case.needs else "available"
