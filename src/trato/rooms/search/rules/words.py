"""The words of a text: folded, with where they stand, so that what was found can be shown.

Every run of letters and digits is a word. Besides, what people copy and dictate is kept whole: e-mail addresses, codes
with their hyphens left out (`PED-10482` as `ped10482`), and telephone numbers as their digits.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 64  # characters of one word
MOST: Final = 6_000  # words of one text that are looked at

RUN: Final = re.compile(r"[^\W_]+")
MAIL: Final = re.compile(r"[^\W_][\w.+-]*@[^\W_][\w-]*(?:\.[\w-]+)+")
CODE: Final = re.compile(r"[^\W_]+(?:[-_/.][^\W_]+)+")
PHONE: Final = re.compile(r"(?<![\w@.-])\+?\(?\d[\d ().-]{5,20}\d(?![\w@])")
PARTS: Final = re.compile(r"\d+|\D+")
DIGITS: Final = range(7, 16)  # of a telephone number


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands. `whole` are those made of several runs: they share the place of their first."""

    word: str
    start: int
    end: int
    place: int
    whole: bool = False


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii():
        return word.lower()[:LONGEST]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))[:LONGEST]


def compose(text: str) -> str:
    """Return a text in the form in which places of words are counted (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[Token]:
    """Return the words of a text that `compose` gave, in order; what is whole follows its first run."""
    runs = [(found.start(), found.end(), found[0]) for found in RUN.finditer(text)][:MOST]
    places = {start: place for place, (start, _, _) in enumerate(runs)}
    found: list[Token] = []
    for place, (start, end, run) in enumerate(runs):
        word = fold(run)
        if not word:
            continue
        found.append(Token(word, start, end, place))
        parts = PARTS.findall(word) if not (word.isalpha() or word.isdigit()) and _has_digit(word) else ()
        if len(parts) > 1 and len(word) <= LONGEST:
            found += [Token(part, start, end, place, True) for part in parts if len(part) > 1]
    for start, end, word in wholes(text):
        if start in places:
            found.append(Token(word, start, end, places[start], True))
    return found


def wholes(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, word) of the addresses, codes and telephone numbers of a text."""
    found: list[tuple[int, int, str]] = []
    if "@" in text:
        found += [(one.start(), one.end(), fold(one[0])) for one in MAIL.finditer(text)]
    if not _has_digit(text):
        return found
    mails = [(start, end) for start, end, _ in found]
    for one in CODE.finditer(text):
        word = fold(re.sub(r"[-_/.]", "", one[0]))
        inside = any(start <= one.start() < end for start, end in mails)
        if not inside and _has_digit(word) and len(word) < LONGEST:
            found.append((one.start(), one.end(), word))
    codes = {(start, end) for start, end, _ in found}
    for one in PHONE.finditer(text):
        digits = re.sub(r"\D", "", one[0])
        start = one.start() + len(one[0]) - len(one[0].lstrip("+("))
        if len(digits) in DIGITS and (start, one.end()) not in codes and digits != one[0].lstrip("+("):
            found.append((start, one.end(), digits))
    return found


def is_coded(word: str) -> bool:
    """Say whether a word is a number, a code or an address: found as it is written, never inflected."""
    return "@" in word or _has_digit(word)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def backwards(word: str) -> str | None:
    """Return the mark by which a long number is found from its last digits, or None."""
    return f"r:{word[::-1]}" if word.isdigit() and len(word) in DIGITS else None
