"""All SQL of routing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import insert, run
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.routing.model import Author, Decision, Queue, QueueId, Sticky, WaitingCase

ADD_QUEUE = """
insert into routing.queue (id, workspace_id, brand_id, team_id, name, position, automatic, created_at)
values ($2, $1, $3, $4, $5, $6, $7, $8)
"""
CHANGE_QUEUE = """
update routing.queue set brand_id = $3, team_id = $4, automatic = $5, position = $6 where id = $2 and workspace_id = $1
"""
RETIRE_QUEUE = "update routing.queue set retired_at = $3 where id = $2 and workspace_id = $1 and retired_at is null"
LIST_QUEUES = """
select id, name, brand_id, team_id, automatic, position from routing.queue
where workspace_id = $1 and retired_at is null order by position, name
"""
LIST_WAITING = """
select c.id as case_id, c.holder_id as queue_id, q.team_id, c.channel, c.priority, c.due_at, h.from_at as queued_at
from (
  select id, holder_id, channel, priority, due_at from cases."case"
  where workspace_id = $1 and state = 'open' and holder_kind = 'queue' and set_aside is null and waiting_on is null
    and holder_id = any($2::uuid[])
  order by priority desc, due_at nulls last limit $3 for update skip locked) c
join routing.queue q on q.id = c.holder_id and q.workspace_id = $1
left join cases.holding h on h.case_id = c.id and h.workspace_id = $1 and h.to_at is null
"""
ADD_ASSIGNMENTS = insert(
    "routing.assignment",
    {
        "id": "uuid",
        "case_id": "uuid",
        "at": "timestamptz",
        "author": "text",
        "author_id": "uuid",
        "reason": "text",
        "queue_id": "uuid",
        "agent_id": "uuid",
        "queued_at": "timestamptz",
        "candidates": "jsonb",
        "sticky_candidate": "uuid",
        "sticky_honoured": "bool",
        "sticky_reason": "text",
        "outcome": "text",
        "seconds": "real",
    },
)
HELD_BY = """
select holder_id, channel, count(*) as cases from cases."case"
where workspace_id = $1 and holder_id = any($2::uuid[]) and holder_kind = 'agent' and state = 'open'
  and waiting_on is null
group by holder_id, channel
"""


async def add_queue(tx: Tx, queue: Queue) -> None:
    await tx.connection.execute(
        ADD_QUEUE, tx.workspace, queue.id, queue.brand_id, queue.team_id, queue.name, queue.position, queue.automatic,
        tx.now,
    )  # fmt: skip


async def change_queue(tx: Tx, queue: Queue) -> None:
    q = queue
    await tx.connection.execute(CHANGE_QUEUE, tx.workspace, q.id, q.brand_id, q.team_id, q.automatic, q.position)


async def retire_queue(tx: Tx, queue_id: UUID) -> None:
    await tx.connection.execute(RETIRE_QUEUE, tx.workspace, queue_id, tx.now)


async def list_queues(tx: Tx) -> list[Queue]:
    rows = await tx.connection.fetch(LIST_QUEUES, tx.workspace)
    return [
        Queue(QueueId(r["id"]), r["name"], r["brand_id"], r["team_id"], r["automatic"], r["position"]) for r in rows
    ]


async def lock_waiting(tx: Tx, queues: Sequence[UUID], limit: int) -> list[WaitingCase]:
    """Lock cases that wait in these queues and rest on nobody; those that somebody works on are left out."""
    rows = await tx.connection.fetch(LIST_WAITING, tx.workspace, list(queues), limit)
    return [
        WaitingCase(
            r["case_id"],
            r["queue_id"],
            r["team_id"],
            r["channel"],
            r["priority"],
            r["queued_at"] or tx.now,
            r["due_at"],
        )
        for r in rows
    ]


async def add_assignments(
    tx: Tx, decisions: Sequence[tuple[Decision, str, Sticky]], reason: str, author: Author, author_id: UUID | None
) -> None:
    """Keep decisions with the candidates as JSON, and how long the cases had waited."""
    await run(
        tx,
        ADD_ASSIGNMENTS,
        [
            (
                uuid7(), d.case_id, tx.now, author.value, author_id, reason, d.queue_id, d.agent_id, d.queued_at,
                candidates, s.candidate, s.honoured, s.why_not, "accepted" if d.agent_id else "none",
                (tx.now - d.queued_at).total_seconds(),
            )
            for d, candidates, s in decisions
        ],
    )  # fmt: skip


async def held_by(tx: Tx, agents: Sequence[UUID]) -> list[dict[str, Any]]:
    """Count the open cases that each agent works on, by channel; those at rest take no room."""
    return [dict(row) for row in await tx.connection.fetch(HELD_BY, tx.workspace, list(agents))]
