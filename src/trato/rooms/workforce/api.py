"""What other rooms and the flow may ask of the workforce."""

from trato.rooms.workforce.rules.capacity import by_room, room_for, takes
from trato.rooms.workforce.service.adherence import missing_now
from trato.rooms.workforce.service.attendance import (
    AWAY_SETTING,
    AWAY_USUAL,
    LONGEST,
    OFFLINE_SETTING,
    OFFLINE_USUAL,
    act,
    see,
    sweep_lapses,
)
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
from trato.rooms.workforce.service.reasons import known_reasons, list_reasons, reason_of, set_reasons
from trato.rooms.workforce.service.schedules import is_on_shift, shifts_between
from trato.rooms.workforce.service.skills import (
    add_skill,
    change_skill,
    count_able,
    list_skills,
    retire_skill,
    set_skills,
    skills_of,
)

__all__ = [
    "AWAY_SETTING",
    "AWAY_USUAL",
    "LONGEST",
    "OFFLINE_SETTING",
    "OFFLINE_USUAL",
    "HeldBy",
    "act",
    "add_skill",
    "agents_now",
    "available_agents",
    "by_room",
    "change_skill",
    "channel_weights",
    "count_able",
    "is_on_shift",
    "known_reasons",
    "list_reasons",
    "list_skills",
    "missing_now",
    "presence_of",
    "presence_of",
    "reason_of",
    "retire_skill",
    "room_for",
    "sample_load",
    "see",
    "set_capacity",
    "set_channel_weight",
    "set_presence",
    "set_reasons",
    "set_skills",
    "shifts_between",
    "skills_of",
    "sweep_lapses",
    "takes",
    "working_agents",
]
