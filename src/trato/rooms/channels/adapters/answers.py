"""What providers answer over HTTP: JSON of which no shape is trusted, and how long they ask us to wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import assert_never

import msgspec

from trato.rooms.channels.adapters.reading import JsonMap
from trato.rooms.channels.model import (
    HttpAnswer,
    LocalAnswer,
    MailAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    Unknown,
)


def over_http(answer: ProviderAnswer, means: Callable[[HttpAnswer], SendOutcome]) -> SendOutcome:
    """Return what an answer to a send means, of a provider that is called over HTTP; `means` reads what it answered.

    A call that left and found silence may have been taken; one that never left was not.
    """
    match answer:
        case HttpAnswer():
            return means(answer)
        case TransportFailure(error=error, sent=sent):
            return Unknown(error) if sent else NotAccepted(error)
        case MailAnswer() | LocalAnswer():
            return Rejected(RejectReason.PERMANENT, "wrong_transport")
        case other:
            assert_never(other)


def body_of(answer: HttpAnswer) -> JsonMap:
    """Return the JSON object of an answer, an empty one where there is none."""
    try:
        body = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def told_by(answer: ProviderAnswer | None) -> JsonMap | None:
    """Return the JSON object of an answer to a question; None where the provider did not answer, or failed."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return None
    try:
        body = msgspec.json.decode(answer.body or b"{}")
    except msgspec.DecodeError:
        return None
    return body if isinstance(body, dict) else None


def retry_after(answer: HttpAnswer) -> timedelta | None:
    """Return how long the provider asks us to wait, None when it does not say."""
    for name, value in answer.headers.items():
        if name.lower() == "retry-after" and value.strip().isdecimal():
            return timedelta(seconds=min(int(value), 86_400))
    return None
