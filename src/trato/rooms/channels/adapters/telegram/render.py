"""A message of ours as calls to the Bot API: one for each bubble, files with the call that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from trato.rooms.channels.adapters.meta.text import split
from trato.rooms.channels.adapters.telegram.api import call, call_with_files
from trato.rooms.channels.adapters.telegram.capabilities import ALBUM, CAPTION_LIMIT, PHOTO_LIMIT, TEXT_LIMIT
from trato.rooms.channels.adapters.telegram.keyboards import as_text, keyboard_of
from trato.rooms.channels.adapters.telegram.marks import marked
from trato.rooms.channels.adapters.telegram.names import number_of
from trato.rooms.channels.model import (
    AccountView,
    Card,
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
    length_of,
)
from trato.rooms.contacts.model import Address, IdentityKind

_METHODS = {  # kind of a file -> method, and what its file is called there
    MediaKind.IMAGE: ("sendPhoto", "photo"),
    MediaKind.VIDEO: ("sendVideo", "video"),
    MediaKind.AUDIO: ("sendAudio", "audio"),
    MediaKind.VOICE: ("sendVoice", "voice"),
    MediaKind.DOCUMENT: ("sendDocument", "document"),
    MediaKind.STICKER: ("sendSticker", "sticker"),
}
_PHOTOS = ("image/jpeg", "image/png", "image/webp", "")
_VOICES = ("audio/ogg", "audio/mpeg", "audio/mp4", "")
_IN_ALBUMS = {MediaKind.IMAGE: "photo", MediaKind.VIDEO: "video"}


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


@dataclass(frozen=True, slots=True)
class _Bubble:
    method: str
    said: dict[str, Any]
    uploads: tuple[Upload, ...] = field(default=())


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`."""
    chat = _chat(message.to)
    target = number_of(message.reply_to)
    if message.reaction is not None:
        if target is None:
            raise Unsendable("a reaction to nothing")
        signs = [{"type": "emoji", "emoji": message.reaction}] if message.reaction else []
        return (call(account, "setMessageReaction", {"chat_id": chat, "message_id": target, "reaction": signs}),)
    bubbles = list(_bubbles(_joined(message.parts)))
    if message.template is not None or not bubbles:
        raise Unsendable("nothing to send")
    calls = []
    for place, bubble in enumerate(bubbles):
        said: dict[str, Any] = {"chat_id": chat, **bubble.said}
        if place == 0 and target is not None:  # what was quoted may be gone by now
            said["reply_parameters"] = {"message_id": target, "allow_sending_without_reply": True}
        calls.append(_call(account, bubble.method, said, bubble.uploads))
    return tuple(calls)


def _call(account: AccountView, method: str, said: dict[str, Any], uploads: tuple[Upload, ...]) -> HttpRequest:
    if not uploads:
        return call(account, method, said)
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in said.items()}
    return call_with_files(account, method, form, uploads)


def _chat(to: Sequence[Address]) -> int:
    for address in to:
        if address.kind is IdentityKind.ACCOUNT_USER and address.value.isascii() and address.value.isdecimal():
            return int(address.value)
    raise Unsendable("no recipient")


def _joined(parts: tuple[Part, ...]) -> list[Part]:
    """Make a text that stands before one file its caption: one bubble instead of two."""
    match parts:
        case (Text(text=text), Media(caption="") as file) if len(text) <= CAPTION_LIMIT and _captioned(file):
            return [_with_caption(file, text.strip())]
        case _:
            return list(parts)


def _captioned(file: Media) -> bool:
    return file.media is not MediaKind.STICKER


def _with_caption(file: Media, caption: str) -> Media:
    return Media(file.media, file.ref, mime=file.mime, name=file.name, caption=caption, size=file.size)


def _bubbles(parts: list[Part]) -> Iterator[_Bubble]:
    pending = ""  # text that waits to know whether options follow
    files: list[Media] = []  # that wait to know whether they make an album
    for part in parts:
        if isinstance(part, Media):
            yield from _texts(pending)
            pending = ""
            files.append(part)
            continue
        yield from _files(files)
        files = []
        if isinstance(part, Options):
            yield from _offer(part, pending.strip())
            pending = ""
            continue
        yield from _texts(pending)
        pending = ""
        if isinstance(part, Text):
            pending = part.text
        else:
            yield from _other(part)
    yield from _files(files)
    yield from _texts(pending)


def _texts(text: str, keyboard: dict[str, Any] | None = None) -> Iterator[_Bubble]:
    pieces = split(text, TEXT_LIMIT)
    for place, piece in enumerate(pieces, 1):
        plain, entities = marked(piece)
        said: dict[str, Any] = {"text": plain, **({"entities": entities} if entities else {})}
        if keyboard is not None and place == len(pieces):
            said["reply_markup"] = keyboard
        yield _Bubble("sendMessage", said)


