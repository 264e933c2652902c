"""What WeChat brings as events: one message of a person, or one thing that they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trato.rooms.channels.adapters.people import address_of
from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, text_in
from trato.rooms.channels.adapters.wechat.door import message_in
from trato.rooms.channels.adapters.wechat.parts import parts_of
from trato.rooms.channels.adapters.wechat.sealing import NotSealed
from trato.rooms.channels.adapters.wechat.xml import decode
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    Delivery,
    InboundEvent,
    InboundKind,
    Malformed,
    Referral,
    Unsupported,
)
from trato.rooms.contacts.model import Address

PRECISION = timedelta(seconds=1)  # WeChat stamps whole seconds
LONGEST_ID = 64
SCENE = "qrscene_"  # before what a code says, of who follows by it
NEWS = frozenset(
    {
        "qualification_verify_success", "qualification_verify_fail", "naming_verify_success", "naming_verify_fail",
        "annual_renew", "verify_expired",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What every reader needs of a message, or of what somebody did."""

    body: JsonMap
    account: AccountView
    received_at: datetime

    @property
    def kind(self) -> str:
        """Return what WeChat calls the message; "event" for what is none."""
        return self.told("MsgType").lower()

    @property
    def event(self) -> str:
        """Return what WeChat calls the thing that was done, in small letters: it writes some in capitals."""
        return self.told("Event").lower()

    @property
    def author(self) -> tuple[Address, ...]:
        """Return who wrote or did it."""
        return address_of(self.told("FromUserName")[:200], self.account)

    @property
    def at(self) -> datetime:
        """Return when it happened."""
        return instant_in({"at": self.told("CreateTime")}, "at") or self.received_at

    @property
    def name(self) -> str:
        """Return WeChat's id of a message, "" where it has none."""
        number = self.told("MsgId")
        return number if 0 < len(number) <= LONGEST_ID and number.isalnum() and number.isascii() else ""

    @property
    def key(self) -> str:
        """Return what tells this from all else, however often WeChat brings it."""
        if self.kind != "event" and self.name:
            return f"message:{self.name}"
        who, moment, what = self.told("FromUserName"), self.told("CreateTime"), self.told("EventKey")
        if self.kind == "event" and who and moment and len(who) + len(moment) <= 2 * LONGEST_ID:
            return f"{self.event[:60]}:{who}:{moment}" + (f":{fingerprint(what)[:12]}" if what else "")
        return f"{self.kind[:60]}:{fingerprint(self.body)}"

    def told(self, name: str) -> str:
        """Return a text without the white space around it."""
        return text_in(self.body, name).strip()


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the event of a delivery. Raises `Malformed`."""
    body = _open(decode(delivery.raw), account)
    frame = Frame(body, account, delivery.received_at)
    if not frame.kind:
        raise Malformed("no MsgType")
    read = _HAPPENED.get(frame.event) if frame.kind == "event" else _message
    found = read(frame) if read is not None and frame.author else None
    return [found or _strange(frame)]


def _open(body: JsonMap, account: AccountView) -> JsonMap:
    """Return what is inside a sealed body; of one that is sealed and open too, only that counts where we have a key."""
    sealed = text_in(body, "Encrypt")
    if not account.secrets.get("aes_key"):
        if sealed and not text_in(body, "MsgType"):
            raise Malformed("sealed, and the account has no EncodingAESKey")
        return {name: value for name, value in body.items() if name != "Encrypt"}
    try:
        return decode(message_in(sealed, account))
    except NotSealed as wrong:
        raise Malformed(f"not sealed for this account: {wrong}") from wrong


def _message(frame: Frame) -> InboundEvent | None:
    """A message. A text with an id of a menu is what somebody chose there."""
    parts = parts_of(frame.body, frame.kind)
    if not parts:
        return None
    chosen, words = frame.told("bizmsgmenuid"), frame.told("Content")
    kind = InboundKind.UNSUPPORTED if isinstance(parts[0], Unsupported) else InboundKind.MESSAGE
    if chosen and words and frame.kind == "text":
        kind, parts = InboundKind.POSTBACK, (Choice(chosen, words),)
    return InboundEvent(
        kind,
        frame.key,
        frame.at,
        author=frame.author,
        provider_id=frame.name,
        precision=PRECISION,
        parts=parts,
        detail=_detail(frame) or None,
    )


def _detail(frame: Frame) -> JsonMap:
    """Return what has no field of ours: what a file that cannot be fetched is called, a mini program's page."""
    names = {"Title": "title", "FileTotalLen": "size", "AppId": "app", "PagePath": "page"}
    if frame.kind in {"link", "text", "image", "voice", "video", "shortvideo", "location"}:
        return {}
    return {ours: told[:500] for theirs, ours in names.items() if (told := frame.told(theirs))}


