"""How long a text is, as channels count it.

X weighs: what is common in Latin and other alphabets counts one, all else two, an emoji two however many code points
it has, and an address 23 whatever its length. Source: twitter-text 3, configuration version 3. Where a word only may
be an address (any two letters may end one), it is counted as one: a text is never longer there than we say.
"""

from __future__ import annotations

import re
import unicodedata
from typing import assert_never

from trato.rooms.channels.model.capabilities import LengthUnit

_ADDRESS = 23
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))  # code points that count one
_ENDS = (
    "com|net|org|info|biz|edu|gov|mil|int|name|pro|mobi|jobs|travel|tel|app|dev|shop|store|online|site|website|web|"
    "blog|tech|cloud|club|live|news|page|xyz|lat|design|agency|digital|email|link|links|media|world|top|vip|fun|space|"
    "today|life|group|social|studio|academy|center|company|expert|global|help|care|support|team|tools|tours|video|"
    "wiki|works|zone|bio|art|bar|cafe|casa|coffee|fit|food|futbol|gratis|hotel|kitchen|market|menu|one|pizza|plus|"
    "restaurant|sale|taxi|viajes|[a-z]{2}"
)
_SIGN = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_DRESSED = f"{_SIGN}[\ufe0f\U0001f3fb-\U0001f3ff]*[\U000e0020-\U000e007f]*"
_HEAVY = re.compile(
    rf"(?P<address>https?://[^\s<>\"]*[^\s<>\".,:;!?)\]'…]|(?<![\w@#$.\-/])(?:[a-z0-9][a-z0-9_-]*\.)+(?:{_ENDS})\b"
    r"(?![@\w-])(?:/[^\s<>\"]*[^\s<>\".,:;!?)\]'…])?/?)"
    rf"|(?P<emoji>[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_DRESSED}(?:\u200d{_DRESSED})*)",
    re.IGNORECASE,
)


def length_of(text: str, unit: LengthUnit) -> int:
    """Return the length of a text in `unit`."""
    match unit:
        case LengthUnit.CHARACTERS:
            return len(text)
        case LengthUnit.BYTES:
            return len(text.encode())
        case LengthUnit.CODE_UNITS:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case LengthUnit.WEIGHTED:
            return _weight(unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
        case other:
            assert_never(other)


def _weight(text: str) -> int:
    whole, end = 0, 0
    for found in _HEAVY.finditer(text):
        whole += sum(map(_weight_of, text[end : found.start()])) + (_ADDRESS if found["address"] else 2)
        end = found.end()
    return whole + sum(map(_weight_of, text[end:]))


def _weight_of(char: str) -> int:
    return 1 if any(first <= ord(char) <= last for first, last in _LIGHT) else 2
