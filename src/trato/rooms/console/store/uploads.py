"""Files that agents brought, and where any file of a message belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

ADD = """
insert into console.upload (id, workspace_id, user_id, blob_key, name, mime, size, media, at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
"""
GET = """
select id, user_id, blob_key, name, mime, size, media, used_in from console.upload
where id = $2 and workspace_id = $1
"""
# a file of a message that was taken back is free again
LIST = """
select u.id, u.user_id, u.blob_key, u.name, u.mime, u.size, u.media,
  case when d.state = 'cancelled' then null else u.used_in end as used_in
from console.upload u
left join lateral (select state from conversations.delivery
  where message_id = u.used_in and workspace_id = $1 limit 1) d on true
where u.id = any($2::uuid[]) and u.workspace_id = $1
"""
USE = "update console.upload set used_in = $3 where id = any($2::uuid[]) and workspace_id = $1"
ATTACHMENT = """
select a.blob_key, a.name, a.mime, m.case_id from conversations.attachment a
join conversations.message m on m.id = a.message_id and m.workspace_id = $1
where a.id = $2 and a.workspace_id = $1 and a.state = 'ready' and m.deleted_at is null
"""


async def add(tx: Tx, row: tuple[UUID, UUID, str, str, str, int, str]) -> None:
    """Insert an upload: (id, user, blob key, name, type, size in bytes, kind of media); a second time is nothing."""
    await tx.connection.execute(ADD, tx.workspace, *row, tx.now)


async def get(tx: Tx, id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET, tx.workspace, id)


async def list_uploads(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(LIST, tx.workspace, list(ids))


async def use(tx: Tx, ids: Sequence[UUID], message_id: UUID) -> None:
    """Note in which message uploads went out last."""
    await tx.connection.execute(USE, tx.workspace, list(ids), message_id)


async def get_attachment(tx: Tx, id: UUID) -> Any | None:
    """Return where a file that came lies, and the case of its message, or None."""
    return await tx.connection.fetchrow(ATTACHMENT, tx.workspace, id)
