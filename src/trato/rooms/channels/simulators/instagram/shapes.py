"""The shapes of what is said and done in public: closed objects with every limit."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from trato.rooms.channels.simulators.facebook.shapes import Closed

Words = Annotated[str, Meta(min_length=1, max_length=300)]
_Id = Annotated[str, Meta(min_length=1, max_length=64)]


class Replied(Closed, frozen=True):
    """What is posted below a comment."""

    message: Words


class Answered(Closed, frozen=True):
    """What is posted where an account was mentioned."""

    media_id: _Id
    message: Words
    comment_id: _Id | UnsetType = UNSET


class Hidden(Closed, frozen=True):
    """Whether a comment is shown to its author alone."""

    hide: bool
