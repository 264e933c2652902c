"""SQL of who asked that an account go live, and what was said to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx

COLUMNS = "id, account_id, asked_by, asked_at, decided_by, decided_at, approved, alone, reason"
LIST_NEWEST = f"""
select distinct on (account_id) {COLUMNS} from channels.approval
where workspace_id = $1 and account_id = any($2::uuid[]) order by account_id, asked_at desc, id desc
"""
ADD_APPROVAL = """
insert into channels.approval (id, workspace_id, account_id, asked_by, asked_at, decided_by, decided_at, approved,
  alone)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9)
"""
DECIDE = """
update channels.approval set decided_by = $3, decided_at = $4, approved = $5, alone = $6, reason = $7
where id = $2 and workspace_id = $1 and decided_at is null returning id
"""
GO_LIVE = """
update channels.account set state = $3, state_reason = '', activated_at = coalesce(activated_at, $4)
where id = $2 and workspace_id = $1
"""
SET_PENDING = "update channels.account set state = 'pending' where id = $2 and workspace_id = $1 and state = 'draft'"


@dataclass(frozen=True, slots=True)
class Approval:
    """One request that an account go live; `decided_at` is None while it waits."""

    id: UUID
    account_id: UUID
    asked_by: UUID | None
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    approved: bool | None
    alone: bool
    reason: str


async def newest_of(tx: Tx, accounts: list[UUID]) -> dict[UUID, Approval]:
    """Return the newest request of each of these accounts; those from before there were any are left out."""
    rows = await tx.connection.fetch(LIST_NEWEST, tx.workspace, accounts)
    return {row["account_id"]: Approval(**dict(row)) for row in rows}


async def ask(tx: Tx, account_id: UUID) -> None:
    """Write down that an account waits to be let live."""
    await tx.connection.execute(
        ADD_APPROVAL, tx.workspace, uuid7(), account_id, tx.actor.id, tx.now, None, None, None, False
    )
    await tx.connection.execute(SET_PENDING, tx.workspace, account_id)


async def settle_alone(tx: Tx, account_id: UUID) -> None:
    """Write down that who connected an account let it live, for nobody else could."""
    by = tx.actor.id
    await tx.connection.execute(
        ADD_APPROVAL, tx.workspace, uuid7(), account_id, by, tx.now, by, tx.now, True, True
    )  # fmt: skip
    await tx.connection.execute(GO_LIVE, tx.workspace, account_id, "active", tx.now)


async def decide(tx: Tx, approval: Approval, *, approved: bool, alone: bool, reason: str) -> bool:
    """Write down what was said; False when somebody else said it before."""
    told = await tx.connection.fetchval(
        DECIDE, tx.workspace, approval.id, tx.actor.id, tx.now, approved, alone, reason
    )  # fmt: skip
    if told is not None and approved:
        await tx.connection.execute(GO_LIVE, tx.workspace, approval.account_id, "active", tx.now)
    return told is not None
