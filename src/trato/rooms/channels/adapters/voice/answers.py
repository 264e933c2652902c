"""What a caller hears next: the answer to each webhook of a call, in TwiML."""

from __future__ import annotations

from trato.rooms.channels.adapters.twilio.reading import Form, form_in
from trato.rooms.channels.adapters.voice.menus import FIRST, MOST_TRIES, Goes, Option, Script, chosen, menu_of
from trato.rooms.channels.adapters.voice.script import script_of
from trato.rooms.channels.adapters.voice.spot import Spot, callback, is_ours, long_call, number_of, spot_of
from trato.rooms.channels.adapters.voice.twiml import Element, conference, element, handshake, say, within
from trato.rooms.channels.adapters.voice.words import SPOKEN, when, word
from trato.rooms.channels.model import (
    AccountView,
    CallAsked,
    CallKnown,
    Handshake,
    Malformed,
    WebhookRequest,
    queue_token,
)

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
LONGEST_WORDS = 120  # seconds of what a caller leaves
OWN = "o"  # in an address: who is rung wants to call somebody
REST = 20  # seconds between what is said to who waits, where there is no music


def asked(request: WebhookRequest, account: AccountView) -> CallAsked | None:
    """Return what must be known before the answer: how the queue stands where the caller goes, or waits."""
    form, spot = _form(request), spot_of(request.query.get("key", ""))
    call = form.get("CallSid", "")
    if not call or form.get("CallStatus") in OVER:
        return None
    match spot.name:
        case "wait":
            offered = script_of(account).aside and not is_ours(form)
            return CallAsked(call, spot.first, number_of(form.get("From", "")) if offered else "")
        case "aside":
            return CallAsked(call, spot.first, number_of(form.get("From", "")))
        case "menu" | "":
            goes = _goes(form, spot, script_of(account))
            match goes:
                case Option(goes=Goes.QUEUE, to=to):
                    return CallAsked(call, to)
                case Option(goes=Goes.MESSAGE, to=by):
                    return CallAsked(call, "", number_of(form.get("From", "")), by)
                case _:
                    return None
        case _:
            return None


def answer(request: WebhookRequest, account: AccountView, known: CallKnown) -> Handshake:
    """Return what happens next in a call."""
    form, spot = _form(request), spot_of(request.query.get("key", ""))
    verbs = _Verbs(account, form, known)
    if not spot.name and form.get("Direction", "inbound") != "inbound":
        return handshake()
    match spot.name:
        case "" if form.get("CallStatus") not in OVER:
            return handshake(*verbs.entry(spot))
        case "menu":
            return handshake(*verbs.menu(spot))
        case "wait":
            return handshake(*verbs.wait(spot))
        case "aside":
            return handshake(*verbs.aside())
        case "left":
            return handshake(*verbs.left())
        case "whisper":
            return handshake(*verbs.whisper(spot))
        case "agent" | "accept":
            return handshake(*verbs.agent(spot))
        case "out" if form.get("CallStatus") not in OVER:
            return handshake(*verbs.out(spot))
        case "dialling":
            return handshake(verbs.say("dialling"), element("Pause", length=str(REST)))
        case "over" if form.get("CallStatus") not in OVER:
            return handshake(verbs.say("bye"), element("Hangup"))
        case "words":
            return handshake(verbs.say("words_taken"), element("Hangup"))
        case _:
            return handshake()


def join(account: AccountView, call: str) -> tuple[Element, ...]:
    """Return what brings a caller to whom answers: `call` names where both talk."""
    dial = element("Dial", action=callback(account, "over"))
    return (within(dial, conference(call, _rooms(account), ends=True)),)


def park(account: AccountView, queue: str, turn: str = "") -> tuple[Element, ...]:
    """Return what brings a caller to the queue; `turn` tells this time from others that they waited."""
    token = queue_token(queue) if queue else ""
    name, wait = token or "all", callback(account, "wait", token, turn)
    return (element("Enqueue", name, action=callback(account, "left"), waitUrl=wait),)


def goes_to(form: Form, spot: Spot, script: Script) -> Option | None:
    """Return what was chosen in a menu, None when nothing that there is."""
    return chosen(menu_of(script, spot.first or FIRST), form.get("Digits", ""), form.get("SpeechResult", ""))


def _goes(form: Form, spot: Spot, script: Script) -> Option | None:
    """Return where a caller goes now; None where a menu is said (again)."""
    to_queue = Option("", "", Goes.QUEUE)
    if not menu_of(script, spot.first or FIRST).options:
        return to_queue
    if spot.name != "menu":
        return None
    found = goes_to(form, spot, script)
    if found is None:
        return to_queue if _tries(spot) >= MOST_TRIES else None
    if found.goes is Goes.MENU and not menu_of(script, found.to).options:
        return to_queue
    return found


def _tries(spot: Spot) -> int:
    return int(spot.second) if spot.second.isascii() and spot.second.isdecimal() and len(spot.second) < 3 else 1


def _form(request: WebhookRequest) -> Form:
    try:
        return form_in(request.body)
    except Malformed:
        return {}


def _rooms(account: AccountView) -> dict[str, str]:
    return {"room": callback(account, "room")}


