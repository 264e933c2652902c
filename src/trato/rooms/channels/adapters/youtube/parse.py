"""Pages of comments as events: what was said below a video, what was answered, and what was changed since.

A thread is a comment with the answers below it. YouTube tells how a comment reads now and when it was last changed:
of one that was changed both are told, so that whoever knows it already learns of the change.
"""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.asked import moment_in
from trato.rooms.channels.adapters.reading import JsonMap, decode, fingerprint, map_in, maps_in, text_in
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    Part,
    Surface,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind

PRECISION = timedelta(seconds=1)  # YouTube stamps whole seconds
THREAD, COMMENT = "youtube#commentThread", "youtube#comment"


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a page, the oldest first. Raises `Malformed`."""
    body = decode(delivery.raw)
    given = body.get("items")
    if not isinstance(given, list):
        given = [body] if text_in(body, "kind") in (THREAD, COMMENT) else None
    if given is None:
        raise Malformed("no comments")
    return [event for one in reversed(given) for event in _events(one, delivery, account)]


def comments_of(thread: JsonMap) -> list[JsonMap]:
    """Return the comment of a thread, and those of its answers that came with it, the oldest first."""
    top = map_in(map_in(thread, "snippet"), "topLevelComment")
    answers = sorted(
        maps_in(map_in(thread, "replies"), "comments"), key=lambda one: text_in(map_in(one, "snippet"), "publishedAt")
    )
    return [top, *answers] if top else answers


def _events(item: object, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    known = item if isinstance(item, dict) else {}
    is_thread = text_in(known, "kind") == THREAD or "topLevelComment" in map_in(known, "snippet")
    said = comments_of(known) if is_thread else [known]
    video = text_in(map_in(known, "snippet"), "videoId")
    events = [event for one in said for event in _said(one, video, delivery, account)]
    if events:
        return events
    told = {"what": text_in(known, "kind") or "comment", "keys": sorted(known)[:20]}
    return [InboundEvent(InboundKind.UNSUPPORTED, f"strange:{fingerprint(item)}", delivery.received_at, detail=told)]


def _said(comment: JsonMap, video: str, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    identifier, told = text_in(comment, "id"), map_in(comment, "snippet")
    if not identifier or not told:
        return []
    above = text_in(told, "parentId") or (identifier.partition(".")[0] if "." in identifier else "")
    author, video = text_in(map_in(told, "authorChannelId"), "value"), text_in(told, "videoId") or video
    ours = author != "" and author == account.external_id
    at = moment_in(told, "publishedAt") or delivery.received_at
    changed = moment_in(told, "updatedAt")
    whose = author or text_in(told, "authorDisplayName")
    event = InboundEvent(
        InboundKind.COMMENT,
        identifier,
        at,
        author=(Address(IdentityKind.ACCOUNT_USER, whose, str(account.id)),) if whose else (),
        author_name=text_in(told, "authorDisplayName"),
        provider_id=identifier,
        precision=PRECISION,
        surface=Surface.PUBLIC_COMMENT,
        thread_key=above or identifier,
        direction=Direction.ECHO if ours else Direction.IN,
        parts=_parts(told),
        reply_to=above,
        public=True,
        parent=video,
        facts={"url": f"https://www.youtube.com/watch?v={video}&lc={identifier}"} if video and not ours else None,
    )
    if changed is None or changed <= at:
        return [event]
    edited = InboundEvent(
        InboundKind.COMMENT_EDITED, f"{identifier}:{changed.isoformat()}", changed, author=event.author,
        provider_id=identifier, surface=event.surface, thread_key=event.thread_key, direction=event.direction,
        parts=event.parts, public=True, parent=video, target=identifier,
    )  # fmt: skip
    return [event, edited]


def _parts(told: JsonMap) -> tuple[Part, ...]:
    text, image = text_in(told, "textOriginal") or text_in(told, "textDisplay"), text_in(told, "imageUrl")
    parts: list[Part] = [Text(text)] if text else []
    if image.startswith("https://"):
        parts.append(Media(MediaKind.IMAGE, image))
    return tuple(parts) or (Unsupported("comment"),)
