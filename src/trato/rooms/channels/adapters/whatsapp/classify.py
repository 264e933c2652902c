"""What the provider's answer to a send means.

Codes: Meta, "Cloud API error codes". A send is not idempotent: a 5xx or a silence after the request left may
have sent the message, so it is `Unknown` and never repeated by the machine; only 503 and 429 are refusals.
"""

from __future__ import annotations

from datetime import timedelta

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

# Meta asks to try again; a 4xx with one of these was surely not taken.
_AGAIN = {"1", "2", "131000", "131016", "131057", "133016"}
# Rate limits, and how long to wait when no header says: application, business account, number, pair.
_SLOWER = {
    "4": timedelta(minutes=1),
    "80007": timedelta(minutes=1),
    "130429": timedelta(seconds=5),
    "131056": timedelta(seconds=6),
}
_ONE_RECIPIENT = "131056"  # the pair of our number and that person; everybody else goes on
_WINDOW = {"131047"}
_OPTED_OUT = {"131050"}
_ACCOUNT = {"0", "3", "10", "190", "368", "131031", "131042", "131045", "131048", "130497"}


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def _http(answer: HttpAnswer) -> SendOutcome:
    body = body_of(answer)
    if 200 <= answer.status < 300:
        return _accepted(body)
    error = map_in(body, "error")
    code = text_in(error, "code") or f"http_{answer.status}"
    wait = retry_after(answer)
    if answer.status == 503:
        return NotAccepted(code, retry_after=wait)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(code)
    if code in _SLOWER:
        return NotAccepted(code, retry_after=wait or _SLOWER[code], pauses_account=code != _ONE_RECIPIENT)
    if answer.status == 429:
        return NotAccepted(code, retry_after=wait or _SLOWER["130429"], pauses_account=True)
    if code in _AGAIN:
        return NotAccepted(code, retry_after=wait)
    return Rejected(_reason(code, answer.status), code, _words(error))


def _accepted(body: JsonMap) -> SendOutcome:
    messages = maps_in(body, "messages")
    identifier = text_in(messages[0], "id") if messages else text_in(body, "id")
    if identifier or body.get("success") is True:
        return Accepted(identifier)
    return Unknown("no_id")


def _reason(code: str, status: int) -> RejectReason:
    if code in _WINDOW:
        return RejectReason.WINDOW
    if code in _OPTED_OUT:
        return RejectReason.OPT_OUT
    if code in _ACCOUNT or _is_permission(code) or status in (401, 403) and code.startswith("http_"):
        return RejectReason.AUTH
    return RejectReason.PERMANENT


def _is_permission(code: str) -> bool:
    return len(code) == 3 and code.startswith("2") and code.isdecimal()  # 200 to 299


def _words(error: JsonMap) -> str:
    """Return the provider's words without the trace id, which says nothing to people."""
    return text_in(map_in(error, "error_data"), "details") or text_in(error, "message")
