"""A webhook of a call as events: what happened in it, and, where it concerns us, the call itself in its thread."""

from __future__ import annotations

import hashlib

import msgspec

from trato.rooms.channels.adapters.twilio.reading import Form, form_in, number_in
from trato.rooms.channels.adapters.voice.answers import OVER, goes_to
from trato.rooms.channels.adapters.voice.menus import FIRST, Goes
from trato.rooms.channels.adapters.voice.script import script_of
from trato.rooms.channels.adapters.voice.spot import (
    Spot,
    address_of,
    caller_of,
    is_ours,
    long_call,
    number_of,
    spot_of,
)
from trato.rooms.channels.adapters.voice.twiml import CALLER
from trato.rooms.channels.model import (
    AccountView,
    CallNews,
    CallStage,
    Delivery,
    InboundEvent,
    InboundKind,
    Media,
    MediaKind,
    Part,
    Surface,
)
from trato.rooms.contacts.model import Address

KEPT_KEY = ":key"  # where the door keeps it with the delivery
SHORT = 10  # seconds in which who hangs up in a menu did not want anything of us yet (S100: short abandons)
MOST_SECONDS = 90_000
_LEGS = {"ringing": CallStage.RINGING, "busy": CallStage.REFUSED, "failed": CallStage.REFUSED,
         "no-answer": CallStage.REFUSED, "canceled": CallStage.REFUSED, "completed": CallStage.LEFT}  # fmt: skip
