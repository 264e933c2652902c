"""Who may take a case, and who should: hard conditions first, then points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from trato.rooms.routing.model import AgentAtWork, Need, WaitingCase, Weights, Why

_AWAY = {one.value: one for one in (Why.OFFLINE, Why.AWAY, Why.BREAK, Why.BUSY)}


def against(case: WaitingCase, agent: AgentAtWork) -> tuple[Why, UUID | None] | None:
    """Say what forbids that an agent of the case's team is given such a case, with the skill that is missing.

    None is nothing. Whether this agent passed on this very case is not asked here.
    """
    if agent.state in _AWAY:
        return _AWAY[agent.state], None
    missing = lacks(case.needs, agent.skills)
    if missing is not None:
        return Why.SKILL, missing
    full = no_room(case, agent)
    return None if full is None else (full, None)


def no_room(case: WaitingCase, agent: AgentAtWork) -> Why | None:
    """Say why an agent cannot take one more such case now; None when they can."""
    if case.exclusive:
        return None if agent.live_room >= agent.live_capacity > 0 else Why.NOT_IDLE
    if agent.room(case.live) < case.units:
        return Why.NO_ROOM
    return Why.CHANNEL_LIMIT if agent.channel_room.get(case.channel, 1) < 1 else None


def lacks(needs: tuple[Need, ...], skills: Mapping[UUID, int]) -> UUID | None:
    """Return the first skill that is needed and missing, or known too little (S194); None when none is."""
    return next((need.skill_id for need in needs if skills.get(need.skill_id, 0) < need.level), None)


def fit(needs: tuple[Need, ...], skills: Mapping[UUID, int], weights: Weights) -> dict[str, float]:
    """Return the points of somebody's skills for a case: better is good, and so is keeping the scarce free."""
    wanted = {need.skill_id for need in needs}
    return {
        "level": weights.level * sum(skills[need.skill_id] - need.level for need in needs),
        "scarce": -weights.scarce * len(skills.keys() - wanted),
    }


def load(agent: AgentAtWork, live: bool, weights: Weights, more: int = 0) -> float:
    """Return the points that somebody's load takes, when they hold `more` units than now."""
    capacity = agent.live_capacity if live else agent.deferred_capacity
    return -weights.load * (1 - (agent.room(live) - more) / capacity) if capacity else -weights.load


def taking(agent: AgentAtWork, case: WaitingCase) -> AgentAtWork:
    """Return an agent as they are once they hold a case."""
    if case.exclusive:
        return replace(agent, live_room=0, deferred_room=0, cases=agent.cases + 1)
    limits = agent.channel_room
    if case.channel in limits:
        limits = {**limits, case.channel: limits[case.channel] - 1}
    return replace(
        agent,
        live_room=agent.live_room - (case.units if case.live else 0),
        deferred_room=agent.deferred_room - (0 if case.live else case.units),
        cases=agent.cases + 1,
        channel_room=limits,
    )


def holding(agent: AgentAtWork, held: Collection[WaitingCase], limits: Mapping[str, int]) -> AgentAtWork:
    """Return an agent as they are when they hold exactly these; `limits` are the most cases of some channels."""
    live, deferred = agent.live_capacity, agent.deferred_capacity
    if any(case.exclusive for case in held):
        live = deferred = 0
    else:
        live -= sum(case.units for case in held if case.live)
        deferred -= sum(case.units for case in held if not case.live)
    left = {channel: most - sum(case.channel == channel for case in held) for channel, most in limits.items()}
    return replace(agent, live_room=max(0, live), deferred_room=max(0, deferred), cases=len(held), channel_room=left)
