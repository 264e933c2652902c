"""Stickiness: a contact goes back to the agent who knows them, for as long as that costs nobody their promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.routing.model import AgentAtWork, Author, Decision, Policy, Sticky, WaitingCase, Why
from trato.rooms.routing.rules import fitness

HERE = frozenset({"online", "busy"})
MARGIN = timedelta(seconds=20)  # before the promise: what an agent needs to answer


def waits_for(case: WaitingCase, agents: Mapping[UUID, AgentAtWork], policy: Policy, now: datetime) -> bool:
    """Say whether a case goes on waiting for its contact's last agent (S195).

    It does while they are here and able, only without room at this moment, until the queue's deadline or until
    the promise is near, whichever comes first. Who went home is not waited for.
    """
    last = agents.get(case.last_agent) if case.last_agent else None
    if last is None or last.state not in HERE or case.team_id not in last.teams:
        return False
    if last.id in case.passed_by or fitness.lacks(case.needs, last.skills) is not None:
        return False
    if last.state == "online" and fitness.no_room(case, last) is None:
        return False
    until = case.queued_at + policy.sticky.get(case.queue_id, timedelta(0))
    return now < until and (case.due_at is None or now < case.due_at - MARGIN)


def kept(decision: Decision, candidate: UUID | None, author: Author) -> Sticky:
    """Say whether a decision went to who held the contact's previous case, and if not, why (records.md, fact 25)."""
    if candidate is None:
        return Sticky()
    if decision.agent_id == candidate:
        return Sticky(candidate, honoured=True)
    seen = next((one for one in decision.considered if one.agent_id == candidate), None)
    if seen is None:
        return Sticky(candidate, honoured=False, why_not="not_available")
    if author is not Author.ENGINE and seen.why == Why.NOT_CHOSEN:
        return Sticky(candidate, honoured=False, why_not="a_person_chose")
    return Sticky(candidate, honoured=False, why_not=seen.why)
