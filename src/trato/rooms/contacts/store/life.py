"""SQL of what happens to a contact over time: blocks, activity, flags, visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx
from trato.rooms.contacts.model import Activity, ActivityId, Block, BlockId, ContactId, Flag, WebSession, WebSessionId

_BLOCK: Final = "id, contact_id, reason, blocked_at, blocked_by, lifted_at"
_FLAG: Final = "id, contact_id, flag, reason, set_at, cleared_at"
_ACTIVITY: Final = "id, contact_id, kind, occurred_at, source, external_id, amount, currency, body"
_SESSION: Final = "id, account_id, contact_id, started_at, last_seen_at, gone_at, page"

ADD_BLOCK = """
insert into contacts.block (id, workspace_id, contact_id, reason, blocked_at, blocked_by)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
"""
LIST_STANDING_BLOCKS = f"""
select {_BLOCK} from contacts.block
where contact_id = any($1::uuid[]) and workspace_id = $2 and lifted_at is null
"""
LIFT_BLOCK = """
update contacts.block set lifted_at = $3, lifted_by = $4
where contact_id = $1 and workspace_id = $2 and lifted_at is null returning id
"""
ADD_ACTIVITY = """
insert into contacts.activity (id, workspace_id, contact_id, kind, occurred_at, recorded_at, amount, currency, source,
                               external_id, body)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id
"""
FIND_ACTIVITY = """
select id from contacts.activity
where external_id = $1 and source = $2 and contact_id = $3 and kind = $4 and workspace_id = $5
"""
LIST_ACTIVITY = f"""
select {_ACTIVITY} from contacts.activity
where contact_id = any($1::uuid[]) and workspace_id = $2 and ($3::timestamptz is null or occurred_at < $3)
order by occurred_at desc, id desc limit $4
"""
ADD_FLAG = """
insert into contacts.contact_flag (id, workspace_id, contact_id, flag, reason, set_at)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
"""
CLEAR_FLAG = """
update contacts.contact_flag set cleared_at = $4
where contact_id = $1 and flag = $2 and workspace_id = $3 and cleared_at is null returning id
"""
LIST_FLAGS = f"""
select {_FLAG} from contacts.contact_flag
where contact_id = any($1::uuid[]) and workspace_id = $2 and cleared_at is null order by contact_id, flag
"""
FLAGS_IN_USE = """
with recursive hop as (
  (select flag from contacts.contact_flag where workspace_id = $1 and cleared_at is null order by flag limit 1)
  union all
  select (select f.flag from contacts.contact_flag f
          where f.workspace_id = $1 and f.cleared_at is null and f.flag > hop.flag order by f.flag limit 1)
  from hop where hop.flag is not null
) select flag from hop where flag is not null limit 200
"""
BEGIN_SESSION = """
insert into contacts.web_session (id, workspace_id, account_id, contact_id, started_at, last_seen_at, page)
values ($1, $2, $3, $4, $5, $5, $6)
on conflict (id, workspace_id) do update set last_seen_at = excluded.last_seen_at, gone_at = null,
  page = excluded.page, contact_id = coalesce(contacts.web_session.contact_id, excluded.contact_id)
"""
BEGIN_SESSIONS = """
insert into contacts.web_session (id, workspace_id, account_id, contact_id, started_at, last_seen_at, page)
select u.id, $1, u.account_id, u.contact_id, $2, $2, coalesce(u.page, '')
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) u(id, account_id, contact_id, page)
on conflict (id, workspace_id) do update set last_seen_at = excluded.last_seen_at, gone_at = null,
  page = case when excluded.page = '' then contacts.web_session.page else excluded.page end,
  contact_id = coalesce(contacts.web_session.contact_id, excluded.contact_id)
