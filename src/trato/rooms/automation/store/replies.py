"""SQL of automatic replies, and of what was said by itself in each conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.automation.model import AutoReply, AutoReplyId, ReplyKind

_REPLY: Final = "id, kind, brand_id, channel, texts, active, window_minutes, after_minutes, version, changed_at"

LIST_REPLIES = (
    f"select {_REPLY} from automation.auto_reply where workspace_id = $1 order by kind, channel, id limit 1000"
)
LIST_ACTIVE = (
    f"select {_REPLY} from automation.auto_reply where workspace_id = $1 and active order by kind, channel, id"
)
GET_REPLY = f"select {_REPLY} from automation.auto_reply where id = $1 and workspace_id = $2"
PUT_REPLY = """
insert into automation.auto_reply (id, workspace_id, kind, brand_id, channel, texts, active, window_minutes,
  after_minutes, version, changed_by, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)
on conflict (kind, coalesce(brand_id, '00000000-0000-0000-0000-000000000000'::uuid), channel, workspace_id)
do update set texts = excluded.texts, active = excluded.active, window_minutes = excluded.window_minutes,
  after_minutes = excluded.after_minutes, version = automation.auto_reply.version + 1,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at
returning id
"""
DROP_REPLY = "delete from automation.auto_reply where id = $1 and workspace_id = $2 returning id"
# taken by who comes first: while it stands, the same is not said again
CLAIM = """
insert into automation.auto_sent as s (conversation_id, kind, workspace_id, reply_id, version, message_id, at, until)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (conversation_id, kind, workspace_id) do update set reply_id = excluded.reply_id,
  version = excluded.version, message_id = excluded.message_id, at = excluded.at, until = excluded.until
where s.until <= excluded.at
returning conversation_id
"""
SENT_IN = """
select conversation_id, kind, at, until from automation.auto_sent
where conversation_id = any($1::uuid[]) and workspace_id = $2
"""


async def list_replies(tx: Tx) -> list[AutoReply]:
    return [_reply(row) for row in await tx.connection.fetch(LIST_REPLIES, tx.workspace)]


async def list_active(tx: Tx) -> list[AutoReply]:
    return [_reply(row) for row in await tx.connection.fetch(LIST_ACTIVE, tx.workspace)]


async def get_reply(tx: Tx, reply: UUID) -> AutoReply | None:
    row = await tx.connection.fetchrow(GET_REPLY, reply, tx.workspace)
    return _reply(row) if row else None


async def put_reply(tx: Tx, one: AutoReply) -> UUID:
    """Write the reply of a kind, brand and channel, new or the next version; return its id."""
    written: UUID = await tx.connection.fetchval(
        PUT_REPLY, one.id, tx.workspace, one.kind.value, one.brand_id, one.channel, dict(one.texts), one.active,
        one.window_minutes, one.after_minutes, tx.actor.id, tx.now,
    )  # fmt: skip
    return written


async def drop_reply(tx: Tx, reply: UUID) -> bool:
    return await tx.connection.fetchval(DROP_REPLY, reply, tx.workspace) is not None


async def claim(tx: Tx, conversation: UUID, one: AutoReply, message: UUID, until: datetime) -> bool:
    """Take the right to say it now; False when it was said and its window lasts."""
    taken = await tx.connection.fetchval(
        CLAIM, conversation, one.kind.value, tx.workspace, one.id, one.version, message, tx.now, until
    )
    return taken is not None


async def sent_in(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, dict[ReplyKind, tuple[datetime, datetime]]]:
    """Return what was said by itself in conversations: when, and until when it is not said again."""
    found: dict[UUID, dict[ReplyKind, tuple[datetime, datetime]]] = {}
    for row in await tx.connection.fetch(SENT_IN, list(conversations), tx.workspace):
        found.setdefault(row["conversation_id"], {})[ReplyKind(row["kind"])] = (row["at"], row["until"])
    return found


def _reply(row: Any) -> AutoReply:
    return AutoReply(
        AutoReplyId(row["id"]), ReplyKind(row["kind"]), row["brand_id"], row["channel"], row["texts"], row["active"],
        row["window_minutes"], row["after_minutes"], row["version"], row["changed_at"],
    )  # fmt: skip
