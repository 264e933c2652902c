"""What a message holds: LINE's content objects as parts."""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.line.media import CONTENT, sticker_ref
from trato.rooms.channels.adapters.reading import JsonMap, map_in, number_in, text_in
from trato.rooms.channels.model import Location, Media, MediaKind, Part, Text, Unsupported


def parts_of(message: JsonMap) -> tuple[Part, ...]:
    """Return the parts of a message. What we cannot show says so; nothing where it does not say what it is."""
    kind = text_in(message, "type")
    read = _READERS.get(kind)
    found = read(message) if read is not None else ()
    return found or ((Unsupported(kind[:60]),) if kind else ())


def _text(message: JsonMap) -> tuple[Part, ...]:
    text = message.get("text")
    return (Text(text),) if isinstance(text, str) else ()


def _media(kind: MediaKind) -> Callable[[JsonMap], tuple[Part, ...]]:
    return lambda message: _file(message, kind)


def _file(message: JsonMap, kind: MediaKind) -> tuple[Part, ...]:
    """Return a file: LINE keeps it, or an application within LINE does and says where."""
    provider, identifier = map_in(message, "contentProvider"), text_in(message, "id")
    ref = f"{CONTENT}{identifier}" if identifier else ""
    if text_in(provider, "type") == "external":
        url = text_in(provider, "originalContentUrl")
        ref = url if url.startswith(("https://", "http://")) else ""
    if not ref:
        return ()
    size = number_in(message, "fileSize")
    whole = int(size) if size and 0 < size < 2**53 else 0
    return (Media(kind, ref, name=text_in(message, "fileName"), size=whole),)


def _sticker(message: JsonMap) -> tuple[Part, ...]:
    """Return a sticker, and what its owner wrote on it; of one without a number, what it means."""
    said = text_in(message, "text")
    if ref := sticker_ref(text_in(message, "packageId"), text_in(message, "stickerId")):
        return (Media(MediaKind.STICKER, ref, mime="image/png", caption=said),)
    words = message.get("keywords")
    meant = ", ".join(one for one in words if isinstance(one, str)) if isinstance(words, list) else ""
    return (Text(said or meant),) if said or meant else ()


def _location(message: JsonMap) -> tuple[Part, ...]:
    latitude, longitude = number_in(message, "latitude"), number_in(message, "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ()
    return (Location(latitude, longitude, name=text_in(message, "title"), address=text_in(message, "address")),)


_READERS: dict[str, Callable[[JsonMap], tuple[Part, ...]]] = {
    "text": _text,
    "image": _media(MediaKind.IMAGE),
    "video": _media(MediaKind.VIDEO),
    "audio": _media(MediaKind.AUDIO),
    "file": _media(MediaKind.DOCUMENT),
    "sticker": _sticker,
    "location": _location,
}
