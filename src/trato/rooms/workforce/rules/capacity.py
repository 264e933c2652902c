"""What work weighs, and who can take more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trato.rooms.workforce.model import Agent, Capacity, ChannelWeight, Held, Load, PresenceState

LARGEST_CAPACITY = 1_000
MOST_LIMITS = 20
_USUAL = ChannelWeight()
_REASON = re.compile(r"[a-z0-9_]{0,40}")
_CHANNEL = re.compile(r"[a-z][a-z0-9_]{0,39}")


def load_of(held: Held, weights: Mapping[str, ChannelWeight], capacity: Capacity) -> Load:
    """Return the units taken; a conversation of an exclusive channel takes all of a person, live and deferred."""
    live = deferred = 0
    alone = False
    for channel, count in held.cases.items():
        weight = weights.get(channel, _USUAL)
        if weight.exclusive:
            alone = alone or count > 0
        elif weight.live:
            live += weight.units * count
        else:
            deferred += weight.units * count
    return Load(max(capacity.live, live), max(capacity.deferred, deferred)) if alone else Load(live, deferred)


def room_for(agent: Agent, channel: str, live: bool, weights: Mapping[str, ChannelWeight]) -> int:
    """Return how many more cases of `channel` an agent can hold, wherever they are now; never less than 0.

    Who was given more than they may hold, because a capacity was lowered, has no room until enough of it ends.
    A `live` case counts against live work, another against deferred work; an exclusive one needs all live work done.
    A channel that weighs nothing is bounded by its limit alone.
    """
    weight = weights.get(channel, _USUAL)
    if weight.exclusive:
        room = 1 if agent.load == 0 and agent.capacity > 0 else 0
    else:
        capacity, free = (agent.capacity, agent.live_free) if live else (agent.async_capacity, agent.async_free)
        room = free // weight.units if weight.units else LARGEST_CAPACITY if capacity else 0
    limit = agent.limits.get(channel)
    return room if limit is None else max(0, min(room, limit - agent.held.get(channel, 0)))


def takes(agent: Agent, channel: str, weights: Mapping[str, ChannelWeight]) -> bool:
    """Say whether `agent` is here for new work and has room for one more conversation of `channel`."""
    if agent.presence.state is not PresenceState.ONLINE:
        return False
    return room_for(agent, channel, weights.get(channel, _USUAL).live, weights) > 0


def by_room(agents: Iterable[Agent]) -> list[Agent]:
    """Return agents in the order in which work is offered: least used share first, then longest present."""
    return sorted(agents, key=lambda a: (_used(a), a.presence.since, a.user_id.int))


def _used(agent: Agent) -> float:
    capacity = agent.capacity + agent.async_capacity
    return (agent.load + agent.async_load) / capacity if capacity else 1.0


def is_over(capacity: Capacity, load: Load, held: Held) -> bool:
    """Say whether somebody holds more than `capacity`: nothing is taken away, and nothing new is given."""
    over = any(held.cases.get(channel, 0) > most for channel, most in capacity.limits.items())
    return over or load.live > capacity.live or load.deferred > capacity.deferred


def senseless(capacity: Capacity) -> str | None:
    """Return which part of a capacity no person can be given: live, deferred or a limit; None when all make sense."""
    if not is_sensible_capacity(capacity.live):
        return "live"
    if not is_sensible_capacity(capacity.deferred):
        return "deferred"
    named = all(_CHANNEL.fullmatch(channel) and is_sensible_capacity(most) for channel, most in capacity.limits.items())
    return None if named and len(capacity.limits) <= MOST_LIMITS else "limits"


def is_sensible_capacity(capacity: int) -> bool:
    """Say whether a capacity is within what a person can be given."""
    return 0 <= capacity <= LARGEST_CAPACITY


def is_reason(text: str) -> bool:
    """Say whether `text` is a code: lower case letters, digits and underscores, at most 40."""
    return _REASON.fullmatch(text) is not None
