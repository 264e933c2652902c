"""Drafts, one for each user and case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

GET = """
select case_id, revision, body, at from console.draft where user_id = $2 and case_id = $3 and workspace_id = $1
"""
LIST = """
select case_id, revision, at from console.draft
where user_id = $2 and workspace_id = $1 and at > $3::timestamptz - interval '90 days' limit 1000
"""
# the same words again are no change: an answer was lost on its way
PUT = """
insert into console.draft as d (user_id, case_id, workspace_id, revision, body, at)
values ($2, $3, $1, $4::int + 1, $5, $6)
on conflict (user_id, case_id, workspace_id) do update set revision = excluded.revision, body = excluded.body, at = $6
where d.revision = $4::int or d.body = excluded.body and d.revision = $4::int + 1
returning case_id, revision, body, at
"""
DROP = """
delete from console.draft where user_id = $2 and case_id = $3 and workspace_id = $1 and revision = $4 returning 1
"""


async def get(tx: Tx, user: UUID, case_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET, tx.workspace, user, case_id)


async def list_of(tx: Tx, user: UUID) -> Sequence[Any]:
    """Return (case, revision, at) of somebody's drafts, those of the last 90 days."""
    return await tx.connection.fetch(LIST, tx.workspace, user, tx.now)


async def put(tx: Tx, user: UUID, case_id: UUID, based_on: int, body: Any) -> Any | None:
    """Write a draft upon the revision it builds on (0: upon nothing); None when another one stands there."""
    return await tx.connection.fetchrow(PUT, tx.workspace, user, case_id, based_on, body, tx.now)


async def drop(tx: Tx, user: UUID, case_id: UUID, revision: int) -> bool:
    """Delete a draft of this revision; False when there is none of it."""
    return await tx.connection.fetchval(DROP, tx.workspace, user, case_id, revision) is not None
