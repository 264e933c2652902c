"""Our messages as calls of the Send API, one a bubble.

What a bubble may hold is the channel's: Messenger and Instagram take the same calls within other limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never

import msgspec

from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.adapters.meta.messages import OUR_MARK
from trato.rooms.channels.adapters.meta.people import of_page
from trato.rooms.channels.adapters.meta.templates import buttons_of, cards_of
from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    Choice,
    ContactCard,
    HttpRequest,
    LengthUnit,
    Location,
    Media,
    MediaKind,
    Options,
    Order,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
    Upload,
    WindowState,
    lent,
)

_Message = dict[str, Any]
QUICK_REPLIES = 13
_TITLE, _PAYLOAD = 20, 1000  # of a quick reply
_KINDS = {
    MediaKind.IMAGE: "image",
    MediaKind.STICKER: "image",
    MediaKind.VIDEO: "video",
    MediaKind.AUDIO: "audio",
    MediaKind.VOICE: "audio",
    MediaKind.DOCUMENT: "file",
}


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Where a channel's messages go, and how long the text of one may be."""

    path: str  # of the sender, with {account} for the account's id
    text_limit: int
    unit: LengthUnit = LengthUnit.CHARACTERS
    lends_files: bool = False  # files of ours are fetched from us, not sent along

    def split(self, text: str) -> list[str]:
        """Return a text as so many bubbles as it takes."""
        return split(text, self.text_limit, self.unit)

    def url(self, account: AccountView) -> str:
        """Return the address that messages are posted to."""
        return graph_url(account, self.path.format(account=account.external_id))


class Unsendable(ValueError):
    """A message without recipient or content, or that no machine may send now: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView, caps: Capabilities, of: Bubbles) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`.

    Every bubble carries our key as metadata, which comes back in its echo: a send whose answer was lost is found
    again by it.
    """
    if message.private_reply:
        return (_privately(message, account, of),)
    to = of_page(message.to, account.external_id)
    if not to:
        raise Unsendable("no recipient")
    if message.reaction is not None:
        return (_react(to, message, account, of),)
    envelope = {"recipient": {"id": to}, **_kind(message, caps)}
    calls: list[HttpRequest] = []
    for content, file in _bubbles(message.parts, of):
        body = {**envelope, "message": {**content, "metadata": f"{OUR_MARK}{message.key}"}}
        if message.reply_to and not calls:
            body["reply_to"] = {"mid": message.reply_to}
        calls.append(
            _post(body, account, of, file) if file is None or of.lends_files else _upload(body, file, account, of)
        )
    if not calls:
        raise Unsendable("nothing to send")
    return tuple(calls)


def render_seen(to: str, account: AccountView, of: Bubbles) -> HttpRequest:
    """Return the call that shows a person that their messages were read."""
    return _post({"recipient": {"id": to}, "sender_action": "mark_seen"}, account, of)


def _privately(message: OutboundMessage, account: AccountView, of: Bubbles) -> HttpRequest:
    """Answer a comment in private: one message, of words alone, to whoever wrote it."""
    text = "\n\n".join(part.text.strip() for part in message.parts if isinstance(part, Text))
    if not message.reply_to or len(of.split(text)) != 1:
        raise Unsendable("one comment, one text")
    content = {"text": text, "metadata": f"{OUR_MARK}{message.key}"}
    return _post({"recipient": {"comment_id": message.reply_to}, "message": content}, account, of)


def _kind(message: OutboundMessage, caps: Capabilities) -> dict[str, str]:
    """Say why this may be sent: it answers, or, later than a day, a person of ours wrote it."""
    match caps.window:
        case WindowState.OPEN:
            return {"messaging_type": "RESPONSE"}
        case WindowState.HUMAN_ONLY if not message.automatic:
            return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        case _:
            raise Unsendable("outside the window")


