"""A message of ours as calls to the Cloud API: uploads first, then one call for each bubble."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from trato.rooms.channels.adapters.meta.text import offered, one_line, split
from trato.rooms.channels.adapters.whatsapp.capabilities import CAPTION_LIMIT, TEXT_LIMIT
from trato.rooms.channels.adapters.whatsapp.interactive import BODY_LIMIT, card_of, interactive_of
from trato.rooms.channels.adapters.whatsapp.provider import headers_of, messages_url, upload_url
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    Location,
    Media,
    MediaKind,
    Options,
    Order,
    OutboundMessage,
    Part,
    Template,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind

_Content = dict[str, Any]  # {"type": …, its own key: …}
_CAPTIONED = (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT)
_NAMES = {
    MediaKind.IMAGE: "image",
    MediaKind.VIDEO: "video",
    MediaKind.AUDIO: "audio",
    MediaKind.VOICE: "audio",
    MediaKind.DOCUMENT: "document",
    MediaKind.STICKER: "sticker",
}


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`.

    Every call carries our key as callback data, which comes back in receipts: a send whose answer was lost is
    found again by it.
    """
    files: list[Media] = []
    contents = list(_contents(message, files))
    if not contents:
        raise Unsendable("nothing to send")
    envelope = {"messaging_product": "whatsapp", "recipient_type": "individual", **_recipient(message.to)}
    calls = [_upload(file, number, account) for number, file in enumerate(files)]
    for number, content in enumerate(contents):
        body = {**envelope, **content, "biz_opaque_callback_data": str(message.key)}
        if message.reply_to and message.reaction is None and number == 0:
            body["context"] = {"message_id": message.reply_to}
        calls.append(_post(body, account))
    return tuple(calls)


def render_read(message_id: str, account: AccountView, *, typing: bool = False) -> HttpRequest:
    """Return the call that marks a person's message as read, and shows that somebody is typing."""
    body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
    if typing:
        body["typing_indicator"] = {"type": "text"}
    return _post(body, account)


def _post(body: dict[str, Any], account: AccountView) -> HttpRequest:
    return HttpRequest("POST", messages_url(account), headers=headers_of(account), json=body)


def _recipient(to: Sequence[Address]) -> dict[str, str]:
    """Prefer the telephone number, as WhatsApp itself wrote it; else the business-scoped user id."""
    for address in to:
        if address.kind is IdentityKind.PHONE:
            digits = "".join(c for c in (address.raw or address.value) if c in "0123456789")
            if digits:
                return {"to": digits}
    for kind in (IdentityKind.WHATSAPP_USER, IdentityKind.WHATSAPP_PARENT):
        for address in to:
            if address.kind is kind:
                return {"recipient": address.raw or address.value}
    raise Unsendable("no recipient")


def _contents(message: OutboundMessage, files: list[Media]) -> Iterator[_Content]:
    if message.template is not None:
        yield _template(message.template, files)
    elif message.reaction is not None:
        if not message.reply_to:
            raise Unsendable("a reaction to nothing")
        yield {"type": "reaction", "reaction": {"message_id": message.reply_to, "emoji": message.reaction}}
    else:
        yield from _bubbles(_joined(message.parts), files)


def _joined(parts: tuple[Part, ...]) -> list[Part]:
    """Make a text that stands before one file its caption: one bubble instead of two, and one price."""
    match parts:
        case (Text(text=text), Media(caption="") as file) if file.media in _CAPTIONED and len(text) <= CAPTION_LIMIT:
            return [_captioned(file, text.strip())]
        case _:
            return list(parts)


def _captioned(file: Media, caption: str) -> Media:
    return Media(file.media, file.ref, mime=file.mime, name=file.name, caption=caption, sha256=file.sha256)


def _bubbles(parts: list[Part], files: list[Media]) -> Iterator[_Content]:
    pending = ""  # text that waits to know whether options follow
    for part in parts:
        if isinstance(part, Text):
            yield from _texts(pending)
            pending = part.text
        elif isinstance(part, Options):
            yield from _offer(part, pending.strip())
            pending = ""
        else:
            yield from _texts(pending)
            pending = ""
            yield from _other(part, files)
    yield from _texts(pending)


