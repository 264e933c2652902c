"""A picture of a clay pot, drawn here: what the account shows in its post and in its story."""

from __future__ import annotations

import struct
import zlib
from functools import cache

_SIDE = 480
_WALL, _SHELF, _CLAY, _SHADE, _RIM = (226, 214, 196), (168, 140, 110), (176, 92, 58), (132, 64, 40), (96, 46, 30)


@cache
def pot() -> bytes:
    """Return it as PNG, 480 by 480."""
    rows = b"".join(b"\0" + b"".join(bytes(_colour(x, y)) for x in range(_SIDE)) for y in range(_SIDE))
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _colour(x: int, y: int) -> tuple[int, int, int]:
    across, down = x - 240, y - 265
    if (across / 92) ** 2 + ((y - 158) / 20) ** 2 < 1:
        return _RIM if (across / 76) ** 2 + ((y - 158) / 12) ** 2 < 1 else _CLAY
    if (across / 150) ** 2 + (down / 120) ** 2 < 1 or (abs(across) < 84 and 150 < y < 200):
        band = 8 < down % 60 < 14 and abs(down) < 70
        return _SHADE if band or across > 70 + (down * down) / 200 else _CLAY
    handle = (abs(across) - 152) ** 2 / 1400 + (down + 30) ** 2 / 1600
    if 0.45 < handle < 1:
        return _SHADE
    return _SHELF if y > 365 else _WALL
