"""SQL of what cases are at present, and of the intervals of their states and holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import (
    AssignReason,
    Case,
    CaseId,
    CaseOrigin,
    CaseState,
    CountrySource,
    EndReason,
    Holder,
    HolderKind,
    HoldingSegment,
    Priority,
    SetAsideReason,
    Standing,
    StateSegment,
    WaitingOn,
)

_CASE: Final = (
    "id, number, brand_id, unit_id, account_id, queue_id, contact_id, surface, channel, subject, preview, origin, "
    "opened_at, country, country_source, state, waiting_on, waiting_until, waiting_team_id, set_aside, priority, "
    "holder_kind, holder_id, disposition_id, previous_case_id, merged_into, end_reason, last_inbound_at, "
    "last_outbound_at, last_message_at, unanswered_since, revision, rating"
)

GET_CASES = f'select {_CASE} from cases."case" where id = any($1::uuid[]) and workspace_id = $2'
LOCK_CASES = f"{GET_CASES} order by id for update"
LOCK_FREE = """
with free as (
  select id from cases."case" where id = any($1::uuid[]) and workspace_id = $2 order by id for update skip locked)
select id from cases."case" where id = any($1::uuid[]) and workspace_id = $2 and id not in (select id from free)
"""
GET_BY_NUMBER = f'select {_CASE} from cases."case" where number = $1 and workspace_id = $2'
LIST_OF_CONTACTS = f"""
select {_CASE} from cases."case" c
where c.contact_id = any($1::uuid[]) and c.workspace_id = $2 order by c.opened_at desc, c.id desc limit $3
"""
LIST_OF_CREW = """
select id from (
  select id from cases."case" where holder_id = any($2::uuid[]) and workspace_id = $1 and state = 'open'
    and waiting_on is null and set_aside is null
  union
  select id from cases."case" where queue_id = any($3::uuid[]) and workspace_id = $1 and state = 'open'
    and holder_kind in ('nobody', 'queue') and waiting_on is null and set_aside is null) mine
order by id limit $4
"""
LIST_IN_WHICH = f"""
select {_CASE} from cases."case" where workspace_id = $2 and id in (
  select p.case_id from cases.participant p
  where p.contact_id = any($1::uuid[]) and p.workspace_id = $2 and p.until is null)
order by opened_at desc, id desc limit $3
"""
LIST_HELD_BY = f"""
select {_CASE} from cases."case" c
where c.holder_id = $1 and c.workspace_id = $2 and c.state = 'open' and c.holder_kind = $3 order by c.id
"""
SET_STANDING = """
update cases."case" set state = $3, waiting_on = $4, waiting_until = $5, set_aside = $6, end_reason = $7,
  merged_into = $8, waiting_team_id = $9, revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
SET_HOLDER = """
update cases."case" set holder_kind = $3, holder_id = $4, queue_id = coalesce($5, queue_id), revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
SET_DISPOSITION = """
update cases."case" set disposition_id = $3, revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
SET_PRIORITY = """
update cases."case" set priority = $3, revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
SET_SUBJECT = """
update cases."case" set subject = $3, revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
SET_MOMENTS = """
update cases."case" set last_inbound_at = $3, last_outbound_at = $4, last_message_at = $5, unanswered_since = $6,
  revision = revision + 1
where id = $1 and workspace_id = $2 returning revision
"""
TOUCH = 'update cases."case" set revision = revision + 1 where id = $1 and workspace_id = $2 returning revision'

