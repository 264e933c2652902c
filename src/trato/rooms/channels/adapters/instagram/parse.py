"""A delivery about a professional account as events: its inbox, and what is said below its posts.

A thread in public is a comment with the replies below it: Instagram has no deeper ones. What came about a post that is
advertised comes twice, once for the advertisement: one comment has one id. A mention says only where it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from trato.rooms.channels.adapters.instagram.people import commenter
from trato.rooms.channels.adapters.meta.inbox import told_in_inbox
from trato.rooms.channels.adapters.meta.walking import INBOX, INSTAGRAM, Item, items_of, strange
from trato.rooms.channels.adapters.reading import JsonMap, instant_in, map_in, text_in
from trato.rooms.channels.model import Delivery, Direction, InboundEvent, InboundKind, Surface, Text, Unsupported

PRECISION = timedelta(seconds=1)  # comments are stamped with the whole second of their delivery
_COMMENTS = frozenset({"comments", "live_comments"})


def parse(delivery: Delivery) -> list[InboundEvent]:
    """Return the events of a delivery, in its order. Raises `Malformed`.

    What is not understood becomes UNSUPPORTED. Each event has the id of its account in `account_ref`.
    """
    return [event for item in items_of(delivery, INSTAGRAM) for event in _events(item)]


def _events(item: Item) -> list[InboundEvent]:
    if item.place in INBOX:
        return told_in_inbox(item)
    field, value = text_in(item.body, "field"), map_in(item.body, "value")
    if map_in(value, "sender"):  # an inbox in the layout of changes, as Meta's own test deliveries have it
        return told_in_inbox(replace(item, place=INBOX[0], body=value))
    if field in _COMMENTS and text_in(value, "id"):
        return [_commented(item, field, value)]
    if field == "mentions" and text_in(value, "media_id"):
        return [_mentioned(item, value)]
    return [strange(item, field or item.place or "entry")]


def _commented(item: Item, field: str, value: JsonMap) -> InboundEvent:
    """A comment below a post, or during a live broadcast."""
    identifier, above, media = text_in(value, "id"), text_in(value, "parent_id"), map_in(value, "media")
    text = text_in(value, "text")
    shown = {"live": field == "live_comments", "kind": text_in(media, "media_product_type")}
    ad = {"ad": text_in(media, "ad_id"), "ad_title": text_in(media, "ad_title")}
    return _public(
        item, InboundKind.COMMENT, identifier, value,
        surface=Surface.PUBLIC_COMMENT,
        thread_key=above or identifier,
        reply_to=above,
        parent=text_in(media, "id"),
        parts=(Text(text) if text else Unsupported("comment"),),
        detail={name: told for name, told in (shown | ad).items() if told} or None,
    )  # fmt: skip


def _mentioned(item: Item, value: JsonMap) -> InboundEvent:
    """Somebody named us in a comment or in the words of their own post: what they said is asked for."""
    media, comment, text = (text_in(value, name) for name in ("media_id", "comment_id", "text"))
    place = f"{media}:{comment}" if comment else media
    return _public(
        item, InboundKind.MENTION, comment or media, value,
        surface=Surface.MENTION,
        thread_key=f"{MENTION}{place}",
        parent=media,
        parts=(Text(text) if text else Unsupported("mention"),),
        detail={"asked": asked} if (asked := text_in(value, "asked")) else None,
    )  # fmt: skip


MENTION = "mention:"  # begins the thread of one, whose answer goes elsewhere


def _public(item: Item, kind: InboundKind, identifier: str, value: JsonMap, **fields: Any) -> InboundEvent:
    author, name = commenter(value, item.page)
    ours = text_in(map_in(value, "from"), "id") == item.page != ""
    return InboundEvent(
        kind,
        f"{kind.value}:{identifier}",
        instant_in(value, "timestamp") or item.at,
        author=author,
        author_name=name,
        provider_id=identifier,
        precision=PRECISION,
        direction=Direction.ECHO if ours else Direction.IN,
        public=True,
        account_ref=item.page,
        **fields,
    )