class _Verbs:
    """The verbs of one answer."""

    def __init__(self, account: AccountView, form: Form, known: CallKnown) -> None:
        self.account, self.form, self.known = account, form, known
        self.script = script_of(account)

    def say(self, name: str, **filled: str) -> Element:
        return self.aloud(word(self.script.language, name, **filled))

    def aloud(self, text: str) -> Element:
        return say(text, SPOKEN.get(self.script.language, SPOKEN["es"]))

    def entry(self, spot: Spot) -> list[Element]:
        first = menu_of(self.script, FIRST)
        said = [self.aloud(self.script.consent)] if self.script.consent else []
        if first.options:
            return [*said, *self._ask(FIRST, 1)]
        said.append(self.aloud(first.say) if first.say else self.say("hello"))
        return [*said, *self._queue("")]

    def menu(self, spot: Spot) -> list[Element]:
        goes = _goes(self.form, spot, self.script)
        name = spot.first or FIRST
        if goes is None:
            strange = bool(self.form.get("Digits") or self.form.get("SpeechResult"))
            return [*([self.say("not_understood")] if strange else []), *self._ask(name, _tries(spot) + 1)]
        match goes.goes:
            case Goes.QUEUE:
                return self._queue(goes.to)
            case Goes.HOURS:
                return [self.aloud(self.script.hours), *self._ask(name, _tries(spot) + 1)]
            case Goes.MESSAGE:
                if not number_of(self.form.get("From", "")):
                    return [self.say("aside_cannot"), *self._ask(name, _tries(spot) + 1)]
                if self.known.aside == "":
                    return [self.say("aside_no_way"), *self._ask(name, _tries(spot) + 1)]
                return [self._link_sent(), element("Hangup")]
            case Goes.VOICEMAIL:
                return self._voicemail()
            case Goes.MENU:
                return self._ask(goes.to, 1)

    def wait(self, spot: Spot) -> list[Element]:
        said = [self.aloud(self.script.waiting) if self.script.waiting else self.say("waiting")]
        if self.known.place == 1:
            said.append(self.say("next"))
        elif self.known.place:
            said.append(self.say("place", place=str(self.known.place)))
        if self.known.wait_minutes == 1:
            said.append(self.say("wait_one"))
        elif self.known.wait_minutes:
            said.append(self.say("wait", minutes=str(self.known.wait_minutes)))
        rest = element("Play", self.script.music) if self.script.music else element("Pause", length=str(REST))
        if (
            not self.script.aside
            or is_ours(self.form)
            or not number_of(self.form.get("From", ""))
            or self.known.aside == ""
        ):
            return [*said, rest]
        offer = element("Gather", numDigits="1", timeout="2", action=callback(self.account, "aside", spot.first))
        return [within(offer, *said, self.say("aside", by=self._by())), rest]

    def aside(self) -> list[Element]:
        if self.form.get("Digits") != "1":
            return []
        if self.known.aside == "":
            return [self.say("aside_no_way")]
        return [self._link_sent(), element("Leave")]

    def _link_sent(self) -> Element:
        return self.say("aside_sent", by=self._by())

    def _by(self) -> str:
        return self.known.aside or word(self.script.language, "message")

    def left(self) -> list[Element]:
        match self.form.get("QueueResult", ""):
            case "queue-full" | "error" | "system-error":
                return self._voicemail()
            case "leave":
                return [element("Hangup")]
            case _:
                return []

    def whisper(self, spot: Spot) -> list[Element]:
        """Ask who picks up a telephone for a key: an answering machine presses none."""
        action = callback(self.account, "accept", spot.first, spot.second, spot.third)
        gather = element("Gather", numDigits="1", timeout="10", action=action)
        return [within(gather, self.say("accept_own" if spot.third == OWN else "accept")), element("Hangup")]

    def agent(self, spot: Spot) -> list[Element]:
        call = long_call(spot.second)
        if not call or spot.name == "accept" and self.form.get("Digits") != "1":
            return [element("Hangup")]
        wait = callback(self.account, "dialling") if spot.third == OWN else ""
        return [within(element("Dial"), conference(call, _rooms(self.account), ends=False, wait=wait))]

    def out(self, spot: Spot) -> list[Element]:
        """Bring whom we called to who called them; what callers are told before all is told to them too."""
        call = long_call(spot.first)
        if not call:
            return [element("Hangup")]
        said = [self.aloud(self.script.consent)] if self.script.consent else []
        return [*said, *join(self.account, call)]

    def _ask(self, name: str, tries: int) -> list[Element]:
        menu = menu_of(self.script, name)
        action = callback(self.account, "menu", name, str(tries))
        options = " ".join(
            word(self.script.language, "option", label=one.label, digit=one.digit) for one in menu.options
        )
        gather = element(
            "Gather", input="dtmf speech", numDigits="1", timeout="6", speechTimeout="auto", action=action,
            language=SPOKEN.get(self.script.language, SPOKEN["es"]), hints=", ".join(o.label for o in menu.options),
        )  # fmt: skip
        said = menu.say or (word(self.script.language, "hello") if name == FIRST else "")
        return [within(gather, *([self.aloud(said)] if said else []), self.aloud(options)), element("Redirect", action)]

    def _queue(self, queue: str) -> list[Element]:
        if self.known.is_open or self.script.always:
            return list(park(self.account, queue))
        closed = self.aloud(self.script.closed) if self.script.closed else self.say("closed")
        said = [closed]
        if self.known.opens_at is not None and not self.script.closed:
            said.append(self.say("opens", when=when(self.script.language, self.known.opens_at, self.known.zone)))
        return [*said, *self._voicemail()]

    def _voicemail(self) -> list[Element]:
        if not self.script.voicemail:
            return [self.say("call_later"), element("Hangup")]
        caller = number_of(self.form.get("From", "")).removeprefix("+") or "0"
        record = element(
            "Record", action=callback(self.account, "words"), maxLength=str(LONGEST_WORDS), timeout="5",
            finishOnKey="#", playBeep="true", recordingStatusCallback=callback(self.account, "recorded", caller),
            recordingStatusCallbackEvent="completed",
        )  # fmt: skip
        return [self.say("leave_words"), record, self.say("call_later"), element("Hangup")]