_FAR = {"ringing": CallStage.DIALLED, "initiated": CallStage.DIALLED, "in-progress": CallStage.REACHED}
_ROOM = {"participant-hold": CallStage.HELD, "participant-unhold": CallStage.RESUMED}


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a delivery; what is not understood is UNSUPPORTED. Raises `Malformed`."""
    if delivery.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
        return [_strange(delivery, "json")]
    form, spot = form_in(delivery.raw), spot_of(delivery.headers.get(KEPT_KEY, ""))
    if _is_foreign(form, account):
        return [_strange(delivery, "foreign", f"account:{form['AccountSid']}")]
    return _Reading(delivery, account, form, spot).events()


def _is_foreign(form: Form, account: AccountView) -> bool:
    stated, given = account.settings.get("account_sid"), form.get("AccountSid", "")
    return bool(stated and given and given != stated)


class _Reading:
    def __init__(self, delivery: Delivery, account: AccountView, form: Form, spot: Spot) -> None:
        self.delivery, self.account, self.form, self.spot = delivery, account, form, spot
        self.call = form.get("CallSid", "")

    def events(self) -> list[InboundEvent]:
        name = self.spot.name
        if name in ("leg", "agent", "accept"):
            return self._leg()
        if name == "called":
            return self._called()
        if name == "out":
            return [self._far(CallStage.REACHED, self.form.get("CallStatus", ""))]
        if name == "room":
            return self._room()
        if name == "recorded":
            return self._recorded()
        if not self.call or name in ("left", "words", "over", "whisper", "dialling"):
            return [self._end()] if self.call and name == "over" and self._is_over() else []
        if self._is_over():
            return self._ended()
        match name:
            case "" if is_ours(self.form):
                return []
            case "wait" if is_ours(self.form):
                return [self._news(CallStage.WAITING, queue=self.spot.first[:32])]
            case "":
                return [self._news(CallStage.ARRIVED)]
            case "menu":
                return self._menu()
            case "wait":
                return [self._talk(), self._news(CallStage.WAITING, queue=self.spot.first[:32])]
            case "aside" if self.form.get("Digits") == "1" and number_of(self.form.get("From", "")):
                return [self._talk(), self._news(CallStage.ASIDE, queue=self.spot.first[:32])]
            case "aside":
                return []
            case _:
                return [_strange(self.delivery, "key")]

    def _menu(self) -> list[InboundEvent]:
        menu, found = self.spot.first or FIRST, goes_to(self.form, self.spot, script_of(self.account))
        said = self.form.get("Digits") or self.form.get("SpeechResult", "")
        tries = self.spot.second
        if found is None:
            return [self._news(CallStage.CHOSE, f"{menu}:{tries}", menu=menu, choice=said[:80], cause="none")]
        chose = self._news(
            CallStage.CHOSE, f"{menu}:{tries}", menu=menu, choice=found.label[:80], cause=found.goes.value
        )
        if found.goes is Goes.MESSAGE and number_of(self.form.get("From", "")):
            return [self._talk(), chose, self._news(CallStage.ASIDE, by=found.to)]
        return [chose]

    def _ended(self) -> list[InboundEvent]:
        """Return that a call is over; who waited as long as to want something of us is not lost, wherever they were."""
        long = number_in(self.form, "CallDuration", MOST_SECONDS) >= SHORT
        return [*([self._talk()] if long and not is_ours(self.form) else []), self._end()]

    def _end(self) -> InboundEvent:
        seconds = number_in(self.form, "CallDuration", MOST_SECONDS)
        return self._news(CallStage.ENDED, cause=self.form.get("CallStatus", ""), seconds=seconds)

    def _is_over(self) -> bool:
        return self.form.get("CallStatus") in OVER

    def _leg(self) -> list[InboundEvent]:
        leg, status = self.spot.first, self.form.get("CallStatus", "")
        if self.spot.name == "leg":
            stage = _LEGS.get(status)
            if stage is None:
                return []
        elif self.spot.name == "accept" and self.form.get("Digits") != "1":
            return []
        else:
            stage = CallStage.ANSWERED
        call = long_call(self.spot.second)
        news = CallNews(stage, call=call, leg=leg, leg_call=self.call, cause=status,
                        seconds=number_in(self.form, "CallDuration", MOST_SECONDS))  # fmt: skip
        return [_signal(self.delivery, self.account, news, f"leg:{leg}:{stage.value}")]

    def _called(self) -> list[InboundEvent]:
        """Return how it goes with somebody whom we call."""
        status = self.form.get("CallStatus", "")
        stage = CallStage.ENDED if status in OVER else _FAR.get(status)
        return [] if stage is None else [self._far(stage, status)]

    def _far(self, stage: CallStage, status: str) -> InboundEvent:
        name = long_call(self.spot.first)
        seconds = number_in(self.form, "CallDuration", MOST_SECONDS)
        news = CallNews(stage, call=name, leg_call=self.call, cause=status, seconds=seconds)
        return _signal(self.delivery, self.account, news, f"call:{name}:{stage.value}")

    def _room(self) -> list[InboundEvent]:
        event, room = self.form.get("StatusCallbackEvent", ""), self.form.get("ConferenceSid", "")
        call, stage = self.form.get("FriendlyName", ""), _ROOM.get(event)
        number = self.form.get("SequenceNumber") or self.form.get("Timestamp") or _fingerprint(self.delivery)
        if event == "participant-join":
            news = CallNews(CallStage.RESUMED, call=call, room=room, cause="join", leg_call=self.call)
            return [_signal(self.delivery, self.account, news, f"room:{room}:{self.call}:join")]
        label = self.form.get("ParticipantLabel", "")
        theirs = label == CALLER if label else self.call == call
        if stage is None or not theirs:  # a leg of ours on hold is no hold of the other end
            return []
        news = CallNews(stage, call=call, room=room, cause=event)
        return [_signal(self.delivery, self.account, news, f"room:{room}:{number}:{event}")]

    def _recorded(self) -> list[InboundEvent]:
        url, sid = self.form.get("RecordingUrl", ""), self.form.get("RecordingSid", "")
        seconds = number_in(self.form, "RecordingDuration", MOST_SECONDS)
        if not self.call or not sid or not url or not seconds or self.form.get("RecordingStatus") != "completed":
            return []
        number = f"+{self.spot.first}" if self.spot.first not in ("", "0") else ""
        who = address_of(number, self.call, self.account)
        words = Media(MediaKind.VOICE, f"{url}.mp3", mime="audio/mpeg", name=f"{sid}.mp3")
        news = CallNews(CallStage.RECORDED, call=self.call, seconds=seconds)
        return [
            self._talk(who), self._said(who, f"words:{sid}", sid, (words,)),
            _signal(self.delivery, self.account, news, f"recorded:{sid}"),
        ]  # fmt: skip

    def _talk(self, who: Address | None = None) -> InboundEvent:
        """Return the call itself: once in its thread, whatever tells of it first."""
        return self._said(who or caller_of(self.form, self.account), f"call:{self.call}", self.call, ())

    def _said(self, who: Address, key: str, sid: str, parts: tuple[Part, ...]) -> InboundEvent:
        return InboundEvent(
            InboundKind.MESSAGE, key, self.delivery.received_at, author=(who,), surface=Surface.CALL, provider_id=sid,
            author_name=self.form.get("CallerName", ""), parts=parts,
        )  # fmt: skip

    def _news(self, stage: CallStage, more: str = "", **told: object) -> InboundEvent:
        news = msgspec.convert({"stage": stage.value, "call": self.call, **told}, CallNews)
        key = more
        if stage is CallStage.WAITING:
            key = f"{self.spot.second}:{self.form.get('QueueTime', '')}"
        return _signal(
            self.delivery,
            self.account,
            news,
            f"call:{self.call}:{stage.value}:{key}",
            (caller_of(self.form, self.account),),
        )


def _signal(
    delivery: Delivery, account: AccountView, news: CallNews, key: str, author: tuple[Address, ...] = ()
) -> InboundEvent:
    return InboundEvent(
        InboundKind.CALL, key, delivery.received_at, author=author, surface=Surface.CALL,
        detail=msgspec.to_builtins(news),
    )  # fmt: skip


def _strange(delivery: Delivery, what: str, account_ref: str = "") -> InboundEvent:
    return InboundEvent(
        InboundKind.UNSUPPORTED, f"strange:{_fingerprint(delivery)}", delivery.received_at, account_ref=account_ref,
        detail={"type": what},
    )  # fmt: skip


def _fingerprint(delivery: Delivery) -> str:
    return hashlib.sha256(delivery.raw + delivery.headers.get(KEPT_KEY, "").encode()).hexdigest()[:32]
