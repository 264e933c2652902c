"""Refusals of knowledge."""

from trato.kit.errors import Conflict, NotFound


class CannedUnknown(NotFound):
    code = "canned_unknown"


class ShortcutTaken(Conflict):
    """Another canned reply of the same unit and team has this shortcut."""

    code = "shortcut_taken"


class CannedChanged(Conflict):
    """Somebody saved another version meanwhile; `version` is theirs."""

    code = "canned_changed"
