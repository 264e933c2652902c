"""A delivery of a Page's webhooks as events of its posts: every item, none left out in silence.

A thread is a comment with the replies below it; a visitor's post is one with all that is said below it. Fields come in
layouts of many years: who wrote is `from`, `sender_id` or `reviewer_id`; ids are numbers or text. What the same
webhook tells of the Page's inbox is another channel's: it is left to that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from trato.rooms.channels.adapters.meta.people import person
from trato.rooms.channels.adapters.meta.walking import INBOX, PAGE, Item, items_of, strange
from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, number_in, text_in
from trato.rooms.channels.model import (
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Media,
    MediaKind,
    Part,
    Surface,
    Text,
    Unsupported,
)

PRECISION = timedelta(seconds=1)  # Facebook stamps whole seconds here
_POSTS = frozenset({"post", "status", "photo", "video", "share", "link", "album", "event", "note"})
_FILES = {"photo": MediaKind.IMAGE, "video": MediaKind.VIDEO}
_ADDED, _EDITED = frozenset({"add"}), frozenset({"edit", "edited", "update"})
_REMOVED, _HIDDEN, _SHOWN = frozenset({"remove", "delete"}), frozenset({"hide"}), frozenset({"unhide"})
_FEELINGS = {
    "like": "👍", "love": "❤️", "care": "🤗", "haha": "😆", "wow": "😮", "sorry": "😢", "sad": "😢", "anger": "😠",
    "angry": "😠", "thankful": "🌸", "pride": "🏳️‍🌈",
}  # fmt: skip
_BEST, _WORST = 5, 1  # what a recommendation without stars counts as
_FIELDS = frozenset({"feed", "mention", "ratings"})


@dataclass(frozen=True, slots=True)
class _Told:
    """One change of a Page's posts, with what every kind of it has."""

    item: Item
    field: str
    value: JsonMap

    def of(self, name: str) -> str:
        """Return a text of the change."""
        return text_in(self.value, name)

    @property
    def subject(self) -> str:
        """The id of what it is about: a comment, a recommendation, or a post."""
        return self.of("comment_id") or self.of("open_graph_story_id") or self.of("post_id")

    @property
    def author(self) -> str:
        return text_in(map_in(self.value, "from"), "id") or self.of("sender_id") or self.of("reviewer_id")

    @property
    def is_ours(self) -> bool:
        return self.author == self.item.page != ""

    @property
    def above(self) -> str:
        """The comment that this one answers, "" when it answers the post itself."""
        parent = self.of("parent_id")
        return parent if self.of("comment_id") and parent not in ("", self.of("post_id")) else ""

    @property
    def thread(self) -> str:
        """What tells one conversation below a Page's posts from another."""
        story, post = self.of("open_graph_story_id"), self.of("post_id")
        if story:
            return story
        if text_in(map_in(self.value, "post"), "status_type") == "wall_post":  # a visitor's own
            return post
        return self.above or self.of("comment_id") or post

    def event(self, kind: InboundKind, surface: Surface = Surface.PUBLIC_COMMENT, **fields: Any) -> InboundEvent:
        name = text_in(map_in(self.value, "from"), "name") or self.of("sender_name") or self.of("reviewer_name")
        key = f"{self.subject or fingerprint(self.value)}:{self.of('verb')}:{self.of('created_time') or self._stamp}"
        return InboundEvent(
            kind,
            f"{self.field}:{key}",
            instant_in(self.value, "created_time") or self.item.at,
            author=person(self.author, self.item.page),
            author_name=name,
            provider_id=self.subject,
            precision=PRECISION,
            surface=surface,
            thread_key=self.thread,
            direction=Direction.ECHO if self.is_ours else Direction.IN,
            public=True,
            parent=self.of("post_id"),
            account_ref=self.item.page,
            **fields,
        )

    @property
    def _stamp(self) -> int:
        return int(self.item.at.timestamp())


def parse(delivery: Delivery) -> list[InboundEvent]:
    """Return the events of a delivery, in its order. Raises `Malformed`.

    What is not understood becomes UNSUPPORTED. Each event has the id of its Page in `account_ref`.
    """
    return [_event(item) for item in items_of(delivery, PAGE) if item.place not in INBOX]


