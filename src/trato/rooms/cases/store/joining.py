"""SQL of participants, of merges and of splits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import (
    Case,
    CaseId,
    Merge,
    MergeId,
    Participant,
    ParticipantRole,
    Split,
    SplitId,
)

_MERGE: Final = "id, survivor_id, absorbed_id, at, before, undone_at"
_SPLIT: Final = "id, source_id, created_id, from_message_id, at, undone_at"

ADD_PARTICIPANT = """
insert into cases.participant (case_id, workspace_id, contact_id, role, since, evidence)
select $1, $2, $3, $4, $5, $6
where not exists (select 1 from cases.participant p
                  where p.case_id = $1 and p.contact_id = $3 and p.workspace_id = $2 and p.until is null)
on conflict (case_id, contact_id, since, workspace_id) do update set until = null, role = excluded.role
returning contact_id
"""
END_PARTICIPANTS = """
update cases.participant set until = greatest(since, $4)
where case_id = $1 and contact_id = any($2::uuid[]) and workspace_id = $3 and until is null returning contact_id
"""
LIST_PARTICIPANTS = """
select case_id, contact_id, role, since, until, evidence from cases.participant
where case_id = any($1::uuid[]) and workspace_id = $2 and ($3 or until is null) order by since, contact_id
"""
ADD_MERGE = """
insert into cases.merge (id, workspace_id, survivor_id, absorbed_id, at, by_id, before)
values ($1, $2, $3, $4, $5, $6, $7)
"""
GET_MERGE = f"select {_MERGE} from cases.merge where id = $1 and workspace_id = $2"
FIND_MERGE = f"""
select {_MERGE} from cases.merge where absorbed_id = $1 and workspace_id = $2 and undone_at is null
"""
LIST_MERGES = f"""
select {_MERGE} from cases.merge where survivor_id = any($1::uuid[]) and workspace_id = $2 and undone_at is null
order by at, id
"""
SET_MOVED = """
update cases.merge set before = jsonb_set(before, '{moved}', to_jsonb($3::uuid[])) where id = $1 and workspace_id = $2
"""
UNDO_MERGE = "update cases.merge set undone_at = $3, undone_by = $4 where id = $1 and workspace_id = $2"
ADD_SPLIT = """
insert into cases.split (id, workspace_id, source_id, created_id, from_message_id, at, by_id)
values ($1, $2, $3, $4, $5, $6, $7)
"""
GET_SPLIT = f"select {_SPLIT} from cases.split where id = $1 and workspace_id = $2"
FIND_SPLIT = f"select {_SPLIT} from cases.split where created_id = $1 and workspace_id = $2 and undone_at is null"
UNDO_SPLIT = "update cases.split set undone_at = $3, undone_by = $4 where id = $1 and workspace_id = $2"
TAKE_NUMBER = """
insert into cases.counter (workspace_id, number) values ($1, 10001)
on conflict (workspace_id) do update set number = cases.counter.number + 1 returning number
"""
COPY_CASE = """
insert into cases."case" (id, workspace_id, number, brand_id, unit_id, account_id, queue_id, contact_id, surface,
  channel, subject, origin, recorded_as, opened_at, opened_by_kind, opened_by_id, country, country_source, priority,
  holder_kind, holder_id, last_inbound_at, last_message_at, unanswered_since)
select $3, c.workspace_id, $4, c.brand_id, c.unit_id, c.account_id, c.queue_id, $5, c.surface, c.channel, $6, 'split',
  $7, $8, $9, $10, c.country, c.country_source, c.priority, c.holder_kind, c.holder_id, $8, $8, $11
from cases."case" c where c.id = $1 and c.workspace_id = $2
"""
COPY_OPENING = """
insert into cases.opening (case_id, workspace_id, previous_case_id, seconds_since, previous_state,
  previous_disposition_id, last_agent_id, previous_channel, team_id, tier, modern, live, queue_id,
  channel, surface)
select $3, o.workspace_id, o.previous_case_id, o.seconds_since, o.previous_state, o.previous_disposition_id,
  o.last_agent_id, o.previous_channel, o.team_id, o.tier, o.modern, o.live, c.queue_id, c.channel, c.surface
