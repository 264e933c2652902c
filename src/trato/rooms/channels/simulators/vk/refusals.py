"""Refusals as VK words them: status 200, an error with a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_WORDS = {
    5: "User authorization failed",
    6: "Too many requests per second",
    10: "Internal server error",
    14: "Captcha needed",
    15: "Access denied",
    27: "Group authorization failed",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    211: "Access to wall's comment denied",
    901: "Can't send messages for users without permission",
    911: "Keyboard format is invalid",
    914: "Message is too long",
    2000: "Servers number limit is reached",
}


@dataclass(frozen=True)
class Refused(Exception):
    """A call that VK does not take."""

    code: int
    words: str = ""

    @property
    def title(self) -> str:
        title = _WORDS.get(self.code, "Unknown error occurred")
        return f"{title}: {self.words}" if self.words else title

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        return {"error": {"error_code": self.code, "error_msg": self.title, "request_params": []}}

    def item(self) -> dict[str, Any]:
        """Return the error of one recipient of `messages.send`."""
        return {"code": self.code, "description": self.title}
