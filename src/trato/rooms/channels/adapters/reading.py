"""Reading what may be anything: JSON from outside, taken field by field, never trusted to have a shape."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, TypeGuard
from urllib.parse import SplitResult, urlsplit

import msgspec

from trato.rooms.channels.model import Malformed

JsonMap = dict[str, Any]

_NUL_ESCAPED = b"\\u0000"
_MILLISECONDS = 100_000_000_000  # no provider's clock says seconds of the year 5138
_LATEST = 253_402_300_799  # 9999-12-31T23:59:59Z
_LARGEST_NUMBER = 10**40  # ids that came as numbers; what is longer is no id
_NOTHING: JsonMap = {}


def decode(raw: bytes) -> JsonMap:
    """Return the JSON object in `raw`, without U+0000 and without lone surrogates, which no text column holds.

    Raises `Malformed` when there is none.
    """
    try:
        tree = msgspec.json.decode(raw)
        scrub = _NUL_ESCAPED in raw
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        tree, scrub = _decode_leniently(raw), True
    if not is_map(tree):
        raise Malformed("not a JSON object")
    if not scrub:
        return tree
    clean: JsonMap = scrubbed(tree)
    return clean


def is_map(value: Any) -> TypeGuard[JsonMap]:
    """Say whether `value` is a JSON object."""
    return isinstance(value, dict)


def map_in(source: JsonMap, name: str) -> JsonMap:
    """Return the object at `name`, an empty one when there is none."""
    value = source.get(name)
    return value if isinstance(value, dict) else _NOTHING


def maps_in(source: JsonMap, name: str) -> list[JsonMap]:
    """Return the objects of the list at `name`, leaving out what is no object."""
    value = source.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text_in(source: JsonMap, name: str) -> str:
    """Return the text at `name`; numbers become text, anything else the empty text."""
    value = source.get(name)
    if type(value) is str:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
        return str(value)
    return ""


def number_in(source: JsonMap, name: str) -> float | None:
    """Return the finite number at `name`, also where it is written as text."""
    value = source.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if number - number == 0 else None


def instant_in(source: JsonMap, name: str) -> datetime | None:
    """Return the instant at `name`, given as Unix seconds (or milliseconds) in text or number."""
    value = source.get(name)
    if type(value) is str and value.isascii() and value.isdecimal() and len(value) <= 14:
        seconds = float(int(value))
    else:
        number = number_in(source, name)
        if number is None:
            return None
        seconds = number
    if seconds > _MILLISECONDS:
        seconds /= 1000
    if not 0 < seconds <= _LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def fingerprint(value: Any) -> str:
    """Return a short stable name for something that brought no id of its own."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()[:32]


def _decode_leniently(raw: bytes) -> Any:
    """Read what the strict reader refuses though its meaning is plain: lone surrogates, control characters."""
    try:
        return json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError) as wrong:
        raise Malformed("not JSON") from wrong


def scrubbed(value: Any) -> Any:
    """Return `value` without what JSON in a database cannot hold: U+0000, lone surrogates, infinities."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {scrubbed(name): scrubbed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [scrubbed(item) for item in value]
    if isinstance(value, float) and value - value != 0:
        return None
    return value


def address_parts(url: str) -> SplitResult:
    """Return the parts of a web address that came from outside, all empty where it is none."""
    try:
        parts = urlsplit(url)
        parts.hostname, parts.port  # noqa: B018 (both raise ValueError where they cannot be read)
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
