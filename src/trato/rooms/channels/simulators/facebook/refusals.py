"""Refusals as the Graph words them for Pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refused(Exception):
    """A call that the provider does not take. `words` say which rule, in English, as the provider does."""

    code: int
    words: str
    subcode: int = 0
    status: int = 400

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        error: dict[str, Any] = {"message": f"(#{self.code}) {self.words}", "type": "OAuthException", "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        return {"error": {**error, "fbtrace_id": "A-simulated-trace"}}
