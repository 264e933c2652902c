"""The cases of a queue that wait longest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.kit.tx import Tx

WAITING = """
select c.id, c.channel from cases."case" c
where c.workspace_id = $1 and c.queue_id = $2 and c.state = 'open' and c.set_aside is null and c.waiting_on is null
  and c.holder_kind in ('nobody', 'queue', 'team')
order by coalesce(c.unanswered_since, c.last_message_at), c.id limit $3
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    id: UUID
    channel: str


async def list_waiting(tx: Tx, queue_id: UUID, limit: int) -> list[Waiting]:
    """Return the cases of a queue that nobody has in charge, whoever waits longest first."""
    rows = await tx.connection.fetch(WAITING, tx.workspace, queue_id, limit)
    return [Waiting(row["id"], row["channel"]) for row in rows]
