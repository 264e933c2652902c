"""Messages: what a person said, changed, took back or felt, and what the business said from its own phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, maps_in, text_in
from trato.rooms.channels.adapters.whatsapp.parts import parts_of
from trato.rooms.channels.adapters.whatsapp.people import People
from trato.rooms.channels.model import (
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Referral,
    Surface,
    Unsupported,
)
from trato.rooms.contacts.model import Address

PRECISION = timedelta(seconds=1)  # Meta stamps whole seconds


@dataclass(frozen=True, slots=True)
class Frame:
    """What all items of one change share."""

    delivery: Delivery
    people: People
    account_ref: str
    errors: tuple[JsonMap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A message with what every kind of it has."""

    message: JsonMap
    frame: Frame
    author: tuple[Address, ...]
    name: str
    direction: Direction

    def event(self, kind: InboundKind, prefix: str = "", **fields: Any) -> InboundEvent:
        wamid = text_in(self.message, "id")
        return InboundEvent(
            kind,
            f"{prefix}{wamid}" if wamid else f"{prefix}sha:{fingerprint(self.message)}",
            instant_in(self.message, "timestamp") or self.frame.delivery.received_at,
            author=self.author,
            author_name=self.name,
            provider_id=wamid,
            precision=PRECISION,
            thread_key=text_in(self.message, "group_id"),
            direction=self.direction,
            account_ref=self.frame.account_ref,
            **fields,
        )


def read_message(message: JsonMap, frame: Frame) -> InboundEvent:
    """Return the event of one of `messages`: something that a person outside did."""
    phone, user_id = text_in(message, "from"), text_in(message, "from_user_id")
    author, name = frame.people.sender(phone, user_id, text_in(message, "from_parent_user_id"))
    return _read(_Said(message, frame, author, name, Direction.IN))


def read_echo(message: JsonMap, frame: Frame) -> InboundEvent:
    """Return the event of one of `message_echoes`: said on our account, but not through us.

    Its `author` is the person it was said to, because that is who names the conversation.
    """
    phone, user_id = text_in(message, "to"), text_in(message, "to_user_id")
    author, name = frame.people.other(phone, user_id, text_in(message, "to_parent_user_id"))
    return _read(_Said(message, frame, author, name, Direction.ECHO))


def _read(said: _Said) -> InboundEvent:
    match text_in(said.message, "type"):
        case "reaction":
            return _reaction(said)
        case "edit":
            return _edit(said)
        case "revoke":
            return _revoke(said)
        case "system":
            return _system(said)
        case "request_welcome":
            return _opened(said)
        case "interactive" if text_in(map_in(said.message, "interactive"), "type") == "call_permission_reply":
            return _call_permission(said)
        case _:
            return _message(said)


def _message(said: _Said) -> InboundEvent:
    parts = parts_of(said.message)
    if not parts:
        return _unsupported(said)
    message = said.message
    if "context" not in message and "referral" not in message:
        return said.event(InboundKind.MESSAGE, parts=parts)
    context, ad = map_in(message, "context"), map_in(message, "referral")
    product = map_in(context, "referred_product")
    shown = {name: ad[name] for name in _SHOWN_OF_AN_AD if text_in(ad, name)}
    detail: JsonMap = {**({"product": product} if product else {}), **({"advertisement": shown} if shown else {})}
    return said.event(
        InboundKind.MESSAGE,
        parts=parts,
        reply_to=text_in(context, "id"),
        forwarded=context.get("forwarded") is True or context.get("frequently_forwarded") is True,
        referral=_referral(ad),
        detail=detail or None,
    )


_SHOWN_OF_AN_AD = ("body", "media_type", "image_url", "video_url", "thumbnail_url")


def _referral(ad: JsonMap) -> Referral | None:
    if not ad:
        return None
    return Referral(
        text_in(ad, "source_type"),
        source_id=text_in(ad, "source_id"),
        url=text_in(ad, "source_url"),
        headline=text_in(ad, "headline"),
        click_id=text_in(ad, "ctwa_clid"),
    )


