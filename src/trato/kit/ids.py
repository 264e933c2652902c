"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

import os
import time
from uuid import UUID

_last = 0


def uuid7() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, 12 bits that keep order within one, 62 random bits.

    Ids made by one process ascend strictly.
    """
    global _last
    ticks = time.time_ns() * 4096 // 1_000_000  # milliseconds, and 1/4096 of one
    _last = ticks = ticks if ticks > _last else _last + 1
    random = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0b10 << 62 | random)
