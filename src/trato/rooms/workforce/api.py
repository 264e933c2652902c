"""What other rooms and the flow may ask of the workforce."""

from trato.rooms.workforce.rules.capacity import by_room, room_for, takes
from trato.rooms.workforce.service.capacity import (
    HeldBy,
    agents_now,
    available_agents,
    channel_weights,
    sample_load,
    set_capacity,
    set_channel_weight,
    working_agents,
)
from trato.rooms.workforce.service.presence import presence_of, set_presence

__all__ = [
    "HeldBy",
    "agents_now",
    "available_agents",
    "by_room",
    "channel_weights",
    "presence_of",
    "room_for",
    "sample_load",
    "set_capacity",
    "set_channel_weight",
    "set_presence",
    "takes",
    "working_agents",
]
