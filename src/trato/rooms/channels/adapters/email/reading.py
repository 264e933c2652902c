"""A raw mail, read with tolerance: what is malformed is read as far as it goes; nothing raises but `Malformed`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from functools import cached_property
from hashlib import blake2b
from typing import Final

from trato.kit.text import clean
from trato.rooms.channels.adapters.email.charsets import decode, decode_base64, decode_words
from trato.rooms.channels.model import Malformed

MULTIPART_LIMIT: Final = 60  # boundaries; the standard parser tries all open ones on each line
PART_LIMIT: Final = 300
_HEADER_LIMIT: Final = 20_000
# What the standard library is known to raise on malformed headers, read or written again (Python 3.11).
BROKEN: Final = (MessageError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Part:
    """A node of the tree of parts. `index` counts all of them from the top, in the order of the raw mail.

    What it holds is decoded once, when it is asked for.
    """

    def __init__(self, index: int, mime: str, message: Message, bulks: Mapping[bytes, bytes]) -> None:
        self.index, self.mime, self.message, self.bulks = index, mime, message, bulks

    @cached_property
    def content(self) -> bytes:
        """The decoded bytes."""
        if self.mime.startswith("message/"):
            return self._restored(_nested_bytes(self.message))
        encoding = value_of(self.message, "content-transfer-encoding").strip().lower()
        if encoding == "base64":
            return decode_base64(self._restored(str(self.message.get_payload()).encode("ascii", "replace")))
        try:
            payload = self.message.get_payload(decode=True)
        except BROKEN:
            payload = str(self.message.get_payload()).encode("utf-8", "surrogateescape")
        return self._restored(payload) if isinstance(payload, bytes) else b""

    def _restored(self, raw: bytes) -> bytes:
        """Put back the runs of base64 that were taken out before parsing."""
        if not self.bulks:
            return raw
        return _STAND_IN.sub(lambda told: self.bulks.get(told[1], told[0]), raw)

    @cached_property
    def text(self) -> str:
        """The content as text."""
        return clean(decode(self.content, self.parameter("charset")))

    @property
    def name(self) -> str:
        """The file's name without folders, or ""."""
        given = self.parameter("filename", "content-disposition") or self.parameter("name")
        return re.sub(r"\s+", " ", clean(decode_words(given)).replace("\\", "/").rsplit("/", 1)[-1]).strip()[:200]

    @property
    def disposition(self) -> str:
        return value_of(self.message, "content-disposition").split(";")[0].strip().lower()

    @property
    def content_id(self) -> str:
        return value_of(self.message, "content-id").strip().strip("<>")

    def parameter(self, name: str, header: str = "content-type") -> str:
        """Return a parameter of a header, its RFC 2231 pieces joined and decoded; "" when there is none."""
        try:
            found = self.message.get_param(name, header=header)
        except BROKEN:
            return _loose_parameter(value_of(self.message, header), name)
        if isinstance(found, tuple):
            return decode((found[2] or "").encode("latin-1", "replace"), found[0] or "")
        return _readable(found) if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that could be read. `whole` is False when its parts could not, and only its headers were."""

    raw: bytes
    message: Message
    parts: tuple[Part, ...]
    whole: bool = True

    def header(self, name: str) -> str:
        """Return the first header of that name as text, unfolded; "" when there is none."""
        return decoded(value_of(self.message, name))

    def headers(self, name: str) -> list[str]:
        """Return all headers of that name as text."""
        return [decoded(_readable(value)) for key, value in self.message.raw_items() if key.lower() == name]

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """Return the (display name, address) pairs of all headers of that name; addresses as they were written."""
        return read_addresses([_readable(value) for key, value in self.message.raw_items() if key.lower() == name])

    def date(self) -> datetime | None:
        """Return when the mail says it was written, else when the last server says it came, in UTC."""
        stamps = [value_of(self.message, "date")]
        stamps += [_readable(v).rsplit(";", 1)[-1] for k, v in self.message.raw_items() if k.lower() == "received"]
        return next((found for stamp in stamps if (found := _read_date(stamp)) is not None), None)


def read_mail(raw: bytes) -> Mail:
    """Parse `raw`; raise `Malformed` when it has no header that a mail has."""
    headers_only = raw.lower().count(b"boundary=") > MULTIPART_LIMIT
    light, bulks = _without_bulk(raw)
    try:
        message = BytesParser(policy=compat32).parsebytes(light, headersonly=headers_only)
    except BROKEN:
        headers_only = True
        message = BytesParser(policy=compat32).parsebytes(raw.split(b"\n\n", 1)[0] + b"\n\n", headersonly=True)
    known = {"from", "to", "subject", "date", "message-id", "received", "return-path", "sender", "reply-to"}
    if not known & {key.lower() for key, _ in message.raw_items()}:
        raise Malformed("not a mail: no known header")
    return Mail(raw, message, _walk(message, bulks), whole=not headers_only)


# Anchored and possessive, so that every byte is looked at once whatever the lines are like; short runs are put back.
_BULK: Final = re.compile(rb"(?m)^(?:[A-Za-z0-9+/]{60,76}+\r?\n)++")
_WORTH_IT: Final = 30_000  # bytes of a run, some 400 lines
_STAND_IN: Final = re.compile(rb"-stand-in-([0-9a-f]{24})-")
_BULKY: Final = 200_000  # bytes


def _without_bulk(raw: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """Take long runs of base64 out of a mail: the standard parser takes microseconds a line.

    They are put back when a part is decoded. The names of the stand-ins come from a digest of the whole mail, so that
    no mail can hold one of its own.
    """
    bulks: dict[bytes, bytes] = {}
    if len(raw) < _BULKY:
        return raw, bulks
    digest = blake2b(raw).digest()

    def keep(run: re.Match[bytes]) -> bytes:
        if run.end() - run.start() < _WORTH_IT:
            return run[0]
        name = blake2b(b"%d" % run.start(), key=digest, digest_size=12).hexdigest().encode()
        bulks[name] = run[0].rstrip(b"\r\n")
        return b"-stand-in-%b-\n" % name

    return _BULK.sub(keep, raw), bulks


def _walk(message: Message, bulks: Mapping[bytes, bytes]) -> tuple[Part, ...]:
    """List all parts in order, containers too, without looking inside attached mails."""
    found: list[Part] = []
    waiting = [message]
    while waiting and len(found) < PART_LIMIT:
        one = waiting.pop()
        found.append(Part(len(found), one.get_content_type(), one, bulks))
        payload = one.get_payload() if one.is_multipart() else None  # the text of a part is read when asked for
        if one.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting += [child for child in reversed(payload) if isinstance(child, Message)]
    return tuple(found)


def value_of(message: Message, name: str) -> str:
    """Return the first raw value of a header, bytes outside ASCII read as UTF-8 or Windows-1252."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return _readable(value)
    return ""