"""
TOUCH_SESSION = """
update contacts.web_session set last_seen_at = $3, gone_at = null, page = coalesce($4, page)
where id = $1 and workspace_id = $2 returning id
"""
NAME_SESSION = """
update contacts.web_session set contact_id = $3 where id = $1 and workspace_id = $2 and contact_id is null returning id
"""
END_SESSION = """
update contacts.web_session set gone_at = $3 where id = $1 and workspace_id = $2 and gone_at is null returning id
"""
GET_SESSION = f"select {_SESSION} from contacts.web_session where id = $1 and workspace_id = $2"


async def add_block(tx: Tx, one: Block) -> bool:
    """Write a block; False when one stands already."""
    return None is not await tx.connection.fetchval(
        ADD_BLOCK, one.id, tx.workspace, one.contact_id, one.reason, one.blocked_at, one.blocked_by
    )


async def list_standing_blocks(tx: Tx, contact_ids: Sequence[UUID]) -> list[Block]:
    rows = await tx.connection.fetch(LIST_STANDING_BLOCKS, list(contact_ids), tx.workspace)
    return [_block(row) for row in rows]


async def lift_block(tx: Tx, contact_id: UUID) -> BlockId | None:
    block: BlockId | None = await tx.connection.fetchval(LIFT_BLOCK, contact_id, tx.workspace, tx.now, tx.actor.id)
    return block


async def add_activity(tx: Tx, one: Activity) -> bool:
    """Write an activity; False when its source told it before."""
    return None is not await tx.connection.fetchval(
        ADD_ACTIVITY, one.id, tx.workspace, one.contact_id, one.kind, one.occurred_at, tx.now, one.amount, one.currency,
        one.source, one.external_id, one.body,
    )  # fmt: skip


async def find_activity(tx: Tx, one: Activity) -> ActivityId | None:
    """Return what the source told before under the same id."""
    known: ActivityId | None = await tx.connection.fetchval(
        FIND_ACTIVITY, one.external_id, one.source, one.contact_id, one.kind, tx.workspace
    )
    return known


async def list_activity(tx: Tx, contact_ids: Sequence[UUID], before: datetime | None, limit: int) -> list[Activity]:
    rows = await tx.connection.fetch(LIST_ACTIVITY, list(contact_ids), tx.workspace, before, limit)
    return [_activity(row) for row in rows]


async def add_flag(tx: Tx, one: Flag) -> bool:
    """Write a flag; False when it is set already."""
    return None is not await tx.connection.fetchval(
        ADD_FLAG, one.id, tx.workspace, one.contact_id, one.flag, one.reason, one.set_at
    )


async def clear_flag(tx: Tx, contact_id: UUID, flag: str) -> bool:
    return None is not await tx.connection.fetchval(CLEAR_FLAG, contact_id, flag, tx.workspace, tx.now)


async def list_flags(tx: Tx, contact_ids: Sequence[UUID]) -> list[Flag]:
    """Return the flags that are set now."""
    rows = await tx.connection.fetch(LIST_FLAGS, list(contact_ids), tx.workspace)
    return [Flag(r["id"], r["contact_id"], r["flag"], r["reason"], r["set_at"], r["cleared_at"]) for r in rows]


async def flags_in_use(tx: Tx) -> list[str]:
    return [row["flag"] for row in await tx.connection.fetch(FLAGS_IN_USE, tx.workspace)]


async def begin_session(tx: Tx, session_id: UUID, account_id: UUID, contact_id: UUID | None, page: str) -> None:
    await tx.connection.execute(BEGIN_SESSION, session_id, tx.workspace, account_id, contact_id, tx.now, page)


async def begin_sessions(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID | None, str | None]]) -> None:
    """Begin visits, or go on with them: (id, account, contact, page)."""
    await tx.connection.execute(BEGIN_SESSIONS, tx.workspace, tx.now, *columns_of(rows))


async def touch_session(tx: Tx, session_id: UUID, page: str | None) -> bool:
    return None is not await tx.connection.fetchval(TOUCH_SESSION, session_id, tx.workspace, tx.now, page)


async def name_session(tx: Tx, session_id: UUID, contact_id: UUID) -> bool:
    """Say whose visit it is; False when that is known already."""
    return None is not await tx.connection.fetchval(NAME_SESSION, session_id, tx.workspace, contact_id)


async def end_session(tx: Tx, session_id: UUID) -> bool:
    return None is not await tx.connection.fetchval(END_SESSION, session_id, tx.workspace, tx.now)


async def get_session(tx: Tx, session_id: UUID) -> WebSession | None:
    row = await tx.connection.fetchrow(GET_SESSION, session_id, tx.workspace)
    if row is None:
        return None
    return WebSession(
        WebSessionId(row["id"]), row["account_id"], row["contact_id"], row["started_at"], row["last_seen_at"],
        row["gone_at"], row["page"],
    )  # fmt: skip


def _block(row: Any) -> Block:
    return Block(
        BlockId(row["id"]), ContactId(row["contact_id"]), row["reason"], row["blocked_at"], row["blocked_by"],
        row["lifted_at"],
    )  # fmt: skip


def _activity(row: Any) -> Activity:
    return Activity(
        id=ActivityId(row["id"]),
        contact_id=ContactId(row["contact_id"]),
        kind=row["kind"],
        occurred_at=row["occurred_at"],
        source=row["source"],
        external_id=row["external_id"],
        amount=row["amount"],
        currency=row["currency"],
        body=row["body"],
    )
