"""What Messenger tells beside messages: what was delivered and read, who came by which link, who agreed."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from trato.rooms.channels.adapters.meta.messages import Said, nobody_said, referral_of
from trato.rooms.channels.adapters.reading import instant_in, map_in, text_in
from trato.rooms.channels.model import Handover, InboundEvent, InboundKind, Receipt, ReceiptStatus, ThreadTurn

# What a person may do about messages that were agreed to once.
_LONGEST_NOTE = 1000
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
    """Return that another application has the conversation now, gives it to us, or wants it.

    Whom a pass or a take is for is told by `new_owner_app_id`; where our own id is not known (`settle_handover`), who
    is told of a pass has been given the conversation, and who is told of a take has lost it.
    """
    told = map_in(said.body, what)
    note = text_in(told, "metadata")[:_LONGEST_NOTE]
    match what:
        case "pass_thread_control":
            given = Handover(ThreadTurn.OURS, text_in(told, "previous_owner_app_id"), note)
        case "take_thread_control":
            given = Handover(ThreadTurn.OTHERS, text_in(told, "new_owner_app_id"), note)
        case _:
            given = Handover(ThreadTurn.ASKED, text_in(told, "requested_owner_app_id"), note)
    if said.item.place == "standby" and given.turn is ThreadTurn.OURS:  # between two others
        given = Handover(ThreadTurn.OTHERS, text_in(told, "new_owner_app_id"), note)
    return said.event(InboundKind.HANDOVER, said.key(what), handover=given, detail={"event": what, **told})


def read_roles(said: Said) -> InboundEvent:
    """Return which part each application of the Page plays: of the account, and of nobody's conversation."""
    return nobody_said(said, "app_roles", InboundKind.HANDOVER)


def settle_handover(event: InboundEvent, app: str) -> InboundEvent:
    """Return a handover as it is for the application `app`: whoever is named as the new owner has it."""
    given, told = event.handover, event.detail or {}
    if given is None or given.turn is ThreadTurn.ASKED or not app:
        return event
    owner, before = text_in(dict(told), "new_owner_app_id"), text_in(dict(told), "previous_owner_app_id")
    if not owner:
        return event
    ours = owner == app
    turn, other = (ThreadTurn.OURS, before) if ours else (ThreadTurn.OTHERS, owner)
    return replace(event, handover=replace(given, turn=turn, app=other))
