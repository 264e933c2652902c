"""Reading a form from outside: names and values, never trusted to be there, safe to keep."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from trato.rooms.channels.model import Malformed

MOST = 2_000  # fields: Twilio sends some thirty
Form = Mapping[str, str]


def pairs_in(raw: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form in their order, blank ones too. Raises `Malformed`."""
    try:
        return parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="replace", max_num_fields=MOST)
    except ValueError as wrong:  # UnicodeDecodeError is one
        raise Malformed("not a form") from wrong


def form_in(raw: bytes) -> Form:
    """Return the fields by name, without what a database refuses. Raises `Malformed` where there is none."""
    found = {_clean(name): _clean(value) for name, value in pairs_in(raw)}
    if not found:
        raise Malformed("not a form")
    return found


def number_in(form: Form, name: str, most: int) -> int:
    """Return a small whole number, 0 where there is none."""
    said = form.get(name, "")
    return min(int(said), most) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
