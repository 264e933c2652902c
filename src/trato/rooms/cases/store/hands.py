"""SQL of what happens around the holder: transfers, promises, attempts, abandonment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import (
    AbandonmentVariant,
    AttemptCause,
    CaseId,
    Holder,
    HolderKind,
    Promise,
    PromiseId,
    PromiseKind,
    Transfer,
    TransferId,
)

_TRANSFER: Final = "id, case_id, at, from_kind, from_id, to_kind, to_id, warm, reason, bounce"
_PROMISE: Final = """
id, case_id, contact_id, body, by_id, made_at, due_at, note_id, kept_at, broken_at, kind, cancelled_at"""

LAST_AGENTS = """
select case_id, last_agent_id from cases.opening
where case_id = any($1::uuid[]) and workspace_id = $2 and last_agent_id is not null
"""
REFERRALS = """
select case_id, referral ->> 'source' as source from cases.opening
where case_id = any($2::uuid[]) and workspace_id = $1 and referral is not null
"""
TIER_OF = "select tier from cases.opening where case_id = $1 and workspace_id = $2"
ADD_TRANSFER = """
insert into cases.transfer (id, workspace_id, case_id, at, from_kind, from_id, to_kind, to_id, warm, reason, bounce)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
LIST_TRANSFERS = f"select {_TRANSFER} from cases.transfer where case_id = $1 and workspace_id = $2 order by at, id"
ADD_PROMISE = """
insert into cases.promise (id, workspace_id, case_id, contact_id, note_id, body, by_id, made_at, due_at, kind)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id
"""
LOCK_PROMISE = f"select {_PROMISE} from cases.promise where id = $1 and workspace_id = $2 for update"
LIST_PROMISES = f"""
select {_PROMISE} from cases.promise where case_id = any($1::uuid[]) and workspace_id = $2 order by due_at, id
"""
LIST_OWED_BY = f"""
select {_PROMISE} from cases.promise
where by_id = $1 and workspace_id = $2 and kept_at is null and broken_at is null and cancelled_at is null
  and due_at < $3
order by due_at, id
"""
SET_PROMISE = """
update cases.promise set kept_at = $3, broken_at = $4, due_at = $5, cancelled_at = $6
where id = $1 and workspace_id = $2
"""
ADD_ATTEMPT = """
insert into cases.attempt (message_id, workspace_id, case_id, contact_id, cause, at, silence_seconds)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning message_id
"""
ADD_ABANDONMENT = """
insert into cases.abandonment (case_id, variant, workspace_id, evidence, at, holder_kind, holder_id)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (case_id, variant, workspace_id) do update set retracted_at = null, at = excluded.at,
  evidence = excluded.evidence, holder_kind = excluded.holder_kind, holder_id = excluded.holder_id
where cases.abandonment.retracted_at is not null
returning case_id
"""
RETRACT_ABANDONMENTS = """
update cases.abandonment a set retracted_at = $4 from unnest($1::uuid[], $2::timestamptz[]) u(case_id, since)
where a.case_id = u.case_id and a.workspace_id = $3 and a.retracted_at is null and a.at <= u.since
returning a.case_id, a.variant
"""


