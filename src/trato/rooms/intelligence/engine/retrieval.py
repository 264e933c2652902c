"""Which article answers a question: ranks of BM25, of letter n-grams and of the encoder's nearest sentence, fused."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import snowballstemmer

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, matrix, plain, rarity, weighed

SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
WORD = re.compile(r"\w+")
LONG = 40  # words of a piece that is encoded at once
K1, B = 1.2, 0.75  # Robertson and Zaragoza (2009)
SPARED = 5  # how little the first ranks differ: Cormack et al. (2009) take 60 for longer lists
WORDS, LETTERS, MEANING = 2.4, 1.8, 1.0  # how much each list counts; the first two by how many words are known
READ_PIECES = 400  # sentences of one article that are encoded
STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("spanish", "portuguese", "english"))
DOUBLED = 2  # how often the words of a title count


@dataclass(frozen=True, slots=True)
class Article:
    """What can be found: `doc` names it."""

    doc: str
    title: str
    text: str


class Shelf:
    """Articles ready to be searched."""

    def __init__(self, articles: Sequence[Article], encoder: Encoder) -> None:
        self._articles = list(articles)
        self._encoder = encoder
        self._words = [Counter(_words(f"{one.title} " * DOUBLED + one.text)) for one in self._articles]
        self._lengths = [sum(one.values()) for one in self._words]
        self._seen: dict[str, int] = defaultdict(int)
        for one in self._words:
            for word in one:
                self._seen[word] += 1
        many = [_whole(f"{one.title} {one.text}") for one in self._articles]
        self._rare = rarity(many)
        self._letters = matrix(many, self._rare)
        pieces = [(at, piece) for at, one in enumerate(self._articles) for piece in pieces_of(one)]
        self._owner = np.array([at for at, _ in pieces], dtype=np.int64)
        self._meaning = encoder.encode([piece for _, piece in pieces])

    def rank(self, questions: Sequence[str], limit: int = 10) -> list[list[str]]:
        """Return for each question the articles' names, best first."""
        encoded = self._encoder.encode(list(questions))
        return [self._rank(question, encoded[at], limit) for at, question in enumerate(questions)]

    def rank_scored(self, question: str, encoded: Floats, limit: int = 10) -> list[tuple[str, float, float]]:
        """Return (name, cosine of its nearest sentence, share of the question's words that it has).

        Best first. `encoded` is the question's vector; empty without an encoder, and the cosine 0.
        """
        if not self._articles:
            return []
        alike = self._by_meaning(encoded) - 1 if len(encoded) else np.zeros(len(self._articles), np.float32)
        places = {one.doc: at for at, one in enumerate(self._articles)}
        known = self._known(question)
        best = self._rank(question, encoded, limit)
        return [(doc, float(alike[places[doc]]), float(known[places[doc]])) for doc in best]

    def _rank(self, question: str, encoded: Floats, limit: int) -> list[str]:
        if not self._articles:
            return []
        known = float(self._known(question).max())
        lists = [(WORDS * known, self._by_words(question)), (LETTERS * known, self._by_letters(question))]
        if len(encoded):
            lists.append((MEANING, self._by_meaning(encoded)))
        total = np.zeros(len(self._articles))
        for share, scores in lists:
            if scores.max() <= 0:
                continue
            order = np.argsort(-scores, kind="stable")
            ranks = np.empty(len(order))
            ranks[order] = np.arange(1, len(order) + 1)
            total += share / (SPARED + ranks) * (scores > 0)
        return [self._articles[at].doc for at in np.argsort(-total, kind="stable")[:limit]]

    def _known(self, question: str) -> Floats:
        """Return of each article which share of the question's words, by rarity, it has: little in another language."""
        rare = {word: math.log(1 + len(self._articles) / (self._seen.get(word, 0) + 0.5)) for word in _words(question)}
        whole = sum(rare.values()) or 1.0
        return np.array([sum(weight for word, weight in rare.items() if word in one) / whole for one in self._words])

    def _by_words(self, question: str) -> Floats:
        scores = np.zeros(len(self._articles), np.float32)
        usual = sum(self._lengths) / max(len(self._lengths), 1) or 1
        for word in set(_words(question)):
            seen = self._seen.get(word, 0)
            if not seen:
                continue
            rare = math.log(1 + (len(self._articles) - seen + 0.5) / (seen + 0.5))
            for at, words in enumerate(self._words):
                many = words.get(word, 0)
                if many:
                    scores[at] += rare * many * (K1 + 1) / (many + K1 * (1 - B + B * self._lengths[at] / usual))
        return scores

    def _by_letters(self, question: str) -> Floats:
        one = _whole(question)
        row = np.zeros(len(self._rare), np.float32)
        row[one.buckets] = weighed(one, self._rare)
        return np.asarray(self._letters @ row, dtype=np.float32)

    def _by_meaning(self, encoded: Floats) -> Floats:
        alike = self._meaning @ encoded
        best = np.full(len(self._articles), -1.0, np.float32)
        np.maximum.at(best, self._owner, alike)
        return best + 1


def pieces_of(article: Article) -> list[str]:
    """Return the title and the sentences of an article, long ones in parts that overlap by half."""
    found = [article.title] if article.title.strip() else []
    for sentence in SENTENCE.split(article.text):
        words = sentence.split()
        for start in range(0, max(len(words), 1), LONG // 2):
            piece = " ".join(words[start : start + LONG])
            if piece:
                found.append(piece)
            if start + LONG >= len(words):
                break
    return found[:READ_PIECES] or [""]


def _whole(text: str) -> Grams:
    """Return the grams of a whole text, not only of what `clean` keeps of a message."""
    return grams(" ".join(text.split())[:20_000])


def _words(text: str) -> list[str]:
    """Return the words by their stems in each of our languages, as the shortest of them."""
    return [_stem(word) for word in WORD.findall(plain(clean_all(text)))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    stems: list[str] = [stemmer.stemWord(word) for stemmer in STEMMERS]
    return min(stems, key=len)


def clean_all(text: str) -> str:
    """Return a text of any length with composed letters and no control characters."""
    return " ".join(clean(text[at : at + 1_000]) for at in range(0, min(len(text), 100_000), 1_000))
