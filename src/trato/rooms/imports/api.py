"""What commands and screens may ask of imports."""

from trato.rooms.imports.service.asking import ask, call_off, list_runs, look, plan_for, problems_of
from trato.rooms.imports.service.files import Porter
from trato.rooms.imports.service.running import Importer, Progress
from trato.rooms.imports.service.undoing import undo

__all__ = [
    "Importer",
    "Porter",
    "Progress",
    "ask",
    "call_off",
    "list_runs",
    "look",
    "plan_for",
    "problems_of",
    "undo",
]
