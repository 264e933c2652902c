"""What other rooms may ask of intelligence."""

from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.lessons import Taught
from trato.rooms.intelligence.engine.satisfaction import Role, Turn, outlook_of
from trato.rooms.intelligence.rules.redaction import redact
from trato.rooms.intelligence.rules.triage import comes_back
from trato.rooms.intelligence.rules.triage import sort as sort_case
from trato.rooms.intelligence.service.correcting import (
    correct,
    corrections_of,
    newest_lesson,
    said_of,
    taught_in,
)
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
from trato.rooms.intelligence.service.triage import (
    note_answer,
    note_aside,
    note_back,
    note_served,
    replied_within,
    review,
    set_way,
    situations,
    ways,
)
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
    "Taught",
    "Turn",
    "comes_back",
    "correct",
    "corrections_of",
    "count_put_off",
    "drop_outlooks",
    "forget_contact",
    "judge",
    "keep",
    "languages_of",
    "last_of_cases",
    "move_head",
    "newest_lesson",
    "next_spots",
    "note_answer",
    "note_aside",
    "note_back",
    "note_served",
    "of_messages",
    "open_analyser",
    "outlook_of",
    "outlooks",
    "packed",
    "put_off",
    "redact",
    "replied_within",
    "review",
    "said_of",
    "set_way",
    "shed",
    "signs_of",
    "situations",
    "sort_case",
    "take_back",
    "taught_in",
    "unpacked",
    "wait_for_understanding",
    "waiting_workspaces",
    "ways",
]
