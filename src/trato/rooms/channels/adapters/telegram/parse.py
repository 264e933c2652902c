"""An update of Telegram as an event: one each. What is not of a private chat with a person is not taken for one.

A bot may stand in groups and channels, where who writes does not write to us. What comes from there is kept and shown
as news of the account, and opens no case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from trato.rooms.channels.adapters.reading import (
    JsonMap,
    decode,
    fingerprint,
    instant_in,
    is_map,
    map_in,
    maps_in,
    number_in,
    text_in,
)
from trato.rooms.channels.adapters.telegram.names import addresses_of, message_id, message_name, name_of
from trato.rooms.channels.adapters.telegram.parts import parts_of, pressed
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Malformed,
    Referral,
    Unsupported,
)

PRECISION = timedelta(seconds=1)  # Telegram stamps whole seconds
PRIVATE = "private"
START = "/start "  # what comes after it was in the link that the person followed
GONE = frozenset({"kicked", "left"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What every reader of an update needs."""

    account: AccountView
    received_at: datetime


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the event of an update. Raises `Malformed`."""
    update = decode(delivery.raw)
    if number_in(update, "update_id") is None:
        raise Malformed("no update_id")
    frame = Frame(account, delivery.received_at)
    for name, read in _READERS.items():
        content = update.get(name)
        if is_map(content) and (event := read(content, frame)) is not None:
            return [event]
    kind = next((name for name in update if name != "update_id"), "empty")
    return [_strange(kind, update, frame)]


def _message(message: JsonMap, frame: Frame) -> InboundEvent | None:
    name, sender = message_name(message), map_in(message, "from")
    if not _is_private(message) or not name or not text_in(sender, "id"):
        return None
    parts = parts_of(message)
    if not parts:  # news of the chat itself, as a pinned message
        return _strange("message", message, frame, key=f"message:{name}")
    strange = isinstance(parts[0], Unsupported)
    detail = _detail(message)
    return InboundEvent(
        InboundKind.UNSUPPORTED if strange else InboundKind.MESSAGE,
        name,
        instant_in(message, "date") or frame.received_at,
        author=addresses_of(sender, frame.account),
        author_name=name_of(sender),
        provider_id=name,
        precision=PRECISION,
        sequence=_sequence(message),
        direction=_direction(sender),
        parts=parts,
        reply_to=message_name(map_in(message, "reply_to_message")),
        forwarded=is_map(message.get("forward_origin")),
        referral=_referral(message),
        language=text_in(sender, "language_code"),
        detail=detail or None,
    )


def _detail(message: JsonMap) -> JsonMap:
    """Return what has no field of ours: the words that are quoted, the album, whose words are passed on."""
    told: JsonMap = {}
    if quote := text_in(map_in(message, "quote"), "text"):
        told["quote"] = quote
    if album := text_in(message, "media_group_id"):
        told["album"] = album
    origin = map_in(message, "forward_origin")
    if whose := text_in(origin, "sender_user_name") or name_of(map_in(origin, "sender_user")) or _chat_title(origin):
        told["forwarded_from"] = whose
    return told


def _chat_title(origin: JsonMap) -> str:
    return text_in(map_in(origin, "chat"), "title") or text_in(map_in(origin, "sender_chat"), "title")


def _referral(message: JsonMap) -> Referral | None:
    """Return what a link t.me/BOT?start=CODE said of who followed it."""
    text = text_in(message, "text")
    code = text.removeprefix(START).strip() if text.startswith(START) else ""
    return Referral("deep_link", source_id=code) if code else None


def _edited(message: JsonMap, frame: Frame) -> InboundEvent | None:
    name, sender = message_name(message), map_in(message, "from")
    if not _is_private(message) or not name or not text_in(sender, "id"):
        return None
    parts = parts_of(message)
    if not parts:
        return None
    at = instant_in(message, "edit_date")
    return InboundEvent(
        InboundKind.MESSAGE_EDITED,
        f"edit:{name}:{text_in(message, 'edit_date') or fingerprint(message)}",
        at or instant_in(message, "date") or frame.received_at,
        author=addresses_of(sender, frame.account),
        author_name=name_of(sender),
        precision=PRECISION,
        sequence=_sequence(message),
        direction=_direction(sender),
        parts=parts,
        reply_to=message_name(map_in(message, "reply_to_message")),
        target=name,
        language=text_in(sender, "language_code"),
    )


def _callback(query: JsonMap, frame: Frame) -> InboundEvent | None:
    """A button under a message of ours. Telegram tells no time of it: it was just now."""
    message, sender, identifier = map_in(query, "message"), map_in(query, "from"), text_in(query, "id")
    parts = pressed(query)
    if not identifier or not parts or not text_in(sender, "id") or (message and not _is_private(message)):
        return None
    return InboundEvent(
        InboundKind.POSTBACK,
        f"callback:{identifier}",
        frame.received_at,
        author=addresses_of(sender, frame.account),
        author_name=name_of(sender),
        parts=parts,
        reply_to=message_name(message),
        language=text_in(sender, "language_code"),
    )


def _reaction(reaction: JsonMap, frame: Frame) -> InboundEvent | None:
    """What somebody feels about a message, or no longer does. Of several signs the last one counts."""
    user, target = map_in(reaction, "user"), message_name(reaction)
    now = maps_in(reaction, "new_reaction")
    emojis = [text_in(one, "emoji") for one in now if text_in(one, "emoji")]
    if not _is_private(reaction) or not target or not text_in(user, "id") or (now and not emojis):
        return None
    return InboundEvent(
        InboundKind.REACTION,
        f"reaction:{target}:{fingerprint(reaction)}",
        instant_in(reaction, "date") or frame.received_at,
        author=addresses_of(user, frame.account),
        author_name=name_of(user),
        precision=PRECISION,
        target=target,
        emoji=emojis[-1] if emojis else "",
    )


def _membership(change: JsonMap, frame: Frame) -> InboundEvent | None:
    """Whether we may write to somebody; elsewhere than in a private chat, that the bot was put in, or out.

    Who stops the bot wants nothing more. Who lets it speak again lets it serve, and has agreed to nothing else.
    """
    person, status = map_in(change, "from"), text_in(map_in(change, "new_chat_member"), "status")
    chat = map_in(change, "chat")
    if not status or not text_in(chat, "id"):
        return None
    private = _is_private(change) and bool(text_in(person, "id"))
    kind = InboundKind.ACCOUNT_ALERT
    if private:
        kind = InboundKind.OPT_OUT if status in GONE else InboundKind.OPT_IN
    return InboundEvent(
        kind,
        f"member:{text_in(chat, 'id')}:{fingerprint(change)}",
        instant_in(change, "date") or frame.received_at,
        author=addresses_of(person, frame.account) if private else (),
        author_name=name_of(person) if private else "",
        precision=PRECISION,
        purpose="service" if kind is InboundKind.OPT_IN else "",
        detail={"status": status, "chat_type": text_in(chat, "type")},
    )


def _is_private(holder: JsonMap) -> bool:
    return text_in(map_in(holder, "chat"), "type") == PRIVATE


def _direction(sender: JsonMap) -> Direction:
    return Direction.ECHO if sender.get("is_bot") is True else Direction.IN


def _sequence(message: JsonMap) -> int:
    number = number_in(message, "message_id")
    return int(number) if number and 0 < number < 2**53 else 0


def _strange(kind: str, content: JsonMap, frame: Frame, key: str = "") -> InboundEvent:
    """What nobody said to us, or we cannot read: without author, so that it opens no case."""
    inner = map_in(content, kind) or content
    detail: Any = {"type": kind, "keys": sorted(inner)[:20]}
    if chat := map_in(inner, "chat"):
        detail["chat_type"] = text_in(chat, "type")
    return InboundEvent(
        InboundKind.UNSUPPORTED,
        key or f"strange:{kind}:{fingerprint(content)}",
        instant_in(inner, "date") or frame.received_at,
        provider_id=message_id(text_in(map_in(inner, "chat"), "id"), text_in(inner, "message_id")),
        precision=PRECISION,
        detail=detail,
    )


_READERS: dict[str, Callable[[JsonMap, Frame], InboundEvent | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _callback,
    "message_reaction": _reaction,
    "my_chat_member": _membership,
}
