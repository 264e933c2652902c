"""Chat Completions as OpenAI published it, as far as a request may say it. What is not of it is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

Most = Annotated[int, Meta(ge=1, le=100_000)]


class Message(Struct, forbid_unknown_fields=True):
    role: Literal["developer", "system", "user", "assistant"]
    content: Annotated[str, Meta(min_length=1)]


class Request(Struct, forbid_unknown_fields=True):
    """A request without tools, pictures or streams: we send none of these."""

    model: Annotated[str, Meta(min_length=1)]
    messages: Annotated[list[Message], Meta(min_length=1)]
    max_tokens: Most | None = None
    max_completion_tokens: Most | None = None
    temperature: Annotated[float, Meta(ge=0, le=2)] | None = None

    @property
    def most(self) -> int:
        """How many tokens the answer may have."""
        return self.max_completion_tokens or self.max_tokens or 4_096


class Refused(Exception):
    """What the server refuses, as it says so: a status and an `error` object."""

    def __init__(self, status: int, message: str, kind: str, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.told: dict[str, Any] = {"error": {"message": message, "type": kind, "param": param, "code": code}}


def read_request(raw: bytes) -> Request:
    """Return what a request says. Raises Refused."""
    try:
        read = msgspec.json.decode(raw, type=Request)
    except msgspec.MsgspecError as wrong:
        raise Refused(400, str(wrong), "invalid_request_error") from wrong
    if read.max_tokens and read.max_completion_tokens:
        raise Refused(400, "max_tokens and max_completion_tokens", "invalid_request_error", "max_tokens")
    return read
