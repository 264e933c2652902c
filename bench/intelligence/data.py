"""The development sets: where they are, and fixed splits of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams

ROOT = Path(__file__).parents[2]


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


def read(encoder: Encoder, texts: Sequence[str]) -> tuple[Floats, list[Grams]]:
    """Return what heads see of texts."""
    cleaned = [clean(text) for text in texts]
    return encoder.encode(cleaned), [grams(text) for text in cleaned]
