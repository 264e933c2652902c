"""A message of ours as calls to the X API: a reply below a post, or direct messages to one person.

A file is brought first, and its id put where the post or the message names it. A post is never cut in two: the
composer counts, and what is too long is refused there.
"""

from __future__ import annotations

from typing import Any, assert_never

from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.adapters.x.api import bearer, call, server
from trato.rooms.channels.adapters.x.capabilities import MESSAGE_LIMIT, PHOTOS, POST_LIMIT, PUBLIC
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    LengthUnit,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
    Upload,
    length_of,
)
from trato.rooms.contacts.model import IdentityKind


class Unsendable(ValueError):
    """Nothing to say, nobody to say it to, or more than a post holds: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`."""
    text, files = _said(message.parts)
    if not text and not files:
        raise Unsendable("nothing to say")
    if message.surface in PUBLIC:
        return _post(message, account, text, files)
    return _messages(message, account, text, files)


def _post(message: OutboundMessage, account: AccountView, text: str, files: list[Media]) -> tuple[HttpRequest, ...]:
    target = message.reply_to or message.answers
    if not target:
        raise Unsendable("a reply to nothing")
    if length_of(text, LengthUnit.WEIGHTED) > POST_LIMIT or len(files) > PHOTOS:
        raise Unsendable("more than a post holds")
    said: dict[str, Any] = {"text": text, "reply": {"in_reply_to_tweet_id": target}}
    brought = [_upload(account, file, n, "tweet_image") for n, file in enumerate(files)]
    if files:
        said["media"] = {"media_ids": [_place(n) for n in range(len(files))]}
    return (*brought, call(account, "POST", "/2/tweets", said))


def _messages(message: OutboundMessage, account: AccountView, text: str, files: list[Media]) -> tuple[HttpRequest, ...]:
    """Return a message for each piece of text, the last one with the first file, and one for each other file."""
    person = next((one.value for one in message.to if one.kind is IdentityKind.ACCOUNT_USER), "")
    if not person.isdecimal():
        raise Unsendable("no recipient")
    bubbles: list[dict[str, Any]] = [{"text": piece} for piece in split(text, MESSAGE_LIMIT)]
    shown = [{"attachments": [{"media_id": _place(n)}]} for n in range(len(files))]
    if bubbles and shown:
        bubbles[-1] |= shown.pop(0)
    brought = [_upload(account, file, n, "dm_image") for n, file in enumerate(files)]
    path = f"/2/dm_conversations/with/{person}/messages"
    return (*brought, *(call(account, "POST", path, said) for said in (*bubbles, *shown)))


def _upload(account: AccountView, file: Media, number: int, category: str) -> HttpRequest:
    return HttpRequest(
        "POST",
        f"{server(account)}/2/media/upload",
        headers=bearer(account),
        form={"media_category": category},
        uploads=(Upload("media", file.ref, file.name or "image", file.mime or "image/jpeg"),),
        yields_media=_place(number),
    )


def _place(number: int) -> str:
    """Return what stands for the id of a file until X has given it one."""
    return f"{{media:{number}}}"


def _said(parts: tuple[Part, ...]) -> tuple[str, list[Media]]:
    """Return the words and the files of a message."""
    text, files = "", []
    for part in parts:
        if isinstance(part, Media):
            files.append(part)
            text = "\n\n".join(filter(None, (text, part.caption.strip())))
        elif isinstance(part, Options):
            text = offered(part, text)
        else:
            text = "\n\n".join(filter(None, (text, _told(part).strip())))
    return text, files


def _told(part: Text | Location | ContactCard | Choice | Order | Unsupported) -> str:
    match part:
        case Text() | Order():
            return part.text
        case Choice():
            return part.title
        case Location():
            return "\n".join(line for line in (part.name, part.address, part.url) if line)
        case ContactCard() | Unsupported():
            return ""
        case other:
            assert_never(other)
