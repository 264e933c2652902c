"""Refusals: what people and programs are told when something cannot be done."""

from __future__ import annotations

from typing import Any, ClassVar


class TratoError(Exception):
    """An expected refusal, with data and without prose.

    `code` names it in the API and in the catalogues of translations (RFC 9457 `type` and `code`); `status` is
    the HTTP status it becomes. Keyword arguments are its data: ids, numbers and codes that the sentence needs.
    Anything that is not a `TratoError` is a bug.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code, data)
        self.data = data

    def __str__(self) -> str:
        return f"{self.code} {self.data}" if self.data else self.code


class NotFound(TratoError):
    """There is no such thing, or it is not for this actor: both answer alike."""

    code = "not_found"
    status = 404


class Forbidden(TratoError):
    code = "forbidden"
    status = 403


class Unauthenticated(TratoError):
    code = "unauthenticated"
    status = 401


class Invalid(TratoError):
    """What was sent does not make sense: `field` says where, `reason` why."""

    code = "invalid"
    status = 422


class Conflict(TratoError):
    """Somebody else was first, or the state no longer allows it."""

    code = "conflict"
    status = 409


class TooLarge(TratoError):
    code = "too_large"
    status = 413


class TooMany(TratoError):
    code = "too_many_requests"
    status = 429


class Unavailable(TratoError):
    """The database or a provider cannot be reached just now; nothing was stored; try again."""

    code = "unavailable"
    status = 503
