"""SQL of the few automatic tags that people are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

ASK = """
insert into intelligence.review (workspace_id, asked_at, mark_id, case_id, tag_id, score, version)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
"""
OPEN = """
select mark_id, case_id, tag_id from intelligence.review
where case_id = any($2::uuid[]) and workspace_id = $1 and answered_at is null order by asked_at
"""
ANSWER = """
update intelligence.review set answered_at = $3, answered_by = $4, is_right = $5
where mark_id = $2 and workspace_id = $1 and answered_at is null returning case_id, tag_id, version
"""
AFFIRMED = """
select mark_id from intelligence.review
where mark_id = any($2::uuid[]) and workspace_id = $1 and is_right
"""


async def ask(tx: Tx, mark: UUID, case: UUID, tag: UUID, score: float, version: str) -> None:
    await tx.connection.execute(ASK, tx.workspace, tx.now, mark, case, tag, score, version)


async def unanswered(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OPEN, tx.workspace, list(cases)))


async def answer(tx: Tx, mark: UUID, *, right: bool) -> Any:
    return await tx.connection.fetchrow(ANSWER, tx.workspace, mark, tx.now, tx.actor.id, right)


async def affirmed(tx: Tx, marks: Sequence[UUID]) -> set[UUID]:
    return {row["mark_id"] for row in await tx.connection.fetch(AFFIRMED, tx.workspace, list(marks))}