def _offer(options: Options, text: str) -> Iterator[_Bubble]:
    if options.cards:
        yield from _texts(text)
        for card in options.cards:
            yield _shown(card)
        return
    keyboard = keyboard_of(options) if text else None
    yield from _texts(text, keyboard) if keyboard is not None else _texts(as_text(options, text))


def _shown(card: Card) -> _Bubble:
    """Show a card as a bubble: its picture with its words as caption, and its buttons below."""
    said: dict[str, Any] = {"reply_markup": keyboard_of(Options(card.choices))} if card.choices else {}
    words = f"{card.title}\n{card.subtitle}".strip()
    bold = [{"type": "bold", "offset": 0, "length": length_of(card.title, LengthUnit.CODE_UNITS)}]
    if card.picture:
        return _Bubble("sendPhoto", {"photo": card.picture, "caption": words, "caption_entities": bold, **said})
    return _Bubble("sendMessage", {"text": words, "entities": bold, **said})


def _other(part: Location | ContactCard | Choice | Order | Unsupported) -> Iterator[_Bubble]:
    match part:
        case Location():
            yield _place(part)
        case ContactCard():
            yield from _card(part)
        case Choice():
            yield from _texts(part.title)
        case Order():
            yield from _texts(part.text)
        case Unsupported():
            return
        case other:
            assert_never(other)


def _place(part: Location) -> _Bubble:
    where = {"latitude": part.latitude, "longitude": part.longitude}
    if not part.name:
        return _Bubble("sendLocation", where)
    return _Bubble("sendVenue", {**where, "title": part.name, "address": part.address or part.name})


def _card(part: ContactCard) -> Iterator[_Bubble]:
    """A card needs a telephone there; without one its words are said."""
    if part.phones:
        first, _, last = (part.name or part.phones[0]).partition(" ")
        said = {"phone_number": part.phones[0], "first_name": first}
        yield _Bubble("sendContact", {**said, "last_name": last} if last else said)
    else:
        yield from _texts("\n".join(word for word in (part.name, *part.emails) if word))


def _files(files: list[Media]) -> Iterator[_Bubble]:
    """Photos and videos that follow each other make albums; every other file has a bubble of its own."""
    album: list[Media] = []
    for file in files:
        if not _fits_album(file):
            yield from _album(album)
            album = []
            yield from _file(file)
            continue
        album.append(file)
        if len(album) == ALBUM:
            yield from _album(album)
            album = []
    yield from _album(album)


def _album(files: list[Media]) -> Iterator[_Bubble]:
    if len(files) < 2:
        for file in files:
            yield from _file(file)
        return
    media: list[dict[str, Any]] = []
    uploads: list[Upload] = []
    after: list[str] = []
    for place, file in enumerate(files):
        one: dict[str, Any] = {"type": _IN_ALBUMS[file.media], "media": file.ref}
        if not _is_address(file.ref):
            one["media"] = f"attach://file{place}"
            uploads.append(_upload(f"file{place}", file))
        shown, rest = _caption(file)
        media.append({**one, **shown})
        after.append(rest)
    yield _Bubble("sendMediaGroup", {"media": media}, tuple(uploads))
    for rest in after:
        yield from _texts(rest)


def _file(file: Media) -> Iterator[_Bubble]:
    method, name = _METHODS[_kind(file)]
    shown, rest = _caption(file) if _captioned(file) else ({}, file.caption.strip())
    if _is_address(file.ref):
        yield _Bubble(method, {name: file.ref, **shown})
    else:
        yield _Bubble(method, shown, (_upload(name, file),))
    yield from _texts(rest)


def _fits_album(file: Media) -> bool:
    return _kind(file) in _IN_ALBUMS and file.media is _kind(file)


def _kind(file: Media) -> MediaKind:
    """Return as what a file can go: what Telegram would refuse as photo or voice note goes as another file."""
    if file.media is MediaKind.IMAGE and (file.mime not in _PHOTOS or file.size > PHOTO_LIMIT):
        return MediaKind.DOCUMENT
    if file.media is MediaKind.VOICE and file.mime.partition(";")[0] not in _VOICES:
        return MediaKind.DOCUMENT
    return file.media


def _caption(file: Media) -> tuple[dict[str, Any], str]:
    """Return what a file's caption says beside it, and what does not fit there."""
    text = file.caption.strip()
    piece = next(iter(split(text, CAPTION_LIMIT)), "")
    plain, entities = marked(piece)
    said: dict[str, Any] = {"caption": plain} if plain else {}
    return ({**said, "caption_entities": entities} if entities else said), text[len(piece) :].strip()


def _upload(name: str, file: Media) -> Upload:
    return Upload(name, file.ref, file.name or name, file.mime or "application/octet-stream")


def _is_address(ref: str) -> bool:
    return ref.startswith(("https://", "http://"))
