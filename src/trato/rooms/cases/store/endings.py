"""SQL of resolutions, reopenings and exclusions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.model import (
    CaseId,
    DispositionAuthor,
    Exclusion,
    ExclusionId,
    ReopenCause,
    Resolution,
    ResolutionId,
    ResolvedHow,
    SetAsideReason,
)

_RESOLUTION: Final = (
    "id, case_id, at, by_kind, by_id, how, message_id, channel, disposition_id, tree_version, disposition_author, "
    "undone_at, before"
)
_EXCLUSION: Final = "id, case_id, reason, message_id, from_at, by_kind, by_id, reversed_at, before"

ADD_RESOLUTION = """
insert into cases.resolution (id, case_id, workspace_id, at, by_kind, by_id, how, message_id, channel, disposition_id,
                              tree_version, disposition_author, before, queue_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
  (select c.queue_id from cases."case" c where c.id = $2 and c.workspace_id = $3))
"""
LAST_RESOLUTION = f"""
select {_RESOLUTION} from cases.resolution
where case_id = $1 and workspace_id = $2 and undone_at is null order by at desc, id desc limit 1
"""
LIST_RESOLUTIONS = (
    f"select {_RESOLUTION} from cases.resolution where case_id = $1 and workspace_id = $2 order by at, id"
)
UNDO_RESOLUTION = "update cases.resolution set undone_at = $3 where id = $1 and workspace_id = $2"
SET_REASON = """
update cases.resolution set disposition_id = $3, tree_version = $4, disposition_author = $5
where id = $1 and workspace_id = $2
"""
ADD_REOPENING = """
insert into cases.reopening (id, case_id, workspace_id, at, cause, gap_seconds, message_id)
values ($1, $2, $3, $4, $5, $6, $7)
"""
ADD_EXCLUSION = """
insert into cases.case_exclusion (id, case_id, workspace_id, reason, message_id, from_at, by_kind, by_id, before)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id
"""
GET_EXCLUSION = f"select {_EXCLUSION} from cases.case_exclusion where id = $1 and workspace_id = $2"
FIND_OF_CASE = f"""
select {_EXCLUSION} from cases.case_exclusion
where case_id = $1 and workspace_id = $2 and reversed_at is null
  and (message_id is null or $3) order by message_id nulls first, from_at desc limit 1
"""
FIND_OF_MESSAGE = f"""
select {_EXCLUSION} from cases.case_exclusion where message_id = $1 and workspace_id = $2 and reversed_at is null
"""
LIST_EXCLUSIONS = f"""
select {_EXCLUSION} from cases.case_exclusion where case_id = any($1::uuid[]) and workspace_id = $2 order by from_at, id
"""
REVERSE_EXCLUSION = """
update cases.case_exclusion set reversed_at = $3, reversed_by = $4
where id = $1 and workspace_id = $2 and reversed_at is null returning id
"""

Before = dict[str, Any]


async def add_resolution(tx: Tx, one: Resolution, before: Mapping[str, Any]) -> None:
    await tx.connection.execute(
        ADD_RESOLUTION, one.id, one.case_id, tx.workspace, one.at, one.by_kind, one.by_id, one.how.value,
        one.message_id, one.channel, one.disposition_id, one.tree_version, one.disposition_author.value, before,
    )  # fmt: skip


async def last_resolution(tx: Tx, case_id: UUID) -> tuple[Resolution, Before] | None:
    """Return the newest resolution that was not undone, and what its undo gives back."""
    row = await tx.connection.fetchrow(LAST_RESOLUTION, case_id, tx.workspace)
    return (_resolution(row), row["before"]) if row else None


async def list_resolutions(tx: Tx, case_id: UUID) -> list[Resolution]:
    return [_resolution(row) for row in await tx.connection.fetch(LIST_RESOLUTIONS, case_id, tx.workspace)]


async def undo_resolution(tx: Tx, resolution_id: UUID) -> None:
    await tx.connection.execute(UNDO_RESOLUTION, resolution_id, tx.workspace, tx.now)


async def set_reason(
    tx: Tx, resolution_id: UUID, disposition_id: UUID, tree_version: int, author: DispositionAuthor
) -> None:
    await tx.connection.execute(SET_REASON, resolution_id, tx.workspace, disposition_id, tree_version, author.value)


async def add_reopening(tx: Tx, case_id: UUID, cause: ReopenCause, gap_seconds: int, message_id: UUID | None) -> None:
    await tx.connection.execute(
        ADD_REOPENING, uuid7(), case_id, tx.workspace, tx.now, cause.value, gap_seconds, message_id
    )


async def add_exclusion(tx: Tx, one: Exclusion, before: Mapping[str, Any]) -> bool:
    """Write an exclusion; False when one stands already."""
    return None is not await tx.connection.fetchval(
        ADD_EXCLUSION, one.id, one.case_id, tx.workspace, one.reason.value, one.message_id, one.from_at, one.by_kind,
        one.by_id, before,
    )  # fmt: skip


async def get_exclusion(tx: Tx, exclusion_id: UUID) -> tuple[Exclusion, Before] | None:
    row = await tx.connection.fetchrow(GET_EXCLUSION, exclusion_id, tx.workspace)
    return (_exclusion(row), row["before"]) if row else None


async def find_of_case(tx: Tx, case_id: UUID, *, by_message: bool) -> Exclusion | None:
    """Return what stands against a whole case; `by_message` also takes the one that came with its first message."""
    row = await tx.connection.fetchrow(FIND_OF_CASE, case_id, tx.workspace, by_message)
    return _exclusion(row) if row else None


async def find_of_message(tx: Tx, message_id: UUID) -> Exclusion | None:
    row = await tx.connection.fetchrow(FIND_OF_MESSAGE, message_id, tx.workspace)
    return _exclusion(row) if row else None


async def list_exclusions(tx: Tx, case_ids: Sequence[UUID]) -> list[Exclusion]:
    """Return what was set aside in cases, reversed ones too, oldest first."""
    return [_exclusion(row) for row in await tx.connection.fetch(LIST_EXCLUSIONS, list(case_ids), tx.workspace)]


async def reverse_exclusion(tx: Tx, exclusion_id: UUID) -> bool:
    """Reverse an exclusion; False when it was."""
    return None is not await tx.connection.fetchval(REVERSE_EXCLUSION, exclusion_id, tx.workspace, tx.now, tx.actor.id)


def _resolution(row: Any) -> Resolution:
    return Resolution(
        id=ResolutionId(row["id"]),
        case_id=CaseId(row["case_id"]),
        at=row["at"],
        by_kind=row["by_kind"],
        by_id=row["by_id"],
        how=ResolvedHow(row["how"]),
        message_id=row["message_id"],
        channel=row["channel"],
        disposition_id=row["disposition_id"],
        tree_version=row["tree_version"],
        disposition_author=DispositionAuthor(row["disposition_author"]),
        undone_at=row["undone_at"],
    )


def _exclusion(row: Any) -> Exclusion:
    return Exclusion(
        id=ExclusionId(row["id"]),
        case_id=CaseId(row["case_id"]),
        reason=SetAsideReason(row["reason"]),
        message_id=row["message_id"],
        from_at=row["from_at"],
        by_kind=row["by_kind"],
        by_id=row["by_id"],
        reversed_at=row["reversed_at"],
    )
