"""The part of a text that says what was asked, in pieces of plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from trato.rooms.search.model import Forms, Query, Segment, TermKind
from trato.rooms.search.rules.asking import OPEN
from trato.rooms.search.rules.words import LONGEST, Token, compose, fold, tokens

LENGTH: Final = 150  # characters of a passage
LOOKED_AT: Final = 20_000  # characters of a text
BEFORE: Final = 40  # characters shown before the first word found, at most
ELLIPSIS: Final = "…"
_NO_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """Which words are marked: whole ones, those that begin so, numbers that end so, phrases; each with its term."""

    words: dict[str, int]
    begins: tuple[tuple[str, int], ...]
    ends: tuple[tuple[str, int], ...]
    phrases: tuple[tuple[tuple[str, ...], int], ...]

    def may_be_in(self, text: str) -> bool:
        """Say whether a short text may hold anything that is marked: most do not, and need not be cut into words."""
        plain = fold(text)
        if len(plain) >= LONGEST:
            return True
        plain = _NO_WORD.sub("", plain)
        asked = (self.words, (one for one, _ in self.begins), (one for one, _ in self.ends),
                 (word for words, _ in self.phrases for word in words))  # fmt: skip
        return any(_NO_WORD.sub("", word) in plain for words in asked for word in words)

    def term(self, word: str) -> int | None:
        """Return which term a word answers, or None."""
        if word in self.words:
            return self.words[word]
        for begun, term in self.begins:
            if word.startswith(begun):
                return term
        if word.isdigit():
            for ended, term in self.ends:
                if len(word) >= 7 and word.endswith(ended):
                    return term
        return None


def marker(query: Query, forms: dict[str, Forms]) -> Marker:
    """Return what is marked in the answers to a question."""
    words: dict[str, int] = {}
    begins: list[tuple[str, int]] = []
    ends: list[tuple[str, int]] = []
    phrases: list[tuple[tuple[str, ...], int]] = []
    for n, term in enumerate(query.terms):
        if term.negated or term.common:
            continue
        match term.kind:
            case TermKind.PHRASE:
                phrases.append((term.words, n))
            case TermKind.CODE:
                words.setdefault(term.words[0], n)
                if len(term.words) > 1:
                    phrases.append((term.words[1:], n))
                if term.open_end and len(term.words[0]) >= OPEN:
                    begins.append((term.words[0], n))
                if term.words[0].isdigit() and len(term.words[0]) >= 4:
                    ends.append((term.words[0], n))
            case TermKind.WORD:
                found = forms.get(term.words[0]) or Forms(exact=term.words)
                for word in (*found.exact, *found.stem, *found.prefix, *found.typo):
                    words.setdefault(word, n)
    return Marker(words, tuple(begins), tuple(ends), tuple(phrases))


def marked(text: str, marks: Marker) -> tuple[Segment, ...]:
    """Return a whole text in pieces."""
    text = compose(text)
    return _pieces(text, 0, len(text), _spots(tokens(text), marks))


def passage(text: str, marks: Marker) -> tuple[Segment, ...]:
    """Return the part of a text that has most of what was asked; its beginning when it has nothing."""
    text = compose(text[:LOOKED_AT])
    spots = _spots(tokens(text), marks)
    start, end = _window(text, spots)
    pieces = _pieces(text, start, end, spots)
    before = (Segment(ELLIPSIS, False),) if start > 0 else ()
    after = (Segment(ELLIPSIS, False),) if end < len(text.rstrip()) else ()
    return (*before, *pieces, *after)


def _spots(found: list[Token], marks: Marker) -> list[tuple[int, int, int]]:
    """Return (start, end, term) of what is marked, in order, none over another."""
    spots = [(one.start, one.end, term) for one in found if (term := marks.term(one.word)) is not None]
    plain = [one for one in found if not one.whole]
    for words, term in marks.phrases:
        for n in range(len(plain) - len(words) + 1):
            here = plain[n : n + len(words)]
            if tuple(one.word for one in here) == words:
                spots.append((here[0].start, here[-1].end, term))
    apart: list[tuple[int, int, int]] = []
    for start, end, term in sorted(spots, key=lambda one: (one[0], -one[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, term))
    return apart


def _window(text: str, spots: list[tuple[int, int, int]]) -> tuple[int, int]:
    if len(text) <= LENGTH:
        return 0, len(text)
    best, most = 0, (-1, 0)
    for n, (start, _, _) in enumerate(spots):
        inside = [one for one in spots[n : n + 40] if one[1] <= start + LENGTH - 20]
        worth = (len({term for _, _, term in inside}), len(inside))
        if worth > most:
            best, most = start, worth
    last = max((end for start, end, _ in spots if best <= start and end <= best + LENGTH - 20), default=best)
    room = max(0, LENGTH - (last - best))
    start = _at_word(text, max(0, best - min(BEFORE, room // 2)))
    return start, _before_word(text, min(len(text), start + LENGTH))


def _at_word(text: str, place: int) -> int:
    """Return the beginning of the first word at or after a place."""
    if place == 0:
        return 0
    space = text.find(" ", place, place + 25)
    return place if space < 0 else space + 1


def _before_word(text: str, place: int) -> int:
    """Return the end of the last word that ends at or before a place."""
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - 25, place)
    return place if space < 0 else space


def _pieces(text: str, start: int, end: int, spots: list[tuple[int, int, int]]) -> tuple[Segment, ...]:
    pieces: list[Segment] = []
    at = start
    for first, last, _ in spots:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append(Segment(text[at:first], False))
        pieces.append(Segment(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Segment(text[at:end], False))
    return tuple(pieces)
