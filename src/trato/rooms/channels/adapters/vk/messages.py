"""The messages of a community: what people write to it, what it wrote elsewhere, changes, buttons, and who may be
written to. What is said in conversations of several people is kept and opens no case."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, instant_in, is_map, map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.vk.frame import Frame
from trato.rooms.channels.adapters.vk.keyboards import chosen
from trato.rooms.channels.adapters.vk.names import id_in, is_person, message_name
from trato.rooms.channels.adapters.vk.parts import parts_of
from trato.rooms.channels.model import (
    Choice,
    Direction,
    InboundEvent,
    InboundKind,
    Part,
    Receipt,
    ReceiptStatus,
    Referral,
    Text,
    Unsupported,
)

OUR_KEY = "our_key"  # in `detail` of a receipt: the key of the message, which we gave as its payload
OUR_MARK = "trato"


def read_message(frame: Frame) -> InboundEvent:
    """Return the event of a message, in or out; `message_new` wraps it, `message_reply` is it."""
    message = map_in(frame.told, "message") or frame.told
    peer, name = id_in(message, "peer_id"), message_name(message)
    if not name or not is_person(peer) or is_map(message.get("action")):
        return frame.strange(provider_id=name)
    ours = _is_ours(message, frame)
    if ours and (key := _our_key(message)):
        receipt = Receipt(name, ReceiptStatus.SENT)
        return frame.event(InboundKind.RECEIPT, provider_id=name, receipt=receipt, detail={OUR_KEY: key})
    parts = _said(message)
    known = [one for one in parts if not isinstance(one, Unsupported)]
    return frame.event(
        InboundKind.MESSAGE if known else InboundKind.UNSUPPORTED,
        occurred_at=instant_in(message, "date") or frame.delivery.received_at,
        author=frame.who(peer),
        provider_id=name,
        sequence=_sequence(message),
        direction=Direction.ECHO if ours else Direction.IN,
        parts=parts or (Unsupported("empty"),),
        reply_to=_answered(message),
        forwarded=bool(maps_in(message, "fwd_messages")),
        referral=_referral(message),
    )


def read_edit(frame: Frame) -> InboundEvent:
    """Return the event of a message that its author changed."""
    message = map_in(frame.told, "message") or frame.told
    peer, name, parts = id_in(message, "peer_id"), message_name(message), _said(message)
    if not name or not is_person(peer) or not parts:
        return frame.strange(provider_id=name)
    return frame.event(
        InboundKind.MESSAGE_EDITED,
        occurred_at=instant_in(message, "update_time") or frame.delivery.received_at,
        author=frame.who(peer),
        sequence=_sequence(message),
        direction=Direction.ECHO if _is_ours(message, frame) else Direction.IN,
        parts=parts,
        target=name,
    )


def read_press(frame: Frame) -> InboundEvent:
    """Return the event of a button that tells us and writes nothing. VK tells no time of it: it was just now."""
    person, peer = id_in(frame.told, "user_id"), id_in(frame.told, "peer_id")
    choice = chosen(frame.told.get("payload"), "")
    if not is_person(person) or peer != person or choice is None:
        return frame.strange()
    return frame.event(
        InboundKind.POSTBACK, author=frame.who(person), parts=(choice,), reply_to=message_name(frame.told)
    )


def read_leave(frame: Frame) -> InboundEvent:
    """Return that somebody lets the community write, or no longer does.

    Who lets it serves themselves by it, and has agreed to nothing else.
    """
    person = id_in(frame.told, "user_id")
    if not is_person(person):
        return frame.strange()
    if frame.kind == "message_deny":
        return frame.event(InboundKind.OPT_OUT, author=frame.who(person))
    key = text_in(frame.told, "key")
    return frame.event(
        InboundKind.OPT_IN, author=frame.who(person), purpose="service", detail={"key": key} if key else None
    )


def _said(message: JsonMap) -> tuple[Part, ...]:
    """Return the parts of a message; of one that a button wrote, what was chosen by it."""
    parts = parts_of(message)
    if parts and isinstance(parts[0], Text) and (choice := _pressed(message, parts[0].text)) is not None:
        return (choice, *parts[1:])
    return parts


def _pressed(message: JsonMap, title: str) -> Choice | None:
    return chosen(message.get("payload"), title) if text_in(message, "out") != "1" else None


def _is_ours(message: JsonMap, frame: Frame) -> bool:
    return text_in(message, "out") == "1" or id_in(message, "from_id") == f"-{frame.group}"


def _our_key(message: JsonMap) -> str:
    """Return our key of a message of ours that comes back, "" where another application wrote it."""
    found = chosen(message.get("payload"), "")
    mark = found.payload if found else ""
    return mark.removeprefix(f"{OUR_MARK}:") if mark.startswith(f"{OUR_MARK}:") else ""


def _answered(message: JsonMap) -> str:
    above = map_in(message, "reply_message")
    told: dict[str, Any] = {"peer_id": message.get("peer_id"), **above}
    return message_name(told) if above else ""


def _referral(message: JsonMap) -> Referral | None:
    """Return what a link vk.me/club1?ref=CODE said of who followed it."""
    code = text_in(message, "ref")
    return Referral(text_in(message, "ref_source") or "deep_link", source_id=code) if code else None


def _sequence(message: JsonMap) -> int:
    number = number_in(message, "conversation_message_id")
    return int(number) if number and 0 < number < 2**53 else 0
