"""SQL of the summaries that a model outside writes at handover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

ASK = """
insert into intelligence.summary as s (case_id, workspace_id, asked_at, reader_id)
select a.case_id, $1, a.at, a.reader from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) a(case_id, at, reader)
where exists (select 1 from intelligence.llm l where l.workspace_id = $1 and 'summary' = any(l.uses))
on conflict (case_id, workspace_id) do update set asked_at = excluded.asked_at, reader_id = excluded.reader_id,
  tries = 0, taken_at = null, ended_at = null, trouble = ''
  where s.asked_at < excluded.asked_at
"""
# of a process that died, another takes it up after `patience`, once
WAITING = """
select distinct workspace_id from intelligence.summary
where ended_at is null and (taken_at is null or taken_at < clock_timestamp() - $1::interval)
"""
TAKE = """
update intelligence.summary s set taken_at = clock_timestamp(), tries = s.tries + 1
where (s.case_id, s.workspace_id) = (
  select n.case_id, n.workspace_id from intelligence.summary n
  where n.workspace_id = $1 and n.ended_at is null
    and (n.taken_at is null or n.taken_at < clock_timestamp() - $2::interval)
  order by n.asked_at limit 1 for update skip locked)
returning s.case_id, s.asked_at, s.reader_id, s.tries
"""
END = """
update intelligence.summary set ended_at = $4, trouble = $5
where case_id = $2 and workspace_id = $1 and asked_at = $3 and ended_at is null returning case_id
"""
WRITE = """
update intelligence.summary set model = $3, text = $4, read = $5, written_at = $6
where case_id = $2 and workspace_id = $1
"""
OF_CASE = "select * from intelligence.summary where case_id = $2 and workspace_id = $1"
DROP = "delete from intelligence.summary where case_id = any($2::uuid[]) and workspace_id = $1"
# the cases that are theirs, and those in which they wrote
FORGET = """
delete from intelligence.summary s where s.workspace_id = $1 and s.case_id in (
  select c.id from cases."case" c where c.contact_id = any($2::uuid[]) and c.workspace_id = $1
  union
  select m.case_id from conversations.conversation v
  join conversations.message m on m.conversation_id = v.id and m.workspace_id = $1
  where v.contact_id = any($2::uuid[]) and v.workspace_id = $1)
"""


async def ask(tx: Tx, asked: Sequence[tuple[UUID, datetime, UUID | None]]) -> None:
    """Ask for summaries of (case, handed over when, for whom), where the workspace uses a model for them."""
    cases, moments, readers = zip(*asked, strict=True)
    await tx.connection.execute(ASK, tx.workspace, list(cases), list(moments), list(readers))


async def waiting(door: Connection, patience: timedelta) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING, patience)]


async def take(tx: Tx, patience: timedelta) -> Any | None:
    """Take the one that waits longest; None where none does."""
    return await tx.connection.fetchrow(TAKE, tx.workspace, patience)


async def end(tx: Tx, case_id: UUID, asked_at: datetime, trouble: str) -> bool:
    """End what was asked at `asked_at`; False when it was asked anew since, dropped, or has ended."""
    return await tx.connection.fetchval(END, tx.workspace, case_id, asked_at, tx.now, trouble) is not None


async def write(tx: Tx, case_id: UUID, model: str, text: str, read: Sequence[UUID]) -> None:
    await tx.connection.execute(WRITE, tx.workspace, case_id, model, text, list(read), tx.now)


async def of_case(tx: Tx, case_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(OF_CASE, tx.workspace, case_id)


async def drop(tx: Tx, cases: Sequence[UUID]) -> None:
    await tx.connection.execute(DROP, tx.workspace, list(cases))


async def forget(tx: Tx, contacts: Sequence[UUID]) -> None:
    """Drop what was written of the cases of these contacts."""
    await tx.connection.execute(FORGET, tx.workspace, list(contacts))
