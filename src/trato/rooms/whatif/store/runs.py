"""SQL of replays that were asked for: the line, how far each is, what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.whatif.model import Asked, Run, RunState

ADD = """
insert into whatif.run (id, workspace_id, asked_by, asked_at, asked) values ($2, $1, $3, $4, $5::text::jsonb)
"""
COUNT_WAITING = "select count(*) from whatif.run where workspace_id = $1 and state = 'waiting'"
FIND = """
select id, state, asked::text as asked, done, "of", result::text as result, refusal, detail::text as detail
from whatif.run where workspace_id = $1 and id = $2
"""
TAKE = """
update whatif.run set state = 'running', beat_at = $2
where workspace_id = $1 and id = (
    select r.id from whatif.run r where r.workspace_id = $1 and r.state = 'waiting'
    order by r.asked_at, r.id limit 1 for update skip locked)
  and not exists (select 1 from whatif.run o where o.workspace_id = $1 and o.state = 'running')
returning id
"""
REACH = """
update whatif.run set done = $3, "of" = $4, beat_at = $5
where workspace_id = $1 and id = $2 and state = 'running' returning id
"""
FINISH = """
update whatif.run set state = 'done', done = "of", result = $3::text::jsonb
where workspace_id = $1 and id = $2 and state = 'running'
"""
FAIL = """
update whatif.run set state = 'failed', refusal = $3, detail = $4::text::jsonb
where workspace_id = $1 and id = $2 and state = 'running'
"""
CALL_OFF = """
update whatif.run set state = 'called_off'
where workspace_id = $1 and id = $2 and state in ('waiting', 'running')
"""
FAIL_SILENT = """
update whatif.run set state = 'failed', refusal = $3
where workspace_id = $1 and state = 'running' and beat_at < $2
"""
FORGET = "delete from whatif.run where workspace_id = $1 and asked_at < $2 and state <> 'running'"
HAS_ARRIVALS = """
select exists (select 1 from cases.holding
  where workspace_id = $1 and holder_kind = 'queue' and from_at >= $2 and from_at < $3 and holder_id = any($4::uuid[]))
"""


async def add(tx: Tx, identity: UUID, asked_by: UUID, asked: Asked) -> None:
    await tx.connection.execute(ADD, tx.workspace, identity, asked_by, tx.now, _json(asked))


async def count_waiting(tx: Tx) -> int:
    waiting: int = await tx.connection.fetchval(COUNT_WAITING, tx.workspace)
    return waiting


async def find(tx: Tx, identity: UUID) -> Run | None:
    row = await tx.connection.fetchrow(FIND, tx.workspace, identity)
    if row is None:
        return None
    return Run(
        row["id"], RunState(row["state"]), msgspec.json.decode(row["asked"], type=Asked), row["done"], row["of"],
        None if row["result"] is None else msgspec.json.decode(row["result"]), row["refusal"],
        msgspec.json.decode(row["detail"]),
    )  # fmt: skip


async def take(tx: Tx) -> UUID | None:
    """Begin the first that waits, unless one is running; return it."""
    identity: UUID | None = await tx.connection.fetchval(TAKE, tx.workspace, tx.now)
    return identity


async def reach(tx: Tx, identity: UUID, done: int, of: int) -> bool:
    """Note how far it is; False when it is no longer to be done."""
    return await tx.connection.fetchval(REACH, tx.workspace, identity, done, of, tx.now) is not None


async def finish(tx: Tx, identity: UUID, result: Mapping[str, Any]) -> None:
    await tx.connection.execute(FINISH, tx.workspace, identity, _json(result))


async def fail(tx: Tx, identity: UUID, refusal: str, detail: Mapping[str, Any]) -> None:
    await tx.connection.execute(FAIL, tx.workspace, identity, refusal, _json(detail))


async def call_off(tx: Tx, identity: UUID) -> None:
    await tx.connection.execute(CALL_OFF, tx.workspace, identity)


async def fail_silent(tx: Tx, silent: timedelta, refusal: str) -> None:
    """Let those fail whose worker has said nothing for so long."""
    await tx.connection.execute(FAIL_SILENT, tx.workspace, tx.now - silent, refusal)


async def forget(tx: Tx, older: timedelta) -> None:
    await tx.connection.execute(FORGET, tx.workspace, tx.now - older)


async def has_arrivals(tx: Tx, from_at: datetime, to_at: datetime, queues: Sequence[UUID]) -> bool:
    """Say whether a case began to wait in one of these queues between two instants."""
    found: bool = await tx.connection.fetchval(HAS_ARRIVALS, tx.workspace, from_at, to_at, list(queues))
    return found


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
