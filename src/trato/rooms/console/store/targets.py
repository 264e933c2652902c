"""The targets of the supervisors' board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx

LIST = "select measure, queue_id, value from console.target where workspace_id = $1 order by measure, id"
SET = """
insert into console.target (id, workspace_id, measure, queue_id, value, changed_at, changed_by)
values ($2, $1, $3, $4, $5, $6, $7)
on conflict (measure, queue_id, workspace_id) do update
  set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
"""
DROP = "delete from console.target where workspace_id = $1 and measure = $2 and queue_id is not distinct from $3"


async def list_targets(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(LIST, tx.workspace)


async def set_target(tx: Tx, measure: str, queue_id: UUID | None, value: int) -> None:
    await tx.connection.execute(SET, tx.workspace, uuid7(), measure, queue_id, value, tx.now, tx.actor.id)


async def drop_target(tx: Tx, measure: str, queue_id: UUID | None) -> None:
    await tx.connection.execute(DROP, tx.workspace, measure, queue_id)
