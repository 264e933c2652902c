"""SQL of following the log: where understanding stands, what waits, what was put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

WAITING = """
select h.workspace_id from kit.event_head h join intelligence.head i on i.workspace_id = h.workspace_id
where h.seq > i.seq
union
select workspace_id from intelligence.shed
"""
HEAD = """
select i.seq, h.seq as newest from intelligence.head i join kit.event_head h on h.workspace_id = i.workspace_id
where i.workspace_id = $1
"""
# bounded by numbers, so that a long log of other things is passed over in steps
NEXT = """
select seq, recorded_at, subject as message_id, case_id, kind, body ->> 'contact_id' as contact_id,
  body ->> 'channel' as channel, body ->> 'brand_id' as brand_id
from kit.event
where workspace_id = $1 and seq > $2 and seq <= $3 and kind = any($4::text[]) and origin = 'live'
order by seq limit $5
"""
# what was not read yet is a short stretch at the end of the log
KEEPING_UP = """
select u.encoder_id, u.understood_at as last_at, w.waiting, w.behind
from (select count(*)::int as waiting,
    coalesce(extract(epoch from $2 - min(recorded_at)), 0)::float8 as behind
  from kit.event where workspace_id = $1 and seq > (select seq from intelligence.head where workspace_id = $1)
    and kind = 'conversations.message_received' and origin = 'live') w
left join lateral (select encoder_id, understood_at from intelligence.understanding
  where workspace_id = $1 order by at desc limit 1) u on true
"""
MOVE_HEAD = "update intelligence.head set seq = $3 where workspace_id = $1 and seq = $2 returning seq"
SHED = """
insert into intelligence.shed (workspace_id, message_id, at) select $1, * from unnest($2::uuid[], $3::timestamptz[])
on conflict do nothing
"""
# the newest first: what was said last is of most use to those who answer it
LIST_SHED = """
select s.message_id, s.at as recorded_at, m.case_id, m.author_id as contact_id, v.channel, v.brand_id
from intelligence.shed s
join conversations.message m on m.id = s.message_id and m.workspace_id = $1
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where s.workspace_id = $1 order by s.at desc limit $2
"""
COUNT_SHED = "select count(*) from intelligence.shed where workspace_id = $1"
DROP_SHED = (
    "delete from intelligence.shed where message_id = any($2::uuid[]) and workspace_id = $1 returning message_id"
)


async def keeping_up(tx: Tx) -> Any:
    """Return the encoder and the instant of what was understood last, and what waits since when."""
    return await tx.connection.fetchrow(KEEPING_UP, tx.workspace, tx.now)


async def waiting(door: Connection) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def head(tx: Tx) -> tuple[int, int]:
    """Return until where the log was read, and the number of its newest fact."""
    row = await tx.connection.fetchrow(HEAD, tx.workspace)
    return (row["seq"], row["newest"]) if row else (0, 0)


async def following(tx: Tx, after: int, until: int, kinds: Sequence[str], most: int) -> list[Any]:
    return list(await tx.connection.fetch(NEXT, tx.workspace, after, until, list(kinds), most))


async def move_head(tx: Tx, from_seq: int, to_seq: int) -> bool:
    """Move it from where it was found; False when somebody else has moved it meanwhile."""
    return await tx.connection.fetchval(MOVE_HEAD, tx.workspace, from_seq, to_seq) is not None


async def shed(tx: Tx, messages: Sequence[tuple[UUID, datetime]]) -> None:
    await tx.connection.execute(SHED, tx.workspace, [one for one, _ in messages], [at for _, at in messages])


async def list_shed(tx: Tx, most: int) -> list[Any]:
    return list(await tx.connection.fetch(LIST_SHED, tx.workspace, most))


async def count_shed(tx: Tx) -> int:
    return int(await tx.connection.fetchval(COUNT_SHED, tx.workspace))


async def drop_shed(tx: Tx, messages: Sequence[UUID]) -> set[UUID]:
    """Take these off; return those that were still there."""
    return {row["message_id"] for row in await tx.connection.fetch(DROP_SHED, tx.workspace, list(messages))}
