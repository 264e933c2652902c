"""What LINE's answer to a push means. A push is idempotent by its key: silence and 5xx are asked again."""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import JsonMap, maps_in, text_in
from trato.rooms.channels.model import (
    Accepted,
    HttpAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    Unknown,
)

TAKEN_BEFORE = "x-line-accepted-request-id"  # of a push whose key came before
_SPENT = "monthly limit"  # of the account's plan: no waiting helps before the month is over
_USUAL_WAIT = timedelta(seconds=10)


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300:
        name = _first(body)
        return Accepted(name) if name else Unknown("no_id")
    code, words = f"line_{answer.status}", text_in(body, "message")
    if answer.status == 409 and any(name.lower() == TAKEN_BEFORE for name in answer.headers):
        return Accepted(_first(body))
    if answer.status == 429:
        if _SPENT in words:
            return Rejected(RejectReason.PERMANENT, "line_monthly_limit", words)
        return NotAccepted(code, retry_after=retry_after(answer) or _USUAL_WAIT)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if answer.status in {401, 403}:  # a token that ended, and a plan without the API
        return Rejected(RejectReason.AUTH, code, words)
    return Rejected(RejectReason.PERMANENT, code, words)


def _first(body: JsonMap) -> str:
    """Return the id of the first message of a call."""
    return next((text_in(one, "id") for one in maps_in(body, "sentMessages")), "")
