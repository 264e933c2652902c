"""What we do to a call by itself: calls of Twilio's REST API, and what its answers mean.

No call takes an idempotency key: an order that may have been taken is not given again. What became of it is told by
the call's own webhooks, and time ends what nobody tells of.
"""

from __future__ import annotations

from typing import assert_never

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.twilio.provider import account_url, headers_of
from trato.rooms.channels.adapters.voice.answers import OWN, join, park
from trato.rooms.channels.adapters.voice.script import script_of
from trato.rooms.channels.adapters.voice.spot import callback, short_call
from trato.rooms.channels.adapters.voice.twiml import document, element, say
from trato.rooms.channels.adapters.voice.words import SPOKEN
from trato.rooms.channels.model import (
    AccountView,
    CallOrder,
    CallWay,
    Carried,
    Dial,
    HangUp,
    Hold,
    HttpAnswer,
    HttpRequest,
    Join,
    Mute,
    Park,
    ProviderAnswer,
    Ring,
    Speak,
    Touch,
    TransportFailure,
)

GONE = frozenset({"20404", "21220"})  # what is not there, or over, needs nothing done to it


def request_of(order: CallOrder, account: AccountView) -> HttpRequest:
    """Return the call of the API that does what is ordered."""
    match order:
        case Ring():
            return _post(account, "Calls.json", _ring(order, account))
        case Dial():
            return _post(account, "Calls.json", _dial(order, account))
        case Speak(to=to, words=words):
            return _post(account, "Calls.json", _speak(to, words, account))
        case Join(call=call, name=name):
            return _post(account, f"Calls/{call}.json", {"Twiml": document(*join(account, name or call))})
        case Park(call=call, queue=queue, turn=turn):
            return _post(account, f"Calls/{call}.json", {"Twiml": document(*park(account, queue, turn))})
        case HangUp(call=call):
            return _post(account, f"Calls/{call}.json", {"Status": "completed"})
        case Hold(room=room, call=call, on=on):
            return _post(account, f"Conferences/{room}/Participants/{call}.json", {"Hold": _yes(on)})
        case Mute(room=room, call=call, on=on):
            return _post(account, f"Conferences/{room}/Participants/{call}.json", {"Muted": _yes(on)})
        case Touch(leg_call=leg_call, digits=digits):
            base = str(account.settings.get("api_base") or "").rstrip("/")
            return HttpRequest("POST", f"{base}/softphone/{leg_call}", headers_of(account), form={"Digits": digits})
        case other:
            assert_never(other)


def _ring(order: Ring, account: AccountView) -> dict[str, str]:
    leg, call = order.leg.hex, short_call(order.call)
    first = "agent" if order.way is CallWay.BROWSER else "whisper"
    to = f"client:{order.to}" if order.way is CallWay.BROWSER else order.to
    return {
        "To": to, "From": account.external_id, "Timeout": str(order.seconds),
        "Url": callback(account, first, leg, call, OWN if order.outgoing else ""),
        "StatusCallback": callback(account, "leg", leg, call),
    }  # fmt: skip


def _dial(order: Dial, account: AccountView) -> dict[str, str]:
    call = short_call(order.call)
    return {
        "To": order.to, "From": account.external_id, "Url": callback(account, "out", call),
        "Timeout": str(order.seconds), "StatusCallback": callback(account, "called", call),
    }  # fmt: skip


def _speak(to: str, words: str, account: AccountView) -> dict[str, str]:
    language = SPOKEN.get(script_of(account).language, SPOKEN["es"])
    twice = (say(words, language), element("Pause", length="1"), say(words, language))
    return {"To": to, "From": account.external_id, "Twiml": document(*twice), "Timeout": "30"}


def _post(account: AccountView, what: str, form: dict[str, str]) -> HttpRequest:
    told: dict[str, str | tuple[str, ...]] = dict(form)
    if "StatusCallback" in form:
        told["StatusCallbackEvent"] = ("initiated", "ringing", "answered", "completed")
    return HttpRequest("POST", account_url(account, what), headers_of(account), form=told)


def carried(order: CallOrder, answer: ProviderAnswer) -> Carried:
    """Sort the answer to an order."""
    once = isinstance(order, Ring | Dial)
    if isinstance(answer, TransportFailure):
        unsure = answer.sent and once
        return Carried(False, again=not unsure, code=answer.error, unsure=unsure)
    if not isinstance(answer, HttpAnswer):
        return Carried(False, code="wrong_transport")
    body = body_of(answer)
    if 200 <= answer.status < 300:
        return Carried(True, str(body.get("sid") or body.get("call_sid") or ""))
    code = str(body.get("code") or f"http_{answer.status}")
    if code in GONE or answer.status == 404:
        return Carried(not isinstance(order, Ring | Dial | Speak), code=code)
    broken = answer.status >= 500
    return Carried(False, again=answer.status == 429 or broken and not once, code=code, unsure=broken and once)


def _yes(on: bool) -> str:
    return "true" if on else "false"
