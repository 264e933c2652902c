"""What work weighs, and who can take more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trato.rooms.workforce.model import Agent, ChannelWeight, Held, PresenceState

LARGEST_CAPACITY = 1_000
_USUAL = ChannelWeight()
_REASON = re.compile(r"[a-z0-9_]{0,40}")


def load_of(held: Held, weights: Mapping[str, ChannelWeight], capacity: int) -> int:
    """Return how many units are taken; a conversation of an exclusive channel takes all of `capacity`."""
    load = 0
    for channel, count in held.cases.items():
        weight = weights.get(channel, _USUAL)
        if weight.exclusive and count:
            return max(capacity, weight.units * count)
        load += weight.units * count
    return load


def takes(agent: Agent, channel: str, weights: Mapping[str, ChannelWeight]) -> bool:
    """Say whether `agent` is here for new work and one more conversation of `channel` stays within their capacity."""
    weight = weights.get(channel, _USUAL)
    if agent.presence.state is not PresenceState.ONLINE:
        return False
    if weight.exclusive:
        return agent.load == 0 and agent.capacity > 0
    return weight.units <= agent.free


def by_room(agents: Iterable[Agent]) -> list[Agent]:
    """Return agents in the order in which work is offered: least used share first, then longest present."""
    return sorted(agents, key=lambda a: (a.load / a.capacity if a.capacity else 1.0, a.presence.since, a.user_id.int))


def is_sensible_capacity(capacity: int) -> bool:
    """Say whether a capacity is within what a person can be given."""
    return 0 <= capacity <= LARGEST_CAPACITY


def is_reason(text: str) -> bool:
    """Say whether `text` is a code: lower case letters, digits and underscores, at most 40."""
    return _REASON.fullmatch(text) is not None
