"""What a message, a comment or a post holds: text, a place, files, and what VK shows only in its own player."""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.vk.names import id_in
from trato.rooms.channels.model import Location, Media, MediaKind, Part, Text, Unsupported

_DEEPEST = 8  # of what is passed on within what is passed on


def parts_of(said: JsonMap, depth: int = 0) -> tuple[Part, ...]:
    """Return what was said, and after it what was passed on with it."""
    text = text_in(said, "text")
    parts: list[Part] = [Text(text)] if text else []
    for one in maps_in(said, "attachments"):
        parts += _attached(one)
    parts += _place(map_in(said, "geo"))
    if depth < _DEEPEST:
        for one in maps_in(said, "fwd_messages"):
            parts += parts_of(one, depth + 1)
    return tuple(parts)


def _attached(attachment: JsonMap) -> tuple[Part, ...]:
    kind = text_in(attachment, "type")
    read = _READERS.get(kind)
    found = read(map_in(attachment, kind)) if read is not None else ()
    return found or (Unsupported(kind or "attachment"),)


def _photo(photo: JsonMap) -> tuple[Part, ...]:
    sizes = [*maps_in(photo, "sizes"), map_in(photo, "orig_photo")]
    url = _widest(sizes)
    return (Media(MediaKind.IMAGE, url, mime="image/jpeg", caption=text_in(photo, "text")),) if url else ()


def _doc(doc: JsonMap) -> tuple[Part, ...]:
    url, size = _address(text_in(doc, "url")), number_in(doc, "size")
    if not url:
        return ()
    whole = int(size) if size and 0 < size < 2**53 else 0
    return (Media(MediaKind.DOCUMENT, url, name=text_in(doc, "title"), size=whole),)


def _voice(voice: JsonMap) -> tuple[Part, ...]:
    ogg = _address(text_in(voice, "link_ogg"))
    url = ogg or _address(text_in(voice, "link_mp3"))
    return (Media(MediaKind.VOICE, url, mime="audio/ogg" if ogg else "audio/mpeg"),) if url else ()


def _audio(audio: JsonMap) -> tuple[Part, ...]:
    name = " – ".join(word for word in (text_in(audio, "artist"), text_in(audio, "title")) if word)
    url = _address(text_in(audio, "url"))
    if url:
        return (Media(MediaKind.AUDIO, url, mime="audio/mpeg", name=name),)
    return (Text(name),) if name else ()


def _sticker(sticker: JsonMap) -> tuple[Part, ...]:
    url = _widest(maps_in(sticker, "images"))
    return (Media(MediaKind.STICKER, url, mime="image/png"),) if url else ()


def _graffiti(drawn: JsonMap) -> tuple[Part, ...]:
    url = _address(text_in(drawn, "url"))
    return (Media(MediaKind.IMAGE, url, mime="image/png"),) if url else ()


def _link(link: JsonMap) -> tuple[Part, ...]:
    url = _address(text_in(link, "url"))
    return (Text("\n".join(filter(None, (text_in(link, "title"), url)))),) if url else ()


def _at(kind: str) -> Callable[[JsonMap], tuple[Part, ...]]:
    """Read what VK shows only on a page of its own: its title and where that is."""

    def read(shown: JsonMap) -> tuple[Part, ...]:
        owner = id_in(shown, "owner_id") or id_in(shown, "from_id") or id_in(shown, "to_id")
        number = id_in(shown, "id")
        if not owner or not number:
            return ()
        words = text_in(shown, "title") or text_in(shown, "text")
        return (Text("\n".join(filter(None, (words, f"https://vk.com/{kind}{owner}_{number}")))),)

    return read


def _place(geo: JsonMap) -> tuple[Part, ...]:
    where, place = map_in(geo, "coordinates"), map_in(geo, "place")
    latitude, longitude = number_in(where, "latitude"), number_in(where, "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return (Unsupported("geo"),) if geo else ()
    return (Location(latitude, longitude, name=text_in(place, "title"), address=text_in(place, "address")),)


def _widest(images: list[JsonMap]) -> str:
    shown = [one for one in images if _address(text_in(one, "url"))]
    widest = max(shown, key=lambda one: (number_in(one, "width") or 0) * (number_in(one, "height") or 0), default={})
    return text_in(widest, "url")


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


_READERS: dict[str, Callable[[JsonMap], tuple[Part, ...]]] = {
    "photo": _photo,
    "doc": _doc,
    "audio_message": _voice,
    "audio": _audio,
    "sticker": _sticker,
    "graffiti": _graffiti,
    "link": _link,
    "video": _at("video"),
    "wall": _at("wall"),
    "market": _at("product"),
}