def _readable(value: object) -> str:
    text = str(value)[:_HEADER_LIMIT]
    if not text.isascii():
        text = decode(text.encode("utf-8", "surrogateescape"), "utf-8")
    return text


def decoded(value: str) -> str:
    """Return a header's value unfolded, decoded and without control characters."""
    return re.sub(r"\s+", " ", clean(decode_words(re.sub(r"\r?\n[ \t]*", " ", value)))).strip()


def _loose_parameter(value: str, name: str) -> str:
    found = re.search(rf"(?<![\w*]){name}\*?\d*\*?=\s*(?:\"([^\"]*)\"|([^;\s]*))", value, re.I)
    return (found[1] or found[2] or "") if found else ""


def _nested_bytes(message: Message) -> bytes:
    payload = message.get_payload()
    if not isinstance(payload, list):
        raw = None if str(payload).isascii() else message.get_payload(decode=True)  # eight bits come as they came
        return raw if isinstance(raw, bytes) else str(payload).encode("utf-8", "surrogateescape")
    pieces = []
    for one in payload:
        if not isinstance(one, Message):
            pieces.append(str(one).encode("utf-8", "replace"))
            continue
        try:
            pieces.append(one.as_bytes())
        except BROKEN:
            pieces.append(_headers_of(one) + b"\n\n" + _nested_bytes(one))
    return b"\n".join(pieces)


def _headers_of(message: Message) -> bytes:
    return "\n".join(f"{key}: {_readable(value)}" for key, value in message.raw_items()).encode("utf-8", "replace")


# ---- addresses and dates -------------------------------------------------------------------------

_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*", re.UNICODE)


def read_addresses(values: list[str]) -> list[tuple[str, str]]:
    """Read address lists; where the standard parser finds none, whatever looks like an address is taken."""
    flat = [re.sub(r"\r?\n[ \t]*", " ", value) for value in values]
    try:
        pairs = getaddresses(flat)
    except BROKEN:
        pairs = []
    good = [(decoded(name), _bare(address)) for name, address in pairs if _bare(address)]
    if good:
        return good[:PART_LIMIT]
    return [("", found) for value in flat for found in _ADDRESS.findall(decode_words(value))][:PART_LIMIT]


def _bare(address: str) -> str:
    found = _ADDRESS.search(decode_words(address))
    return found[0] if found else ""


def normalised(address: str) -> str:
    """Return the key that a mail address is matched by: lower case, without dots at its ends.

    Plus tags and Gmail's dots stay: two addresses that only some servers hold to be one may be two persons.
    """
    local, _, domain = address.strip().rpartition("@")
    return f"{local.strip('.').lower()}@{domain.strip('.').lower()}" if local else ""


def _read_date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (*BROKEN, OverflowError):
        return None
    return found if 1990 <= found.year <= 2200 else None
