"""SQL of the timers that cases set: one at a time of each kind and subject, each fires once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx

CANCEL_TIMER = """
update kit.timer set cancelled_at = $4
where subject = $1 and kind = $2 and workspace_id = $3 and fired_at is null and cancelled_at is null
"""
SET_TIMER = """
insert into kit.timer (id, workspace_id, kind, subject, occurrence, due_at, body)
select $1, $2, $3, $4, coalesce(max(t.occurrence), -1) + 1, $5, $6
from kit.timer t where t.subject = $4 and t.kind = $3 and t.workspace_id = $2
"""


async def cancel_timer(tx: Tx, kind: str, subject: UUID) -> None:
    await tx.connection.execute(CANCEL_TIMER, subject, kind, tx.workspace, tx.now)


async def set_timer(tx: Tx, kind: str, subject: UUID, due_at: datetime, body: Mapping[str, Any] | None = None) -> None:
    """Set the timer of a subject, in place of the one that waits."""
    await cancel_timer(tx, kind, subject)
    await tx.connection.execute(SET_TIMER, uuid7(), tx.workspace, kind, subject, due_at, body or {})
