"""Receipts: what became of a message of ours, what it cost, and why it failed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, maps_in, text_in
from trato.rooms.channels.adapters.whatsapp.messages import PRECISION, Frame
from trato.rooms.channels.model import Direction, InboundEvent, InboundKind, Receipt, ReceiptStatus, Surface

OUR_KEY = "our_key"  # in `detail` of a receipt: the key of the message, which we gave as callback data

_STATUSES = {
    "sent": ReceiptStatus.SENT,
    "delivered": ReceiptStatus.DELIVERED,
    "read": ReceiptStatus.READ,
    "played": ReceiptStatus.READ,
    "failed": ReceiptStatus.FAILED,
}
_FREE_ENTRY = ("referral_conversion", "free_entry_point")  # the person came by an advertisement


def read_status(status: JsonMap, frame: Frame) -> InboundEvent:
    """Return the event of one of `statuses`. Statuses come in any order, each at least once."""
    wamid, word = text_in(status, "id"), text_in(status, "status")
    known = _STATUSES.get(word)
    if text_in(status, "type") == "call":
        return _call_status(status, frame, wamid, word)
    if known is None or not wamid:
        return _event(
            InboundKind.UNSUPPORTED, status, frame, detail={"status": word, "errors": maps_in(status, "errors")}
        )
    error = (maps_in(status, "errors") or [{}])[0]
    receipt = Receipt(
        wamid,
        known,
        code=text_in(error, "code"),
        reason=_reason(error),
        played=word == "played",
        pricing=map_in(status, "pricing") or None,
        window_until=_granted_window(status),
    )
    return _event(InboundKind.RECEIPT, status, frame, receipt=receipt, detail=_detail(status))


def _event(kind: InboundKind, status: JsonMap, frame: Frame, **fields: Any) -> InboundEvent:
    wamid, word = text_in(status, "id"), text_in(status, "status")
    participant = text_in(status, "recipient_participant_user_id") or text_in(status, "recipient_participant_id")
    in_group = text_in(status, "recipient_type") == "group"
    if in_group:
        parent = text_in(status, "recipient_participant_parent_user_id")
        phone = text_in(status, "recipient_participant_id")
        author, name = frame.people.other(phone, text_in(status, "recipient_participant_user_id"), parent)
    else:
        parent = text_in(status, "recipient_parent_user_id")
        author, name = frame.people.other(text_in(status, "recipient_id"), text_in(status, "recipient_user_id"), parent)
    if kind is InboundKind.UNSUPPORTED:
        author, name = (), ""  # nobody said anything: it must not pass for a message
    key = f"status:{wamid}:{word}" if wamid else f"status:sha:{fingerprint(status)}"
    return InboundEvent(
        kind,
        f"{key}:{participant}" if participant else key,
        instant_in(status, "timestamp") or frame.delivery.received_at,
        author=author,
        author_name=name,
        provider_id=wamid,
        precision=PRECISION,
        thread_key=text_in(status, "recipient_id") if in_group else "",
        account_ref=frame.account_ref,
        **fields,
    )


def _call_status(status: JsonMap, frame: Frame, call: str, word: str) -> InboundEvent:
    """How a call of ours goes: ringing, accepted, rejected."""
    author, name = frame.people.sender(text_in(status, "recipient_id"), text_in(status, "recipient_user_id"))
    detail = {"status": word, OUR_KEY: text_in(status, "biz_opaque_callback_data"), "errors": maps_in(status, "errors")}
    return InboundEvent(
        InboundKind.CALL,
        f"call:{call or 'sha:' + fingerprint(status)}:{word}",
        instant_in(status, "timestamp") or frame.delivery.received_at,
        author=author,
        author_name=name,
        provider_id=call,
        precision=PRECISION,
        surface=Surface.CALL,
        direction=Direction.ECHO,
        account_ref=frame.account_ref,
        detail={key: value for key, value in detail.items() if value},
    )


def _reason(error: JsonMap) -> str:
    return text_in(map_in(error, "error_data"), "details") or text_in(error, "message") or text_in(error, "title")


def _granted_window(status: JsonMap) -> datetime | None:
    """Return until when an advertisement's longer window lasts.

    Other conversations expire too, but those are spans of billing: they open no window for us.
    """
    conversation, pricing = map_in(status, "conversation"), map_in(status, "pricing")
    origin = text_in(map_in(conversation, "origin"), "type")
    if origin in _FREE_ENTRY or text_in(pricing, "type") in _FREE_ENTRY or text_in(pricing, "category") in _FREE_ENTRY:
        return instant_in(conversation, "expiration_timestamp")
    return None


def _detail(status: JsonMap) -> JsonMap | None:
    detail: JsonMap = {}
    if key := text_in(status, "biz_opaque_callback_data"):
        detail[OUR_KEY] = key
    if conversation := map_in(status, "conversation"):
        detail["conversation"] = conversation
    if errors := maps_in(status, "errors"):
        detail["errors"] = errors
    return detail or None
