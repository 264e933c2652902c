"""Words of the workforce: who is here, how much they can take, and when they are expected."""

from trato.rooms.workforce.model.presence import (
    NOTHING_HELD,
    USUAL_ASYNC_CAPACITY,
    USUAL_CAPACITY,
    USUAL_UNITS,
    Agent,
    Capacity,
    ChannelWeight,
    Held,
    Load,
    Presence,
    PresenceState,
)

__all__ = [
    "NOTHING_HELD",
    "USUAL_ASYNC_CAPACITY",
    "USUAL_CAPACITY",
    "USUAL_UNITS",
    "Agent",
    "Capacity",
    "ChannelWeight",
    "Held",
    "Load",
    "Presence",
    "PresenceState",
]
