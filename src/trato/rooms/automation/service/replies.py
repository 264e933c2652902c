"""Automatic replies: what is said by itself, and the right to say it, which is taken once a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.automation.errors import AutoReplyUnknown
from trato.rooms.automation.model import AutoReply, AutoReplyId, ReplyKind
from trato.rooms.automation.rules import replying
from trato.rooms.automation.store import replies as store
from trato.rooms.automation.store import rules


async def list_replies(tx: Tx) -> list[AutoReply]:
    """Return every automatic reply that was written, on or off."""
    return await store.list_replies(tx)


async def put_reply(
    tx: Tx,
    kind: ReplyKind,
    texts: Mapping[str, str],
    *,
    brand: UUID | None,
    channel: str,
    active: bool,
    window_minutes: int,
    after_minutes: int,
) -> AutoReply:
    """Write the reply of a kind for a brand (or all) on a channel (or all). Raises Invalid, TemplateInvalid."""
    one = AutoReply(
        AutoReplyId(uuid7()), kind, brand, channel, dict(texts), active, window_minutes, after_minutes, 1, tx.now
    )
    replying.check(one)
    written = await store.put_reply(tx, one)
    await rules.set_stamp(tx, uuid7())
    tx.audit(AuditEntry("auto_reply.save", "auto reply", written, {"kind": kind.value, "active": active}))
    found = await store.get_reply(tx, written)
    assert found is not None
    return found


async def drop_reply(tx: Tx, reply: UUID) -> None:
    """Take an automatic reply away. Raises AutoReplyUnknown."""
    if not await store.drop_reply(tx, reply):
        raise AutoReplyUnknown(reply=reply)
    await rules.set_stamp(tx, uuid7())
    tx.audit(AuditEntry("auto_reply.drop", "auto reply", reply))


async def claim(tx: Tx, conversation: UUID, one: AutoReply, message: UUID) -> bool:
    """Take the right to say a reply in a conversation now; False while its window lasts."""
    return await store.claim(tx, conversation, one, message, tx.now + timedelta(minutes=one.window_minutes))


async def resting(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, dict[ReplyKind, datetime]]:
    """Return which replies rest in conversations, and until when."""
    found = await store.sent_in(tx, conversations) if conversations else {}
    return {
        conversation: {kind: until for kind, (_, until) in told.items() if until > tx.now}
        for conversation, told in found.items()
    }
