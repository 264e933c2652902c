"""Refusals as the Bot API words them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_WORDS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}


@dataclass(frozen=True)
class Refused(Exception):
    """A call that Telegram does not take."""

    status: int
    words: str = ""
    retry_after: int = 0

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        title = _WORDS.get(self.status, "Internal Server Error")
        told: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": f"{title}: {self.words}" if self.words else title,
        }
        return {**told, "parameters": {"retry_after": self.retry_after}} if self.retry_after else told
