"""*Bold*, _italic_, ~struck~ and ```code``` as people write them, as entities: Telegram counts in UTF-16 units.

The same marks, by the same rule, as the composer draws them (`lightMarks.ts`).
"""

from __future__ import annotations

import re
from typing import Any

_KINDS = {"*": "bold", "_": "italic", "~": "strikethrough"}
_PIECE = re.compile(r"```([\s\S]+?)```|(?<![^\W_])(?<![*_~])([*_~])(?=\S)([^\n]*?\S)\2(?![^\W_])")


def marked(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return `text` without its marks, and the entities that say the same."""
    entities: list[dict[str, Any]] = []
    plain = _read(text, 0, entities)
    return plain, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _read(text: str, start: int, entities: list[dict[str, Any]]) -> str:
    """Return what is left of `text`, which begins `start` units into the message."""
    plain = ""
    while (found := _PIECE.search(text)) is not None:
        plain += text[: found.start()]
        offset = start + _units(plain)
        code, sign, inner = found[1], found[2], found[3]
        said = code if code is not None else _read(inner, offset, entities)
        kind = "pre" if code is not None else _KINDS[sign]
        entities.append({"type": kind, "offset": offset, "length": _units(said)})
        plain += said
        text = text[found.end() :]
    return plain + text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
