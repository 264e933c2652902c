"""What a file is, by its content and never by its name, and whether a browser may show it inside a page."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from PIL import Image

from trato.kit.errors import TratoError

HEAD = 64 * 1024
MAX_PIXELS = 64_000_000  # 8,000 by 8,000: a phone's best camera, and 256 MB once decoded
MAX_ENTRIES = 10_000
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_RATIO = 200  # of what an archive unpacks to; honest ones stay under 30

INLINE = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4"}
    | {"audio/webm", "video/mp4", "video/webm"}
)
OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "MPO": "image/jpeg"}
MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
)
MARKUP = (b"<html", b"<!doctype html", b"<script", b"<body", b"<iframe", b"<?xml", b"<svg")


class DangerousFile(TratoError):
    """A file that is made to exhaust whoever opens it: `reason` is pixel_bomb or archive_bomb."""

    code = "dangerous_file"
    status = 422


@dataclass(frozen=True, slots=True)
class FileType:
    """`safe_inline` says whether a browser may show it in a page; everything else is only for download."""

    mime: str
    safe_inline: bool


def sniff(content: bytes | BinaryIO, name: str = "") -> FileType:
    """Say what `content` is; `name` only tells kinds of plain text apart.

    Raises `DangerousFile` for a picture or an archive that would fill the memory of whoever opens it.
    """
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    file.seek(0)
    head = file.read(HEAD)
    mime = _picture(file, head) or _archive(file, head) or _magic(head) or _text(head, name) or _rare(head)
    return FileType(mime, mime in INLINE)


def _picture(file: BinaryIO, head: bytes) -> str | None:
    """Read only the header of a picture: pixels are never decoded here."""
    if _looks_like_markup(head):
        return None
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below refuses them
        try:
            with Image.open(file, formats=list(PICTURES)) as picture:
                width, height = picture.size
                mime = PICTURES[picture.format or ""]
        except Image.DecompressionBombError as error:
            raise DangerousFile(reason="pixel_bomb") from error
        except (OSError, ValueError, KeyError, SyntaxError, EOFError):
            return None
    if width * height > MAX_PIXELS:
        raise DangerousFile(reason="pixel_bomb", width=width, height=height)
    return mime


def _archive(file: BinaryIO, head: bytes) -> str | None:
    """Read only the directory of an archive: nothing is unpacked."""
    if not head.startswith(b"PK\x03\x04") and not head.startswith(b"PK\x05\x06"):
        return None
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "application/zip"
    unpacked = sum(one.file_size for one in entries)
    packed = sum(one.compress_size for one in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > 2**24 and unpacked / packed > MAX_RATIO):
        raise DangerousFile(reason="archive_bomb", entries=len(entries), unpacked=unpacked)
    names = [one.filename.encode() for one in entries]
    for prefix, mime in OFFICE:
        if any(name.startswith(prefix) for name in names):
            return mime
    return "application/zip"


def _magic(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "audio/mp4" if brand in (b"M4A ", b"M4B ") else _iso(brand)
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    return next((mime for start, mime in MAGIC if head.startswith(start)), None)


def _iso(brand: bytes) -> str:
    match brand:
        case b"heic" | b"heix" | b"mif1":
            return "image/heic"
        case b"avif":
            return "image/avif"
        case b"qt  ":
            return "video/quicktime"
        case _:
            return "video/mp4"


def _text(head: bytes, name: str) -> str | None:
    """Plain text is what decodes and has no control characters; markup is named, so that nobody shows it."""
    if _looks_like_markup(head):
        return "image/svg+xml" if b"<svg" in head.lower() else "text/html"
    try:
        text = head.decode("utf-8") if len(head) < HEAD else head[:-3].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return None
    if not head or any(ord(char) < 32 and char not in "\t\n\r\f" for char in text):
        return None
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"


def _looks_like_markup(head: bytes) -> bool:
    start = head[:4096].lower()
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    return start.startswith(b"<") and any(tag in start for tag in MARKUP)


def _rare(head: bytes) -> str:
    """Ask a larger list of signatures, but never for what a page may show: that was checked above, or is broken."""
    try:
        mime = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        mime = ""
    return "application/octet-stream" if not mime or mime in INLINE else mime
