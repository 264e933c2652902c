"""SQL of offers as the desk shows them, and of queues that were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

SHOWN = """
select c.id, c.number, c.channel, c.subject, c.preview, c.due_at, coalesce(p.name, '') as contact, q.name as queue
from cases."case" c
left join contacts.contact p on p.id = c.contact_id and p.workspace_id = $1
left join routing.queue q on q.id = c.holder_id and q.workspace_id = $1
where c.id = any($2::uuid[]) and c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'queue'
"""
CALLED = """
select c.id, c.number, c.channel, coalesce(p.name, '') as contact, coalesce(q.name, '') as queue
from cases."case" c
left join contacts.contact p on p.id = c.contact_id and p.workspace_id = $1
left join routing.queue q on q.id = c.queue_id and q.workspace_id = $1
where c.id = any($2::uuid[]) and c.workspace_id = $1
"""
WAS_QUEUE = "select 1 from routing.queue where id = $2 and workspace_id = $1"


async def shown(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return of these cases what their agent sees before they say yes; those that do not wait any more are missing."""
    return {row["id"]: dict(row) for row in await tx.connection.fetch(SHOWN, tx.workspace, list(case_ids))}


async def called(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return of these cases what whoever is called about them sees."""
    return {row["id"]: dict(row) for row in await tx.connection.fetch(CALLED, tx.workspace, list(case_ids))}


async def was_queue(tx: Tx, queue: UUID) -> bool:
    """Say whether a queue of this id was ever opened here."""
    return await tx.connection.fetchval(WAS_QUEUE, tx.workspace, queue) is not None
