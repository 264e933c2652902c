"""Decisions of routing with the names that screens show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

MOST = 20
OF_CASE = """
select a.id, a.at, a.author, a.author_id, a.reason, a.outcome, a.agent_id, a.seconds, a.candidates, a.factors, a.others,
  a.sticky_candidate, a.sticky_honoured, a.sticky_reason, q.name as queue
from (select * from routing.assignment where case_id = $2 and workspace_id = $1 order by at desc, id desc limit $3) a
left join routing.queue q on q.id = a.queue_id and q.workspace_id = $1
order by a.at desc, a.id desc
"""
PEOPLE = 'select id, name, alias from access."user" where id = any($2::uuid[]) and workspace_id = $1'
SKILLS = "select id, name from workforce.skill where id = any($2::uuid[]) and workspace_id = $1"


async def list_decisions(tx: Tx, case_id: UUID) -> Sequence[Any]:
    """Return the last decisions about a case, the last first."""
    return await tx.connection.fetch(OF_CASE, tx.workspace, case_id, MOST)


async def people(tx: Tx, ids: Collection[UUID]) -> dict[UUID, Any]:
    return {row["id"]: row for row in await tx.connection.fetch(PEOPLE, tx.workspace, sorted(ids))}


async def skill_names(tx: Tx, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of skills, of retired ones too."""
    return {row["id"]: row["name"] for row in await tx.connection.fetch(SKILLS, tx.workspace, sorted(ids))}
