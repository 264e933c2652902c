"""The development sets: where they are, fixed splits of them, and encodings kept beside them in the cache."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams

ROOT = Path(__file__).parents[2]
PART = 512  # texts kept in a file
CACHE = Path(tempfile.gettempdir()) / "trato-encodings"


def folder() -> Path | None:
    """Return the folder of the data sets: TRATO_SHARED/data, or `../shared/data`. None without."""
    for one in (Path(os.environ.get("TRATO_SHARED", "/nowhere")) / "data", ROOT.parent / "shared" / "data"):
        if (one / "banking77").is_dir():
            return one
    return None


def rows(place: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of `<name>.jsonl.gz`."""
    with gzip.open(place / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def share_of(text: str) -> float:
    """Return a number from 0 to 1 that is always the same for a text: what is below a share is held out."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**32


def held_out(texts: Sequence[str], share: float) -> NDArray[np.bool_]:
    """Return which of `texts` are in the fixed validation part."""
    return np.array([share_of(text) < share for text in texts], dtype=bool)


class Kept:
    """An encoder that keeps on the disk what it has encoded: the tasks read the same texts again and again."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.encoder_id = encoder.encoder_id
        self.wide = encoder.wide

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the rows of `texts`, from the cache where it has them; what is encoded stays if stopped."""
        parts = [self._part(texts[at : at + PART]) for at in range(0, len(texts), PART)]
        return np.concatenate(parts) if parts else np.zeros((0, self.wide), np.float32)

    def _part(self, texts: Sequence[str]) -> Floats:
        told = "\0".join([self.encoder_id, *texts]).encode("utf-8", "replace")
        path = CACHE / f"{hashlib.sha256(told).hexdigest()[:24]}.npy"
        if path.exists():
            return np.asarray(np.load(path), dtype=np.float32)
        found = self._encoder.encode(texts)
        CACHE.mkdir(exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        with partial.open("wb") as file:
            np.save(file, found)
        partial.rename(path)
        return found


def read(encoder: Encoder, texts: Sequence[str]) -> tuple[Floats, list[Grams]]:
    """Return what heads see of texts."""
    cleaned = [clean(text) for text in texts]
    return encoder.encode(cleaned), [grams(text) for text in cleaned]
