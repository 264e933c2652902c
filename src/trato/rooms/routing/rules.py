"""Rules of choice: who takes which waiting case. Pure, so that a what-if can ask the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from trato.rooms.routing.model import Author, Candidate, Considered, Decision, Sticky, WaitingCase

NEVER = datetime.max.replace(tzinfo=UTC)


def in_order(waiting: Sequence[WaitingCase]) -> list[WaitingCase]:
    """Return waiting cases in the order in which they are given out: priority, then the promise due first, then age."""
    return sorted(waiting, key=lambda case: (-case.priority, case.due_at or NEVER, case.queued_at))


def choose(case: WaitingCase, candidates: Sequence[Candidate], units: int) -> Decision:
    """Choose the available agent with the most room, then with the fewest cases, then the first offered.

    `units` is what the case takes of a capacity. Those without room are considered and say why they were not chosen.
    """
    able = [one for one in candidates if one.free >= units]
    best = max(able, key=lambda one: (one.free, -one.cases), default=None)
    considered = tuple(
        Considered(
            one.agent_id, one.free, one.cases, "" if one is best else "less_room" if one.free >= units else "no_room"
        )
        for one in candidates
    )
    return Decision(case.case_id, case.queue_id, best.agent_id if best else None, considered, case.queued_at)


def after(candidates: Sequence[Candidate], decision: Decision, units: int) -> list[Candidate]:
    """Return the candidates once the chosen one holds the case."""
    return [
        Candidate(one.agent_id, one.free - units, one.cases + 1, one.last_given)
        if one.agent_id == decision.agent_id
        else one
        for one in candidates
    ]


def sticky(decision: Decision, candidate: UUID | None, author: Author) -> Sticky:
    """Say whether a decision went to who held the contact's previous case, and if not, why (records.md, fact 25)."""
    if candidate is None:
        return Sticky()
    if decision.agent_id == candidate:
        return Sticky(candidate, honoured=True)
    seen = next((one for one in decision.considered if one.agent_id == candidate), None)
    if seen is None:
        return Sticky(candidate, honoured=False, why_not="not_available")
    if author is not Author.ENGINE:
        return Sticky(candidate, honoured=False, why_not=seen.why if seen.why != "not_chosen" else "a_person_chose")
    return Sticky(candidate, honoured=False, why_not=seen.why)


def units_of(channel: str, weights: Mapping[str, int], usual: int) -> int:
    """Return what one case of a channel takes."""
    return weights.get(channel, usual)
