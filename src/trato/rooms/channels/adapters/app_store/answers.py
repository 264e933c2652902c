"""What App Store Connect's answer means: `{"errors": [{status, code, title, detail}]}` (its OpenAPI, 3.7.0)."""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, retry_after
from trato.rooms.channels.adapters.app_store.parse import provider_id_of
from trato.rooms.channels.adapters.reading import map_in, maps_in, text_in
from trato.rooms.channels.model import (
    Accepted,
    HttpAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    Troubled,
    Unknown,
)

SPENT_FOR = timedelta(minutes=10)  # of 3,600 calls an hour and key


def meaning(answer: HttpAnswer) -> SendOutcome:
    """Sort the answer to a response into the four outcomes."""
    if 200 <= answer.status < 300:
        data = map_in(body_of(answer), "data")
        return Accepted(provider_id_of(data)) if text_in(data, "id") else Unknown("no_id")
    code, wait = code_of(answer), retry_after(answer)
    if answer.status == 429:
        return NotAccepted(code, retry_after=wait or SPENT_FOR, pauses_account=True)
    if answer.status == 503:
        return NotAccepted(code, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if answer.status == 401 or answer.status == 403 or code == "invalid_grant":
        return Rejected(RejectReason.AUTH, code, _words(answer))
    return Rejected(RejectReason.PERMANENT, code, _words(answer))


def trouble_of(answer: ProviderAnswer | None) -> Troubled | None:
    """Return why a page was not given; None when it was."""
    if not isinstance(answer, HttpAnswer):
        return Troubled(answer.error if isinstance(answer, TransportFailure) else "no_answer")
    if 200 <= answer.status < 300:
        return None
    code = code_of(answer)
    if answer.status == 429:
        return Troubled("too_fast", wait=retry_after(answer) or SPENT_FOR)
    return Troubled(code, refused=answer.status in (401, 403) or code == "invalid_grant", wait=retry_after(answer))


def code_of(answer: HttpAnswer) -> str:
    """Return Apple's code of what is wrong; the HTTP status where there is none."""
    body = body_of(answer)
    if isinstance(told := body.get("error"), str):  # the key could not be read: nothing was asked
        return told
    return next((text_in(one, "code") for one in maps_in(body, "errors")), "") or f"http_{answer.status}"


def _words(answer: HttpAnswer) -> str:
    return next((text_in(one, "detail") for one in maps_in(body_of(answer), "errors")), "")
