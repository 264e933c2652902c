"""Refusals of spending."""

from __future__ import annotations

from trato.kit.errors import Invalid


class RateFileUnreadable(Invalid):
    """The file of a rate card lacks a column: `missing` names it."""

    code = "rate_file_unreadable"


class RateFileTooLong(Invalid):
    """The file has more lines than are taken at once; `most` says how many are."""

    code = "rate_file_too_long"
