"""SQL of what people corrected, and of the memory of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

CORRECT = """
insert into intelligence.correction (workspace_id, at, by_id, message_id, aspect, said, meant, waited)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (message_id, aspect, workspace_id) do update set meant = excluded.meant, at = excluded.at,
  by_id = excluded.by_id, waited = intelligence.correction.waited + excluded.waited
"""
OF_MESSAGES = """
select message_id, aspect, said, meant, at, by_id, waited from intelligence.correction
where message_id = any($2::uuid[]) and workspace_id = $1
"""
# who is forgotten takes corrections with them: what was read before that is no longer whole
NEWEST = """
select greatest((select max(at) from intelligence.correction where workspace_id = $1),
                (select max(forgot_at) from intelligence.learner where workspace_id = $1))
"""
# a lesson is what was meant, where it was said of: the numbers stay with the understanding and go with it
LESSONS = """
select c.aspect, c.meant, u.near_key, u.encoder_id, u.vector
from (select message_id, aspect, meant from intelligence.correction where workspace_id = $1 order by at desc limit $2) c
join intelligence.understanding u on u.message_id = c.message_id and u.workspace_id = $1
"""


async def correct(tx: Tx, message_id: UUID, aspect: str, said: str, meant: str, waited: int) -> None:
    await tx.connection.execute(CORRECT, tx.workspace, tx.now, tx.actor.id, message_id, aspect, said, meant, waited)


async def of_messages(tx: Tx, messages: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OF_MESSAGES, tx.workspace, list(messages)))


async def newest(tx: Tx) -> datetime | None:
    at: datetime | None = await tx.connection.fetchval(NEWEST, tx.workspace)
    return at


async def lessons(tx: Tx, most: int) -> list[Any]:
    return list(await tx.connection.fetch(LESSONS, tx.workspace, most))
