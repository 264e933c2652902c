"""A key that is alike for messages that say the same: a 64-bit simhash of their letters (Charikar, 2002)."""

from __future__ import annotations

import re

import numpy as np

from trato.rooms.intelligence.engine.features import clean, spelled

VARYING = re.compile(r"https?://\S+|www\.\S+|@\w+|\d+", re.IGNORECASE)
SPREAD = np.uint64(0x9E3779B97F4A7C15)
BITS = np.arange(64, dtype=np.uint64)


def near_key(text: str) -> str:
    """Return sixteen hexadecimal digits; links, mentions and numbers do not count. Near is three bits or less."""
    one = spelled(clean(VARYING.sub(" ", text)))
    if not len(one.buckets):
        return "0" * 16
    spread = (one.buckets.astype(np.uint64) + np.uint64(1)) * SPREAD
    spread ^= spread >> np.uint64(29)
    spread *= np.uint64(0xBF58476D1CE4E5B9)
    signs = ((spread[:, None] >> BITS) & np.uint64(1)).astype(np.float32) * 2 - 1
    votes = one.weights @ signs
    return f"{sum(1 << at for at, vote in enumerate(votes.tolist()) if vote > 0):016x}"


def apart(one: str, other: str) -> int:
    """Return by how many bits two keys differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
