"""SQL of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.compliance.model import Hold, HoldId, HoldScope, Outcome, Verdict, Writer
from trato.rooms.conversations.model import Purpose

HOLD = "id, scope_kind, scope_id, writer, reason, placed_at, purpose, until, evidence_id"

LIST_HOLDS_ON = f"""
select {HOLD} from compliance.send_hold
where scope_id = any($2::uuid[]) and workspace_id = $1 and released_at is null and (until is null or until > $3)
"""
ADD_VERDICTS = """
insert into compliance.verdict
  (id, workspace_id, message_id, outcome, reason, rules, inputs, hold_id, actor_kind, actor_id, at)
select u.id, $1, u.message_id, u.outcome, u.reason, $2, u.inputs, u.hold_id, $3, $4, $5
from unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::jsonb[], $11::uuid[])
  u(id, message_id, outcome, reason, inputs, hold_id)
"""
LIST_VERDICTS = """
select id, message_id, outcome, reason, hold_id, null::timestamptz from compliance.verdict
where message_id = $1 and workspace_id = $2 order by at, id
"""
ADD_HOLD = f"""
insert into compliance.send_hold ({HOLD}, workspace_id, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id
"""
ADD_OPT_OUTS = """
insert into compliance.send_hold (id, workspace_id, scope_kind, scope_id, writer, reason, placed_at, purpose,
  evidence_id, by_kind, by_id)
select u.id, $1, u.scope_kind, u.scope_id, 'opt_out', $2, $3, u.purpose, u.evidence_id, $4, $5
from unnest($6::uuid[], $7::text[], $8::uuid[], $9::text[], $10::uuid[])
  u(id, scope_kind, scope_id, purpose, evidence_id)
on conflict do nothing returning scope_id
"""
RELEASE_HOLD = f"""
update compliance.send_hold set released_at = greatest($3, placed_at), released_by_kind = $4, released_by_id = $5
where id = $1 and workspace_id = $2 and released_at is null returning {HOLD}
"""
RELEASE_OPT_OUTS = f"""
update compliance.send_hold set released_at = greatest($3, placed_at), released_by_kind = $4, released_by_id = $5
where scope_id = any($1::uuid[]) and workspace_id = $2 and released_at is null and writer = 'opt_out'
and ($6 = '' or purpose = $6) returning {HOLD}
"""
LIST_HOLDS = f"""
select {HOLD} from compliance.send_hold
where workspace_id = $1 and released_at is null and (until is null or until > $2) and writer <> 'opt_out'
order by placed_at desc, id limit $3
"""
LIST_FREED_BY = """
select distinct v.message_id from compliance.verdict v
where v.hold_id = $1 and v.workspace_id = $2 and v.outcome = 'held' and not exists (
  select 1 from compliance.verdict w where w.message_id = v.message_id and w.workspace_id = $2 and w.id > v.id)
"""
RELEASE_ENDED = f"""
with ended as (
  select id from compliance.send_hold
  where workspace_id = $1 and until <= $2 and released_at is null order by until limit $3 for update skip locked
)
update compliance.send_hold h set released_at = $2, released_by_kind = 'system'
from ended where h.id = ended.id and h.workspace_id = $1 returning {", ".join(f"h.{one}" for one in HOLD.split(", "))}
"""


async def list_holds_on(tx: Tx, scopes: Sequence[UUID]) -> list[Hold]:
    """List the orders that stand upon any of these ids."""
    return [_hold(row) for row in await tx.connection.fetch(LIST_HOLDS_ON, tx.workspace, scopes, tx.now)]


async def add_verdicts(
    tx: Tx, rules: dict[str, int], verdicts: Sequence[Verdict], inputs: Sequence[dict[str, Any]]
) -> None:
    await tx.connection.execute(
        ADD_VERDICTS,
        tx.workspace,
        rules,
        tx.actor.kind.value,
        tx.actor.id,
        tx.now,
        [one.id for one in verdicts],
        [one.message_id for one in verdicts],
        [one.outcome.value for one in verdicts],
        [one.reason for one in verdicts],
        inputs,
        [one.hold_id for one in verdicts],
    )


async def list_verdicts(tx: Tx, message: UUID) -> list[Verdict]:
    rows = await tx.connection.fetch(LIST_VERDICTS, message, tx.workspace)
    return [Verdict(row[0], row[1], Outcome(row[2]), row[3], row[4]) for row in rows]


async def add_hold(tx: Tx, hold: Hold) -> bool:
    """Add an order; False when the same opt-out stands already."""
    added = await tx.connection.fetchval(
        ADD_HOLD,
        hold.id,
        hold.scope.value,
        hold.scope_id,
        hold.writer.value,
        hold.reason,
        hold.placed_at,
        hold.purpose.value if hold.purpose else "",
        hold.until,
        hold.evidence_id,
        tx.workspace,
        tx.actor.kind.value,
        tx.actor.id,
    )
    return added is not None


async def add_opt_outs(
    tx: Tx, reason: str, rows: Sequence[tuple[UUID, HoldScope, UUID, Purpose | None, UUID | None]]
) -> set[UUID]:
    """Add opt-outs: (id, scope, what it holds, purpose, evidence); return what did not have one already."""
    by = tx.actor
    found = await tx.connection.fetch(
        ADD_OPT_OUTS, tx.workspace, reason, tx.now, by.kind.value, by.id, [row[0] for row in rows],
        [row[1].value for row in rows], [row[2] for row in rows], [row[3].value if row[3] else "" for row in rows],
        [row[4] for row in rows],
    )  # fmt: skip
    return {row["scope_id"] for row in found}


async def release_hold(tx: Tx, hold: HoldId) -> Hold | None:
    row = await tx.connection.fetchrow(RELEASE_HOLD, hold, tx.workspace, tx.now, tx.actor.kind.value, tx.actor.id)
    return _hold(row) if row else None


async def release_opt_outs(tx: Tx, scopes: Sequence[UUID], purpose: Purpose | None) -> list[Hold]:
    by, told = tx.actor, purpose.value if purpose else ""
    rows = await tx.connection.fetch(RELEASE_OPT_OUTS, scopes, tx.workspace, tx.now, by.kind.value, by.id, told)
    return [_hold(row) for row in rows]


async def list_holds(tx: Tx, limit: int) -> list[Hold]:
    """List the orders that stand, newest first; not those of single persons who opted out."""
    return [_hold(row) for row in await tx.connection.fetch(LIST_HOLDS, tx.workspace, tx.now, limit)]


async def list_freed_by(tx: Tx, hold: HoldId) -> list[UUID]:
    """List the messages whose last verdict is that this order holds them."""
    return [row[0] for row in await tx.connection.fetch(LIST_FREED_BY, hold, tx.workspace)]


async def release_ended(tx: Tx, limit: int) -> list[Hold]:
    """Release the orders whose time has come."""
    return [_hold(row) for row in await tx.connection.fetch(RELEASE_ENDED, tx.workspace, tx.now, limit)]


def _hold(row: asyncpg.Record) -> Hold:
    placed_at: datetime = row["placed_at"]
    purpose = Purpose(row["purpose"]) if row["purpose"] else None
    return Hold(
        row["id"],
        HoldScope(row["scope_kind"]),
        row["scope_id"],
        Writer(row["writer"]),
        row["reason"],
        placed_at,
        purpose,
        row["until"],
        row["evidence_id"],
    )
