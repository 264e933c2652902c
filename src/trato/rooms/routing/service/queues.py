"""Deeds of queues: open them, say whose they are and what happens in them, retire them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.routing.errors import OverflowInCircles, SenselessQueue
from trato.rooms.routing.model import Queue, QueueId
from trato.rooms.routing.rules import overflowing
from trato.rooms.routing.store import queues as store

KEPT = 5.0  # seconds


@dataclass(slots=True)
class QueueBook:
    """Knows which team works a queue, without asking the database each time."""

    _teams: dict[UUID, tuple[float, dict[UUID, UUID]]] = field(default_factory=dict)

    async def team_of(self, tx: Tx, queue_id: UUID | None) -> UUID | None:
        """Return the team that is given the cases of a queue; None when there is none."""
        kept = self._teams.get(tx.workspace)
        if kept is None or kept[0] <= time.monotonic():
            queues = await store.list_queues(tx)
            teams: dict[UUID, UUID] = {one.id: one.team_id for one in queues if one.team_id is not None}
            kept = self._teams[tx.workspace] = (time.monotonic() + KEPT, teams)
        return kept[1].get(queue_id) if queue_id else None


async def create_queue(
    tx: Tx, name: str, *, brand_id: UUID | None, team_id: UUID | None, automatic: bool = True, position: int = 0
) -> Queue:
    """Open a queue for the cases of a brand; its team is given them."""
    queue = Queue(QueueId(uuid7()), name, brand_id, team_id, automatic, position)
    await store.add_queue(tx, queue)
    tx.audit(AuditEntry("queues.manage", "queue", queue.id))
    return queue


async def change_queue(tx: Tx, queue: Queue) -> None:
    """Say whose a queue is, who is given its cases, and how. Raises SenselessQueue, OverflowInCircles."""
    wrong = overflowing.senseless(queue)
    if wrong is not None:
        raise SenselessQueue(field=wrong)
    others = [one for one in await store.list_queues(tx) if one.id != queue.id]
    if overflowing.goes_in_circles([*others, queue]):
        raise OverflowInCircles(queue=queue.id)
    await store.change_queue(tx, queue)
    tx.audit(AuditEntry("queues.manage", "queue", queue.id))


async def retire_queue(tx: Tx, queue_id: UUID) -> None:
    """Offer a queue no more; the cases that wait in it stay, and are given by hand."""
    await store.retire_queue(tx, queue_id)
    tx.audit(AuditEntry("queues.retire", "queue", queue_id))


async def list_queues(tx: Tx) -> list[Queue]:
    """Return the queues in their order."""
    return await store.list_queues(tx)
