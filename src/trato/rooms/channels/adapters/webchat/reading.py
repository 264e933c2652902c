"""How a delivery of the widget becomes events: total, tolerant, and the same however the items were batched."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, assert_never

import msgspec

from trato.rooms.channels.adapters.webchat import shapes
from trato.rooms.channels.adapters.webchat.settings import Told, WidgetSettings, settings_of
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    Delivery,
    InboundEvent,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    Part,
    Receipt,
    ReceiptStatus,
    Surface,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind

PRECISION = timedelta(milliseconds=1)
GROSS_SKEW = timedelta(minutes=5)  # beyond it the browser's clock is wrong, not the network slow
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

LONGEST_VALUE = 500  # characters of one attribute

_ADDRESS = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,189}\.[^\s@<>\"]{2,63}")
_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")
_envelopes = msgspec.json.Decoder(shapes.Envelope)
_bodies = msgspec.json.Decoder(shapes.Body)
_peeks = msgspec.json.Decoder(shapes.Peek)
_items = msgspec.json.Decoder(shapes.Item)


def read(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of one delivery, in the widget's order; raise `Malformed` when it is no envelope of ours."""
    try:
        envelope = _envelopes.decode(_without_nul(delivery.raw))
        body = _bodies.decode(envelope.body)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not a delivery of the widget: {error}") from error
    chosen = settings_of(account.settings)
    reading = _Reading(envelope, body, delivery.received_at, str(account.id), chosen)
    return [reading.event(raw) for raw in body.items]


def _without_nul(raw: bytes) -> bytes:
    """Drop U+0000 wherever a browser put it, ids and threads too: the database keeps it in no text.

    All other bytes stay as they are, because what is not understood is told apart by them.
    """
    return _NUL.sub(rb"\1", raw)


@dataclass(frozen=True, slots=True)
class _Reading:
    envelope: shapes.Envelope
    body: shapes.Body
    received_at: datetime
    scope: str
    chosen: WidgetSettings

    def event(self, raw: msgspec.Raw) -> InboundEvent:
        try:
            kind = _peeks.decode(raw).type
        except (ValueError, RecursionError):
            return self._unsupported(raw, "an item without a type")
        if kind not in shapes.KNOWN:
            return self._unsupported(raw, kind[:80])
        try:
            return self._known(_items.decode(raw), raw)
        except (ValueError, RecursionError) as error:
            return self._unsupported(raw, f"{kind}: {error}"[:200])

    def _known(self, item: shapes.Item, raw: msgspec.Raw) -> InboundEvent:
        match item:
            case shapes.MessageItem():
                return self._message(item, raw)
            case shapes.ChoiceItem():
                choice = Choice(payload=_clean(item.payload), title=_clean(item.title))
                return self._said(item, (choice,))
            case shapes.TypingItem():
                return self._about(
                    InboundKind.TYPING,
                    f"typing:{item.thread}:{item.at}:{item.on}",
                    item.at,
                    thread_key=item.thread,
                    detail={"on": item.on},
                )
            case shapes.PresenceItem():
                state = "gone" if item.state == "gone" else "here"
                detail = {"state": state, "socket": item.socket, "reason": _clean(item.reason)}
                return self._about(InboundKind.PRESENCE, f"presence:{item.socket}:{state}", item.at, detail=detail)
            case shapes.EndItem():
                return self._about(InboundKind.ENDED, f"end:{item.id}", item.at, thread_key=item.thread)
            case shapes.ReceiptItem():
                return self._receipt(item)
            case shapes.IdentifyItem():
                profile = {"name": self.envelope.sender.name, "email": self.envelope.sender.email}
                detail = {"identified": bool(self.envelope.sender.sub), "profile": _clean(profile)}
                return self._about(InboundKind.CONTEXT, f"identify:{item.id}", item.at, detail=detail)
            case shapes.ContextItem():
                detail = _context(item, self.chosen.attributes)
                return self._about(InboundKind.CONTEXT, f"context:{item.id}", item.at, detail=detail)
            case shapes.TrackItem():
                detail = _activity(item, self.chosen.activities)
                return self._about(InboundKind.CONTEXT, f"track:{item.id}", item.at, detail=detail)
            case shapes.OptItem():
                kind = InboundKind.OPT_IN if item.granted else InboundKind.OPT_OUT
                detail = {"text_version": _clean(item.text_version), "locale": _clean(self.body.locale)}
                purpose = _clean(item.purpose)
                return self._about(kind, f"opt:{item.id}", item.at, purpose=purpose, detail=detail)
            case _:
                assert_never(item)

    def _message(self, item: shapes.MessageItem, raw: msgspec.Raw) -> InboundEvent:
        text = _clean(item.text)
        parts: list[Part] = [Text(text)] if text.strip() else []
        parts += [self._file(one) for one in item.files]
        if not parts:
            return self._unsupported(raw, "an empty message")
        return self._said(item, tuple(parts))

    def _said(self, item: shapes.MessageItem | shapes.ChoiceItem, parts: tuple[Part, ...]) -> InboundEvent:
        return self._about(
            InboundKind.MESSAGE,
            f"message:{item.id}",
            item.at,
            provider_id=item.id,
            parts=parts,
            thread_key=item.thread,
            reply_to=item.reply_to,
        )

    def _file(self, item: shapes.FileItem) -> Part:
        stored = self.envelope.files.get(item.ticket)
        if stored is None:
            return Unsupported("a file that the door did not vouch for")
        return Media(
            media=media_kind(stored.mime),
            ref=stored.key,
            mime=stored.mime,
            name=_clean(stored.name),
            caption=_clean(item.caption),
            sha256=stored.sha256,
            size=stored.size,
        )

    def _receipt(self, item: shapes.ReceiptItem) -> InboundEvent:
        status = ReceiptStatus(item.status)
        if status not in (ReceiptStatus.DELIVERED, ReceiptStatus.READ):
            raise ValueError(f"a widget cannot say {status}")
        return self._about(
            InboundKind.RECEIPT,
            f"receipt:{item.target}:{status}",
            item.at,
            provider_id=item.target,
            target=item.target,
            receipt=Receipt(target=item.target, status=status),
        )

    def _unsupported(self, raw: msgspec.Raw, what: str) -> InboundEvent:
        digest = hashlib.sha256(bytes(raw)).hexdigest()
        return self._about(InboundKind.UNSUPPORTED, f"unsupported:{digest}", 0, parts=(Unsupported(_clean(what)),))

    def _about(self, kind: InboundKind, key: str, at: int, **facts: Any) -> InboundEvent:
        sender = self.envelope.sender
        browser = Address(IdentityKind.VISITOR, sender.visitor, self.scope)
        person = Address(IdentityKind.SITE_USER, sender.sub, self.scope)
        return InboundEvent(
            kind=kind,
            dedupe_key=f"{sender.visitor}:{key}",
            occurred_at=self._instant(at),
            author=(person, browser) if sender.sub else (browser,),
            author_name=_clean(sender.name),
            precision=PRECISION,
            surface=Surface.CHAT,
            language=_clean(self.body.locale),
            **facts,
        )

    def _instant(self, at: int) -> datetime:
        """Return when it happened: the widget's word, moved by how far its clock is off when that is gross."""
        stated = _moment(at)
        if stated is None:
            return self.received_at
        sent = _moment(self.body.sent_at)
        skew = self.received_at - sent if sent is not None else timedelta(0)
        return stated + skew if abs(skew) > GROSS_SKEW else stated


