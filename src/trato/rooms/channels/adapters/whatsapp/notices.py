"""What WhatsApp tells beside messages: preferences, re-keyed users, calls, and the state of our account."""

from __future__ import annotations

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, text_in
from trato.rooms.channels.adapters.whatsapp.messages import PRECISION, Frame
from trato.rooms.channels.adapters.whatsapp.statuses import OUR_KEY
from trato.rooms.channels.model import Direction, InboundEvent, InboundKind, Surface

_MARKETING = "marketing_messages"
_YES = ("resume", "signup")
_NO = ("stop",)
_LARGEST_DETAIL = 20  # entries of a notice kept with the event; the raw bytes hold the rest


def read_preference(preference: JsonMap, frame: Frame) -> InboundEvent:
    """Return the consent that a person gave or took back in WhatsApp's own screens."""
    author, name = frame.people.other(
        text_in(preference, "wa_id"), text_in(preference, "user_id"), text_in(preference, "parent_user_id")
    )
    value, category = text_in(preference, "value"), text_in(preference, "category")
    kind = InboundKind.UNSUPPORTED
    if category == _MARKETING and value in _YES:
        kind = InboundKind.OPT_IN
    elif category == _MARKETING and value in _NO:
        kind = InboundKind.OPT_OUT
    understood = kind is not InboundKind.UNSUPPORTED
    detail = {"value": value, "category": category, "text": text_in(preference, "detail")}
    if signup := text_in(preference, "signup_id"):
        detail["signup_id"] = signup
    return InboundEvent(
        kind,
        f"preference:{fingerprint(preference)}",
        instant_in(preference, "timestamp") or frame.delivery.received_at,
        author=author if understood else (),
        author_name=name if understood else "",
        precision=PRECISION,
        account_ref=frame.account_ref,
        purpose="marketing" if understood else "",
        detail=detail,
    )


def read_user_id_update(update: JsonMap, frame: Frame) -> InboundEvent:
    """Return the new business-scoped id of a person who had another."""
    before_user, after_user = _before_and_after(update, "user_id")
    before_parent, after_parent = _before_and_after(update, "parent_user_id")
    phone = text_in(update, "wa_id")
    after, name = frame.people.other(phone, after_user, after_parent)
    understood = bool(before_user and after_user)
    return InboundEvent(
        InboundKind.IDENTITY_CHANGED if understood else InboundKind.UNSUPPORTED,
        f"user_id:{fingerprint(update)}",
        instant_in(update, "timestamp") or frame.delivery.received_at,
        author=after if understood else (),
        author_name=name if understood else "",
        precision=PRECISION,
        account_ref=frame.account_ref,
        previous=frame.people.addresses("", before_user, before_parent) if understood else (),
        detail={"type": "user_id_update", "body": text_in(update, "detail")},
    )


def read_call(call: JsonMap, frame: Frame) -> InboundEvent:
    """Return a call's beginning or end. The media session (SDP) stays with the raw delivery."""
    ours = text_in(call, "direction") == "BUSINESS_INITIATED"
    side = "to" if ours else "from"
    author, name = frame.people.sender(text_in(call, side), text_in(call, f"{side}_user_id"))
    identifier, event = text_in(call, "id"), text_in(call, "event")
    detail: JsonMap = {name: call[name] for name in _CALL_FACTS if isinstance(call.get(name), str | int)}
    if key := text_in(call, "biz_opaque_callback_data"):
        detail[OUR_KEY] = key
    if frame.errors:
        detail["errors"] = list(frame.errors)
    return InboundEvent(
        InboundKind.CALL,
        f"call:{identifier or 'sha:' + fingerprint(call)}:{event}",
        instant_in(call, "timestamp") or frame.delivery.received_at,
        author=author,
        author_name=name,
        provider_id=identifier,
        precision=PRECISION,
        surface=Surface.CALL,
        direction=Direction.ECHO if ours else Direction.IN,
        account_ref=frame.account_ref,
        detail=detail,
    )


_CALL_FACTS = ("event", "direction", "status", "start_time", "end_time", "duration")


def read_account_notice(field: str, value: JsonMap, entry: JsonMap, frame: Frame) -> InboundEvent:
    """Return news of the account itself: templates, quality, restrictions, names."""
    shown = {name: value[name] for name in list(value)[:_LARGEST_DETAIL]}
    return InboundEvent(
        InboundKind.ACCOUNT_ALERT,
        f"alert:{field}:{fingerprint([value, entry.get('id'), entry.get('time')])}",
        instant_in(entry, "time") or frame.delivery.received_at,
        precision=PRECISION,
        account_ref=frame.account_ref,
        detail={"field": field, "account": text_in(entry, "id"), **shown},
    )


def read_handover(field: str, value: JsonMap, entry: JsonMap, frame: Frame) -> InboundEvent:
    """Return that another application of the business took or gave back a thread."""
    sender, recipient = map_in(value, "sender"), map_in(value, "recipient")
    person = sender if text_in(sender, "phone_number") else recipient
    author, name = frame.people.other(text_in(person, "phone_number"), text_in(person, "user_id"))
    return InboundEvent(
        InboundKind.HANDOVER,
        f"handover:{fingerprint([value, entry.get('id'), entry.get('time')])}",
        instant_in(value, "timestamp") or instant_in(entry, "time") or frame.delivery.received_at,
        author=author,
        author_name=name,
        precision=PRECISION,
        account_ref=frame.account_ref,
        detail={"field": field, "control_passed": map_in(value, "control_passed")},
    )


def _before_and_after(update: JsonMap, name: str) -> tuple[str, str]:
    change = update.get(name)
    if isinstance(change, dict):
        return text_in(change, "previous") or text_in(change, "old"), text_in(change, "current") or text_in(
            change, "new"
        )
    before = text_in(update, f"previous_{name}") or text_in(update, f"old_{name}")
    return before, text_in(update, name) or text_in(update, f"new_{name}") or text_in(update, f"current_{name}")
