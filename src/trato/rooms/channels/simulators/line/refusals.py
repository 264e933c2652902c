"""Refusals as the Messaging API words them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refused(Exception):
    """A call that LINE does not take; `where` names what is wrong in its body."""

    status: int
    words: str
    where: str = ""

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        told: dict[str, Any] = {"message": self.words}
        return {**told, "details": [{"message": self.words, "property": self.where}]} if self.where else told
