"""What a message is to a linear head: its encoding, and hashed n-grams of its words and letters.

N-grams fall into 2^16 buckets and no list of them is kept: a head cannot be asked which words it has seen.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.abuse import abuse
from trato.rooms.intelligence.engine.moods import moods
from trato.rooms.intelligence.engine.word_lists import WORD

if TYPE_CHECKING:
    from scipy.sparse import csr_array

BUCKETS = 1 << 16
READ = 1_200  # letters of a long message that are read: its beginning and its end
LONGEST, SHORTEST = 5, 2  # n-grams of letters
FACTORS = np.array([pow(0x9E3779B97F4A7C15, n, 1 << 64) for n in range(LONGEST)], dtype=np.uint64)
MIX = np.uint64(0xD6E8FEB86659FD93)
SALT = np.uint64(0x5BD1E995)  # keeps words apart from n-grams of letters
MOOD = 8.0  # how much a mood counts beside an n-gram, of which a message has some hundreds
SPACES = re.compile(r"\s+")
REPEATED = re.compile(r"(.)\1{2,}", re.DOTALL)
DIGITS = re.compile(r"\d")
NUMBER = re.compile(r"\d+")
CAPITALS = re.compile(r"\b[^\W\d_a-z]{3,}\b")
LINK = re.compile(r"https?:|www\.|\w\.(?:com|net|ly|uk|link|example)\b", re.IGNORECASE)

Floats = NDArray[np.float32]
Buckets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grams:
    """The buckets of a message and how often n-grams fell into each (as 1 + log); how words sound counts more."""

    buckets: Buckets
    weights: Floats


def clean(text: str) -> str:
    """Return what is read of a message: composed letters, single spaces, no control characters, READ letters."""
    if len(text) > 2 * READ:
        text = f"{text[:READ]} {text[-READ:]}"
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(one) in {"Cc", "Cs", "Cn"} else one for one in text)
    text = SPACES.sub(" ", text).strip()
    if len(text) > READ:
        text = f"{text[: READ * 2 // 3]} {text[-READ // 3 :]}"
    return text


def plain(text: str) -> str:
    """Return cleaned text as n-grams see it: small letters without accents, digits alike, no letter over twice."""
    small = unicodedata.normalize("NFD", text.casefold())
    small = "".join(one for one in small if unicodedata.category(one) != "Mn")
    return REPEATED.sub(r"\1\1", DIGITS.sub("0", small))


def grams(text: str) -> Grams:
    """Return the hashed word 1-2-grams and letter 2-5-grams of a cleaned message, and how its words sound."""
    seen = plain(text)
    found = spelled(text, seen)
    sounds = {**moods(seen), **abuse(seen)}
    marks = np.array([zlib.crc32(f"\x02{one}".encode()) for one in sounds], dtype=np.uint64)
    weights = np.array([MOOD * (1 + np.log(many)) for many in sounds.values()], dtype=np.float32)
    return Grams(
        np.concatenate([found.buckets, _buckets((marks ^ SALT) * MIX)]), np.concatenate([found.weights, weights])
    )


def spelled(text: str, seen: str | None = None) -> Grams:
    """Return what `grams` does without the moods; `seen` is the text as `plain` gives it, if that is known."""
    seen = plain(text) if seen is None else seen
    words = WORD.findall(seen)
    hashed = [zlib.crc32(word.encode()) for word in words]
    hashed += [zlib.crc32(f"{one} {two}".encode()) for one, two in zip(words, words[1:], strict=False)]
    hashed += [zlib.crc32(f"\x01{one}".encode()) for one in _looks(text)]
    letters = np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    parts = [np.array(hashed, dtype=np.uint64) ^ SALT]
    for length in range(SHORTEST, min(LONGEST, len(letters)) + 1):
        many = len(letters) - length + 1
        rolled = np.zeros(many, dtype=np.uint64)
        for at in range(length):
            rolled += letters[at : at + many] * FACTORS[at]
        parts.append(rolled + np.uint64(length))
    buckets, counts = np.unique(_buckets(np.concatenate(parts) * MIX), return_counts=True)
    return Grams(buckets, (1 + np.log(counts)).astype(np.float32))


def _buckets(mixed: NDArray[np.uint64]) -> Buckets:
    return ((mixed >> np.uint64(40)) & np.uint64(BUCKETS - 1)).astype(np.int64)


def _looks(text: str) -> list[str]:
    """Return what `plain` loses: words in capitals, how long numbers are, links, and how long the text is."""
    found = [f"digits {min(len(one), 8)}" for one in NUMBER.findall(text)]
    found += ["capitals"] * min(len(CAPITALS.findall(text)), 8)
    found += ["link"] * bool(LINK.search(text))
    return [*found, f"long {len(text).bit_length()}"]


def rarity(many: Sequence[Grams]) -> Floats:
    """Return for each bucket how rare it is in `many` messages (smoothed idf, at least 1)."""
    seen = np.zeros(BUCKETS, dtype=np.float32)
    for one in many:
        seen[one.buckets] += 1
    return (np.log((1 + len(many)) / (1 + seen)) + 1).astype(np.float32)


def weighed(one: Grams, rare: Floats) -> Floats:
    """Return the weights of a message's buckets, by rarity and of length 1."""
    weights = one.weights * rare[one.buckets]
    return np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), dtype=np.float32)


def matrix(many: Sequence[Grams], rare: Floats) -> csr_array:
    """Return messages as rows of a sparse matrix, for fitting."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 40 MB that only fitting needs

    starts = np.cumsum([0, *(len(one.buckets) for one in many)])
    buckets = np.concatenate([one.buckets for one in many]).astype(np.int32) if many else np.zeros(0, np.int32)
    values = np.concatenate([weighed(one, rare) for one in many]) if many else np.zeros(0, np.float32)
    return csr_array((values, buckets, starts.astype(np.int32)), shape=(len(many), BUCKETS), dtype=np.float32)