def _reaction(said: _Said) -> InboundEvent:
    reaction = map_in(said.message, "reaction")
    target = text_in(reaction, "message_id")
    if not target:
        return _unsupported(said)
    return said.event(InboundKind.REACTION, target=target, emoji=text_in(reaction, "emoji"))


def _edit(said: _Said) -> InboundEvent:
    edit = map_in(said.message, "edit")
    target, after = text_in(edit, "original_message_id"), map_in(edit, "message")
    parts = parts_of(after)
    if not target or not parts:
        return _unsupported(said)
    reply_to = text_in(map_in(after, "context"), "id")
    return said.event(InboundKind.MESSAGE_EDITED, "edit:", target=target, parts=parts, reply_to=reply_to)


def _revoke(said: _Said) -> InboundEvent:
    target = text_in(map_in(said.message, "revoke"), "original_message_id")
    if not target:
        return _unsupported(said)
    return said.event(InboundKind.MESSAGE_DELETED, "revoke:", target=target)


def _system(said: _Said) -> InboundEvent:
    """A number, a user id or the keys of a person changed; of the last, nothing is re-keyed."""
    system = map_in(said.message, "system")
    kind = text_in(system, "type")
    detail: JsonMap = {"type": kind, "body": text_in(system, "body")}
    if kind == "customer_identity_changed":
        detail["identity"] = map_in(said.message, "identity")
        return said.event(InboundKind.IDENTITY_CHANGED, detail=detail)
    phone = text_in(system, "wa_id") or text_in(system, "new_wa_id")
    user_id = text_in(system, "user_id")
    after = said.frame.people.addresses(phone, user_id, text_in(system, "parent_user_id"))
    if not after:
        return _unsupported(said)
    old = text_in(system, "customer") or text_in(said.message, "from")
    old_user_id = text_in(said.message, "from_user_id")
    before = said.frame.people.addresses(old, old_user_id, text_in(said.message, "from_parent_user_id"))
    changed = _Said(said.message, said.frame, after, said.name, said.direction)
    return changed.event(InboundKind.IDENTITY_CHANGED, previous=before, detail=detail)


def _opened(said: _Said) -> InboundEvent:
    """A person opened the chat and said nothing: without author, so that it opens no case."""
    silent = _Said(said.message, said.frame, (), "", said.direction)
    return silent.event(InboundKind.UNSUPPORTED, detail={"type": "request_welcome"})


def _call_permission(said: _Said) -> InboundEvent:
    """A person let us call, or did not. It is about calls alone, so it is no consent to messages."""
    answer = map_in(map_in(said.message, "interactive"), "call_permission_reply")
    response = text_in(answer, "response")
    if response not in ("accept", "reject"):
        return _unsupported(said)
    until = instant_in(answer, "expiration_timestamp")
    detail = {
        "event": "permission",
        "response": response,
        "source": text_in(answer, "response_source"),
        "until": until.isoformat() if until else "",
        "permanent": answer.get("is_permanent") is True,
    }
    reply_to = text_in(map_in(said.message, "context"), "id")
    told = {name: value for name, value in detail.items() if value}
    return said.event(InboundKind.CALL, surface=Surface.CALL, reply_to=reply_to, detail=told)


def _unsupported(said: _Said) -> InboundEvent:
    message = said.message
    kind = text_in(message, "type")
    real = text_in(map_in(message, "unsupported"), "type") or (kind if kind != "unsupported" else "")
    errors = maps_in(message, "errors") or list(said.frame.errors)
    detail: JsonMap = {"type": kind}
    if real:
        detail["real_type"] = real
    if errors:
        detail["errors"] = errors
    reply_to = text_in(map_in(message, "context"), "id")
    return said.event(
        InboundKind.UNSUPPORTED, parts=(Unsupported(real or "unknown"),), reply_to=reply_to, detail=detail
    )
