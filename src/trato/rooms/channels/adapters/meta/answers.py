"""What the Graph answers: JSON of which no shape is trusted, and how long it asks us to wait."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from trato.rooms.channels.adapters.meta.reading import JsonMap
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer


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