def _following(frame: Frame) -> InboundEvent:
    """Whether we may write to somebody. Who follows lets us serve them, and has agreed to nothing else."""
    follows = frame.event == "subscribe"
    key = frame.told("EventKey")
    detail = {"status": frame.event, **({"key": key[:200]} if key else {})}
    return InboundEvent(
        InboundKind.OPT_IN if follows else InboundKind.OPT_OUT,
        frame.key,
        frame.at,
        author=frame.author,
        precision=PRECISION,
        purpose="service" if follows else "",
        referral=_referral(key.removeprefix(SCENE)) if key.startswith(SCENE) else None,
        detail=detail,
    )


def _scanned(frame: Frame) -> InboundEvent:
    """Somebody who follows us scanned a code of ours, and has said nothing yet."""
    key = frame.told("EventKey")
    activity = {"name": "scan", **({"key": key[:200]} if key else {})}
    return InboundEvent(
        InboundKind.CONTEXT,
        frame.key,
        frame.at,
        author=frame.author,
        precision=PRECISION,
        referral=_referral(key),
        detail={"activity": activity},
    )


def _viewed(frame: Frame) -> InboundEvent:
    """Somebody opened a page by the account's menu."""
    activity = {"name": "view", "url": frame.told("EventKey")[:500]}
    return InboundEvent(
        InboundKind.CONTEXT, frame.key, frame.at, author=frame.author, precision=PRECISION,
        detail={"activity": activity},
    )  # fmt: skip


def _clicked(frame: Frame) -> InboundEvent | None:
    """Somebody chose in the account's menu: WeChat tells the key that the business gave it."""
    key = frame.told("EventKey")[:1000]
    if not key:
        return None
    scanned = text_in(map_in(frame.body, "ScanCodeInfo"), "ScanResult").strip()[:1000]
    choice = Choice(key, scanned or key, values={"scanned": scanned} if scanned else None)
    return InboundEvent(
        InboundKind.POSTBACK, frame.key, frame.at, author=frame.author, precision=PRECISION, parts=(choice,)
    )  # fmt: skip


def _referral(scene: str) -> Referral | None:
    return Referral("qr_code", source_id=scene[:200]) if scene else None


def _strange(frame: Frame) -> InboundEvent:
    """What nobody said to us, or we cannot read: without author, so that it opens no case."""
    what = frame.event if frame.kind == "event" else frame.kind
    return InboundEvent(
        InboundKind.ACCOUNT_ALERT if what in NEWS else InboundKind.UNSUPPORTED,
        frame.key,
        frame.at,
        precision=PRECISION,
        detail={"type": what[:60], "keys": sorted(frame.body)[:20]},
    )


_HAPPENED: dict[str, Callable[[Frame], InboundEvent | None]] = {
    "subscribe": _following,
    "unsubscribe": _following,
    "scan": _scanned,
    "view": _viewed,
    "view_miniprogram": _viewed,
    "click": _clicked,
    "scancode_waitmsg": _clicked,
}
