"""SQL of help that is asked for cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import (
    AskedKind,
    CaseId,
    Escalation,
    EscalationId,
    EscalationLevel,
    EscalationMode,
    EscalationOutcome,
)

_COLUMNS: Final = """id, case_id, level, target_kind, target_id, mode, by_kind, by_id, why, note_id, hands_over, rests,
need_marked_at, sent_at, accepted_at, accepted_by, ended_at, outcome, ended_by, answer_note_id"""

ADD = f"""
insert into cases.escalation ({_COLUMNS}, workspace_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, null, null, null, null, null, null, $15)
"""
GET = f"select {_COLUMNS} from cases.escalation where id = $1 and workspace_id = $2"
LOCK = f"{GET} for update"
FIND_OPEN = f"""
select {_COLUMNS} from cases.escalation
where case_id = $1 and level = $2 and target_kind = $3 and target_id = $4 and workspace_id = $5 and ended_at is null
"""
SAVE = """
update cases.escalation set accepted_at = $3, accepted_by = $4, ended_at = $5, outcome = $6,
  ended_by = $7, answer_note_id = $8
where id = $1 and workspace_id = $2
"""
LIST_OF_CASES = f"""
select {_COLUMNS} from cases.escalation where case_id = any($1::uuid[]) and workspace_id = $2
order by need_marked_at, id
"""


async def add(tx: Tx, one: Escalation) -> None:
    await tx.connection.execute(
        ADD, one.id, one.case_id, one.level.value, one.target_kind.value, one.target_id, one.mode.value, one.by_kind,
        one.by_id, one.why, one.note_id, one.hands_over, one.rests, one.need_marked_at, one.sent_at, tx.workspace,
    )  # fmt: skip


async def get(tx: Tx, escalation_id: UUID) -> Escalation | None:
    row = await tx.connection.fetchrow(GET, escalation_id, tx.workspace)
    return _escalation(row) if row else None


async def lock(tx: Tx, escalation_id: UUID) -> Escalation | None:
    row = await tx.connection.fetchrow(LOCK, escalation_id, tx.workspace)
    return _escalation(row) if row else None


async def find_open(
    tx: Tx, case_id: UUID, level: EscalationLevel, target_kind: AskedKind, target_id: UUID
) -> Escalation | None:
    """Return the same help that is asked and has not ended."""
    row = await tx.connection.fetchrow(FIND_OPEN, case_id, level.value, target_kind.value, target_id, tx.workspace)
    return _escalation(row) if row else None


async def save(tx: Tx, one: Escalation) -> None:
    """Write how asking for help stands now."""
    await tx.connection.execute(
        SAVE, one.id, tx.workspace, one.accepted_at, one.accepted_by, one.ended_at,
        one.outcome.value if one.outcome else None, one.ended_by, one.answer_note_id,
    )  # fmt: skip


async def list_of_cases(tx: Tx, case_ids: Sequence[UUID]) -> list[Escalation]:
    return [_escalation(row) for row in await tx.connection.fetch(LIST_OF_CASES, list(case_ids), tx.workspace)]


def _escalation(row: Any) -> Escalation:
    return Escalation(
        id=EscalationId(row["id"]),
        case_id=CaseId(row["case_id"]),
        level=EscalationLevel(row["level"]),
        target_kind=AskedKind(row["target_kind"]),
        target_id=row["target_id"],
        mode=EscalationMode(row["mode"]),
        by_kind=row["by_kind"],
        by_id=row["by_id"],
        why=row["why"],
        note_id=row["note_id"],
        hands_over=row["hands_over"],
        rests=row["rests"],
        need_marked_at=row["need_marked_at"],
        sent_at=row["sent_at"],
        accepted_at=row["accepted_at"],
        accepted_by=row["accepted_by"],
        ended_at=row["ended_at"],
        outcome=EscalationOutcome(row["outcome"]) if row["outcome"] else None,
        ended_by=row["ended_by"],
        answer_note_id=row["answer_note_id"],
    )
