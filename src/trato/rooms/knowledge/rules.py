"""How canned replies are checked, found and filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.errors import Invalid
from trato.rooms.knowledge.model import Canned, Habit, Rendered

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
