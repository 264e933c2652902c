"""SQL of orders to providers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.tx import Connection, Tx
from trato.rooms.calls.model import CallId, Errand
from trato.rooms.channels.model import CallOrder

IN_HAND = "in_hand"  # an order that is found so was in hand when its worker died: nobody knows whether it was given
ADD_ERRAND = """
insert into calls.errand (id, workspace_id, call_id, body, next_at, account_id)
values ($1, $2, $3, $4::text::jsonb, $5, $6)
"""
WAITING_WORKSPACES = "select distinct workspace_id from calls.errand where done_at is null and next_at <= $1"
CLAIM_ERRANDS = """
update calls.errand e set attempts = e.attempts + 1, next_at = $2::timestamptz + interval '20 seconds', error = $4
from (select o.id, o.error, coalesce(o.account_id, c.account_id) as account_id from calls.errand o
  left join calls.call c on c.id = o.call_id and c.workspace_id = $1
  where o.workspace_id = $1 and o.done_at is null and o.next_at <= $2
  order by o.next_at, o.id limit $3 for update of o skip locked) due
where e.id = due.id and e.workspace_id = $1
returning e.id, e.call_id, due.account_id, e.body::text as body, e.attempts, due.error = $4 as doubtful
"""
SETTLE_ERRAND = """
update calls.errand set done_at = $3, error = $4, next_at = coalesce($5, next_at),
  body = case when $3::timestamptz is not null and body ? 'words' then body || '{"words": ""}' else body end
where id = $1 and workspace_id = $2
"""
WITHDRAW_DIAL = """
update calls.errand set done_at = $3, error = 'withdrawn'
where call_id = $1 and workspace_id = $2 and done_at is null and attempts = 0 and body->>'do' = 'dial' returning id
"""


async def add_errand(tx: Tx, errand: UUID, call: UUID | None, order: CallOrder, account_id: UUID | None = None) -> None:
    """Write an order down: of a call, or of an account alone."""
    await tx.connection.execute(ADD_ERRAND, errand, tx.workspace, call, jsonable(order), tx.now, account_id)


async def withdraw_dial(tx: Tx, call: UUID) -> bool:
    return await tx.connection.fetchval(WITHDRAW_DIAL, call, tx.workspace, tx.now) is not None


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES, now)]


async def claim_errands(tx: Tx, limit: int) -> list[Errand]:
    rows = await tx.connection.fetch(CLAIM_ERRANDS, tx.workspace, tx.now, limit, IN_HAND)
    found = [
        Errand(
            row["id"], CallId(row["call_id"]) if row["call_id"] else None, row["account_id"],
            msgspec.json.decode(row["body"], type=CallOrder), row["attempts"], row["doubtful"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.id)


async def settle_errand(tx: Tx, errand: UUID, done_at: datetime | None, error: str, next_at: datetime | None) -> None:
    await tx.connection.execute(SETTLE_ERRAND, errand, tx.workspace, done_at, error, next_at)
