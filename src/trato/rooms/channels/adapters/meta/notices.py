"""What Messenger tells beside messages: what was delivered and read, who came by which link, who agreed."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.channels.adapters.meta.messages import Said, nobody_said, referral_of
from trato.rooms.channels.adapters.reading import instant_in, map_in, text_in
from trato.rooms.channels.model import InboundEvent, InboundKind, Receipt, ReceiptStatus

# What a person may do about messages that were agreed to once.
_STOPPED = frozenset({"STOP NOTIFICATIONS", "STOP_NOTIFICATIONS"})


def read_delivery(said: Said) -> list[InboundEvent]:
    """Return a receipt for each message that reached the person; without ids, one for all up to a moment."""
    told = map_in(said.body, "delivery")
    until = instant_in(told, "watermark")
    given = told.get("mids")
    mids = [mid for mid in given if isinstance(mid, str) and mid] if isinstance(given, list) else []
    if mids:
        return [_receipt(said, mid, ReceiptStatus.DELIVERED, until) for mid in dict.fromkeys(mids)]
    if until is None:
        return [nobody_said(said, "delivery")]
    return [_receipt(said, "", ReceiptStatus.DELIVERED, until)]


def read_reading(said: Said) -> InboundEvent:
    """Return the receipt of what the person has read: one message, or all up to a moment."""
    told = map_in(said.body, "read")
    mid, until = text_in(told, "mid"), instant_in(told, "watermark")
    if not mid and until is None:
        return nobody_said(said, "read")
    return _receipt(said, mid, ReceiptStatus.READ, until)


def _receipt(said: Said, mid: str, status: ReceiptStatus, until: datetime | None) -> InboundEvent:
    which = mid or f"{said.other}:{until.timestamp() if until else ''}"
    receipt = Receipt(mid, status, watermark=None if mid else until)
    return said.event(InboundKind.RECEIPT, f"{status.value}:{which}", provider_id=mid, receipt=receipt)


def read_referral(said: Said) -> InboundEvent:
    """Return what is known of somebody who came by a link or an advertisement, and has said nothing yet."""
    came_by = map_in(said.body, "referral")
    told = {"ref": text_in(came_by, "ref"), "source": text_in(came_by, "source"), "ad": text_in(came_by, "ad_id")}
    activity = {"name": "referral", **{name: value for name, value in told.items() if value}}
    return said.event(
        InboundKind.CONTEXT, said.key("referral"), referral=referral_of(came_by), detail={"activity": activity}
    )


def read_optin(said: Said) -> InboundEvent:
    """Return what somebody agreed to by a button of Meta's, or took back; its own purpose when it says one."""
    optin = map_in(said.body, "optin")
    status = text_in(optin, "notification_messages_status").upper()
    marketing = text_in(optin, "type") == "notification_messages"
    kind = InboundKind.OPT_OUT if status in _STOPPED else InboundKind.OPT_IN
    names = ("ref", "user_ref", "title", "payload", "topic", "notification_messages_token")
    detail = {name: text_in(optin, name) for name in names if text_in(optin, name)}
    purpose = "marketing" if marketing else "service"
    return said.event(kind, said.key("optin"), purpose=purpose, detail=detail or None)


def read_handover(said: Said, what: str) -> InboundEvent:
    """Return that another application has the conversation now, gives it to us, or wants it."""
    return said.event(InboundKind.HANDOVER, said.key(what), detail={"event": what, **map_in(said.body, what)})
