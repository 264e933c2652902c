"""Who takes which waiting case: a best assignment over the whole queue and everybody who works, at once.

Pure, so that a what-if asks the same. `choose` is the choice; `plan` is the same choice with its explanation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.rooms.routing.model import AgentAtWork, Decision, NotGiven, Plan, Policy, WaitingCase
from trato.rooms.routing.rules import sticking
from trato.rooms.routing.rules.explaining import Explainer
from trato.rooms.routing.rules.matching import Field
from trato.rooms.routing.rules.urgency import points


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given: cases by urgency with those at hand, the pairs of them, and whose agent is waited for."""

    field: Field
    pairs: list[tuple[int, int]]
    kept: list[WaitingCase]


def choose(
    waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime
) -> list[tuple[UUID, UUID]]:
    """Return which case goes to whom now, the most urgent first: what `plan` says, without the reasons."""
    given = _give(waiting, agents, policy, now)
    cases, people = given.field.cases, given.field.people
    return [(cases[n].case_id, people[at].id) for n, at in sorted(given.pairs)]


def decisions(
    waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime
) -> tuple[Decision, ...]:
    """Return who takes what now, each with why: what `plan` says, without the reasons of what goes on waiting."""
    given = _give(waiting, agents, policy, now)
    explain = Explainer(given.field, agents, policy, now)
    return tuple(explain.decision(n, at) for n, at in sorted(given.pairs))


def plan(waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime) -> Plan:
    """Return who takes what now, and why the rest goes on waiting: the same for the same input, in whatever order."""
    given = _give(waiting, agents, policy, now)
    field = given.field
    explain = Explainer(field, agents, policy, now)
    taken = {n for n, _ in given.pairs}
    return Plan(
        tuple(explain.decision(n, at) for n, at in sorted(given.pairs)),
        {case.case_id: NotGiven.KEPT_FOR for case in given.kept}
        | {case.case_id: explain.why_waiting(n) for n, case in enumerate(field.cases) if n not in taken},
    )


def _give(waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime) -> _Given:
    """Choose among those who can take anything at all: nobody else changes who takes what."""
    last = {case.last_agent for case in waiting if case.last_agent}
    known = {one.id: one for one in agents if one.id in last} if last else {}
    kept = [case for case in waiting if case.last_agent and sticking.waits_for(case, known, policy, now)]
    waits = {case.case_id for case in kept}
    keys = [
        (-points(case, policy.weights, now), case.since, case.case_id.int, case)
        for case in waiting
        if case.case_id not in waits
    ]
    keys.sort(key=lambda one: one[:3])
    weightless = any(case.units == 0 for case in waiting)
    at_hand = [
        one for one in agents if one.state == "online" and (one.live_room > 0 or one.deferred_room > 0 or weightless)
    ]
    at_hand.sort(key=lambda one: one.id.int)
    field = Field.of([one[3] for one in keys], at_hand, policy.weights)
    return _Given(field, field.give_all(), kept)
