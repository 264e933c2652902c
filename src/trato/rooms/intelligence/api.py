"""What other rooms may ask of intelligence."""

from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.satisfaction import Role, Turn, outlook_of
from trato.rooms.intelligence.rules.redaction import redact
from trato.rooms.intelligence.service.following import (
    count_put_off,
    move_head,
    next_spots,
    put_off,
    shed,
    take_back,
    waiting_workspaces,
)
from trato.rooms.intelligence.service.forgetting import drop_outlooks, forget_contact, wait_for_understanding
from trato.rooms.intelligence.service.understanding import (
    judge,
    keep,
    languages_of,
    last_of_cases,
    of_messages,
    outlooks,
    packed,
    signs_of,
    unpacked,
)

__all__ = [
    "Analyser",
    "Role",
    "Turn",
    "count_put_off",
    "drop_outlooks",
    "forget_contact",
    "judge",
    "keep",
    "languages_of",
    "last_of_cases",
    "move_head",
    "next_spots",
    "of_messages",
    "open_analyser",
    "outlook_of",
    "outlooks",
    "packed",
    "put_off",
    "redact",
    "shed",
    "signs_of",
    "take_back",
    "unpacked",
    "wait_for_understanding",
    "waiting_workspaces",
]
