"""How canned replies are checked, found and filled in."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.spreadsheets import rearm, table
from trato.rooms.knowledge.model import Canned, Habit, ImportRow, Outcome, Rendered

VARIABLES = frozenset(
    {
        "contact.name",
        "contact.first_name",
        "agent.name",
        "agent.alias",
        "brand.name",
        "case.number",
    }
)
VARIABLE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}")  # {{contact.name}}, {{contact.name|cliente}}
SHORTCUT = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
FALLBACK = ("es", "en", "pt")
LONGEST_TEXT = 10_000
LONGEST_TITLE = 200
LONGEST_FOLDER = 80
MOST_LINES = 5_000
COLUMNS = ("shortcut", "title", "folder", "unit", "team")
HALF_LIFE = timedelta(days=30)  # after which a use counts half
ELSEWHERE = 0.2  # what a use on another channel counts for


def check(shortcut: str, title: str, texts: Mapping[str, str]) -> None:
    """Refuse what nobody could use later. Raises Invalid."""
    if not SHORTCUT.fullmatch(shortcut):
        raise Invalid(field="shortcut", reason="malformed")
    if not 0 < len(title.strip()) <= LONGEST_TITLE:
        raise Invalid(field="title", reason="length")
    if not texts:
        raise Invalid(field="texts", reason="empty")
    for language, text in texts.items():
        if not LANGUAGE.fullmatch(language):
            raise Invalid(field="texts", reason="language", language=language[:20])
        if not 0 < len(text.strip()) <= LONGEST_TEXT:
            raise Invalid(field="texts", reason="length", language=language)
        strange = [name for name, _ in VARIABLE.findall(text) if name not in VARIABLES]
        if strange:
            raise Invalid(field="texts", reason="variable", language=language, variable=strange[0][:40])


def render(canned: Canned, language: str, values: Mapping[str, str]) -> Rendered:
    """Fill in the text that fits `language` best; what a value says is text, and never a variable again.

    A variable without a value takes the words after its bar, or stays away and is told in `missing`.
    """
    chosen = choose_language(canned.texts, language)
    missing: list[str] = []

    def fill(found: re.Match[str]) -> str:
        name, otherwise = found[1], found[2]
        value = values.get(name, "").strip()
        if value:
            return value
        if otherwise is None:
            missing.append(name)
        return (otherwise or "").strip()

    text = VARIABLE.sub(fill, canned.texts[chosen])
    return Rendered(canned.id, canned.version, chosen, text, tuple(dict.fromkeys(missing)))


def choose_language(texts: Mapping[str, str], wanted: str) -> str:
    """Return the language of `texts` nearest to `wanted`: itself, another of its kind, then es, en, pt, any."""
    base = wanted.partition("-")[0]
    for one in (wanted, base, *sorted(name for name in texts if name.partition("-")[0] == base), *FALLBACK):
        if one in texts:
            return one
    return min(texts)


def fold(text: str) -> str:
    """Return text as search compares it: without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def pattern(typed: str) -> str:
    """Return the beginning that a search looks for, with LIKE's own signs made harmless."""
    return re.sub(r"([\\%_])", r"\\\1", fold(typed.lstrip("/")))


def nearest(found: Iterable[Canned], path: Sequence[UUID]) -> list[Canned]:
    """Keep one for each shortcut: a team's own before everybody's, then the unit nearest to the end of `path`."""
    depth = {unit: n for n, unit in enumerate(path)}
    kept: dict[str, Canned] = {}
    for one in found:
        best = kept.get(one.shortcut)
        if best is None or _rank(one, depth) > _rank(best, depth):
            kept[one.shortcut] = one
    return list(kept.values())


def worn(habits: Iterable[Habit], channel: str, now: datetime) -> dict[UUID, float]:
    """Return how much each text is somebody's habit on a channel now: uses, halved for every 30 days since.

    What was used on other channels counts a fifth: it orders what was never used here.
    """
    found: dict[UUID, float] = {}
    for one in habits:
        faded: float = one.weight * 0.5 ** ((now - one.at) / HALF_LIFE)
        found[one.canned_id] = found.get(one.canned_id, 0.0) + faded * (1.0 if one.channel == channel else ELSEWHERE)
    return found


def _rank(one: Canned, depth: Mapping[UUID, int]) -> tuple[bool, int]:
    return one.team_id is not None, depth.get(one.unit_id, -1)


def folder(name: str) -> str:
    """Return the name of a folder as it is kept: one line, without spaces around it. Raises Invalid."""
    kept = " ".join(name.split())
    if len(kept) > LONGEST_FOLDER:
        raise Invalid(field="folder", reason="length")
    return kept


def outcome(standing: Canned | None, row: ImportRow) -> Outcome:
    """Say what a good row of an import does to what stands at its place."""
    if standing is None:
        return Outcome.NEW
    same = (standing.title, standing.folder, dict(standing.texts)) == (row.title, row.folder, dict(row.texts))
    return Outcome.SAME if same else Outcome.CHANGED


def to_csv(texts: Iterable[Canned], units: Mapping[UUID, str], teams: Mapping[UUID, str]) -> str:
    """Return saved texts as CSV (RFC 4180), a column for each language; units and teams by their names."""
    kept = list(texts)
    languages = sorted({language for one in kept for language in one.texts} | set(FALLBACK))
    rows: list[Sequence[str]] = [(*COLUMNS, *languages)]
    for one in kept:
        place = [units.get(one.unit_id, ""), teams.get(one.team_id, "") if one.team_id else ""]
        said = [one.texts.get(language, "") for language in languages]
        rows.append((one.shortcut, one.title, one.folder, *place, *said))
    return table(rows)


def from_csv(text: str, units: Mapping[str, UUID], teams: Mapping[str, UUID]) -> list[ImportRow]:
    """Read what `to_csv` writes, and what spreadsheets make of it (a semicolon or a tab between cells).

    Raises Invalid when a column is missing or nothing follows the head.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Invalid(field="csv", reason="malformed") from error
    names = [_column(cell) for cell in lines[0]] if lines else []
    if "shortcut" not in names or not any(LANGUAGE.fullmatch(name) for name in names):
        raise Invalid(field="csv", reason="columns")
    body = [(number, cells) for number, cells in enumerate(lines[1:], 2) if any(cell.strip() for cell in cells)]
    if not body or len(body) > MOST_LINES:
        raise Invalid(field="csv", reason="length")
    return [_import_row(number, dict(zip(names, cells, strict=False)), units, teams) for number, cells in body]


def _column(cell: str) -> str:
    name = cell.strip()
    return name if LANGUAGE.fullmatch(name) else name.lower()


def _import_row(line: int, cells: Mapping[str, str], units: Mapping[str, UUID], teams: Mapping[str, UUID]) -> ImportRow:
    said = {name: rearm(cell) for name, cell in cells.items()}
    unit, team = units.get(said.get("unit", "").strip()), teams.get(said.get("team", "").strip())
    refused = "unit" if unit is None else "team" if said.get("team", "").strip() and team is None else ""
    return ImportRow(
        line=line,
        shortcut=said.get("shortcut", "").strip().lstrip("/"),
        title=said.get("title", "").strip(),
        folder=" ".join(said.get("folder", "").split())[:LONGEST_FOLDER],
        texts={name: cell for name, cell in said.items() if LANGUAGE.fullmatch(name) and cell.strip()},
        unit_id=unit,
        team_id=team,
        refused=refused,
    )
