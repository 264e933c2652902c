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
from trato.rooms.workforce.model.skills import HIGHEST_LEVEL, Matches, Skill, SkillId

__all__ = [
    "HIGHEST_LEVEL",
    "NOTHING_HELD",
    "USUAL_ASYNC_CAPACITY",
    "USUAL_CAPACITY",
    "USUAL_UNITS",
    "Agent",
    "Capacity",
    "ChannelWeight",
    "Held",
    "Load",
    "Matches",
    "Presence",
    "PresenceState",
    "Skill",
    "SkillId",
]
