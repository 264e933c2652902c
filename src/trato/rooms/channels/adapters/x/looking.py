"""Filling gaps: what people said while nothing could be brought to us is asked for, page by page.

X delivers each event by itself and tries again for some hours only; what was missed then is read here. What came both
ways is one message: it has one id. The first look remembers where it stands, for what is older was dealt with before.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import msgspec

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.asked import kept
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.adapters.x.api import call
from trato.rooms.channels.adapters.x.classify import wait_of
from trato.rooms.channels.adapters.x.people import id_of
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, Kept, Look, ProviderAnswer, Troubled

_POSTS = {
    "post.fields": "attachments,conversation_id,created_at,display_text_range,entities,lang,note_post",
    "expansions": "attachments.media_keys,author_id,in_reply_to_user_id,referenced_posts",
    "user.fields": "name,public_metrics,username,verified",
    "media.fields": "media_key,preview_image_url,type,url,variants",
}
_MESSAGES = {
    "event_types": "MessageCreate",
    "dm_event.fields": "attachments,created_at,dm_conversation_id,entities,event_type,text",
    "expansions": "attachments.media_keys,sender_id",
    "user.fields": "name,public_metrics,username,verified",
    "media.fields": "media_key,preview_image_url,type,url,variants",
}
Pages = Generator[HttpRequest | Kept, ProviderAnswer | None, int | Troubled]


def look(account: AccountView, cursor: str, now: datetime) -> Look:
    """Read what was said since `cursor`, which holds the newest mention and the newest direct message seen."""
    post, message = _read(cursor)
    newest_post = yield from _mentions(account, post)
    if isinstance(newest_post, Troubled):
        return newest_post
    newest_message = yield from _messages(account, message)
    if isinstance(newest_message, Troubled):
        return newest_message
    return json.dumps({"post": newest_post, "message": newest_message})


def _mentions(account: AccountView, since: int) -> Pages:
    asked = {**_POSTS, "max_results": "100" if since else "5", **({"since_id": str(since)} if since else {})}
    return (yield from _pages(account, f"/2/users/{account.external_id}/mentions", asked, since))


def _messages(account: AccountView, since: int) -> Pages:
    asked = {**_MESSAGES, "max_results": "100" if since else "1"}
    return (yield from _pages(account, "/2/dm_events", asked, since))


def _pages(account: AccountView, path: str, asked: dict[str, str], since: int) -> Pages:
    """Keep what is newer than `since`, the newest page first; return the newest id that there is."""
    newest, page = since, ""
    while True:
        query = urlencode({**asked, **({"pagination_token": page} if page else {})})
        answer = yield call(account, "GET", f"{path}?{query}")
        if (trouble := _trouble(answer)) is not None:
            return trouble
        assert isinstance(answer, HttpAnswer)
        body = body_of(answer)
        ids = [int(name) for one in maps_in(body, "data") if (name := id_of(one)).isdecimal()]
        fresh: list[Any] = [one for one in maps_in(body, "data") if _is_after(one, since)]
        if since and fresh:
            told: JsonMap = {"data": fresh, "includes": map_in(body, "includes"), "meta": {"result_count": len(fresh)}}
            yield kept({"data": fresh}, msgspec.json.encode(told))
        newest = max((newest, *ids))
        page = text_in(map_in(body, "meta"), "next_token")
        if not page or not fresh or not since:
            return newest or 1  # where nothing was ever said, whatever comes is newer


def _is_after(one: JsonMap, since: int) -> bool:
    name = id_of(one)
    return name.isdecimal() and int(name) > since


def _trouble(answer: ProviderAnswer | None) -> Troubled | None:
    if not isinstance(answer, HttpAnswer):
        return Troubled("no_answer")
    if answer.status == 429:
        return Troubled("x_429", wait=wait_of(answer))
    return Troubled(f"x_{answer.status}") if answer.status >= 300 else None


def _read(cursor: str) -> tuple[int, int]:
    try:
        kept_before = json.loads(cursor or "{}")
        return int(kept_before.get("post", 0)), int(kept_before.get("message", 0))
    except (ValueError, AttributeError):
        return 0, 0
