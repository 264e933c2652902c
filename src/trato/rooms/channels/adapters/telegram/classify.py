"""What Telegram's answer to a call means. A send is not idempotent: a silence or a 5xx may have sent it."""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http
from trato.rooms.channels.adapters.reading import JsonMap, is_map, map_in, number_in, text_in
from trato.rooms.channels.adapters.telegram.names import message_name
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

_TOKEN = (401, 404)  # a token that was revoked, and one that never was
_STOPPED = "bot was blocked by the user"
_USUAL_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = 86_400  # seconds


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300:
        return _accepted(body)
    code, words = f"telegram_{answer.status}", text_in(body, "description")
    if answer.status == 429:  # of this chat, or of all: each learns it from its own answer
        return NotAccepted(code, retry_after=_wait(body))
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if answer.status in _TOKEN and "chat not found" not in words:
        return Rejected(RejectReason.AUTH, code, words)
    if answer.status == 403 and _STOPPED in words:
        return Rejected(RejectReason.OPT_OUT, code, words)
    return Rejected(RejectReason.PERMANENT, code, words)


def _accepted(body: JsonMap) -> SendOutcome:
    if body.get("ok") is not True:
        return Unknown("no_id")
    result = body.get("result")
    first = result[0] if isinstance(result, list) and result else result
    if is_map(first) and (name := message_name(first)):
        return Accepted(name)
    return Accepted("") if first is True else Unknown("no_id")


def _wait(body: JsonMap) -> timedelta:
    seconds = number_in(map_in(body, "parameters"), "retry_after")
    return timedelta(seconds=min(max(seconds, 1), _LONGEST_WAIT)) if seconds is not None else _USUAL_WAIT
