"""Direct messages as events: what was said, read and typed; and what is encrypted, which nobody reads here."""

from __future__ import annotations

import html
from datetime import timedelta

from trato.rooms.channels.adapters.reading import JsonMap, is_map, map_in, maps_in, text_in
from trato.rooms.channels.adapters.x.frame import Frame
from trato.rooms.channels.adapters.x.people import addresses_of, id_of, name_of, reach_of
from trato.rooms.channels.adapters.x.posts import file_of
from trato.rooms.channels.model import (
    Choice,
    Direction,
    InboundEvent,
    InboundKind,
    Media,
    Part,
    Receipt,
    ReceiptStatus,
    Text,
    Unsupported,
)

PRECISION = timedelta(milliseconds=1)
ENCRYPTED = "encrypted_chat"


def read_message(message: JsonMap, frame: Frame) -> InboundEvent:
    """Return the event of a direct message, in the layout of webhooks or in that of the API's pages."""
    made = map_in(message, "message_create")
    data = map_in(made, "message_data") or message
    identifier, sender = id_of(message), text_in(made, "sender_id") or text_in(message, "sender_id")
    if not identifier or not sender:
        return frame.strange("dm", message)
    is_ours = sender == frame.ours
    person = _other(message, frame) if is_ours else sender
    parts = _parts(data, message, frame)
    strange = all(isinstance(one, Unsupported) for one in parts)
    return InboundEvent(
        InboundKind.UNSUPPORTED if strange else InboundKind.MESSAGE,
        f"dm:{identifier}",
        frame.at(message, "created_timestamp", "created_at"),
        author=addresses_of(person, frame.users, frame.account),
        author_name=name_of(person, frame.users),
        reach=reach_of(person, frame.users),
        provider_id=identifier,
        precision=PRECISION,
        direction=Direction.ECHO if is_ours else Direction.IN,
        parts=parts,
        account_ref=frame.ours,
    )


def read_seen(seen: JsonMap, frame: Frame) -> InboundEvent:
    """Return that somebody has read what we wrote until a moment."""
    reader = text_in(seen, "sender_id")
    if not reader or reader == frame.ours:
        return frame.strange("dm.read", seen)
    at = frame.at(seen, "created_timestamp", "created_at")
    return InboundEvent(
        InboundKind.RECEIPT,
        f"read:{reader}:{text_in(seen, 'last_read_event_id')}:{int(at.timestamp())}",
        at,
        author=addresses_of(reader, frame.users, frame.account),
        precision=PRECISION,
        receipt=Receipt("", ReceiptStatus.READ, watermark=at),
        account_ref=frame.ours,
    )


def read_typing(typing: JsonMap, frame: Frame) -> InboundEvent:
    """Return that somebody is writing to us."""
    writer = text_in(typing, "sender_id")
    if not writer or writer == frame.ours:
        return frame.strange("dm.indicate_typing", typing)
    at = frame.at(typing, "created_timestamp", "created_at")
    return InboundEvent(
        InboundKind.TYPING,
        f"typing:{writer}:{int(at.timestamp() * 1000)}",
        at,
        author=addresses_of(writer, frame.users, frame.account),
        precision=PRECISION,
        account_ref=frame.ours,
    )


def read_encrypted(chat: JsonMap, frame: Frame) -> InboundEvent:
    """Return that something was said in an encrypted chat. Only the two who talk hold its keys: it stays unread."""
    identifier, sender = text_in(chat, "id"), text_in(chat, "sender_id")
    is_ours = sender == frame.ours
    person = _between(text_in(chat, "conversation_id"), frame.ours) if is_ours else sender
    if not identifier or not person:
        return frame.strange("chat", chat)
    return InboundEvent(
        InboundKind.UNSUPPORTED,
        f"chat:{identifier}",
        frame.at(chat, "created_at_msec", "created_at"),
        author=addresses_of(person, frame.users, frame.account),
        author_name=name_of(person, frame.users),
        reach=reach_of(person, frame.users),
        provider_id=identifier,
        precision=PRECISION,
        direction=Direction.ECHO if is_ours else Direction.IN,
        parts=(Unsupported(ENCRYPTED),),
        account_ref=frame.ours,
    )


def _other(message: JsonMap, frame: Frame) -> str:
    """Return whom we wrote to: a webhook says it, a page names the conversation by its two."""
    target = text_in(map_in(map_in(message, "message_create"), "target"), "recipient_id")
    return target or _between(text_in(message, "dm_conversation_id").replace("-", ":"), frame.ours)


def _between(conversation: str, ours: str) -> str:
    two = conversation.split(":")
    return next((one for one in two if one != ours), "") if len(two) == 2 else ""


def _parts(data: JsonMap, message: JsonMap, frame: Frame) -> tuple[Part, ...]:
    files = _files(data, message, frame)
    text = text_in(data, "text")
    for one in (*maps_in(map_in(data, "entities"), "urls"), *maps_in(map_in(message, "entities"), "urls")):
        if (short := text_in(one, "url")) and (whole := text_in(one, "expanded_url")):
            text = text.replace(short, "" if files and _shows(one) else whole)
    text = html.unescape(text).strip()
    chosen = map_in(data, "quick_reply_response")
    if chosen:
        return (Choice(text_in(chosen, "metadata"), text),)
    parts: list[Part] = [*([Text(text)] if text else []), *files]
    return tuple(parts) or (Unsupported("dm"),)


def _shows(link: JsonMap) -> bool:
    whole = text_in(link, "expanded_url")
    return "/messages/media/" in whole or "pic.x.com" in whole or "ton.twitter.com" in whole


def _files(data: JsonMap, message: JsonMap, frame: Frame) -> list[Media]:
    attachment = data.get("attachment")
    given = [map_in(attachment, "media")] if is_map(attachment) else []
    keys = map_in(message, "attachments").get("media_keys")
    for key in keys if isinstance(keys, list) else []:
        given += [frame.media[key]] if isinstance(key, str) and key in frame.media else []
    return [file for one in given if (file := file_of(one)) is not None]
