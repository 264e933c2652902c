"""What others may ask of knowledge."""

from trato.rooms.knowledge.service import (
    add_canned,
    change_canned,
    find_canned,
    get_canned,
    habits_of,
    import_canned,
    list_canned,
    list_folders,
    list_uses,
    note_use,
    page_canned,
    place_canned,
    render,
    restore_canned,
    retire_canned,
    texts_of,
)

__all__ = [
    "add_canned",
    "change_canned",
    "find_canned",
    "get_canned",
    "habits_of",
    "import_canned",
    "list_canned",
    "list_folders",
    "list_uses",
    "note_use",
    "page_canned",
    "place_canned",
    "render",
    "restore_canned",
    "retire_canned",
    "texts_of",
]
