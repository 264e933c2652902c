"""Refusals of intelligence."""

from __future__ import annotations

from trato.kit.errors import NotFound


class NotUnderstood(NotFound):
    """Nothing was understood of this message (yet), so there is nothing to correct."""

    code = "not_understood"
