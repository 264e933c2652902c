"""Refusals as X words them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_TITLES = {400: "Invalid Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}


@dataclass(frozen=True)
class Refused(Exception):
    """A call that X does not take. `words` say which rule, in English, as X does."""

    status: int
    words: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        title = _TITLES.get(self.status, "Internal Error")
        told: dict[str, Any] = {"title": title, "detail": self.words or title, "status": self.status}
        told["type"] = "https://api.x.com/2/problems/invalid-request" if self.status == 400 else "about:blank"
        return {**told, "errors": [{"message": self.words or title}]} if self.status == 400 else told
