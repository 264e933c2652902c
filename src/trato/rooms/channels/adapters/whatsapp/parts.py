"""What a message holds: Meta's content objects as parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, number_in, scrubbed, text_in
from trato.rooms.channels.model import Choice, ContactCard, Location, Media, MediaKind, Order, Part, Text

_MEDIA = {
    "image": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "document": MediaKind.DOCUMENT,
    "sticker": MediaKind.STICKER,
}


def parts_of(message: JsonMap) -> tuple[Part, ...]:
    """Return the parts of a message's content, none when its kind is unknown or its content is missing."""
    kind = text_in(message, "type")
    read = _READERS.get(kind)
    return () if read is None else read(message)


def _text(message: JsonMap) -> tuple[Part, ...]:
    body = map_in(message, "text").get("body")
    return (Text(body),) if isinstance(body, str) else ()


def _media(message: JsonMap) -> tuple[Part, ...]:
    kind = text_in(message, "type")
    file = map_in(message, kind)
    ref = text_in(file, "id") or text_in(file, "url")
    if not ref:
        return ()
    voice = kind == "audio" and file.get("voice") is True
    size = number_in(file, "file_size")
    media = Media(
        MediaKind.VOICE if voice else _MEDIA[kind],
        ref,
        mime=text_in(file, "mime_type"),
        name=text_in(file, "filename"),
        caption=text_in(file, "caption"),
        sha256=text_in(file, "sha256"),
        size=int(size) if size and 0 < size < 2**53 else 0,
    )
    return (media,)


def _location(message: JsonMap) -> tuple[Part, ...]:
    place = map_in(message, "location")
    latitude, longitude = number_in(place, "latitude"), number_in(place, "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ()
    return (
        Location(
            latitude,
            longitude,
            name=text_in(place, "name"),
            address=text_in(place, "address"),
            url=text_in(place, "url"),
        ),
    )


def _contacts(message: JsonMap) -> tuple[Part, ...]:
    return tuple(_card(card) for card in maps_in(message, "contacts"))


def _card(card: JsonMap) -> ContactCard:
    name = map_in(card, "name")
    shown = text_in(name, "formatted_name") or " ".join(
        word for word in (text_in(name, "first_name"), text_in(name, "last_name")) if word
    )
    phones = (text_in(phone, "phone") or text_in(phone, "wa_id") for phone in maps_in(card, "phones"))
    emails = (text_in(email, "email") for email in maps_in(card, "emails"))
    return ContactCard(
        shown,
        phones=tuple(phone for phone in phones if phone),
        emails=tuple(email for email in emails if email),
        organisation=text_in(map_in(card, "org"), "company"),
    )


def _button(message: JsonMap) -> tuple[Part, ...]:
    button = map_in(message, "button")
    title, payload = text_in(button, "text"), text_in(button, "payload")
    return (Choice(payload or title, title or payload),) if title or payload else ()


def _interactive(message: JsonMap) -> tuple[Part, ...]:
    answer = map_in(message, "interactive")
    kind = text_in(answer, "type")
    chosen = map_in(answer, kind)
    if kind in ("button_reply", "list_reply"):
        title, payload = text_in(chosen, "title"), text_in(chosen, "id")
        if not title and not payload:
            return ()
        return (Choice(payload or title, title or payload, description=text_in(chosen, "description")),)
    if kind == "nfm_reply":
        return _form(chosen)
    return ()


def _form(answer: JsonMap) -> tuple[Part, ...]:
    """A form (WhatsApp Flow, address, …): its answers come as JSON within JSON."""
    written = answer.get("response_json")
    values = written if isinstance(written, dict) else _answers(written)
    if values is None:
        return ()
    return (Choice(text_in(answer, "name"), text_in(answer, "body"), values=values),)


def _answers(written: Any) -> JsonMap | None:
    if not isinstance(written, str):
        return None
    try:
        values = scrubbed(json.loads(written))
    except (ValueError, RecursionError):
        return {"response_json": written}
    return values if isinstance(values, dict) else {"response_json": written}


def _order(message: JsonMap) -> tuple[Part, ...]:
    order = map_in(message, "order")
    items = tuple(maps_in(order, "product_items"))
    if not items and not order.get("catalog_id"):
        return ()
    return (Order(text_in(order, "catalog_id"), items, text=text_in(order, "text")),)


_READERS: dict[str, Callable[[JsonMap], tuple[Part, ...]]] = {
    "text": _text,
    "image": _media,
    "video": _media,
    "audio": _media,
    "document": _media,
    "sticker": _media,
    "location": _location,
    "contacts": _contacts,
    "button": _button,
    "interactive": _interactive,
    "order": _order,
}