def _react(to: str, message: OutboundMessage, account: AccountView, of: Bubbles) -> HttpRequest:
    if not message.reply_to:
        raise Unsendable("a reaction to nothing")
    action = "react" if message.reaction else "unreact"
    payload = {"message_id": message.reply_to, **({"reaction": message.reaction} if message.reaction else {})}
    return _post({"recipient": {"id": to}, "sender_action": action, "payload": payload}, account, of)


def _post(body: dict[str, Any], account: AccountView, of: Bubbles, lending: Media | None = None) -> HttpRequest:
    lends = (lending,) if lending else ()
    return HttpRequest("POST", of.url(account), headers=bearer(account), json=body, lends=lends)


def _upload(body: dict[str, Any], file: Media, account: AccountView, of: Bubbles) -> HttpRequest:
    """Send a file of ours with the message itself, as a form."""
    form = {name: v if isinstance(v, str) else msgspec.json.encode(v).decode() for name, v in body.items()}
    along = Upload("filedata", file.ref, file.name or "file", file.mime or "application/octet-stream")
    return HttpRequest("POST", of.url(account), headers=bearer(account), form=form, uploads=(along,))


def _bubbles(parts: tuple[Part, ...], of: Bubbles) -> Iterator[tuple[_Message, Media | None]]:
    pending = ""  # text that waits to know whether an offer follows
    for part in parts:
        if isinstance(part, Options):
            yield from _offer(part, pending.strip(), of)
            pending = ""
            continue
        yield from _texts(pending, of)
        pending = ""
        if isinstance(part, Text):
            pending = part.text
        elif isinstance(part, Media):
            yield from _texts(part.caption, of)
            yield _file(part, of)
        else:
            yield from _texts(told(part), of)
    yield from _texts(pending, of)


def _texts(text: str, of: Bubbles) -> Iterator[tuple[_Message, None]]:
    for piece in of.split(text):
        yield {"text": piece}, None


def _offer(options: Options, text: str, of: Bubbles) -> Iterator[tuple[_Message, None]]:
    """Show cards as such, choices as quick replies under the text, or as a numbered text where they do not fit."""
    if options.cards:
        yield from _texts(text, of)
        yield {"attachment": cards_of(options.cards)}, None
        return
    if any(one.link for one in options.choices):
        *before, last = of.split(text) or [""]
        template = buttons_of(options.choices, last)
        if template is not None:
            yield from (({"text": piece}, None) for piece in before)
            yield {"attachment": template}, None
        else:
            yield from _texts(offered(options, text), of)
        return
    fit = 0 < len(options.choices) <= QUICK_REPLIES and all(
        0 < len(one.title) <= _TITLE and 0 < len(one.payload) <= _PAYLOAD and not one.description
        for one in options.choices
    )
    if not fit or not text:
        yield from _texts(offered(options, text), of)
        return
    *before, last = of.split(text)
    yield from (({"text": piece}, None) for piece in before)
    replies = [{"content_type": "text", "title": one.title, "payload": one.payload} for one in options.choices]
    yield {"text": last, "quick_replies": replies}, None


def _file(part: Media, of: Bubbles) -> tuple[_Message, Media | None]:
    """Name a file by its public address, lend it, or send it along."""
    public = part.ref.startswith(("https://", "http://"))
    payload = {"url": part.ref} if public else {"url": lent(0)} if of.lends_files else {"is_reusable": False}
    return {"attachment": {"type": _KINDS[part.media], "payload": payload}}, None if public else part


def told(part: Location | ContactCard | Choice | Order | Unsupported) -> str:
    """Return as text what a bubble has no form for."""
    match part:
        case Location():
            named = "\n".join(line for line in (part.name, part.address) if line)
            link = part.url or f"https://maps.google.com/?q={part.latitude},{part.longitude}"
            return f"{named}\n{link}".strip()
        case ContactCard():
            return "\n".join(line for line in (part.name, part.organisation, *part.phones, *part.emails) if line)
        case Choice():
            return part.title
        case Order():
            return part.text
        case Unsupported():
            return ""
        case other:
            assert_never(other)
