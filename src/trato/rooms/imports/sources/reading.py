"""What every source reads alike: times, words for states and priorities, names of columns."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, tzinfo
from typing import Any

from trato.rooms.cases.model import CaseState, WaitingOn

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
LONGEST_NAME = 200
LONGEST_TEXT = 200_000  # characters of one message

# what other systems and people call the states of a case -> ours, and what it waits for
STATES: dict[str, tuple[CaseState, WaitingOn | None]] = {
    word: told
    for words, told in {
        "new open nuevo abierto novo aberto": (CaseState.OPEN, None),
        "pending pendiente pendente snoozed pospuesto adiado": (CaseState.OPEN, WaitingOn.CONTACT),
        "hold on_hold onhold en_espera em_espera": (CaseState.OPEN, WaitingOn.THIRD_PARTY),
        "solved resolved resuelto resolvido solucionado": (CaseState.RESOLVED, None),
        "closed cerrado fechado": (CaseState.CLOSED, None),
    }.items()
    for word in words.split()
}
PRIORITIES = {
    word: value
    for words, value in {
        "low baja baixa": -1,
        "normal medium media usual": 0,
        "high alta": 1,
        "urgent urgente": 2,
    }.items()
    for word in words.split()
}
YES = frozenset("yes y true 1 si sim x granted accepted".split())
NO = frozenset("no n false 0 nao denied refused unsubscribed baja stop".split())
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


class Unreadable(ValueError):
    """A value makes no sense: `code` says why, `field` where."""

    def __init__(self, code: str, field: str, value: object) -> None:
        super().__init__(code)
        self.code, self.field, self.value = code, field, str(value)[:80]


def fold(words: str) -> str:
    """Return words as a key: without case, accents or punctuation, joined by "_"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def line(value: object, limit: int = LONGEST_NAME) -> str:
    """Return a value as one line of text."""
    return " ".join(str(value).split())[:limit] if value is not None else ""


def text_of(value: object) -> str:
    """Return a value as text without control characters; longer than any message is cut."""
    told = "" if value is None else str(value)
    kept = "".join(one for one in told[:LONGEST_TEXT] if one in "\n\t" or unicodedata.category(one) != "Cc")
    return kept.strip("\n")


def read_time(value: object, field: str, zone: tzinfo = UTC) -> datetime | None:
    """Return an instant in UTC, None for nothing; without an offset it is in `zone`. Raises Unreadable.

    It may be seconds since 1970, ISO 8601, or day/month/year with an hour.
    """
    if value is None or value == "":
        return None
    at = _parse(value, zone)
    if at is None or not EARLIEST <= at <= LATEST:
        raise Unreadable("bad_time", field, value)
    return at


def _parse(value: object, zone: tzinfo) -> datetime | None:
    told = str(value).strip()
    try:
        if isinstance(value, int | float) or re.fullmatch(r"\d{9,10}(\.\d+)?", told):
            return datetime.fromtimestamp(float(told), UTC)
        if re.fullmatch(r"\d{13}", told):
            return datetime.fromtimestamp(int(told) / 1000, UTC)
        day_first = _DAY_FIRST.fullmatch(told)
        if day_first:
            day, month, year, hour, minute, second = (int(one or 0) for one in day_first.groups())
            at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        else:
            at = datetime.fromisoformat(told.removesuffix(" UTC") + ("+00:00" if told.endswith(" UTC") else ""))
            at = at if at.tzinfo else at.replace(tzinfo=zone)
        return at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def read_state(value: object, field: str = "status") -> tuple[CaseState, WaitingOn | None]:
    """Return a state and what it waits for; nothing is open. Raises Unreadable."""
    word = fold(str(value or "open"))
    if word not in STATES:
        raise Unreadable("bad_state", field, value)
    return STATES[word]


def read_priority(value: object) -> int:
    """Return a priority, 0 for what is not known: a priority is no reason to keep a case out."""
    return PRIORITIES.get(fold(str(value or "")), 0)


def read_yes(value: object, field: str) -> bool | None:
    """Return a yes or a no, None for nothing. Raises Unreadable."""
    word = fold(str(value or ""))
    if not word:
        return None
    if word in YES or word in NO:
        return word in YES
    raise Unreadable("bad_yes_no", field, value)


def country_of(value: object) -> str:
    """Return a country as ISO 3166-1 alpha-2, "" for anything else."""
    told = str(value or "").strip().upper()
    return told if re.fullmatch(r"[A-Z]{2}", told) else ""


def language_of(value: object) -> str:
    """Return a language as our locales write it (es, pt-BR), "" for anything else."""
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?", str(value or "").strip())
    return "" if not found else found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def dict_of(value: Any) -> dict[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list of JSON, none for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
