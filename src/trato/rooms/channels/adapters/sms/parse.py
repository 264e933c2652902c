"""A delivery of Twilio's as an event: a message, what became of one of ours, or a warning about the account."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.sms.errors import OPTED_OUT, is_passing
from trato.rooms.channels.adapters.twilio.reading import Form, form_in, number_in
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    Delivery,
    InboundEvent,
    InboundKind,
    Location,
    Media,
    MediaKind,
    Part,
    Receipt,
    ReceiptStatus,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind, from_international

OUR_KEY = "our_key"  # in `detail` of a receipt: the key of the message, which we gave in the callback's address
KEPT_KEY = ":key"  # where the door keeps it with the delivery
MOST_FILES = 10

_COMES = ("received", "receiving")
_STATUSES = {
    "accepted": ReceiptStatus.SENT,  # by Twilio: it is on its way
    "scheduled": ReceiptStatus.SENT,
    "queued": ReceiptStatus.SENT,
    "sending": ReceiptStatus.SENT,
    "sent": ReceiptStatus.SENT,
    "partially_delivered": ReceiptStatus.DELIVERED,
    "delivered": ReceiptStatus.DELIVERED,
    "read": ReceiptStatus.READ,
    "undelivered": ReceiptStatus.FAILED,
    "failed": ReceiptStatus.FAILED,
    "canceled": ReceiptStatus.FAILED,
}
_CHARGED = ("sent", "partially_delivered", "delivered", "read", "undelivered")  # the carrier had it
_OPTING = {"STOP": "out", "START": "in"}
_PLACE = ("City", "State", "Zip", "Country")


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the event of a delivery; what is not understood is UNSUPPORTED. Raises `Malformed`."""
    kind = delivery.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return [_strange(delivery, {"type": "json"})]
    form = form_in(delivery.raw)
    status = form.get("MessageStatus") or form.get("SmsStatus", "")
    if "CallSid" in form:
        return [_strange(delivery, {"type": "call", "status": form.get("CallStatus", "")}, _ref(form, account, "To"))]
    if _sid(form) and status and status not in _COMES:
        receipt = _receipt(form, status, delivery, account)
        return [receipt, _no(receipt)] if receipt.receipt and receipt.receipt.code in OPTED_OUT else [receipt]
    if _sid(form) and form.get("From"):
        return [_message(form, delivery, account)]
    if form.get("Level") and form.get("Payload"):
        return [_alert(form, delivery, account)]
    return [_strange(delivery, {"type": "form", "fields": sorted(form)[:40]}, _ref(form, account, ""))]


def _message(form: Form, delivery: Delivery, account: AccountView) -> InboundEvent:
    parts = tuple(_parts(form))
    return InboundEvent(
        InboundKind.MESSAGE if parts else InboundKind.UNSUPPORTED,
        _sid(form),
        delivery.received_at,
        author=(_address(form["From"], account),),
        author_name=form.get("ProfileName", ""),
        provider_id=_sid(form),
        parts=parts or (Unsupported("empty"),),
        reply_to=form.get("OriginalRepliedMessageSid", ""),
        account_ref=_ref(form, account, "To"),
        opting=_OPTING.get(form.get("OptOutType", "").upper(), ""),
        detail=_told(form) or None,
    )


def _parts(form: Form) -> list[Part]:
    found: list[Part] = []
    if form.get("ButtonText"):
        found.append(Choice(form.get("ButtonPayload", "") or form["ButtonText"], form["ButtonText"]))
    elif form.get("Body", "").strip():
        found.append(Text(form["Body"]))
    for at in range(number_in(form, "NumMedia", MOST_FILES)):
        if url := form.get(f"MediaUrl{at}", ""):
            mime = form.get(f"MediaContentType{at}", "").partition(";")[0].strip().lower()
            found.append(Media(_media_kind(mime), url, mime=mime))
    place = _place(form)
    return [*found, place] if place else found


def _place(form: Form) -> Location | None:
    try:
        latitude, longitude = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # NaN is not
        return None
    return Location(latitude, longitude, name=form.get("Label", ""), address=form.get("Address", ""))


def _media_kind(mime: str) -> MediaKind:
    match mime.partition("/")[0]:
        case "image":
            return MediaKind.IMAGE
        case "video":
            return MediaKind.VIDEO
        case "audio":
            return MediaKind.AUDIO
        case _:
            return MediaKind.DOCUMENT


