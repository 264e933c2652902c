"""What kind of part a file is in a message, by its type."""

from __future__ import annotations

from trato.rooms.channels.model import MediaKind


def media_of(mime: str) -> MediaKind:
    """Return how a file is shown."""
    match mime.partition("/")[0]:
        case "image":
            return MediaKind.IMAGE
        case "video":
            return MediaKind.VIDEO
        case "audio":
            return MediaKind.AUDIO
        case _:
            return MediaKind.DOCUMENT
