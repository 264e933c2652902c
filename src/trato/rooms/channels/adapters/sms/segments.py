"""How many segments a text takes: what carriers carry, and what is charged.

GSM 03.38 gives 160 signs in one segment and 153 in each of several; anything else goes as UCS-2, with 70 and 67 code
units. Signs of the extension table take two places, and neither they nor a surrogate pair are parted over two segments.
The console counts alike (`web/console/src/rooms/conversations/segments.ts`); both read the same vectors in their tests.
"""

from __future__ import annotations

from msgspec import Struct

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


class Segments(Struct, frozen=True):
    """`left` is how many places the last segment has still."""

    count: int
    unicode: bool
    left: int


def segments_of(text: str) -> Segments:
    """Count the segments of a text; none for the empty one."""
    unicode = any(sign not in _BASIC and sign not in _EXTENDED for sign in text)
    single, several = (70, 67) if unicode else (160, 153)
    places = [_places(sign, unicode) for sign in text]
    used = sum(places)
    if used <= single:
        return Segments(1 if text else 0, unicode, single - used)
    count, filled = 1, 0
    for one in places:
        if filled + one > several:
            count, filled = count + 1, 0
        filled += one
    return Segments(count, unicode, several - filled)


def _places(sign: str, unicode: bool) -> int:
    if unicode:
        return 2 if ord(sign) > 0xFFFF else 1
    return 2 if sign in _EXTENDED else 1