def _event(item: Item) -> InboundEvent:
    field = text_in(item.body, "field")
    value = map_in(item.body, "value")
    if item.place != "changes" or field not in _FIELDS or not value:
        return strange(item, field or item.place or "entry")
    told = _Told(item, field, value)
    kind = told.of("item")
    if not told.subject:
        return strange(item, f"{field}.{kind}")
    if kind in ("reaction", "like"):
        return _felt(told)
    if kind == "rating":
        return _rated(told)
    if kind == "comment" or kind in _POSTS:
        return _said(told)
    return strange(item, f"{field}.{kind}")


def _said(told: _Told) -> InboundEvent:
    """A comment or a post: written, changed, taken away, or hidden by the Page."""
    verb, subject = told.of("verb"), told.subject
    if verb in _REMOVED:
        return told.event(InboundKind.COMMENT_REMOVED, target=subject)
    if verb in _HIDDEN:
        return told.event(InboundKind.COMMENT_HIDDEN, target=subject)
    if verb in _SHOWN:
        return told.event(InboundKind.COMMENT_SHOWN, target=subject)
    if verb not in _ADDED | _EDITED:
        return strange(told.item, f"{told.field}.{told.of('item')}.{verb}")
    parts = _parts(told)
    if verb in _EDITED:
        return told.event(InboundKind.COMMENT_EDITED, target=subject, parts=parts)
    if told.field == "mention":
        return told.event(InboundKind.MENTION, Surface.MENTION, parts=parts)
    surface = Surface.REVIEW if told.field == "ratings" else Surface.PUBLIC_COMMENT
    return told.event(InboundKind.COMMENT, surface, parts=parts, reply_to=told.above)


def _rated(told: _Told) -> InboundEvent:
    """A recommendation, with stars or, as today, with a yes or a no."""
    verb, subject, said = told.of("verb"), told.subject, told.of("recommendation_type").lower()
    if verb in _REMOVED:
        return told.event(InboundKind.COMMENT_REMOVED, Surface.REVIEW, target=subject)
    stars = int(number_in(told.value, "rating") or 0)
    if not 1 <= stars <= 5:
        stars = {"positive": _BEST, "negative": _WORST}.get(said, 0)
    text = told.of("review_text")
    fields: dict[str, Any] = {"rating": stars, "parts": (Text(text),) if text else ()}
    if said:
        fields["detail"] = {"recommendation": said}
    if verb in _EDITED:
        return told.event(InboundKind.REVIEW_EDITED, Surface.REVIEW, target=subject, **fields)
    return told.event(InboundKind.REVIEW, Surface.REVIEW, **fields)


def _felt(told: _Told) -> InboundEvent:
    """A feeling about a comment or a post, or one taken back."""
    given = told.of("verb") in _ADDED | _EDITED
    sign = _FEELINGS.get(told.of("reaction_type") or "like", "👍")
    event = told.event(InboundKind.REACTION, target=told.subject, emoji=sign if given else "")
    key = f"{told.field}:{told.subject}:{told.author}:{told.of('verb')}:{told.of('created_time')}"
    return msgspec.structs.replace(event, dedupe_key=key, provider_id="")


def _parts(told: _Told) -> tuple[Part, ...]:
    text = told.of("message")
    parts: list[Part] = [Text(text)] if text else []
    given = told.value.get("photos")
    photos = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    for url in (told.of("photo"), *photos):
        if url:
            parts.append(Media(MediaKind.IMAGE, url))
    if video := told.of("video"):
        parts.append(Media(MediaKind.VIDEO, video))
    link, kind = told.of("link"), _FILES.get(told.of("item"))
    if link and kind is not None and not any(isinstance(part, Media) for part in parts):
        parts.append(Media(kind, link))  # of a photo or a video that somebody put on the wall, it is where that lies
    elif link and not parts:
        parts.append(Text(link))
    return tuple(parts) or (Unsupported(told.of("item")),)