from cases.opening o left join cases."case" c on c.id = o.case_id and c.workspace_id = $2
where o.case_id = $1 and o.workspace_id = $2
"""

Before = dict[str, Any]


async def add_participant(
    tx: Tx, case_id: UUID, contact_id: UUID, role: ParticipantRole, evidence: str, since: datetime | None = None
) -> bool:
    """Write that a contact takes part; False when it does."""
    return None is not await tx.connection.fetchval(
        ADD_PARTICIPANT, case_id, tx.workspace, contact_id, role.value, since or tx.now, evidence
    )


async def end_participants(tx: Tx, case_id: UUID, contact_ids: Sequence[UUID]) -> list[UUID]:
    """End that contacts take part; return those who did."""
    rows = await tx.connection.fetch(END_PARTICIPANTS, case_id, list(contact_ids), tx.workspace, tx.now)
    return [row[0] for row in rows]


async def list_participants(
    tx: Tx, case_ids: Sequence[UUID], *, former: bool = False
) -> list[tuple[CaseId, Participant]]:
    rows = await tx.connection.fetch(LIST_PARTICIPANTS, list(case_ids), tx.workspace, former)
    return [
        (
            CaseId(r["case_id"]),
            Participant(r["contact_id"], ParticipantRole(r["role"]), r["since"], r["until"], r["evidence"]),
        )
        for r in rows
    ]


async def add_merge(tx: Tx, one: Merge, before: Mapping[str, Any]) -> None:
    await tx.connection.execute(
        ADD_MERGE, one.id, tx.workspace, one.survivor_id, one.absorbed_id, one.at, tx.actor.id, before
    )


async def get_merge(tx: Tx, merge_id: UUID) -> tuple[Merge, Before] | None:
    row = await tx.connection.fetchrow(GET_MERGE, merge_id, tx.workspace)
    return (_merge(row), row["before"]) if row else None


async def find_merge(tx: Tx, absorbed_id: UUID) -> Merge | None:
    """Return the standing merge that ended a case."""
    row = await tx.connection.fetchrow(FIND_MERGE, absorbed_id, tx.workspace)
    return _merge(row) if row else None


async def list_merges(tx: Tx, survivor_ids: Sequence[UUID]) -> list[Merge]:
    """Return the standing merges into cases, oldest first."""
    return [_merge(row) for row in await tx.connection.fetch(LIST_MERGES, list(survivor_ids), tx.workspace)]


async def set_moved(tx: Tx, merge_id: UUID, message_ids: Sequence[UUID]) -> None:
    await tx.connection.execute(SET_MOVED, merge_id, tx.workspace, list(message_ids))


async def undo_merge(tx: Tx, merge_id: UUID) -> None:
    await tx.connection.execute(UNDO_MERGE, merge_id, tx.workspace, tx.now, tx.actor.id)


async def add_split(tx: Tx, one: Split) -> None:
    await tx.connection.execute(
        ADD_SPLIT, one.id, tx.workspace, one.source_id, one.created_id, one.from_message_id, one.at, tx.actor.id
    )


async def get_split(tx: Tx, split_id: UUID) -> Split | None:
    row = await tx.connection.fetchrow(GET_SPLIT, split_id, tx.workspace)
    return _split(row) if row else None


async def find_split(tx: Tx, created_id: UUID) -> Split | None:
    """Return the standing split that opened a case."""
    row = await tx.connection.fetchrow(FIND_SPLIT, created_id, tx.workspace)
    return _split(row) if row else None


async def undo_split(tx: Tx, split_id: UUID) -> None:
    await tx.connection.execute(UNDO_SPLIT, split_id, tx.workspace, tx.now, tx.actor.id)


async def take_number(tx: Tx) -> int:
    """Take the next number that people can say."""
    number: int = await tx.connection.fetchval(TAKE_NUMBER, tx.workspace)
    return number


async def copy_case(
    tx: Tx,
    source: Case,
    created_id: UUID,
    number: int,
    contact_id: UUID,
    subject: str,
    opened_at: datetime,
    unanswered_since: datetime | None,
) -> None:
    """Open a case with the dimensions of another."""
    await tx.connection.execute(
        COPY_CASE, source.id, tx.workspace, created_id, number, contact_id, subject, tx.origin.value, opened_at,
        tx.actor.kind.value, tx.actor.id, unanswered_since,
    )  # fmt: skip
    await tx.connection.execute(COPY_OPENING, source.id, tx.workspace, created_id)


def _merge(row: Any) -> Merge:
    return Merge(
        id=MergeId(row["id"]),
        survivor_id=CaseId(row["survivor_id"]),
        absorbed_id=CaseId(row["absorbed_id"]),
        at=row["at"],
        moved=tuple(UUID(one) for one in row["before"].get("moved", ())),
        undone_at=row["undone_at"],
    )


def _split(row: Any) -> Split:
    return Split(
        id=SplitId(row["id"]),
        source_id=CaseId(row["source_id"]),
        created_id=CaseId(row["created_id"]),
        from_message_id=row["from_message_id"],
        at=row["at"],
        undone_at=row["undone_at"],
    )
