"""Reading what is new: the newest threads, compared with how they stood, and all answers of those that grew.

Pages are read until one holds something known, however many that are: what came while nobody looked is not lost.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime

import msgspec

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.asked import AT_FIRST, kept, moment_in
from trato.rooms.channels.adapters.google.answers import trouble_of
from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.youtube.api import list_answers, list_threads
from trato.rooms.channels.adapters.youtube.parse import comments_of
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, Kept, Look, ProviderAnswer, Troubled

A_PAGE = 100
Steps = Generator[HttpRequest | Kept, ProviderAnswer | None, Troubled | None]


class _Cursor(msgspec.Struct):
    """How the newest threads stood, by id; what was written before `since`, as the oldest of them, is known or old."""

    since: datetime
    seen: dict[str, str] = {}


def look(account: AccountView, cursor: str, now: datetime) -> Look:
    """Read what was written, changed or answered since the last look; at first, what was written in a week."""
    before = msgspec.json.decode(cursor, type=_Cursor) if cursor else _Cursor(now - AT_FIRST)
    after, page, grown, oldest = _Cursor(before.since), "", list[str](), now
    while True:
        answer = yield list_threads(account, A_PAGE, page)
        if (trouble := trouble_of(answer)) is not None:
            return trouble
        assert isinstance(answer, HttpAnswer)
        body = body_of(answer)
        fresh: list[JsonMap] = []
        new = 0
        for one in maps_in(body, "items"):
            identifier = text_in(one, "id")
            stands = after.seen[identifier] = _standing(one)
            known, written = before.seen.get(identifier), _written(one) or now
            oldest = min(oldest, written)
            if known == stands or known is None and written < before.since:
                continue
            new += known is None
            fresh.append(one)
            given = len(maps_in(map_in(one, "replies"), "comments"))
            if int(number_in(map_in(one, "snippet"), "totalReplyCount") or 0) > given:
                grown.append(identifier)
        if fresh:
            told = {"kind": "youtube#commentThreadListResponse", "items": fresh}
            yield kept(told, msgspec.json.encode(told))
        page = text_in(body, "nextPageToken")
        if not page:
            break
        if new < len(maps_in(body, "items")):
            after.since = max(before.since, oldest)  # the rest is known, and older
            break
    for thread in grown:
        trouble = yield from _answers(account, thread)
        if trouble is not None:
            return trouble
    return msgspec.json.encode(after).decode()


def _answers(account: AccountView, thread: str) -> Steps:
    """Read all that was answered below a comment; a thread comes with its first answers only."""
    page = ""
    while True:
        answer = yield list_answers(account, thread, A_PAGE, page)
        if (trouble := trouble_of(answer)) is not None:
            return trouble
        assert isinstance(answer, HttpAnswer)
        body = body_of(answer)
        told = {"kind": "youtube#commentListResponse", "items": maps_in(body, "items")}
        if told["items"]:
            yield kept(told, msgspec.json.encode(told))
        if not (page := text_in(body, "nextPageToken")):
            return None


def _standing(thread: JsonMap) -> str:
    """Return a short name of how a thread stands: its comments with their last changes, and how many there are."""
    stamps = [[text_in(one, "id"), text_in(map_in(one, "snippet"), "updatedAt")] for one in comments_of(thread)]
    return fingerprint([stamps, text_in(map_in(thread, "snippet"), "totalReplyCount")])[:16]


def _written(thread: JsonMap) -> datetime | None:
    return moment_in(map_in(map_in(map_in(thread, "snippet"), "topLevelComment"), "snippet"), "publishedAt")
