"""SQL of what is asked of providers because a delivery left it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Connection, Tx

ADD = """
insert into channels.question (account_id, kind, subject, contact_id, workspace_id, next_at)
select *, $1, $2::timestamptz from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[]) on conflict do nothing
"""
WAITING = "select distinct workspace_id from channels.question where next_at <= $1"
CLAIM = """
update channels.question q set attempts = q.attempts + 1, next_at = $2::timestamptz + $3::interval
from (select account_id, kind, subject from channels.question where workspace_id = $1 and next_at <= $2
  order by next_at limit $4 for update skip locked) due
where q.account_id = due.account_id and q.kind = due.kind and q.subject = due.subject and q.workspace_id = $1
returning q.account_id, q.kind, q.subject, q.contact_id, q.attempts
"""
FORGET = """
delete from channels.question where account_id = $2 and kind = $3 and subject = $4 and workspace_id = $1
"""
PUT_OFF = """
update channels.question set next_at = $5 where account_id = $2 and kind = $3 and subject = $4 and workspace_id = $1
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in our hands until its lease ends."""

    account_id: UUID
    kind: str
    subject: str
    contact_id: UUID | None
    attempts: int


async def add(tx: Tx, rows: Sequence[tuple[UUID, str, str, UUID | None]]) -> None:
    """Keep questions: (account, kind, subject, contact); what is asked already is asked once."""
    await tx.connection.execute(ADD, tx.workspace, tx.now, *columns_of(rows))


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces that have something to ask."""
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def claim(tx: Tx, lease: timedelta, limit: int) -> list[Asked]:
    """Take questions in hand for a while."""
    return [Asked(**dict(row)) for row in await tx.connection.fetch(CLAIM, tx.workspace, tx.now, lease, limit)]


async def forget(tx: Tx, one: Asked) -> None:
    await tx.connection.execute(FORGET, tx.workspace, one.account_id, one.kind, one.subject)


async def put_off(tx: Tx, one: Asked, until: datetime) -> None:
    await tx.connection.execute(PUT_OFF, tx.workspace, one.account_id, one.kind, one.subject, until)
