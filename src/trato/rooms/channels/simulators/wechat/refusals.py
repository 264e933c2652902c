"""Refusals as WeChat words them: status 200, an error with a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_WORDS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40035: "invalid parameter",
    40125: "invalid appsecret",
    40201: "invalid url",
    40202: "invalid action",
    41001: "access_token missing",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit mustslower retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    47001: "data format error",
    48001: "api unauthorized",
    76021: "cgi_path not found, please check",
}


@dataclass(frozen=True)
class Refused(Exception):
    """A call that WeChat does not take."""

    code: int
    words: str = ""

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        told = _WORDS.get(self.code, "unknown error")
        return {"errcode": self.code, "errmsg": f"{told} {self.words}".strip()}
