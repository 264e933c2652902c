"""People from a table that a spreadsheet wrote: whatever its encoding and its separator, told line by line."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.rooms.access.rules.sign_in import normal_email

MOST_LINES = 2_000
LARGEST = 1_000_000  # bytes
SEPARATORS = ";,\t|"
COLUMNS: Mapping[str, frozenset[str]] = {
    "email": frozenset({"email", "e-mail", "mail", "correo", "correo electronico", "e-mail address"}),
    "name": frozenset({"name", "nombre", "nome", "full name", "nombre completo", "nome completo"}),
    "team": frozenset({"team", "equipo", "equipe"}),
    "role": frozenset({"role", "rol", "papel", "funcao"}),
    "unit": frozenset({"unit", "unidad", "unidade", "brand", "marca"}),
}
# letters that a text of ours, read as Latin-1, would hold for its accents: then it was UTF-8 all along
BROKEN = ("\u00c3", "\u00c2\u00a0", "\ufffd")


class FileLine(Struct, frozen=True):
    """One line of the file; `number` as a spreadsheet counts, the head being 1."""

    number: int
    email: str
    name: str
    team: str = ""
    role: str = ""
    unit: str = ""


class PeopleFile(Struct, frozen=True):
    """What a file says: how it was written, and its lines."""

    encoding: str
    separator: str
    lines: list[FileLine]


def read_people(raw: bytes) -> PeopleFile:
    """Read a table of people. Raises Invalid: `reason` is empty, too_large, not_text, no_email, no_name or too_many."""
    if not raw.strip():
        raise Invalid(field="file", reason="empty")
    if len(raw) > LARGEST:
        raise Invalid(field="file", reason="too_large", most=LARGEST)
    text, encoding = decode(raw)
    separator = _separator(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    head = [_plain(cell) for cell in rows[0]]
    places = {name: next((n for n, cell in enumerate(head) if cell in known), -1) for name, known in COLUMNS.items()}
    for name in ("email", "name"):
        if places[name] < 0:
            raise Invalid(field="file", reason=f"no_{name}", head=[cell[:60] for cell in rows[0][:12]])
    told = [(n, row) for n, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not told:
        raise Invalid(field="file", reason="empty")
    if len(told) > MOST_LINES:
        raise Invalid(field="file", reason="too_many", most=MOST_LINES)
    lines = [FileLine(n, *(_cell(row, places[name]) for name in COLUMNS)) for n, row in told]
    return PeopleFile(encoding, separator, lines)


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: what a mark says, else UTF-8, else what Windows writes here.

    Raises Invalid for what is no text: a spreadsheet's own format, a picture.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return _strictly(raw, encoding), encoding.removesuffix("-sig")
    if b"\x00" in raw:
        wide = "utf-16-le" if raw[1::2].count(0) > raw[0::2].count(0) else "utf-16-be"
        return _strictly(raw, wide), "utf-16"
    try:
        return _strictly(raw, "utf-8"), "utf-8"
    except Invalid:
        return _strictly(raw, "cp1252"), "latin-1"


def problems_of(line: FileLine) -> list[str]:
    """Return what is wrong with a line by itself: codes of email and name."""
    found = []
    try:
        normal_email(line.email)
    except Invalid:
        found.append("email")
    if not 0 < len(line.name) <= 200:
        found.append("name")
    elif any(sign in line.name for sign in BROKEN):
        found.append("encoding")
    return found


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(field="file", reason="not_text") from None
    if "\x00" in text or sum(unicodedata.category(c) == "Cc" and c not in "\r\n\t" for c in text) > len(text) // 100:
        raise Invalid(field="file", reason="not_text")
    return text


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def _plain(cell: str) -> str:
    """Return a head without accents, spaces around and capitals."""
    bare = unicodedata.normalize("NFD", cell.strip().lower())
    return "".join(c for c in bare if not unicodedata.combining(c))


def _cell(row: list[str], place: int) -> str:
    return unicodedata.normalize("NFC", row[place].strip()) if 0 <= place < len(row) else ""
