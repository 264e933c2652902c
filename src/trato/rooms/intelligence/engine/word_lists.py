"""Lists of words by what they tell: whole words, and stems with a star, which stands for any ending."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORD = re.compile(r"\w+|[^\w\s]")  # words, and marks one by one
DRAWN = re.compile(r"([aiu])(?=\1)|(.)(?=\2$)")  # "amoo", "liindo", and not "food", "perro"
FIRST = 3  # letters by which stems are looked up; none is shorter


class WordList:
    """Words by their label, as `plain` writes them: small, without accents, no letter more than twice."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        """Read lists by label; a word that two labels list has the later one's."""
        self._whole: dict[str, str] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        for label, words in listed.items():
            for one in words.split():
                if one.endswith("*"):
                    self._stems.setdefault(one[:FIRST], []).append((one[:-1], label))
                else:
                    self._whole[one] = label

    def of(self, word: str) -> str | None:
        """Return the label of a word, or of what it is without the letters that somebody drew out."""
        told = self._listed(word)
        if told is None and DRAWN.search(word):
            told = self._listed(DRAWN.sub("", word))
        return told

    def _listed(self, word: str) -> str | None:
        """Return the label of the whole word, else that of the last stem that it begins with."""
        told = self._whole.get(word)
        if told is None:
            for stem, label in self._stems.get(word[:FIRST], ()):
                if word.startswith(stem):
                    told = label
        return told
