"""Refusals of search."""

from trato.kit.errors import Invalid


class CursorUnknown(Invalid):
    """The page asked for is none of ours."""

    code = "cursor_unknown"
