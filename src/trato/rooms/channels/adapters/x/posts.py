"""A post as an event: a mention, a reply or a quote, what we ourselves published, and one that was taken away.

A person's talk with us below one post is one conversation, whoever else talks there: its key is the post that began
it all, and the person. So an event says the same whichever of its subscriptions brought it (a reply is told as a
reply and as a mention), and a post of ours with a thousand replies makes no case of a thousand people.
"""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.x.frame import Frame
from trato.rooms.channels.adapters.x.people import addresses_of, id_of, name_of, reach_of
from trato.rooms.channels.model import (
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

PRECISION = timedelta(seconds=1)
_KINDS = {"photo": MediaKind.IMAGE, "video": MediaKind.VIDEO, "animated_gif": MediaKind.VIDEO}


def read_post(post: JsonMap, frame: Frame) -> list[InboundEvent]:
    """Return the events of a post: itself, and that it was changed where it is a later edition of one."""
    identifier, author = id_of(post), text_in(post, "author_id") or id_of(map_in(post, "user"))
    if not identifier or not author or _referenced(post, "retweeted") or "retweeted_status" in post:
        return [frame.strange("repost" if identifier and author else "post", post)]
    first = _first_edition(post) or identifier
    event = _said(post, first, author, frame)
    if first == identifier:
        return [event]
    changed = InboundEvent(
        InboundKind.COMMENT_EDITED, f"edit:{identifier}", event.occurred_at, author=event.author,
        author_name=event.author_name, precision=PRECISION, surface=event.surface, thread_key=event.thread_key,
        direction=event.direction, parts=event.parts, target=first, public=True, parent=event.parent,
        account_ref=frame.ours,
    )  # fmt: skip
    return [event, changed]


def read_removal(post: JsonMap, frame: Frame) -> InboundEvent:
    """Return that a post was taken away."""
    inner = map_in(post, "status") or post
    identifier = id_of(inner)
    if not identifier:
        return frame.strange("post.delete", post)
    return InboundEvent(
        InboundKind.COMMENT_REMOVED,
        f"gone:{identifier}",
        frame.at(post, "timestamp_ms", "created_at"),
        surface=Surface.PUBLIC_COMMENT,
        target=identifier,
        public=True,
        account_ref=frame.ours,
    )


def _said(post: JsonMap, identifier: str, author: str, frame: Frame) -> InboundEvent:
    above, quoted = _above(post), _referenced(post, "quoted") or text_in(post, "quoted_status_id_str")
    is_ours = author == frame.ours
    person = _answered(post, above, frame) if is_ours else author
    root = text_in(post, "conversation_id") or above or identifier
    detail: JsonMap = {"quoted": quoted} if quoted else {}
    return InboundEvent(
        InboundKind.COMMENT if above else InboundKind.MENTION,
        f"post:{identifier}",
        frame.at(post, "created_at"),
        author=addresses_of(person, frame.users, frame.account),
        author_name=name_of(person, frame.users),
        reach=reach_of(person, frame.users),
        provider_id=identifier,
        precision=PRECISION,
        surface=Surface.PUBLIC_COMMENT if above else Surface.MENTION,
        thread_key=f"{root}:{person}" if person else root,
        direction=Direction.ECHO if is_ours else Direction.IN,
        parts=_parts(post, frame, quoted),
        reply_to=above if person else "",
        public=True,
        parent=root if root != identifier else "",
        language=_language(post),
        account_ref=frame.ours,
        detail=detail or None,
    )


def _above(post: JsonMap) -> str:
    """Return the post that this one answers."""
    return _referenced(post, "replied_to") or text_in(post, "in_reply_to_status_id_str")


def _referenced(post: JsonMap, kind: str) -> str:
    told = [*maps_in(post, "referenced_tweets"), *maps_in(post, "referenced_posts")]
    return next((id_of(one) for one in told if text_in(one, "type") == kind), "")


def _answered(post: JsonMap, above: str, frame: Frame) -> str:
    """Return whom a post of ours answers, "" where it answers nobody or us."""
    named = text_in(post, "in_reply_to_user_id") or text_in(post, "in_reply_to_user_id_str")
    found = named or text_in(frame.posts.get(above, {}), "author_id")
    return found if above and found != frame.ours else ""


def _first_edition(post: JsonMap) -> str:
    """Return the first id that a post had: X gives a new one to each edition."""
    history = post.get("edit_history_tweet_ids") or post.get("edit_history_post_ids")
    first = history[0] if isinstance(history, list) and history else ""
    return first if isinstance(first, str) and first.isdecimal() else ""


def _language(post: JsonMap) -> str:
    told = text_in(post, "lang")
    return told if len(told) == 2 else ""  # und, qme and their like are none


def _parts(post: JsonMap, frame: Frame, quoted: str) -> tuple[Part, ...]:
    files = _files(post, frame)
    text = _text(post, quoted, with_files=bool(files))
    parts: list[Part] = [*([Text(text)] if text else []), *files]
    return tuple(parts) or (Unsupported("post"),)


def _text(post: JsonMap, quoted: str, *, with_files: bool) -> str:
    """Return what a post says: addresses whole, without whom it answers before it and what is shown beside it after.

    X writes to whom a reply goes before its text, and the short addresses of files and of the quoted post after it.
    """
    note = map_in(post, "note_tweet") or map_in(post, "note_post")
    longer = text_in(note, "text") or text_in(map_in(post, "extended_tweet"), "full_text")
    text = longer or text_in(post, "text") or text_in(post, "full_text")
    shown = post.get("display_text_range")
    start = int(number_in({"at": shown[0]}, "at") or 0) if isinstance(shown, list) and shown else 0
    if _above(post) and 0 < start < len(text) and text[:start].lstrip().startswith("@"):
        text = text[start:]
    for holder in (map_in(post, "entities"), map_in(note, "entities"), map_in(post, "extended_entities")):
        for one in (*maps_in(holder, "urls"), *maps_in(holder, "media")):
            text = _whole_address(text, one, quoted, with_files=with_files)
    return html.unescape(text).strip()


def _whole_address(text: str, link: JsonMap, quoted: str, *, with_files: bool) -> str:
    short, whole = text_in(link, "url"), text_in(link, "expanded_url")
    if not short or not whole:
        return text
    is_file = with_files and ("media_key" in link or "media_url_https" in link or "pic.x.com" in whole)
    is_quoted = quoted and whole.rstrip("/").endswith(f"/status/{quoted}")
    return text.replace(short, "" if is_file or is_quoted else whole)


def _files(post: JsonMap, frame: Frame) -> list[Media]:
    keys: Any = map_in(post, "attachments").get("media_keys")
    listed = keys if isinstance(keys, list) else []
    named = [frame.media[key] for key in listed if isinstance(key, str) and key in frame.media]
    older = maps_in(map_in(post, "extended_entities"), "media") or maps_in(map_in(post, "entities"), "media")
    return [file for one in (named or older) if (file := file_of(one)) is not None]


def file_of(media: JsonMap) -> Media | None:
    """Return a file of a post or a message, None where there is nothing to fetch."""
    kind = _KINDS.get(text_in(media, "type"))
    if kind is None:
        return None
    if kind is MediaKind.VIDEO:
        variants = [*maps_in(media, "variants"), *maps_in(map_in(media, "video_info"), "variants")]
        films = [one for one in variants if text_in(one, "content_type") == "video/mp4" and text_in(one, "url")]
        best = max(films, key=lambda one: number_in(one, "bit_rate") or number_in(one, "bitrate") or 0, default=None)
        if best is not None:
            return Media(kind, text_in(best, "url"), mime="video/mp4")
        kind = MediaKind.IMAGE  # what is left of it is its picture
    url = text_in(media, "url") if "t.co" not in text_in(media, "url")[:14] else ""
    url = text_in(media, "media_url_https") or url or text_in(media, "preview_image_url")
    return Media(kind, url) if url else None
