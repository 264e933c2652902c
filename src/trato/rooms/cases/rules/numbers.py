"""Numbers that people can say."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"\s*#?\s*(\d{1,15})\s*")


def say_number(number: int) -> str:
    """Return a case's number as people write it: "#10482"."""
    return f"#{number}"


def read_number(text: str) -> int | None:
    """Return the number that a person wrote ("#10482", "10482"), or None."""
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None