def _receipt(form: Form, status: str, delivery: Delivery, account: AccountView) -> InboundEvent:
    known, sid = _STATUSES.get(status), _sid(form)
    detail: dict[str, Any] = {"status": status, **_told(form)}
    if known is None:
        return _strange(delivery, detail, _ref(form, account, "From"), f"status:{sid}:{status}")
    code = form.get("ErrorCode", "") or ("canceled" if status == "canceled" else "")
    key, segments, category = _given(delivery)
    if key:
        detail[OUR_KEY] = key
    failed = known is ReceiptStatus.FAILED
    pricing = {"category": category, "segments": segments} if segments and status in _CHARGED else None
    return InboundEvent(
        InboundKind.RECEIPT,
        f"status:{sid}:{status}",
        delivery.received_at,
        author=(_address(form["To"], account),) if form.get("To") else (),
        provider_id=sid,
        account_ref=_ref(form, account, "From"),
        receipt=Receipt(
            sid, known, code=code if failed else "", reason=form.get("ErrorMessage", "") if failed else "",
            final=not (failed and is_passing(code)), pricing=pricing,
        ),
        detail=detail,
    )  # fmt: skip


def _no(receipt: InboundEvent) -> InboundEvent:
    """Return what a refused message tells: that person said STOP, where we did not hear it."""
    return InboundEvent(
        InboundKind.OPT_OUT, f"no:{receipt.dedupe_key}", receipt.occurred_at, author=receipt.author,
        provider_id=receipt.provider_id, account_ref=receipt.account_ref,
    )  # fmt: skip


def _given(delivery: Delivery) -> tuple[str, int, str]:
    """Return what we put in the callback's address: our key, the segments, sms or mms; nothing where it is missing."""
    key, _, rest = delivery.headers.get(KEPT_KEY, "").partition(".")
    segments, _, category = rest.partition(".")
    try:
        UUID(key)
    except ValueError:
        return "", 0, ""
    if category not in ("sms", "mms") or not (segments.isascii() and segments.isdecimal()) or len(segments) > 3:
        return key, 0, ""
    return key, int(segments), category


def _alert(form: Form, delivery: Delivery, account: AccountView) -> InboundEvent:
    """Return a warning of Twilio's debugger."""
    try:
        payload = msgspec.json.decode(form["Payload"])
    except msgspec.DecodeError:
        payload = {}
    told = payload if isinstance(payload, dict) else {}
    shown = {name: str(told[name])[:500] for name in ("error_code", "resource_sid") if told.get(name)}
    return InboundEvent(
        InboundKind.ACCOUNT_ALERT,
        f"alert:{form.get('Sid') or _fingerprint(delivery)}",
        delivery.received_at,
        account_ref=_ref(form, account, ""),
        detail={"level": form["Level"], **shown},
    )


def _strange(delivery: Delivery, detail: Mapping[str, Any], account_ref: str = "", key: str = "") -> InboundEvent:
    return InboundEvent(
        InboundKind.UNSUPPORTED, key or f"strange:{_fingerprint(delivery)}", delivery.received_at,
        account_ref=account_ref, detail=detail,
    )  # fmt: skip


def _ref(form: Form, account: AccountView, ours: str) -> str:
    """Return whom a delivery is for, so that what is for another account or number of Twilio's is refused."""
    stated, given = account.settings.get("account_sid"), form.get("AccountSid", "")
    if stated and given and given != stated:
        return f"account:{given}"
    said = form.get(ours, "") if ours else ""
    if not said or _same(said, account.external_id):
        return account.external_id
    return said


def _same(one: str, other: str) -> bool:
    return one.replace(" ", "").lower() == other.replace(" ", "").lower()


def _address(said: str, account: AccountView) -> Address:
    """Return a number as others write it; a short code or a sender's name stands as it came."""
    plain = said.strip()
    key = from_international(plain) if plain.startswith("+") else plain
    return Address(IdentityKind.PHONE, key or plain, raw=plain)


def _told(form: Form) -> dict[str, Any]:
    """Return what has no field of its own: where the numbers are from, and how many segments came."""
    told: dict[str, Any] = {}
    place = {name.lower(): form[f"From{name}"] for name in _PLACE if form.get(f"From{name}")}
    if place:
        told["from"] = place
    if segments := number_in(form, "NumSegments", 100):
        told["segments"] = segments
    if service := form.get("MessagingServiceSid"):
        told["service"] = service
    if word := form.get("OptOutType"):
        told["opt_out_type"] = word
    return told


def _sid(form: Form) -> str:
    return form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid", "")


def _fingerprint(delivery: Delivery) -> str:
    return hashlib.sha256(delivery.raw).hexdigest()[:32]
