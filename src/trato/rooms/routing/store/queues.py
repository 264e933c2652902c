"""SQL of queues."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.routing.model import Mode, Overflow, Queue, QueueId

_QUEUE = """id, name, brand_id, team_id, automatic, position, mode, accept_seconds, sticky_seconds, overflow_queue_id,
  overflow_seconds, overflow_closed"""
ADD_QUEUE = f"""
insert into routing.queue (workspace_id, created_at, {_QUEUE})
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""
CHANGE_QUEUE = """
update routing.queue set name = $3, brand_id = $4, team_id = $5, automatic = $6, position = $7, mode = $8,
  accept_seconds = $9, sticky_seconds = $10, overflow_queue_id = $11, overflow_seconds = $12, overflow_closed = $13
where id = $2 and workspace_id = $1
"""
RETIRE_QUEUE = "update routing.queue set retired_at = $3 where id = $2 and workspace_id = $1 and retired_at is null"
LIST_QUEUES = f"""
select {_QUEUE} from routing.queue where workspace_id = $1 and retired_at is null order by position, name
"""


async def add_queue(tx: Tx, queue: Queue) -> None:
    await tx.connection.execute(ADD_QUEUE, tx.workspace, tx.now, queue.id, *_values(queue))


async def change_queue(tx: Tx, queue: Queue) -> None:
    await tx.connection.execute(CHANGE_QUEUE, tx.workspace, queue.id, *_values(queue))


async def retire_queue(tx: Tx, queue_id: UUID) -> None:
    await tx.connection.execute(RETIRE_QUEUE, tx.workspace, queue_id, tx.now)


async def list_queues(tx: Tx) -> list[Queue]:
    return [_queue(row) for row in await tx.connection.fetch(LIST_QUEUES, tx.workspace)]


def _values(queue: Queue) -> tuple[object, ...]:
    spill = queue.overflow
    after = None if spill.after is None else int(spill.after.total_seconds())
    return (
        queue.name, queue.brand_id, queue.team_id, queue.automatic, queue.position, queue.mode.value,
        queue.accept_seconds, int(queue.sticky.total_seconds()), spill.queue_id, after, spill.closed,
    )  # fmt: skip


def _queue(row: asyncpg.Record) -> Queue:
    after = row["overflow_seconds"]
    return Queue(
        QueueId(row["id"]), row["name"], row["brand_id"], row["team_id"], row["automatic"], row["position"],
        Mode(row["mode"]), row["accept_seconds"], timedelta(seconds=row["sticky_seconds"]),
        Overflow(row["overflow_queue_id"], None if after is None else timedelta(seconds=after), row["overflow_closed"]),
    )  # fmt: skip
