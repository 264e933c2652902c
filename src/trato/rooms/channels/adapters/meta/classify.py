"""What the Graph's answer to a call for a Page means. Codes: Meta, "Handle errors" and "Messenger errors".

Neither a message nor a comment is idempotent: a 5xx or a silence after the request left may have been taken, so it is
`Unknown` and never repeated by the machine; only 503 and 429 are refusals.
"""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.channels.model import (
    OTHER_APP,
    Accepted,
    HttpAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    Unknown,
)

# Meta asks to try again; a 4xx with one of these was surely not taken.
_AGAIN = {"1", "2", "1200"}
# Rate limits of the application, the user, the Page, and of custom events; 80001 and above are a business's.
_SLOWER = {"4", "17", "32", "613"}
_SLOW_DOWN = timedelta(minutes=1)
_RESTRICTED = {"10:1893063"}  # the Page may not write for a while
_RESTRICTED_FOR = timedelta(hours=1)
_OTHERS = {"10:2018300"}  # another application answers in this conversation
_WINDOW = {"10:2018278", "10:2534022"}
# The person left, blocked the Page, or closed the account: no fault of ours.
_GONE = {"551", "200:1545041"}
_ACCOUNT = {"3", "10", "102", "190", "368"}
NO_ID = "no_id"  # it was taken, and nothing names it
_BUSINESS = "800"  # 80001 to 80014


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300 and "error" not in body:
        return _accepted(body)
    error = map_in(body, "error")
    code = text_in(error, "code") or f"http_{answer.status}"
    sub = text_in(error, "error_subcode")
    whole = f"{code}:{sub}" if sub not in ("", "0") else code
    wait = retry_after(answer)
    if answer.status == 503:
        return NotAccepted(whole, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(whole)
    if whole in _RESTRICTED:
        return NotAccepted(whole, retry_after=wait or _RESTRICTED_FOR, pauses_account=True)
    if answer.status == 429 or code in _SLOWER or _is_business_limit(code):
        return NotAccepted(whole, retry_after=wait or _SLOW_DOWN, pauses_account=True)
    if code in _AGAIN:
        return NotAccepted(whole, retry_after=wait)
    if whole in _OTHERS:
        return Rejected(RejectReason.PERMANENT, OTHER_APP, _words(error))
    return Rejected(_reason(code, whole, answer.status), whole, _words(error))


def _accepted(body: JsonMap) -> SendOutcome:
    identifier = text_in(body, "message_id") or text_in(body, "id")
    # what is done to something, or shown, gets no id of its own
    if identifier or body.get("success") is True or text_in(body, "recipient_id"):
        return Accepted(identifier)
    return Unknown(NO_ID)


def _reason(code: str, whole: str, status: int) -> RejectReason:
    if whole in _WINDOW:
        return RejectReason.WINDOW
    if code in _GONE or whole in _GONE:
        return RejectReason.PERMANENT
    if code in _ACCOUNT or _is_permission(code) or status in (401, 403) and code.startswith("http_"):
        return RejectReason.AUTH
    return RejectReason.PERMANENT


def _is_business_limit(code: str) -> bool:
    return len(code) == 5 and code.startswith(_BUSINESS) and code.isdecimal()


def _is_permission(code: str) -> bool:
    return len(code) == 3 and code.startswith("2") and code.isdecimal()  # 200 to 299


def _words(error: JsonMap) -> str:
    """Return the provider's words without the trace id, which says nothing to people."""
    return text_in(error, "error_user_msg") or text_in(error, "message")
