"""What a Google API's answer means (cloud.google.com/apis/design/errors, and the reasons of each API).

A token that was refused answers in the words of OAuth: `{"error": "invalid_grant"}`; the API itself in an object with
`code`, `message`, `status` and `errors[].reason`.
"""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, retry_after
from trato.rooms.channels.adapters.reading import map_in, maps_in, text_in
from trato.rooms.channels.model import (
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

SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded"})
SLOWER = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED"})
UNTRUSTED = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "UNAUTHENTICATED", "authError"})
FORBIDDEN = frozenset({
    "PERMISSION_DENIED", "accessNotConfigured", "SERVICE_DISABLED", "insufficientPermissions",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "youtubeSignupRequired", "accountSuspended", "accountClosed",
})  # fmt: skip
A_WHILE, A_DAY = timedelta(minutes=1), timedelta(hours=1)


def reason_of(answer: HttpAnswer) -> str:
    """Return the nearest word that an answer has for what is wrong; its HTTP status where it has none."""
    body = body_of(answer)
    if isinstance(told := body.get("error"), str):  # OAuth
        return told
    error = map_in(body, "error")
    for one in (*maps_in(error, "errors"), *maps_in(error, "details")):
        if (reason := text_in(one, "reason")) and reason not in ("forbidden", "badRequest"):
            return reason
    return text_in(error, "status") or f"http_{answer.status}"


def words_of(answer: HttpAnswer) -> str:
    """Return Google's own sentence."""
    body = body_of(answer)
    return text_in(map_in(body, "error"), "message") or text_in(body, "error_description")


def refusal_of(answer: HttpAnswer) -> SendOutcome:
    """Sort an answer that took nothing; whether a 5xx did is not known."""
    reason, wait = reason_of(answer), retry_after(answer)
    if answer.status == 503:
        return NotAccepted(reason, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(reason)
    if reason in SPENT:
        return NotAccepted(reason, retry_after=wait or A_DAY, pauses_account=True)
    if reason in SLOWER or answer.status == 429:
        return NotAccepted(reason, retry_after=wait or A_WHILE, pauses_account=True)
    if reason in UNTRUSTED | FORBIDDEN or answer.status == 401:
        return Rejected(RejectReason.AUTH, reason, words_of(answer))
    return Rejected(RejectReason.PERMANENT, reason, words_of(answer))


def trouble_of(answer: ProviderAnswer | None) -> Troubled | None:
    """Return why a page was not given; None when it was."""
    if not isinstance(answer, HttpAnswer):
        return Troubled(answer.error if isinstance(answer, TransportFailure) else "no_answer")
    if 200 <= answer.status < 300:
        return None
    reason, wait = reason_of(answer), retry_after(answer)
    if reason in SPENT:
        return Troubled("quota_spent", wait=wait or A_DAY)
    if reason in SLOWER or answer.status == 429:
        return Troubled("too_fast", wait=wait or A_WHILE)
    return Troubled(reason, refused=reason in UNTRUSTED | FORBIDDEN or answer.status == 401, wait=wait)
