"""What other rooms and the flow may ask of the workforce."""

from trato.rooms.workforce.service.presence import (
    HeldBy,
    agents_now,
    available_agents,
    presence_of,
    sample_load,
    set_capacity,
    set_channel_weight,
    set_presence,
)

__all__ = [
    "HeldBy",
    "agents_now",
    "available_agents",
    "presence_of",
    "sample_load",
    "set_capacity",
    "set_channel_weight",
    "set_presence",
]
