"""Reading what is new: pages of reviews, those changed last first, until one that we know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.asked import AT_FIRST, kept
from trato.rooms.channels.adapters.google.answers import trouble_of
from trato.rooms.channels.adapters.google_play.api import list_reviews
from trato.rooms.channels.adapters.google_play.parse import stamp_of
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.model import AccountView, HttpAnswer, Look

A_PAGE = 100


def look(account: AccountView, cursor: str, now: datetime) -> Look:
    """Read what was written, changed or answered since `cursor`, the last moment that a look saw."""
    since = cursor or f"{int((now - AT_FIRST).timestamp())}.000000000"
    newest, page = since, ""
    while True:
        answer = yield list_reviews(account, A_PAGE, page)
        if (trouble := trouble_of(answer)) is not None:
            return trouble
        assert isinstance(answer, HttpAnswer)
        body = body_of(answer)
        fresh: list[Any] = [one for one in maps_in(body, "reviews") if _later(max(_stamps(one), default=""), since)]
        if fresh:
            told = {"reviews": fresh}
            yield kept(told, msgspec.json.encode(told))
            newest = max((newest, *(stamp for one in fresh for stamp in _stamps(one))), key=_moment)
        page = text_in(map_in(body, "tokenPagination"), "nextPageToken")
        if not page or not fresh:
            return newest


def _stamps(review: JsonMap) -> list[str]:
    """Return when a review and the answer below it were last changed."""
    said = [map_in(one, name) for one in maps_in(review, "comments") for name in ("userComment", "developerComment")]
    return [stamp for one in said if (stamp := stamp_of(one))]


def _later(one: str, other: str) -> bool:
    """Say whether a moment is after another; a review that does not say when is read each time, and stored once."""
    return not one or _moment(one) > _moment(other)


def _moment(stamp: str) -> tuple[int, int]:
    seconds, _, nanos = stamp.partition(".")
    return int(seconds), int(nanos or 0)
