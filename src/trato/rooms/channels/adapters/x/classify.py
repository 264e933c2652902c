"""What X's answer to a call means. A send is not idempotent: a silence or a 5xx may have sent it.

A 429 says in `x-rate-limit-reset` when the quarter of an hour ends, and in `x-app-limit-24hour-reset` or
`x-user-limit-24hour-reset` when the day does, in Unix seconds; beside it stands the server's own date. A 401 is of a
token that ended before it was renewed: the message waits for the next one, and what refuses the account is the
renewal (see `renewing`).
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
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

_USUAL_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(days=1)
_RENEWED_WITHIN = timedelta(seconds=30)
_RESETS = ("x-user-limit-24hour", "x-app-limit-24hour", "x-rate-limit")
_NOT_TO_US = ("349", "150", "not allowed to send direct messages", "cannot send messages to this user")


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300:
        data = map_in(body, "data")
        identifier = text_in(data, "dm_event_id") or text_in(data, "id")
        return Accepted(identifier) if identifier else Unknown("no_id")
    code, words = f"x_{answer.status}", _words(body)
    if answer.status == 429:
        return NotAccepted(code, retry_after=wait_of(answer))
    if answer.status == 401:
        return NotAccepted(code, retry_after=_RENEWED_WITHIN)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if answer.status == 403 and any(sign in words.lower() for sign in _NOT_TO_US):
        return Rejected(RejectReason.PERMANENT, "x_dm_closed", words)
    return Rejected(RejectReason.PERMANENT, code, words)


def _words(body: JsonMap) -> str:
    first = next(iter(maps_in(body, "errors")), {})
    return text_in(body, "detail") or text_in(first, "message") or text_in(first, "detail") or text_in(body, "title")


def wait_of(answer: HttpAnswer) -> timedelta:
    """Return how long until the limit that was reached is lifted."""
    headers = {name.lower(): value.strip() for name, value in answer.headers.items()}
    resets = [
        int(headers[f"{one}-reset"])
        for one in _RESETS
        if headers.get(f"{one}-reset", "").isdecimal() and headers.get(f"{one}-remaining", "0") == "0"
    ]
    try:
        now = parsedate_to_datetime(headers.get("date", "")).timestamp()
    except (ValueError, TypeError):
        return retry_after(answer) or _USUAL_WAIT
    if not resets:
        return retry_after(answer) or _USUAL_WAIT
    return min(max(timedelta(seconds=max(resets) - now), timedelta(seconds=1)), _LONGEST_WAIT)
