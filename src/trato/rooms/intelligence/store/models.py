"""SQL of models: versions as files, which one predicts, when the next fit is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

DUE = "select distinct workspace_id from intelligence.learner where due_at <= $1"
TAKE_DUE = """
select name, newest, champion, fitted, asked_at, asked_by, changed, anew_at from intelligence.learner
where workspace_id = $1 and due_at <= $2 order by name limit 1
"""
FILE = "select version, until, file from intelligence.model where id = $2 and workspace_id = $1"
ADD = """
insert into intelligence.model
  (workspace_id, id, name, version, made_at, cause, until, lessons, encoder_id, judged, promoted, insight, file)
select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12
from intelligence.model where workspace_id = $1 and name = $3 returning version
"""
# who predicts is kept however old
PRUNE = """
delete from intelligence.model m where m.workspace_id = $1 and m.name = $2
  and m.id not in (select id from intelligence.model where workspace_id = $1 and name = $2
                   order by version desc limit $3)
  and not exists (select 1 from intelligence.learner l where l.workspace_id = $1 and l.champion = m.id)
"""
LIST = """
select id, name, version, made_at, cause, lessons, judged, promoted, length(file) as size from intelligence.model
where workspace_id = $1 order by name, version desc
"""
INSIGHT = "select insight from intelligence.model where id = $2 and workspace_id = $1"
OF_ID = "select id, name, version from intelligence.model where id = $2 and workspace_id = $1"
CHOOSE = """
update intelligence.learner set champion = $3 where name = $2 and workspace_id = $1 and champion is distinct from $3
returning 1
"""
SETTLE = """
update intelligence.learner set fitted = $3, changed = (select count(*) from intelligence.lesson l
    where l.workspace_id = $1 and l.name = $2 and l.number > $4),
  due_at = case when anew_at > $6 then anew_at else $5 end, anew_at = case when anew_at > $6 then anew_at end,
  asked_at = null, asked_by = null, progress = null
where name = $2 and workspace_id = $1
"""
PROGRESS = "update intelligence.learner set progress = $3 where name = $2 and workspace_id = $1"
ASK = """
update intelligence.learner set asked_at = $3, asked_by = $4, due_at = $3, progress = coalesce(progress, 0)
where name = $2 and workspace_id = $1
"""
SET_AUTOMATIC = """
update intelligence.learner set automatic = $3 where name = $2 and workspace_id = $1 and automatic <> $3 returning 1
"""


async def due(door: Connection, now: datetime) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(DUE, now)]


async def take_due(tx: Tx) -> Any:
    return await tx.connection.fetchrow(TAKE_DUE, tx.workspace, tx.now)


async def file_of(tx: Tx, model: UUID) -> Any:
    return await tx.connection.fetchrow(FILE, tx.workspace, model)


async def add(tx: Tx, values: Sequence[Any]) -> int:
    version: int = await tx.connection.fetchval(ADD, tx.workspace, *values)
    return version


async def prune(tx: Tx, name: str, keep: int) -> None:
    await tx.connection.execute(PRUNE, tx.workspace, name, keep)


async def versions(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LIST, tx.workspace))


async def insight(tx: Tx, model: UUID) -> dict[str, Any]:
    return await tx.connection.fetchval(INSIGHT, tx.workspace, model) or {}


async def of_id(tx: Tx, model: UUID) -> Any:
    return await tx.connection.fetchrow(OF_ID, tx.workspace, model)


async def choose(tx: Tx, name: str, model: UUID | None) -> bool:
    return await tx.connection.fetchval(CHOOSE, tx.workspace, name, model) is not None


async def settle(tx: Tx, name: str, fitted: int, until: int, due_at: datetime | None, began: datetime) -> None:
    """End a fit that `began` then; one that was asked for anew meanwhile is due at once."""
    await tx.connection.execute(SETTLE, tx.workspace, name, fitted, until, due_at, began)


async def set_progress(tx: Tx, name: str, hundredths: int) -> None:
    await tx.connection.execute(PROGRESS, tx.workspace, name, hundredths)


async def ask(tx: Tx, name: str) -> None:
    await tx.connection.execute(ASK, tx.workspace, name, tx.now, tx.actor.id)


async def set_automatic(tx: Tx, name: str, *, on: bool) -> bool:
    return await tx.connection.fetchval(SET_AUTOMATIC, tx.workspace, name, on) is not None
