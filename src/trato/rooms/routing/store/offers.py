"""SQL of offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.routing.model import Offer, Outcome

_OFFER: Final = "case_id, assignment_id, agent_id, queue_id, reason, offered_at, ends_at"
ADD_OFFER = f"""
insert into routing.offer (workspace_id, {_OFFER}) values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing returning case_id
"""
LOCK_OFFER = f"select {_OFFER} from routing.offer where case_id = $1 and workspace_id = $2 for update"
LIST_OFFERS = f"""
select {_OFFER} from routing.offer where agent_id = any($2::uuid[]) and workspace_id = $1 order by offered_at, case_id
"""
LIST_OFFERED = """
select f.case_id from routing.offer f
join cases."case" c on c.id = f.case_id and c.workspace_id = $1
where f.workspace_id = $1 and f.queue_id = $2 and c.holder_kind = 'queue' and c.holder_id = $2
order by f.offered_at, f.case_id
"""
DROP_OFFER = "delete from routing.offer where case_id = $1 and workspace_id = $2"
SETTLE = """
update routing.assignment set outcome = $3, settled_at = $4 where id = $1 and workspace_id = $2 and outcome = 'offered'
"""
LAST_SILENCES = """
select bool_and(outcome = 'timed_out') from routing.assignment
where agent_id = $1 and workspace_id = $2 and at >= $3 and settled_at is not null and outcome <> 'withdrawn'
group by at order by at desc limit $4
"""


async def list_offered(tx: Tx, queue_id: UUID) -> list[UUID]:
    """Return the cases of a queue that somebody is being asked to take, the first asked first."""
    return [row["case_id"] for row in await tx.connection.fetch(LIST_OFFERED, tx.workspace, queue_id)]


async def add_offer(tx: Tx, one: Offer) -> bool:
    """Write an offer; False when the case is offered already."""
    added = await tx.connection.fetchval(
        ADD_OFFER, tx.workspace, one.case_id, one.assignment_id, one.agent_id, one.queue_id, one.reason,
        one.offered_at, one.ends_at,
    )  # fmt: skip
    return added is not None


async def lock_offer(tx: Tx, case_id: UUID) -> Offer | None:
    row = await tx.connection.fetchrow(LOCK_OFFER, case_id, tx.workspace)
    return _offer(row) if row else None


async def list_offers(tx: Tx, agents: Sequence[UUID]) -> list[Offer]:
    return [_offer(row) for row in await tx.connection.fetch(LIST_OFFERS, tx.workspace, list(agents))]


async def settle(tx: Tx, one: Offer, outcome: Outcome) -> None:
    """Take an offer away, and keep what came of it."""
    await tx.connection.execute(DROP_OFFER, one.case_id, tx.workspace)
    await tx.connection.execute(SETTLE, one.assignment_id, tx.workspace, outcome.value, tx.now)


async def last_silences(tx: Tx, agent: UUID, since: datetime, limit: int) -> list[bool]:
    """Return whether an agent said nothing each of the last times that they were asked since an instant.

    What they were asked in one go is one time. The last comes first.
    """
    return [row[0] for row in await tx.connection.fetch(LAST_SILENCES, agent, tx.workspace, since, limit)]


def _offer(row: asyncpg.Record) -> Offer:
    return Offer(*row)
