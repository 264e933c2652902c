"""Refusals of compliance."""

from trato.kit.errors import NotFound


class HoldUnknown(NotFound):
    """There is no such standing order, or it has ended."""

    code = "hold_unknown"
