"""A webhook of LINE as events. What is not of a chat with one person is not taken for one.

An account may stand in groups and rooms, where who writes does not write to us. What comes from there is kept and
shown as news of the account, and opens no case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from trato.rooms.channels.adapters.line.choices import pressed
from trato.rooms.channels.adapters.line.parts import parts_of
from trato.rooms.channels.adapters.people import address_of
from trato.rooms.channels.adapters.reading import (
    JsonMap,
    decode,
    fingerprint,
    instant_in,
    map_in,
    maps_in,
    text_in,
)
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    Handover,
    InboundEvent,
    InboundKind,
    Malformed,
    ThreadTurn,
    Unsupported,
)
from trato.rooms.contacts.model import Address

LONGEST_ID = 64  # LINE's are ULIDs, of 26 signs
NEWS = frozenset({"join", "leave", "botSuspended", "botResumed"})  # of the account itself


@dataclass(frozen=True, slots=True)
class Frame:
    """What every reader of an event needs. `user` is "" where it is not of a chat with one person."""

    event: JsonMap
    account: AccountView
    received_at: datetime
    destination: str

    @property
    def kind(self) -> str:
        """Return what LINE calls the event."""
        return text_in(self.event, "type")

    @property
    def user(self) -> str:
        """Return who did it, in a chat with us."""
        source = map_in(self.event, "source")
        return text_in(source, "userId") if text_in(source, "type") == "user" else ""

    @property
    def author(self) -> tuple[Address, ...]:
        """Return who did it as an address."""
        return address_of(self.user, self.account)

    @property
    def key(self) -> str:
        """Return what tells the event from all others, however often LINE brings it."""
        identifier = text_in(self.event, "webhookEventId")
        if not 0 < len(identifier) <= LONGEST_ID:
            bare = {name: value for name, value in self.event.items() if name != "deliveryContext"}
            identifier = fingerprint(bare)
        return f"{self.kind}:{identifier}"

    @property
    def at(self) -> datetime:
        """Return when it happened; LINE stamps milliseconds."""
        return instant_in(self.event, "timestamp") or self.received_at

    @property
    def standby(self) -> bool:
        """Say whether another application of the business holds the conversation."""
        return text_in(self.event, "mode") == "standby"


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a webhook. Raises `Malformed`."""
    body = decode(delivery.raw)
    if not isinstance(body.get("events"), list):
        raise Malformed("no events")
    frames = [
        Frame(event, account, delivery.received_at, text_in(body, "destination")) for event in maps_in(body, "events")
    ]
    return [_read(frame) for frame in frames]


def _read(frame: Frame) -> InboundEvent:
    read = _READERS.get(frame.kind)
    found = read(frame) if read is not None and frame.user else None
    return found or _strange(frame)


def _message(frame: Frame) -> InboundEvent | None:
    message = map_in(frame.event, "message")
    name, parts = text_in(message, "id"), parts_of(message)
    if not name or not parts:
        return None
    return InboundEvent(
        InboundKind.UNSUPPORTED if isinstance(parts[0], Unsupported) else InboundKind.MESSAGE,
        frame.key,
        frame.at,
        author=frame.author,
        provider_id=name,
        parts=parts,
        reply_to=text_in(message, "quotedMessageId"),
        standby=frame.standby,
        account_ref=frame.destination,
        detail=_detail(message) or None,
    )


def _detail(message: JsonMap) -> JsonMap:
    """Return what has no field of ours: the album of a picture, what a sticker says."""
    told: JsonMap = {}
    if album := text_in(map_in(message, "imageSet"), "id"):
        told["album"] = album
    words = message.get("keywords")
    if isinstance(words, list) and (shown := [one for one in words if isinstance(one, str)][:15]):
        told["keywords"] = shown
    return told


def _edited(frame: Frame) -> InboundEvent | None:
    message = map_in(frame.event, "message")
    name, parts = text_in(message, "id"), parts_of(message)
    if not name or not parts:
        return None
    return InboundEvent(
        InboundKind.MESSAGE_EDITED,
        frame.key,
        frame.at,
        author=frame.author,
        parts=parts,
        reply_to=text_in(message, "quotedMessageId"),
        target=name,
        standby=frame.standby,
        account_ref=frame.destination,
    )


def _unsent(frame: Frame) -> InboundEvent | None:
    target = text_in(map_in(frame.event, "unsend"), "messageId")
    if not target:
        return None
    return InboundEvent(
        InboundKind.MESSAGE_DELETED,
        frame.key,
        frame.at,
        author=frame.author,
        target=target,
        standby=frame.standby,
        account_ref=frame.destination,
    )


def _postback(frame: Frame) -> InboundEvent | None:
    choice = pressed(map_in(frame.event, "postback"))
    if choice is None:
        return None
    return InboundEvent(
        InboundKind.POSTBACK,
        frame.key,
        frame.at,
        author=frame.author,
        parts=(choice,),
        standby=frame.standby,
        account_ref=frame.destination,
    )


def _friendship(frame: Frame) -> InboundEvent | None:
    """Whether we may write to somebody. Who comes back lets us serve them, and has agreed to nothing else."""
    follows = frame.kind == "follow"
    back = map_in(frame.event, "follow").get("isUnblocked")
    return InboundEvent(
        InboundKind.OPT_IN if follows else InboundKind.OPT_OUT,
        frame.key,
        frame.at,
        author=frame.author,
        purpose="service" if follows else "",
        account_ref=frame.destination,
        detail={"status": frame.kind, **({"unblocked": back} if isinstance(back, bool) else {})},
    )


def _control(frame: Frame) -> InboundEvent | None:
    """Whether a conversation is ours to answer: told to who attached this account as a module of LINE's."""
    ours = frame.kind == "activated"
    until = instant_in(map_in(frame.event, "chatControl"), "expireAt") if ours else None
    return InboundEvent(
        InboundKind.HANDOVER,
        frame.key,
        frame.at,
        author=frame.author,
        account_ref=frame.destination,
        handover=Handover(ThreadTurn.OURS if ours else ThreadTurn.OTHERS, until=until),
        detail={"status": frame.kind},
    )


def _strange(frame: Frame) -> InboundEvent:
    """What nobody said to us, or we cannot read: without author, so that it opens no case."""
    inner = map_in(frame.event, frame.kind) or frame.event
    source = map_in(frame.event, "source")
    return InboundEvent(
        InboundKind.ACCOUNT_ALERT if frame.kind in NEWS else InboundKind.UNSUPPORTED,
        frame.key,
        frame.at,
        account_ref=frame.destination,
        detail={"type": frame.kind, "keys": sorted(inner)[:20], "chat_type": text_in(source, "type")},
    )


_READERS: dict[str, Callable[[Frame], InboundEvent | None]] = {
    "message": _message,
    "messageEdited": _edited,
    "unsend": _unsent,
    "postback": _postback,
    "follow": _friendship,
    "unfollow": _friendship,
    "activated": _control,
    "deactivated": _control,
}
