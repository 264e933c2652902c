"""SQL of the choice: what waits, what it asks for, who passed on it, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.bulk import insert, run
from trato.kit.events import jsonable
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.routing.model import Author, Decision, Need, Outcome, Sticky

# Who gave a case back to its queue is not given it again for knowing it.
# The most urgent by priority and promise, and the longest waiting beside them: what is beyond both waits for its turn.
LIST_WAITING = """
with waiting as (
  select id, holder_id, contact_id, brand_id, channel, country, priority, due_at, unanswered_since from cases."case"
  where workspace_id = $1 and state = 'open' and holder_kind = 'queue' and set_aside is null and waiting_on is null
    and holder_id = any($2::uuid[])
    and not exists (select 1 from routing.offer f where f.case_id = "case".id and f.workspace_id = $1))
select c.*, h.from_at as queued_at, p.locale, o.tier,
  nullif(coalesce(b.holder_id, o.last_agent_id), h.by_id) as last_agent
from (
  (select * from waiting order by priority desc, due_at nulls last limit $3)
  union (select * from waiting order by unanswered_since nulls last limit $4)) c
left join cases.holding h on h.case_id = c.id and h.workspace_id = $1 and h.to_at is null
left join cases.opening o on o.case_id = c.id and o.workspace_id = $1
left join contacts.contact p on p.id = c.contact_id and p.workspace_id = $1
left join lateral (
  select y.holder_id from cases.holding y
  where h.reason <> 'opened' and y.case_id = c.id and y.workspace_id = $1 and y.holder_kind = 'agent'
  order by y.from_at desc limit 1) b on true
"""
LOCK_WAITING = """
select id from cases."case" c
where c.id = any($2::uuid[]) and c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'queue'
  and c.set_aside is null and c.waiting_on is null
  and not exists (select 1 from routing.offer f where f.case_id = c.id and f.workspace_id = $1)
order by c.id for update skip locked
"""
LOCK_WAITING_SINCE = """
select c.id from cases."case" c
where c.holder_id = $2 and c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'queue'
  and c.set_aside is null and c.waiting_on is null
  and exists (select 1 from cases.holding h
    where h.case_id = c.id and h.workspace_id = $1 and h.to_at is null and h.from_at <= $3)
  and not exists (select 1 from routing.offer f where f.case_id = c.id and f.workspace_id = $1)
order by c.id limit $4 for update skip locked
"""
LIST_NEEDS = """
select case_id, skill_id, level from routing.need
where case_id = any($2::uuid[]) and workspace_id = $1 and to_at is null
"""
LIST_TAGGED = """
select case_id, tag_id from cases.tag_mark
where case_id = any($2::uuid[]) and workspace_id = $1 and tag_id = any($3::uuid[]) and removed_at is null
"""
LIST_FLAGS = """
select contact_id, flag from contacts.contact_flag
where contact_id = any($2::uuid[]) and workspace_id = $1 and cleared_at is null
"""
LIST_PASSED = """
select case_id, agent_id from routing.assignment
where case_id = any($2::uuid[]) and workspace_id = $1 and at > $3 and outcome in ('declined', 'timed_out')
"""
LAST_GIVEN = """
select u.id, (select a.at from routing.assignment a where a.agent_id = u.id and a.workspace_id = $1
  order by a.at desc limit 1) as at
from unnest($2::uuid[]) u(id)
"""
COUNT_SERVED = """
select count(*) from routing.assignment
where queue_id = $2 and workspace_id = $1 and at >= $3 and agent_id is not null and outcome = 'accepted'
"""
HELD_BY = """
select holder_id, channel, count(*) as cases from (
  select holder_id, channel from cases."case"
  where workspace_id = $1 and holder_id = any($2::uuid[]) and holder_kind = 'agent' and state = 'open'
    and waiting_on is null
  union all
  select f.agent_id, c.channel from routing.offer f join cases."case" c on c.id = f.case_id and c.workspace_id = $1
  where f.agent_id = any($2::uuid[]) and f.workspace_id = $1) held
group by holder_id, channel
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
        "factors": "jsonb",
        "others": "jsonb",
        "policy_version": "int",
        "sticky_candidate": "uuid",
        "sticky_honoured": "bool",
        "sticky_reason": "text",
        "outcome": "text",
        "seconds": "real",
    },
)
SET_NEED = """
insert into routing.need (case_id, skill_id, workspace_id, from_at, level, source, by_id)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (case_id, skill_id, from_at, workspace_id) do update
set level = excluded.level, source = excluded.source, to_at = null
"""
END_NEED = """
update routing.need set to_at = greatest(from_at, $4)
where case_id = $1 and skill_id = $2 and workspace_id = $3 and to_at is null returning level
"""
MOST_URGENT = 4_000
LONGEST_WAITING = 1_000


