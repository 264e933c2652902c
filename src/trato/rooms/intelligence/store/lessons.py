"""SQL of lessons: what people said of cases, without the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.intelligence.model import Taught

# the first thing said in a case that tells what it is about, else the first that was said
TELLING = """
select u.case_id, m.id as message_id, m.author_id as contact_id from unnest($2::uuid[]) u(case_id)
join conversations.message m on m.workspace_id = $1 and m.deleted_at is null and m.id = coalesce(
  (select n.message_id from intelligence.understanding n
   where n.case_id = u.case_id and n.workspace_id = $1 order by not n.engageable, n.at limit 1),
  (select o.id from conversations.message o
   where o.case_id = u.case_id and o.workspace_id = $1 and o.direction = 'in' and o.deleted_at is null and o.text <> ''
   order by o.sort_at limit 1))
"""
# who counts holds the row until the end, so that a lesson with a smaller number is never seen later
COUNT = """
update intelligence.learner set newest = newest + $3, changed = changed + $3
where name = $2 and workspace_id = $1 returning newest, changed, fitted, due_at
"""
KEEP = """
insert into intelligence.lesson
  (workspace_id, name, at, case_id, message_id, contact_id, labels, refused, unsure, weight, number)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (case_id, name, workspace_id) do update set at = excluded.at, message_id = excluded.message_id,
  labels = excluded.labels, refused = excluded.refused, unsure = excluded.unsure, weight = excluded.weight,
  number = excluded.number
"""
DROP = "delete from intelligence.lesson where case_id = any($3::uuid[]) and name = $2 and workspace_id = $1"
NEXT = """
select l.number, l.message_id, l.labels, l.refused, l.unsure, l.weight, l.at, m.text,
  coalesce(u.encoder_id, '') as encoder_id, coalesce(u.vector, '') as vector
from intelligence.lesson l
join conversations.message m on m.id = l.message_id and m.workspace_id = $1 and m.deleted_at is null
left join intelligence.understanding u on u.message_id = l.message_id and u.workspace_id = $1
where l.workspace_id = $1 and l.name = $2 and l.number > $3 order by l.number limit $4
"""
# the newest of many: what was meant long ago may be meant otherwise by now
ALL = NEXT.replace("order by l.number limit", "order by l.number desc limit")
SET_DUE = "update intelligence.learner set due_at = $3 where name = $2 and workspace_id = $1"
LEARNERS = """
select name, newest, changed, fitted, champion, automatic, review_share, due_at, asked_at, progress, forgot_at
from intelligence.learner where workspace_id = $1 order by name
"""
ZONE = "select timezone from brands.brand where workspace_id = $1 group by 1 order by count(*) desc, 1 limit 1"


async def telling(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(TELLING, tx.workspace, list(cases)))


async def count(tx: Tx, name: str, many: int) -> Any:
    """Take `many` numbers; return the last of them, how many lessons changed since the fit, and when one is due."""
    return await tx.connection.fetchrow(COUNT, tx.workspace, name, many)


async def keep(tx: Tx, many: Sequence[tuple[Taught, UUID, UUID, int]]) -> None:
    """Keep lessons: what was taught, by which message, of whom, under which number."""
    await tx.connection.executemany(
        KEEP,
        [
            (
                tx.workspace, one.name.value, tx.now, one.case_id, message, contact, list(one.labels),
                list(one.refused), list(one.unsure), one.weight, number,
            )
            for one, message, contact, number in many
        ],
    )  # fmt: skip


async def drop(tx: Tx, name: str, cases: Sequence[UUID]) -> None:
    await tx.connection.execute(DROP, tx.workspace, name, list(cases))


async def following(tx: Tx, name: str, number: int, most: int) -> list[Any]:
    return list(await tx.connection.fetch(NEXT, tx.workspace, name, number, most))


async def newest(tx: Tx, name: str, most: int) -> list[Any]:
    """Return the newest lessons, oldest first."""
    return list(reversed(await tx.connection.fetch(ALL, tx.workspace, name, 0, most)))


async def set_due(tx: Tx, name: str, due_at: datetime | None) -> None:
    await tx.connection.execute(SET_DUE, tx.workspace, name, due_at)


async def learners(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LEARNERS, tx.workspace))


async def zone(tx: Tx) -> str:
    """Return the time zone of most brands; UTC where there is none yet."""
    return await tx.connection.fetchval(ZONE, tx.workspace) or "UTC"