def _texts(text: str) -> Iterator[_Content]:
    for piece in split(text, TEXT_LIMIT):
        yield {"type": "text", "text": {"body": piece}}


def _offer(options: Options, text: str) -> Iterator[_Content]:
    if options.cards:
        yield from _texts(text)
        yield from (card_of(card) for card in options.cards)
        return
    pieces = split(text, BODY_LIMIT)
    body = pieces[-1] if pieces else ""
    interactive = interactive_of(options, body)
    if interactive is None:
        yield from _texts(offered(options, text))
        return
    before = text[: len(text) - len(body)]
    yield from _texts(before)
    yield {"type": "interactive", "interactive": interactive}


def _other(
    part: Media | Location | ContactCard | Choice | Order | Unsupported, files: list[Media]
) -> Iterator[_Content]:
    match part:
        case Media():
            yield from _file(part, files)
        case Location():
            yield _location(part)
        case ContactCard():
            yield {"type": "contacts", "contacts": [_card(part)]}
        case Choice():
            yield from _texts(part.title)
        case Order():
            yield from _texts(part.text)
        case Unsupported():
            return
        case other:
            assert_never(other)


def _file(part: Media, files: list[Media]) -> Iterator[_Content]:
    kind = _NAMES[part.media]
    content = _reference(part, files)
    text = part.caption.strip()
    caption = "".join(split(text, CAPTION_LIMIT)[:1]) if part.media in _CAPTIONED else ""
    if caption:
        content["caption"] = caption
    if part.media is MediaKind.DOCUMENT and part.name:
        content["filename"] = part.name
    yield {"type": kind, kind: content}
    yield from _texts(text[len(caption) :])


def _reference(part: Media, files: list[Media]) -> dict[str, str]:
    """Name a file by its public address, or by the id that its upload will yield."""
    if part.ref.startswith(("https://", "http://")):
        return {"link": part.ref}
    files.append(part)
    return {"id": _placeholder(len(files) - 1)}


def _placeholder(number: int) -> str:
    return f"{{media:{number}}}"


def _upload(file: Media, number: int, account: AccountView) -> HttpRequest:
    form = {"messaging_product": "whatsapp"}
    if file.mime:
        form["type"] = file.mime
    return HttpRequest(
        "POST",
        upload_url(account),
        headers=headers_of(account),
        form=form,
        upload=file.ref,
        yields_media=_placeholder(number),
    )


def _location(part: Location) -> _Content:
    place: dict[str, Any] = {"latitude": part.latitude, "longitude": part.longitude}
    if part.name:
        place["name"] = part.name
    if part.address:
        place["address"] = part.address
    return {"type": "location", "location": place}


def _card(part: ContactCard) -> dict[str, Any]:
    first, _, last = part.name.partition(" ")
    name = {"formatted_name": part.name, "first_name": first}
    card: dict[str, Any] = {"name": {**name, "last_name": last} if last else name}
    if part.phones:
        card["phones"] = [{"phone": phone} for phone in part.phones]
    if part.emails:
        card["emails"] = [{"email": email} for email in part.emails]
    if part.organisation:
        card["org"] = {"company": part.organisation}
    return card


def _template(template: Template, files: list[Media]) -> _Content:
    components: list[dict[str, Any]] = []
    if template.header_media is not None:
        kind = _NAMES[template.header_media.media]
        header = {"type": kind, kind: _reference(template.header_media, files)}
        components.append({"type": "header", "parameters": [header]})
    if template.parameters:
        parameters = [{"type": "text", "text": one_line(value)} for value in template.parameters]
        components.append({"type": "body", "parameters": parameters})
    content: dict[str, Any] = {"name": template.name, "language": {"code": template.language}}
    if components:
        content["components"] = components
    return {"type": "template", "template": content}
