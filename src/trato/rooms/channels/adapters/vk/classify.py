"""What VK's answer to a call means. Errors come with status 200; sends carry a key, so that silence may be asked again.

Source: errors.json of 5.199.
"""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.answers import body_of, over_http, retry_after
from trato.rooms.channels.adapters.reading import JsonMap, is_map, map_in, text_in
from trato.rooms.channels.adapters.vk.names import id_in, message_name
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

TOO_FAST, FLOOD, SPENT = "6", "9", "29"
UNSURE = frozenset({"1", "10"})  # an error of VK's own: the same key asks whether it was taken
WAITS = {TOO_FAST: timedelta(seconds=1), FLOOD: timedelta(minutes=1), SPENT: timedelta(hours=1)}
AGAIN = UNSURE | WAITS.keys()
CAPTCHA = frozenset({"14", "17", "24"})  # VK wants a person before a screen: no machine goes on from here
TOKEN = frozenset({"5", "27", "28", "1117"})


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the provider's answer into the four outcomes."""
    return over_http(answer, _http)


def error_in(body: JsonMap) -> tuple[str, str] | None:
    """Return the number and the words of the error in an answer, also of the one recipient that it is about."""
    error = map_in(body, "error")
    if error:
        return text_in(error, "error_code") or "?", text_in(error, "error_msg")
    error = map_in(_first(body), "error")
    return (text_in(error, "code") or "?", text_in(error, "description")) if error else None


def _http(answer: HttpAnswer) -> SendOutcome:
    if answer.status == 429:
        return NotAccepted("vk_http_429", retry_after=retry_after(answer) or WAITS[FLOOD])
    body = body_of(answer)
    error = error_in(body)
    if error is not None:
        return _refused(*error)
    if answer.status >= 500 or answer.status == 408:
        return Unknown(f"vk_http_{answer.status}")
    if answer.status >= 300:
        return Rejected(RejectReason.PERMANENT, f"vk_http_{answer.status}")
    return _accepted(body)


def _refused(number: str, words: str) -> SendOutcome:
    code = f"vk_{number}"
    if number in WAITS:
        return NotAccepted(code, retry_after=WAITS[number], pauses_account=number == SPENT)
    if number in UNSURE:
        return Unknown(code)
    if number in TOKEN | CAPTCHA:
        return Rejected(RejectReason.AUTH, code, words)
    return Rejected(RejectReason.PERMANENT, code, words)


def _accepted(body: JsonMap) -> SendOutcome:
    response = body.get("response")
    if is_map(response) and (comment := id_in(response, "comment_id")):
        return Accepted(comment)
    if name := message_name(_first(body)):
        return Accepted(name)
    return Accepted("") if response == 1 else Unknown("no_id")


def _first(body: JsonMap) -> JsonMap:
    response = body.get("response")
    first = response[0] if isinstance(response, list) and response else None
    return first if is_map(first) else {}