def media_kind(mime: str) -> MediaKind:
    """Return how a file of type `mime` is shown."""
    if mime.startswith("image/") and mime != "image/svg+xml":
        return MediaKind.IMAGE
    if mime.startswith("video/"):
        return MediaKind.VIDEO
    if mime.startswith("audio/"):
        return MediaKind.AUDIO
    return MediaKind.DOCUMENT


def _context(item: shapes.ContextItem, allowed: tuple[Told, ...]) -> dict[str, Any]:
    """Keep of a page's word on its visitor what an administrator allows, each with its purpose."""
    purposes = {one.key: one.purpose.value for one in allowed if one.key in item.attributes}
    kept = {key: _short(value) for key, value in item.attributes.items() if key in purposes}
    detail: dict[str, Any] = {"attributes": _clean(kept), "purposes": purposes, "signed": False}
    if _ADDRESS.fullmatch(item.email):
        detail["email"] = item.email
    if item.page is not None:
        detail["page"] = _clean(msgspec.to_builtins(item.page))
    if item.zone:
        detail["zone"] = _clean(item.zone)
    return detail


def _short(value: Any) -> Any:
    """Return a plain value as it came, cut to what agents read; anything nested is no attribute."""
    return value if value is None or isinstance(value, bool | int | float) else str(value)[:LONGEST_VALUE]


def _activity(item: shapes.TrackItem, allowed: tuple[Told, ...]) -> dict[str, Any]:
    """Return an activity that an administrator allows, with its purpose; nothing of any other."""
    known = next((one for one in allowed if one.key == item.name), None)
    if known is None:
        return {}
    activity = {
        "purpose": known.purpose.value,
        "name": item.name,
        "amount": item.amount,
        "currency": item.currency,
        "ref": item.ref,
        "properties": dict(item.properties),
    }
    return {"activity": _clean({key: value for key, value in activity.items() if value not in (None, "", {})})}


def _moment(milliseconds: int) -> datetime | None:
    """Return the instant, or None when nobody could have meant it."""
    if not 0 < milliseconds < 4_102_444_800_000:  # 2100
        return None
    stated = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return stated if EARLIEST <= stated < LATEST else None


def _clean(value: Any) -> Any:
    """Drop NUL, which PostgreSQL cannot keep in text or jsonb, from every string inside `value`."""
    match value:
        case str():
            return value.replace("\x00", "")
        case dict():
            return {_clean(key): _clean(one) for key, one in value.items()}
        case list() | tuple():
            return [_clean(one) for one in value]
        case _:
            return value
