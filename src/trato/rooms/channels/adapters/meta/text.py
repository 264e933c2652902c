"""Cutting text where a reader would: between paragraphs, else lines, sentences, words."""

from __future__ import annotations

from trato.rooms.channels.model import LengthUnit, Options, readable

_SEAMS = ("\n\n", "\n", ". ", "! ", "? ", " ")
_TOO_EARLY = 0.4  # of the limit: a seam before it would make too many pieces


def split(text: str, limit: int, unit: LengthUnit = LengthUnit.CHARACTERS) -> list[str]:
    """Return `text` in pieces of at most `limit` of a unit; white space at the cuts is dropped."""
    pieces: list[str] = []
    rest = text.strip()
    while (fits := _fitting(rest, limit, unit)) < len(rest):
        at = _seam(rest, fits)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        pieces.append(rest)
    return pieces


def _fitting(text: str, limit: int, unit: LengthUnit) -> int:
    """Return how many characters of `text` are within the limit."""
    if unit is LengthUnit.BYTES:
        return len(text.encode()[:limit].decode(errors="ignore"))
    if unit is LengthUnit.CODE_UNITS:
        return len(text.encode("utf-16-le", "replace")[: limit * 2].decode("utf-16-le", "ignore"))
    return min(len(text), limit)


def _seam(text: str, limit: int) -> int:
    for seam in _SEAMS:
        at = text.rfind(seam, int(limit * _TOO_EARLY), limit)
        if at > 0:
            return at + len(seam.rstrip()) or at
    return limit


def numbered(titles: list[str]) -> str:
    """Return choices as people write them in a plain message."""
    return "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))


def one_line(text: str) -> str:
    """Return `text` as a template's parameter takes it: no line breaks, no runs of spaces (error 132018)."""
    return " ".join(text.split())


def offered(options: Options, text: str) -> str:
    """Return an offer of choices as a plain message."""
    titles = [f"{one.title}: {one.description}" if one.description else one.title for one in options.replies]
    links = "\n".join(f"{one.title}: {readable(one.link)}" for one in options.choices if one.link)
    return "\n\n".join(piece for piece in (text, links, numbered(titles)) if piece)
