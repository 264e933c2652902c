"""What Twilio's answer to a send means.

Twilio takes no idempotency key for messages: a 5xx or a silence after the request left may have sent the message, so it
is `Unknown` and never repeated by the machine. The receipt, whose address carries our key, ends the doubt.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import JsonMap
from trato.rooms.channels.adapters.sms.errors import ACCOUNT, OPTED_OUT, SLOWER
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

_WAIT = timedelta(seconds=10)  # when no header says


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300:
        return _accepted(body)
    code, wait = _code(body.get("code")) or f"http_{answer.status}", retry_after(answer)
    if answer.status == 503 and wait:
        return NotAccepted(code, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if code in SLOWER or answer.status == 429:
        return NotAccepted(code, retry_after=wait or _WAIT, pauses_account=True)
    return Rejected(_reason(code, answer.status), code, str(body.get("message") or "")[:500])


def _accepted(body: JsonMap) -> SendOutcome:
    sid, code = body.get("sid"), _code(body.get("error_code"))
    if not isinstance(sid, str) or not sid:
        return Unknown("no_id")
    if body.get("status") in ("failed", "undelivered"):
        return Rejected(_reason(code, 400), code or "failed", str(body.get("error_message") or "")[:500])
    return Accepted(sid)


def _reason(code: str, status: int) -> RejectReason:
    if code in OPTED_OUT:
        return RejectReason.OPT_OUT
    if code in ACCOUNT or status in (401, 403) and code.startswith("http_"):
        return RejectReason.AUTH
    return RejectReason.PERMANENT


def _code(said: Any) -> str:
    return str(said) if isinstance(said, int | str) and not isinstance(said, bool) and said else ""
