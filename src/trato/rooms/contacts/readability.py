"""How easy a text is to read: the published formulas of three languages over counted syllables, words and sentences.

Spanish: Szigriszt Pazos 1993 (perspicuidad), read on the INFLESZ scale of Barrio-Cantalejo et al. 2008
(https://doi.org/10.4321/S1137-66272008000300004), and Fernández Huerta 1959.
Portuguese: Martins, Ghiraldelo, Nunes & Oliveira Jr. 1996, Flesch adapted for Brazil (Notas do ICMC 28).
English: Flesch 1948 (https://doi.org/10.1037/h0057532).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_SENTENCE_END = re.compile(r"[.!?…:;]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STRONG = set("aeoáéóàèòâêôãõ")
_WEAK = set("iuüy")
_ACCENTED_WEAK = set("íúìù")
_PARTED = re.compile(r"[^tscg]ia|eo(?!u|p)|[^qg]ua[lt]|ea$|io$|(?<!t)ie[nt]")  # vowels that do not sound as one
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")


class Ease(StrEnum):
    """How a text reads, from the hardest."""

    VERY_HARD = "very_hard"
    SOMEWHAT_HARD = "somewhat_hard"
    NORMAL = "normal"
    FAIRLY_EASY = "fairly_easy"
    VERY_EASY = "very_easy"


@dataclass(frozen=True, slots=True)
class Readability:
    """The score of a text; the higher the easier, about 0 to 100. `second` is Fernández Huerta's, in Spanish only."""

    formula: str
    score: float
    ease: Ease
    words: int
    sentences: int
    syllables: int
    second: float | None = None


def readability(text: str, language: str) -> Readability | None:
    """Return how easy `text` is to read in a language ("es", "pt-BR", "en"); None when nothing is known of it.

    None also where there is no word. Lines end sentences, as those of a list do.
    """
    base = language.partition("-")[0].lower()
    words = _WORD.findall(text)
    if not words or base not in ("es", "pt", "en"):
        return None
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part)))
    syllables = sum(syllables_of(word, base) for word in words)
    per_word, per_sentence = syllables / len(words), len(words) / sentences
    second: float | None = None
    match base:
        case "es":
            formula, score = "szigriszt_pazos", 206.835 - 62.3 * per_word - per_sentence
            second = round(206.84 - 60 * per_word - 1.02 * per_sentence, 1)
            ease = _ease(score, (40, 55, 65, 80))
        case "pt":
            formula, score = "martins", 248.835 - 84.6 * per_word - 1.015 * per_sentence
            ease = _ease(score, (25, 50, 60, 75))
        case _:
            formula, score = "flesch", 206.835 - 84.6 * per_word - 1.015 * per_sentence
            ease = _ease(score, (30, 50, 60, 80))
    return Readability(formula, round(score, 1), ease, len(words), sentences, syllables, second)


def _ease(score: float, bounds: tuple[int, int, int, int]) -> Ease:
    return list(Ease)[sum(score >= bound for bound in bounds)]


def syllables_of(word: str, base: str) -> int:
    """Return how many syllables a word has; at least one."""
    lowered = unicodedata.normalize("NFC", word.lower())
    return max(1, _english(lowered) if base == "en" else _romance(lowered, base))


def _romance(word: str, base: str) -> int:
    """Count vowel nuclei: two strong vowels part, a weak one joins its neighbour unless it bears the accent."""
    word = re.sub(r"(?<=[gq])u(?=[eiéíê])", "", word).replace("h", "")
    if base == "pt":
        word = word.replace("ão", "a").replace("ãe", "a").replace("õe", "o")
    count, before = 0, ""
    for place in range(len(word)):
        vowel = _vowel(word, place)
        if not vowel:
            before = ""
            continue
        joins = before == "strong" and vowel == "weak" or before == "weak" and vowel in ("weak", "strong")
        if not joins:
            count += 1
        before = "strong" if joins and "strong" in (before, vowel) else vowel
        if vowel == "accented":
            before = "accented"
    return count


def _vowel(word: str, place: int) -> str:
    """Say what kind of vowel stands there: strong, weak, accented (weak, but parted by its accent), or "" for none."""
    char = word[place]
    if char in _STRONG:
        return "strong"
    if char in _ACCENTED_WEAK:
        return "accented"
    if char == "y":
        return "weak" if place == len(word) - 1 and place > 0 or len(word) == 1 else ""
    return "weak" if char in _WEAK else ""


def _english(word: str) -> int:
    """Count vowel groups, without the silent e of an ending (the usual estimate; right for about nine words in ten)."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if char.isalpha())
    count = len(_ENGLISH_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "oe", "ye")) and count > 1:
        count -= 1
    if plain.endswith("le") and len(plain) > 2 and plain[-3] in "aeiouy" and count > 1:
        count -= 1
    if plain.endswith("es") and count > 1 and not re.search(r"(s|z|x|c|g|ch|sh|[aeiouy]|[^aeiouy]l)es$", plain):
        count -= 1
    if plain.endswith("ed") and count > 1 and not plain.endswith(("ted", "ded")) and plain[-3] not in "aeiouy":
        count -= 1
    return count + len(_PARTED.findall(plain))
