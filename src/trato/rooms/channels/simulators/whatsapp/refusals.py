"""Refusals as the Graph API words them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_TITLES = {
    0: "AuthException",
    10: "Permission Denied",
    100: "Invalid parameter",
    131000: "Something went wrong",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131047: "Re-engagement message",
    131050: "User has stopped receiving marketing messages",
    131051: "Unsupported message type",
    131052: "Media download error",
    131053: "Media upload error",
    131056: "Pair rate limit hit",
    131062: "Business-scoped user id not supported for this message",
    130429: "Rate limit hit",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132012: "Parameter format does not match format in the created template",
    132018: "Template parameter holds line breaks or runs of spaces",
    190: "Access token is not valid",
}


@dataclass(frozen=True)
class Refused(Exception):
    """A request that the provider does not take. `details` say which rule, in English, as the provider does."""

    code: int
    details: str
    status: int = 400

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        title = _TITLES.get(self.code, "Unknown error")
        return {
            "error": {
                "message": f"(#{self.code}) {title}",
                "type": "OAuthException",
                "code": self.code,
                "error_data": {"messaging_product": "whatsapp", "details": self.details},
                "fbtrace_id": "A-simulated-trace",
            }
        }

    def error(self) -> dict[str, Any]:
        """Return the same as a failed status carries it."""
        title = _TITLES.get(self.code, "Unknown error")
        return {"code": self.code, "title": title, "message": title, "error_data": {"details": self.details}}
