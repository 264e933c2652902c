"""What others may ask of knowledge."""

from trato.rooms.knowledge.service import (
    add_canned,
    change_canned,
    find_canned,
    get_canned,
    habits_of,
    list_canned,
    list_uses,
    note_use,
    render,
    retire_canned,
    texts_of,
)

__all__ = [
    "add_canned",
    "change_canned",
    "find_canned",
    "get_canned",
    "habits_of",
    "list_canned",
    "list_uses",
    "note_use",
    "render",
    "retire_canned",
    "texts_of",
]