async def last_agents(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return by case the agent who held the contact's previous one, where there was one."""
    return dict(await tx.connection.fetch(LAST_AGENTS, list(case_ids), tx.workspace))


async def tier_of(tx: Tx, case_id: UUID) -> int | None:
    """Return the tier of a case's channel as it opened."""
    tier: int | None = await tx.connection.fetchval(TIER_OF, case_id, tx.workspace)
    return tier


async def add_transfer(tx: Tx, one: Transfer) -> None:
    await tx.connection.execute(
        ADD_TRANSFER, one.id, tx.workspace, one.case_id, one.at, one.giver.kind.value, one.giver.id,
        one.taker.kind.value, one.taker.id, one.warm, one.reason, one.bounce,
    )  # fmt: skip


async def list_transfers(tx: Tx, case_id: UUID) -> list[Transfer]:
    rows = await tx.connection.fetch(LIST_TRANSFERS, case_id, tx.workspace)
    return [
        Transfer(
            TransferId(r["id"]), CaseId(r["case_id"]), r["at"], Holder(HolderKind(r["from_kind"]), r["from_id"]),
            Holder(HolderKind(r["to_kind"]), r["to_id"]), r["warm"], r["reason"], r["bounce"],
        )
        for r in rows
    ]  # fmt: skip


async def add_promise(tx: Tx, one: Promise) -> bool:
    """Add a promise; False when its id is a promise already."""
    added = await tx.connection.fetchval(
        ADD_PROMISE, one.id, tx.workspace, one.case_id, one.contact_id, one.note_id, one.body, one.by_id, one.made_at,
        one.due_at, one.kind.value,
    )  # fmt: skip
    return added is not None


async def lock_promise(tx: Tx, promise_id: UUID) -> Promise | None:
    row = await tx.connection.fetchrow(LOCK_PROMISE, promise_id, tx.workspace)
    return _promise(row) if row else None


async def list_promises(tx: Tx, case_ids: Sequence[UUID]) -> list[Promise]:
    return [_promise(row) for row in await tx.connection.fetch(LIST_PROMISES, list(case_ids), tx.workspace)]


async def list_owed_by(tx: Tx, user_id: UUID, before: datetime) -> list[Promise]:
    """Return what somebody owes that falls due before an instant, the first due first."""
    return [_promise(row) for row in await tx.connection.fetch(LIST_OWED_BY, user_id, tx.workspace, before)]


async def set_promise(tx: Tx, one: Promise) -> None:
    """Write how a promise stands now."""
    await tx.connection.execute(
        SET_PROMISE, one.id, tx.workspace, one.kept_at, one.broken_at, one.due_at, one.cancelled_at
    )


async def add_attempt(
    tx: Tx, case_id: UUID, message_id: UUID, contact_id: UUID, cause: AttemptCause, at: datetime, silence: int
) -> bool:
    return None is not await tx.connection.fetchval(
        ADD_ATTEMPT, message_id, tx.workspace, case_id, contact_id, cause.value, at, silence
    )


async def add_abandonment(
    tx: Tx, case_id: UUID, variant: AbandonmentVariant, evidence: str, at: datetime, holder: Holder
) -> bool:
    """Write that the contact left; False when that is known and stands."""
    return None is not await tx.connection.fetchval(
        ADD_ABANDONMENT, case_id, variant.value, tx.workspace, evidence, at, holder.kind.value, holder.id
    )


async def retract_abandonments(tx: Tx, back: Mapping[UUID, datetime]) -> list[tuple[UUID, AbandonmentVariant]]:
    """Take back that contacts left; returns what stood: (case, variant)."""
    rows = await tx.connection.fetch(RETRACT_ABANDONMENTS, list(back), list(back.values()), tx.workspace, tx.now)
    return [(row[0], AbandonmentVariant(row[1])) for row in rows]


def _promise(row: Any) -> Promise:
    return Promise(
        id=PromiseId(row["id"]),
        case_id=CaseId(row["case_id"]),
        contact_id=row["contact_id"],
        body=row["body"],
        by_id=row["by_id"],
        made_at=row["made_at"],
        due_at=row["due_at"],
        note_id=row["note_id"],
        kept_at=row["kept_at"],
        broken_at=row["broken_at"],
        kind=PromiseKind(row["kind"]),
        cancelled_at=row["cancelled_at"],
    )


async def referrals_of(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return, of cases that an advertisement or a link brought, the channel's word for which."""
    rows = await tx.connection.fetch(REFERRALS, tx.workspace, list(case_ids))
    return {row["case_id"]: row["source"] or "" for row in rows}
