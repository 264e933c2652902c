"""What others may ask of panels."""

from trato.rooms.panels.service import (
    add_panel,
    answers_about,
    ask,
    change_panel,
    change_secret,
    forget_old,
    get_panel,
    keep,
    list_panels,
    prepare,
    remove_panel,
)

__all__ = [
    "add_panel",
    "answers_about",
    "ask",
    "change_panel",
    "change_secret",
    "forget_old",
    "get_panel",
    "keep",
    "list_panels",
    "prepare",
    "remove_panel",
]
