"""What other rooms and the flow may ask of the workforce."""

from trato.rooms.workforce.rules.adherence import kept_by
from trato.rooms.workforce.rules.capacity import by_room, room_for, takes
from trato.rooms.workforce.rules.forecasting import TooShort, forecast
from trato.rooms.workforce.rules.planning import (
    assume,
    check_promise,
    limit_of,
    needs,
    sustained,
)
from trato.rooms.workforce.rules.shifts import expand
from trato.rooms.workforce.service.adherence import (
    adherence_between,
    expected_between,
    missing_now,
    staffed,
    time_at_work,
)
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
    capacities_of,
    lock_agent,
    sample_load,
    set_capacity,
    working_agents,
)
from trato.rooms.workforce.service.presence import presence_between, presence_of, set_presence
from trato.rooms.workforce.service.reasons import known_reasons, list_reasons, reason_of, set_reasons
from trato.rooms.workforce.service.schedules import (
    add_shifts,
    back_on_shift,
    is_on_shift,
    save_template,
    shifts_between,
)
from trato.rooms.workforce.service.skills import (
    add_skill,
    change_skill,
    count_able,
    list_skills,
    retire_skill,
    set_skills,
    skills_of,
)
from trato.rooms.workforce.service.volumes import (
    handle_times,
    held_at_once,
    read_volumes,
    save_volumes,
    volumes_between,
)
from trato.rooms.workforce.service.weights import (
    channel_weights,
    set_channel_weight,
    usual_weights,
    weigh_as_usual,
)

__all__ = [
    "AWAY_SETTING",
    "AWAY_USUAL",
    "LONGEST",
    "OFFLINE_SETTING",
    "OFFLINE_USUAL",
    "HeldBy",
    "TooShort",
    "act",
    "add_shifts",
    "add_skill",
    "adherence_between",
    "agents_now",
    "assume",
    "available_agents",
    "back_on_shift",
    "by_room",
    "capacities_of",
    "change_skill",
    "channel_weights",
    "check_promise",
    "count_able",
    "expand",
    "expected_between",
    "forecast",
    "handle_times",
    "held_at_once",
    "is_on_shift",
    "kept_by",
    "known_reasons",
    "limit_of",
    "list_reasons",
    "list_skills",
    "lock_agent",
    "missing_now",
    "needs",
    "presence_between",
    "presence_of",
    "read_volumes",
    "reason_of",
    "retire_skill",
    "room_for",
    "sample_load",
    "save_template",
    "save_volumes",
    "see",
    "set_capacity",
    "set_channel_weight",
    "set_presence",
    "set_reasons",
    "set_skills",
    "shifts_between",
    "skills_of",
    "staffed",
    "sustained",
    "sweep_lapses",
    "takes",
    "time_at_work",
    "usual_weights",
    "volumes_between",
    "weigh_as_usual",
    "working_agents",
]