# an interval that began at this very instant is rewritten, any other ends now: none overlaps, none leaves a gap
TURN_STATE = """
with present as (
  select from_at, greatest(from_at, $5) as at from cases.state_seg
  where case_id = $1 and workspace_id = $2 and to_at is null
), rewritten as (
  update cases.state_seg s set state = $3, waiting_on = $4, by_kind = $6, by_id = $7, revision = $8,
    waiting_team_id = $9
  from present p where s.case_id = $1 and s.workspace_id = $2 and s.to_at is null and p.from_at = p.at
), ended as (
  update cases.state_seg s set to_at = p.at
  from present p where s.case_id = $1 and s.workspace_id = $2 and s.to_at is null and p.from_at < p.at returning p.at
)
select at from ended
"""
BEGIN_STATE = """
insert into cases.state_seg (case_id, workspace_id, state, waiting_on, from_at, by_kind, by_id, revision,
  waiting_team_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
TURN_HOLDER = """
with present as (
  select from_at, greatest(from_at, $5) as at from cases.holding
  where case_id = $1 and workspace_id = $2 and to_at is null
), rewritten as (
  update cases.holding h set holder_kind = $3, holder_id = $4, reason = $6, by_kind = $7, by_id = $8, revision = $9
  from present p where h.case_id = $1 and h.workspace_id = $2 and h.to_at is null and p.from_at = p.at
), ended as (
  update cases.holding h set to_at = p.at
  from present p where h.case_id = $1 and h.workspace_id = $2 and h.to_at is null and p.from_at < p.at returning p.at
)
select at from ended
"""
BEGIN_HOLDER = """
insert into cases.holding (case_id, workspace_id, holder_kind, holder_id, from_at, reason, by_kind, by_id, revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
LIST_STATES = """
select state, waiting_on, from_at, to_at, by_kind, by_id, revision, waiting_team_id from cases.state_seg
where case_id = $1 and workspace_id = $2 order by from_at
"""
LIST_HOLDINGS = """
select case_id, holder_kind, holder_id, from_at, to_at, reason, by_kind, by_id, revision from cases.holding
where case_id = any($1::uuid[]) and workspace_id = $2 order by case_id, from_at
"""


async def get_cases(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Case]:
    rows = await tx.connection.fetch(GET_CASES, list(ids), tx.workspace)
    return {row["id"]: case_of(row) for row in rows}


async def lock_cases(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Case]:
    """Lock cases in order of their ids."""
    rows = await tx.connection.fetch(LOCK_CASES, list(ids), tx.workspace)
    return {row["id"]: case_of(row) for row in rows}


async def lock_free(tx: Tx, ids: Sequence[UUID]) -> set[UUID]:
    """Lock those of the cases that nobody else holds; return the others."""
    return {row["id"] for row in await tx.connection.fetch(LOCK_FREE, list(ids), tx.workspace)}


async def get_by_number(tx: Tx, number: int) -> Case | None:
    row = await tx.connection.fetchrow(GET_BY_NUMBER, number, tx.workspace)
    return case_of(row) if row else None


async def list_of_contacts(tx: Tx, contact_ids: Sequence[UUID], limit: int) -> list[Case]:
    rows = await tx.connection.fetch(LIST_OF_CONTACTS, list(contact_ids), tx.workspace, limit)
    return [case_of(row) for row in rows]


async def list_in_which(tx: Tx, contact_ids: Sequence[UUID], limit: int) -> list[Case]:
    rows = await tx.connection.fetch(LIST_IN_WHICH, list(contact_ids), tx.workspace, limit)
    return [case_of(row) for row in rows]


async def list_held_by(tx: Tx, holder: Holder) -> list[Case]:
    rows = await tx.connection.fetch(LIST_HELD_BY, holder.id, tx.workspace, holder.kind.value)
    return [case_of(row) for row in rows]


async def set_standing(tx: Tx, case_id: UUID, to: Standing, merged_into: UUID | None) -> int:
    revision: int = await tx.connection.fetchval(
        SET_STANDING, case_id, tx.workspace, to.state.value, to.waiting_on and to.waiting_on.value, to.waiting_until,
        to.set_aside and to.set_aside.value, to.end_reason and to.end_reason.value, merged_into,
        to.waiting_team_id,
    )  # fmt: skip
    return revision


async def list_of_crew(tx: Tx, holders: Sequence[UUID], queues: Sequence[UUID], limit: int) -> list[CaseId]:
    rows = await tx.connection.fetch(LIST_OF_CREW, tx.workspace, list(holders), list(queues), limit)
    return [CaseId(row[0]) for row in rows]


async def set_holder(tx: Tx, case_id: UUID, to: Holder) -> int:
    """Write the present holder; a queue also becomes the queue of the case."""
    queue = to.id if to.kind is HolderKind.QUEUE else None
    revision: int = await tx.connection.fetchval(SET_HOLDER, case_id, tx.workspace, to.kind.value, to.id, queue)
    return revision


async def set_disposition(tx: Tx, case_id: UUID, disposition_id: UUID | None) -> int:
    revision: int = await tx.connection.fetchval(SET_DISPOSITION, case_id, tx.workspace, disposition_id)
    return revision


async def set_priority(tx: Tx, case_id: UUID, priority: Priority) -> int:
    revision: int = await tx.connection.fetchval(SET_PRIORITY, case_id, tx.workspace, int(priority))
    return revision


async def set_subject(tx: Tx, case_id: UUID, subject: str) -> int:
    revision: int = await tx.connection.fetchval(SET_SUBJECT, case_id, tx.workspace, subject)
    return revision


async def set_moments(
    tx: Tx,
    case_id: UUID,
    last_inbound_at: datetime | None,
    last_outbound_at: datetime | None,
    last_message_at: datetime,
    unanswered_since: datetime | None,
) -> int:
    revision: int = await tx.connection.fetchval(
        SET_MOMENTS, case_id, tx.workspace, last_inbound_at, last_outbound_at, last_message_at, unanswered_since
    )
    return revision


async def touch(tx: Tx, case_id: UUID) -> int | None:
    """Raise the revision of a case, which locks it; None when there is no such case."""
    revision: int | None = await tx.connection.fetchval(TOUCH, case_id, tx.workspace)
    return revision


async def turn_state(tx: Tx, case_id: UUID, to: Standing, revision: int) -> None:
    """End the present interval of states and begin the next, of which `revision` is the first."""
    waiting = to.waiting_on and to.waiting_on.value
    rest = (tx.actor.kind.value, tx.actor.id, revision, to.waiting_team_id)
    at = await tx.connection.fetchval(TURN_STATE, case_id, tx.workspace, to.state.value, waiting, tx.now, *rest)
    if at is not None:
        await tx.connection.execute(BEGIN_STATE, case_id, tx.workspace, to.state.value, waiting, at, *rest)


async def turn_holder(tx: Tx, case_id: UUID, to: Holder, reason: AssignReason, revision: int) -> None:
    """End the present interval of holders and begin the next, of which `revision` is the first."""
    rest = (reason.value, tx.actor.kind.value, tx.actor.id, revision)
    at = await tx.connection.fetchval(TURN_HOLDER, case_id, tx.workspace, to.kind.value, to.id, tx.now, *rest)
    if at is not None:
        await tx.connection.execute(BEGIN_HOLDER, case_id, tx.workspace, to.kind.value, to.id, at, *rest)


async def begin_intervals(tx: Tx, case_id: UUID, at: datetime, holder: Holder) -> None:
    """Begin the first state and the first holder of a new case."""
    by = (tx.actor.kind.value, tx.actor.id, 1)
    await tx.connection.execute(BEGIN_STATE, case_id, tx.workspace, CaseState.OPEN.value, None, at, *by, None)
    await tx.connection.execute(
        BEGIN_HOLDER, case_id, tx.workspace, holder.kind.value, holder.id, at, AssignReason.OPENED.value, *by
    )


async def list_states(tx: Tx, case_id: UUID) -> list[StateSegment]:
    """Return the intervals of states, oldest first."""
    rows = await tx.connection.fetch(LIST_STATES, case_id, tx.workspace)
    return [
        StateSegment(
            CaseState(r["state"]), WaitingOn(r["waiting_on"]) if r["waiting_on"] else None, r["from_at"], r["to_at"],
            r["by_kind"], r["by_id"], r["revision"], r["waiting_team_id"],
        )
        for r in rows
    ]  # fmt: skip


async def list_holdings(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, list[HoldingSegment]]:
    """Return the intervals of holders by case, oldest first."""
    of: dict[UUID, list[HoldingSegment]] = defaultdict(list)
    for r in await tx.connection.fetch(LIST_HOLDINGS, list(case_ids), tx.workspace):
        of[r["case_id"]].append(
            HoldingSegment(
                Holder(HolderKind(r["holder_kind"]), r["holder_id"]), r["from_at"], r["to_at"],
                AssignReason(r["reason"]), r["by_kind"], r["by_id"], r["revision"],
            )
        )  # fmt: skip
    return dict(of)


def case_of(row: Any) -> Case:
    """Read a row of the columns of a case."""
    return Case(
        id=CaseId(row["id"]),
        number=row["number"],
        brand_id=row["brand_id"],
        unit_id=row["unit_id"],
        account_id=row["account_id"],
        queue_id=row["queue_id"],
        contact_id=row["contact_id"],
        surface=row["surface"],
        channel=row["channel"],
        subject=row["subject"],
        preview=row["preview"],
        origin=CaseOrigin(row["origin"]),
        opened_at=row["opened_at"],
        country=row["country"],
        country_source=CountrySource(row["country_source"]),
        standing=_standing(row),
        priority=Priority(row["priority"]),
        holder=Holder(HolderKind(row["holder_kind"]), row["holder_id"]),
        disposition_id=row["disposition_id"],
        previous_case_id=row["previous_case_id"],
        merged_into=row["merged_into"],
        last_inbound_at=row["last_inbound_at"],
        last_outbound_at=row["last_outbound_at"],
        last_message_at=row["last_message_at"],
        unanswered_since=row["unanswered_since"],
        revision=row["revision"],
        rating=row["rating"],
    )


def _standing(row: Any) -> Standing:
    return Standing(
        CaseState(row["state"]),
        WaitingOn(row["waiting_on"]) if row["waiting_on"] else None,
        row["waiting_until"],
        SetAsideReason(row["set_aside"]) if row["set_aside"] else None,
        EndReason(row["end_reason"]) if row["end_reason"] else None,
        row["waiting_team_id"],
    )
