"""What a message holds: text, the choice of an offered answer, files, places and shared links."""

from __future__ import annotations

from posixpath import basename
from urllib.parse import unquote

from trato.rooms.channels.adapters.reading import JsonMap, address_parts, map_in, maps_in, number_in, text_in
from trato.rooms.channels.model import Choice, Location, Media, MediaKind, Options, Part, Text, Unsupported

_FILES = {
    "image": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "file": MediaKind.DOCUMENT,
    "sticker": MediaKind.STICKER,
}
# Something of Facebook's or Instagram's that was passed on: a picture or a film where its file came along, else what
# can be shown is its title and its address.
_SHARED = frozenset({"fallback", "share", "post", "reel", "ig_post", "ig_reel", "ig_story", "story_mention"})
_FILMS = frozenset({"reel", "ig_reel"})
_OF_STORIES = frozenset({"ig_story", "story_mention"})  # always a file
_FILES_LIE_AT = (".fbsbx.com", ".fbcdn.net", ".cdninstagram.com")


def parts_of(message: JsonMap) -> tuple[Part, ...]:
    """Return the parts of a message's content, none when nothing in it is known."""
    text, chosen = text_in(message, "text"), map_in(message, "quick_reply")
    story = text_in(map_in(map_in(message, "reply_to"), "story"), "url")
    parts: list[Part] = [Media(MediaKind.IMAGE, story, story="ours")] if story else []
    if chosen:
        payload = text_in(chosen, "payload")
        parts.append(Choice(payload or text, text or payload))
    elif text:
        parts.append(Text(text))
    for attachment in maps_in(message, "attachments"):
        parts.extend(_attached(attachment, text))
    if message.get("is_unsupported") is True and not parts:
        parts.append(Unsupported("unsupported"))
    return tuple(parts)


def _attached(attachment: JsonMap, text: str) -> list[Part]:
    kind, payload = text_in(attachment, "type"), map_in(attachment, "payload")
    url = text_in(payload, "url") or text_in(attachment, "url")
    if "sticker_id" in payload and url:
        kind = "sticker"
    if kind in _FILES and url:
        name = unquote(basename(address_parts(url).path)) if kind == "file" else ""
        return [Media(_FILES[kind], url, name=name)]
    if kind == "location":
        return _place(payload, text_in(attachment, "title"), url)
    if kind == "template":
        return _offered(payload)
    if kind in _SHARED:
        title = text_in(payload, "title") or text_in(attachment, "title")
        if url and (kind in _OF_STORIES or (address_parts(url).hostname or "").endswith(_FILES_LIE_AT)):
            film = MediaKind.VIDEO if kind in _FILMS else MediaKind.IMAGE
            return [Media(film, url, caption=title, story="theirs" if kind == "story_mention" else "")]
        shown = "\n".join(line for line in dict.fromkeys((title, url)) if line and line not in text)
        if shown:
            return [Text(shown)]
        return [] if text else [Unsupported(kind)]
    return [Unsupported(kind or "unknown")]


def _place(payload: JsonMap, title: str, url: str) -> list[Part]:
    where = map_in(payload, "coordinates")
    latitude, longitude = number_in(where, "lat"), number_in(where, "long")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return [Unsupported("location")]
    return [Location(latitude, longitude, name=title, url=url)]


def _offered(payload: JsonMap) -> list[Part]:
    """Return what a card of ours, or of another application, offered: an echo shows it as it was."""
    products = map_in(map_in(payload, "product"), "elements") or payload
    listed = maps_in(map_in(payload, "product"), "elements")  # as a webhook tells what a person sends from the shop
    cards = [payload, *maps_in(payload, "elements"), *maps_in(products, "data"), *listed]
    lines = [text_in(card, name) for card in cards for name in ("text", "title", "subtitle", "name", "price")]
    buttons = [button for card in cards for button in maps_in(card, "buttons")]
    choices = tuple(
        Choice(text_in(one, "payload") or text_in(one, "url") or text_in(one, "title"), text_in(one, "title"))
        for one in buttons
        if text_in(one, "title")
    )
    told: list[Part] = [Text("\n".join(line for line in lines if line))] if any(lines) else []
    if choices:
        told.append(Options(choices))
    return told or [Unsupported("template")]
