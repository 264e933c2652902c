"""What a message holds: WeChat's kinds as parts."""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.reading import JsonMap, number_in, text_in
from trato.rooms.channels.adapters.wechat.media import CONTENT
from trato.rooms.channels.model import Location, Media, MediaKind, Part, Text, Unsupported


def parts_of(message: JsonMap, kind: str) -> tuple[Part, ...]:
    """Return the parts of a message. What we cannot show says so; nothing where it does not say what it is."""
    read = _READERS.get(kind)
    found = read(message) if read is not None else ()
    return found or ((Unsupported(kind[:60]),) if kind else ())


def _text(message: JsonMap) -> tuple[Part, ...]:
    text = message.get("Content")
    return (Text(text),) if isinstance(text, str) and text.strip() else ()


def _media(kind: MediaKind) -> Callable[[JsonMap], tuple[Part, ...]]:
    return lambda message: _file(message, kind)


def _file(message: JsonMap, kind: MediaKind) -> tuple[Part, ...]:
    """Return a file: WeChat keeps it under an id, of a picture it tells an address too."""
    identifier, address = text_in(message, "MediaId").strip(), text_in(message, "PicUrl").strip()
    ref = f"{CONTENT}{identifier}" if identifier else address if address.startswith(("https://", "http://")) else ""
    if not ref:
        return ()
    size = number_in(message, "FileTotalLen")
    whole = int(size) if size and 0 < size < 2**53 else 0
    name = text_in(message, "Title").strip() if kind is MediaKind.DOCUMENT else ""
    return (Media(kind, ref, name=name[:240], size=whole),)


def _voice(message: JsonMap) -> tuple[Part, ...]:
    """Return a voice note; what WeChat itself heard in it stands below, where the account has that."""
    identifier = text_in(message, "MediaId").strip()
    if not identifier:
        return ()
    mime = f"audio/{text_in(message, 'Format').strip().lower() or 'amr'}"
    heard = text_in(message, "Recognition").strip()
    return (Media(MediaKind.VOICE, f"{CONTENT}{identifier}", mime=mime[:60], caption=heard),)


def _location(message: JsonMap) -> tuple[Part, ...]:
    latitude, longitude = number_in(message, "Location_X"), number_in(message, "Location_Y")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ()
    name = text_in(message, "Poiname").strip()
    return (Location(latitude, longitude, name=name, address=text_in(message, "Label").strip()),)


def _link(message: JsonMap) -> tuple[Part, ...]:
    told = (text_in(message, name).strip() for name in ("Title", "Description", "Url"))
    text = "\n".join(one for one in told if one)
    return (Text(text),) if text else ()


_READERS: dict[str, Callable[[JsonMap], tuple[Part, ...]]] = {
    "text": _text,
    "image": _media(MediaKind.IMAGE),
    "voice": _voice,
    "video": _media(MediaKind.VIDEO),
    "shortvideo": _media(MediaKind.VIDEO),
    "file": _media(MediaKind.DOCUMENT),
    "location": _location,
    "link": _link,
}
