"""SQL of how learning goes: what reviewers said, how much is typed now and was before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

REVIEWED = """
select tag_id, count(*) filter (where is_right) as right, count(*) as answered from intelligence.review
where workspace_id = $1 and answered_at is not null group by 1
"""
# of the last seven days and of the twenty-eight before: cases predicted, of which no tag names, and of each tag
TYPED = """
select t.at >= $2 as recent, count(*) as cases, count(*) filter (where t.decided_tags = '{}' and not exists (
  select 1 from cases.tag_mark k where k.case_id = t.case_id and k.workspace_id = $1 and k.removed_at is null))
  as untyped
from intelligence.typing t where t.workspace_id = $1 and t.at >= $3 group by 1
"""
OF_TAGS = """
select t.at >= $2 as recent, (t.tags -> 0 ->> 0)::uuid as tag_id, count(*) as cases
from intelligence.typing t where t.workspace_id = $1 and t.at >= $3 and t.tags <> '[]'::jsonb group by 1, 2
"""
NAMES = "select id, name from cases.tag where id = any($2::uuid[]) and workspace_id = $1 and retired_at is null"
EXAMPLES = """
select u.id, (select count(*) from intelligence.lesson l
  where l.workspace_id = $1 and l.name = 'tags' and u.id = any(l.labels)) as examples
from unnest($2::uuid[]) u(id)
"""
CASES_OF = """
select case_id from intelligence.lesson
where workspace_id = $1 and name = 'tags' and message_id = any($2::uuid[]) and $3 = any(labels)
"""
RELABEL = """
update intelligence.lesson set labels = array_replace(labels, $3, $4)
where case_id = any($2::uuid[]) and name = 'tags' and workspace_id = $1
"""
TEXTS = """
select id, left(text, 200) as text from conversations.message
where id = any($2::uuid[]) and workspace_id = $1 and deleted_at is null
"""
NOW, BEFORE = timedelta(days=7), timedelta(days=35)


async def reviewed(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(REVIEWED, tx.workspace))


async def typed(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(TYPED, tx.workspace, tx.now - NOW, tx.now - BEFORE))


async def of_tags(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(OF_TAGS, tx.workspace, tx.now - NOW, tx.now - BEFORE))


async def names(tx: Tx, tags: list[UUID]) -> dict[UUID, str]:
    return {row["id"]: row["name"] for row in await tx.connection.fetch(NAMES, tx.workspace, tags)}


async def examples(tx: Tx, tags: list[UUID]) -> dict[UUID, int]:
    """Return how many lessons of people each of these tags has."""
    return {row["id"]: row["examples"] for row in await tx.connection.fetch(EXAMPLES, tx.workspace, tags)}


async def cases_of(tx: Tx, messages: list[UUID], tag: UUID) -> list[UUID]:
    """Return the cases whose lessons are these messages and have a tag."""
    return [row["case_id"] for row in await tx.connection.fetch(CASES_OF, tx.workspace, messages, tag)]


async def relabel(tx: Tx, cases: list[UUID], tag: UUID, instead: UUID) -> None:
    await tx.connection.execute(RELABEL, tx.workspace, cases, tag, instead)


async def texts(tx: Tx, messages: list[UUID]) -> dict[UUID, str]:
    return {row["id"]: row["text"] for row in await tx.connection.fetch(TEXTS, tx.workspace, messages)}