async def list_waiting(tx: Tx, queues: Sequence[UUID]) -> list[asyncpg.Record]:
    """Return cases that wait in these queues and rest on nobody, with what the choice goes by; nothing is locked."""
    return await tx.connection.fetch(LIST_WAITING, tx.workspace, list(queues), MOST_URGENT, LONGEST_WAITING)


async def lock_waiting(tx: Tx, case_ids: Sequence[UUID]) -> set[UUID]:
    """Lock those that still wait and that nobody else works on."""
    return {row["id"] for row in await tx.connection.fetch(LOCK_WAITING, tx.workspace, list(case_ids))}


async def lock_waiting_since(tx: Tx, queue_id: UUID, since: datetime, limit: int) -> list[UUID]:
    """Lock cases that wait in a queue since an instant or longer, and that nobody else works on."""
    rows = await tx.connection.fetch(LOCK_WAITING_SINCE, tx.workspace, queue_id, since, limit)
    return [row["id"] for row in rows]


async def list_needs(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, list[Need]]:
    needs: dict[UUID, list[Need]] = {}
    for case, skill, level in await tx.connection.fetch(LIST_NEEDS, tx.workspace, list(case_ids)):
        needs.setdefault(case, []).append(Need(skill, level))
    return needs


async def list_tagged(tx: Tx, case_ids: Sequence[UUID], tags: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Return by case those of these tags that it bears."""
    tagged: dict[UUID, set[UUID]] = {}
    for case, tag in await tx.connection.fetch(LIST_TAGGED, tx.workspace, list(case_ids), list(tags)):
        tagged.setdefault(case, set()).add(tag)
    return tagged


async def list_flags(tx: Tx, contacts: Sequence[UUID]) -> dict[UUID, set[str]]:
    flags: dict[UUID, set[str]] = {}
    for contact, flag in await tx.connection.fetch(LIST_FLAGS, tx.workspace, list(contacts)):
        flags.setdefault(contact, set()).add(flag)
    return flags


async def list_passed(tx: Tx, case_ids: Sequence[UUID], since: datetime) -> dict[UUID, set[UUID]]:
    """Return by case the agents who declined it, or let it pass, after an instant."""
    passed: dict[UUID, set[UUID]] = {}
    for case, agent in await tx.connection.fetch(LIST_PASSED, tx.workspace, list(case_ids), since):
        passed.setdefault(case, set()).add(agent)
    return passed


async def last_given(tx: Tx, agents: Sequence[UUID]) -> dict[UUID, datetime]:
    """Return when agents were last given a case; who never was is missing."""
    return {
        row["id"]: row["at"] for row in await tx.connection.fetch(LAST_GIVEN, tx.workspace, list(agents)) if row["at"]
    }


async def add_assignments(
    tx: Tx,
    decisions: Sequence[tuple[Decision, str, Sticky]],
    author: Author,
    author_id: UUID | None,
    version: int | None,
    ids: Sequence[UUID] | None,
    outcome: Outcome | None,
) -> None:
    """Keep decisions with the candidates as JSON, and how long the cases had waited."""
    await run(
        tx,
        ADD_ASSIGNMENTS,
        [
            (
                ids[n] if ids else uuid7(), d.case_id, tx.now, author.value, author_id, d.reason, d.queue_id,
                d.agent_id, d.queued_at,
                candidates, jsonable(dict(d.factors)), jsonable(dict(d.others)), version, s.candidate, s.honoured,
                s.why_not,
                (outcome or (Outcome.ACCEPTED if d.agent_id else Outcome.NONE)).value,
                (tx.now - d.queued_at).total_seconds(),
            )
            for n, (d, candidates, s) in enumerate(decisions)
        ],
    )  # fmt: skip


async def count_served(tx: Tx, queue_id: UUID, since: datetime) -> int:
    """Count the cases that a queue gave to somebody since an instant."""
    count: int = await tx.connection.fetchval(COUNT_SERVED, tx.workspace, queue_id, since)
    return count


async def held_by(tx: Tx, agents: Sequence[UUID]) -> list[dict[str, Any]]:
    """Count the open cases that each agent works on or is asked to take, by channel; those at rest take no room."""
    return [dict(row) for row in await tx.connection.fetch(HELD_BY, tx.workspace, list(agents))]


async def set_need(tx: Tx, case_id: UUID, skill_id: UUID, level: int, source: str) -> None:
    await tx.connection.execute(SET_NEED, case_id, skill_id, tx.workspace, tx.now, level, source, tx.actor.id)


async def end_need(tx: Tx, case_id: UUID, skill_id: UUID) -> int | None:
    """End what a case asks for; return the level that it asked for."""
    level: int | None = await tx.connection.fetchval(END_NEED, case_id, skill_id, tx.workspace, tx.now)
    return level
