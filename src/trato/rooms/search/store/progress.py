"""SQL of how far the history has been taken in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.search.model import Progress

FORM = 3  # of documents, by the rules of now: they bear their places

BEGIN = """
insert into search.progress (workspace_id, first_number, next_number, started_at, form)
select $1, n, n, $2, $3 from (
  select coalesce((select number from cases."case" where workspace_id = $1 order by number desc limit 1), 0) as n) x
on conflict do nothing
"""
RENEW = """
update search.progress p set first_number = n.n, next_number = n.n, cases = 0, form = $3, started_at = $2,
  again = p.again or p.finished_at is not null, finished_at = null
from (select coalesce((
  select number from cases."case" where workspace_id = $1 order by number desc limit 1), 0) as n) n
where p.workspace_id = $1 and p.form < $3
"""
TAKE = "select * from search.progress where workspace_id = $1 and finished_at is null for update skip locked"
GET = "select * from search.progress where workspace_id = $1"
LIST_CASES = """
select id, number from cases."case" where workspace_id = $1 and number <= $2 order by number desc limit $3
"""
MOVE = """
update search.progress set next_number = $2, cases = cases + $3, finished_at = $4 where workspace_id = $1
"""
DROP = "delete from search.progress where workspace_id = $1"
AGE = """
select (select at from search.document where workspace_id = $1 order by at limit 1) as oldest,
  (select at from search.document where workspace_id = $1 order by at desc limit 1) as newest
"""


async def take_turn(tx: Tx) -> Progress | None:
    """Return how far it is, for whoever now goes on with it; None when it is done, or somebody else is at it.

    Where documents were made by older rules than those of now, it begins once more.
    """
    await tx.connection.execute(BEGIN, tx.workspace, tx.now, FORM)
    await tx.connection.execute(RENEW, tx.workspace, tx.now, FORM)
    row = await tx.connection.fetchrow(TAKE, tx.workspace)
    return None if row is None else _progress(row)


async def get_progress(tx: Tx) -> Progress | None:
    row = await tx.connection.fetchrow(GET, tx.workspace)
    return None if row is None else _progress(row)


async def list_cases(tx: Tx, number: int, limit: int) -> list[tuple[UUID, int]]:
    """Return cases by number, from this one down."""
    rows = await tx.connection.fetch(LIST_CASES, tx.workspace, number, limit)
    return [(row["id"], row["number"]) for row in rows]


async def move_on(tx: Tx, next_number: int, cases: int, *, finished: bool) -> None:
    await tx.connection.execute(MOVE, tx.workspace, next_number, cases, tx.now if finished else None)


async def drop_progress(tx: Tx) -> None:
    await tx.connection.execute(DROP, tx.workspace)


async def age(tx: Tx) -> tuple[datetime, datetime] | None:
    """Return the moments of the oldest and the newest document, or None of nothing."""
    row = await tx.connection.fetchrow(AGE, tx.workspace)
    return None if row is None or row["oldest"] is None else (row["oldest"], row["newest"])


def _progress(row: Any) -> Progress:
    return Progress(
        row["next_number"], row["first_number"], row["cases"], row["started_at"], row["finished_at"], row["again"],
        is_of_now=row["form"] >= FORM,
    )  # fmt: skip
