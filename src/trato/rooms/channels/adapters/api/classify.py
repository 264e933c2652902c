"""What the other system's answer means. Our calls carry one id for ever, so a doubt is resolved by asking again."""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import text_in
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

_USUAL_WAIT = timedelta(seconds=30)


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    code, body = f"http_{answer.status}", body_of(answer)
    if 200 <= answer.status < 300:
        return Accepted(text_in(body, "id")[:200])
    if answer.status == 429:
        return NotAccepted(code, retry_after=retry_after(answer) or _USUAL_WAIT, pauses_account=True)
    if answer.status == 503:
        return NotAccepted(code, retry_after=retry_after(answer))
    if answer.status >= 500 or answer.status in {408, 425}:
        return Unknown(code)
    if answer.status in {401, 403}:
        return Rejected(RejectReason.AUTH, code, text_in(body, "detail"))
    return Rejected(RejectReason.PERMANENT, code, text_in(body, "detail"))
