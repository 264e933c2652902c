"""What Twilio's answer to a send means.

Twilio takes no idempotency key for messages: a 5xx or a silence after the request left may have sent the message, so it
is `Unknown` and never repeated by the machine. The receipt, whose address carries our key, ends the doubt.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, assert_never

import msgspec

from trato.rooms.channels.adapters.sms.errors import ACCOUNT, OPTED_OUT, SLOWER
from trato.rooms.channels.model import (
    Accepted,
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

_WAIT = timedelta(seconds=10)  # when no header says


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    match answer:
        case HttpAnswer():
            return _http(answer)
        case TransportFailure(error=error, sent=sent):
            return Unknown(error) if sent else NotAccepted(error)
        case MailAnswer() | LocalAnswer():
            return Rejected(RejectReason.PERMANENT, "wrong_transport")
        case other:
            assert_never(other)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = _body(answer)
    if 200 <= answer.status < 300:
        return _accepted(body)
    code, wait = _code(body.get("code")) or f"http_{answer.status}", _retry_after(answer)
    if answer.status == 503 and wait:
        return NotAccepted(code, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if code in SLOWER or answer.status == 429:
        return NotAccepted(code, retry_after=wait or _WAIT, pauses_account=True)
    return Rejected(_reason(code, answer.status), code, str(body.get("message") or "")[:500])


def _accepted(body: dict[str, Any]) -> SendOutcome:
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


def _retry_after(answer: HttpAnswer) -> timedelta | None:
    for name, value in answer.headers.items():
        if name.lower() == "retry-after" and value.strip().isdecimal():
            return timedelta(seconds=min(int(value), 86_400))
    return None


def _body(answer: HttpAnswer) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
