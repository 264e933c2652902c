"""Who takes which waiting case: a best assignment over the whole queue and everybody who works, at once.

Pure, so that a what-if asks the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trato.rooms.routing.model import AgentAtWork, NotGiven, Plan, Policy, WaitingCase
from trato.rooms.routing.rules import sticking
from trato.rooms.routing.rules.explaining import Explainer
from trato.rooms.routing.rules.matching import Field
from trato.rooms.routing.rules.urgency import points


def plan(waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime) -> Plan:
    """Return who takes what now, and why the rest goes on waiting: the same for the same input, in whatever order."""
    people = sorted(agents, key=lambda one: one.id.int)
    by_id = {one.id: one for one in people}
    urgent = {case.case_id: points(case, policy.weights, now) for case in waiting}
    cases = sorted(waiting, key=lambda case: (-urgent[case.case_id], case.since, case.case_id.int))
    kept = {case.case_id for case in cases if sticking.waits_for(case, by_id, policy, now)}
    field = Field.of([case for case in cases if case.case_id not in kept], people, policy.weights)
    given = field.give_all()
    explain = Explainer(field, policy, now)
    taken = {field.cases[n].case_id for n, _ in given}
    stays = {n: explain.why_waiting(n) for n, case in enumerate(field.cases) if case.case_id not in taken}
    return Plan(
        tuple(explain.decision(n, at) for n, at in sorted(given)),
        dict.fromkeys(kept, NotGiven.KEPT_FOR) | {field.cases[n].case_id: why for n, why in stays.items()},
    )
