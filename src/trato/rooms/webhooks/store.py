"""SQL of outgoing webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from trato.kit.events import Actor, ActorKind, Origin, Recorded
from trato.kit.tx import Connection, Tx
from trato.rooms.webhooks.model import (
    Attempt,
    Claimed,
    Delivery,
    DeliveryState,
    Endpoint,
    EndpointId,
    EndpointState,
    Secrets,
    Settled,
)

ENDPOINT = "id, url, description, kinds, state, state_reason, failing_since, created_at"
ADD_ENDPOINT = """
insert into webhooks.endpoint (id, workspace_id, url, description, kinds, secret, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
GET_ENDPOINT = f"select {ENDPOINT} from webhooks.endpoint where id = $1 and workspace_id = $2 and removed_at is null"
LIST_ENDPOINTS = f"""
select {ENDPOINT} from webhooks.endpoint where workspace_id = $1 and removed_at is null order by created_at, id
"""
CHANGE_ENDPOINT = """
update webhooks.endpoint set url = $3, description = $4, kinds = $5, state = $6, state_reason = $7, failing_since = $8
where id = $1 and workspace_id = $2 and removed_at is null
"""
REMOVE_ENDPOINT = """
update webhooks.endpoint set removed_at = $3, state = 'disabled', state_reason = 'removed'
where id = $1 and workspace_id = $2 and removed_at is null returning id
"""
SET_SECRET = """
update webhooks.endpoint set secret = $3, old_secret = $4, old_secret_until = $5 where id = $1 and workspace_id = $2
"""
GET_SECRETS = """
select id, url, secret, old_secret, old_secret_until from webhooks.endpoint
where id = any($1::uuid[]) and workspace_id = $2
"""
ADD_DELIVERIES = """
insert into webhooks.delivery (endpoint_id, seq, workspace_id, case_id, kind, next_at, created_at)
select u.endpoint_id, u.seq, $1, u.case_id, u.kind,
  case when u.waits then 'infinity' else greatest($2, line.next_at) end, $2
from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::text[], $7::boolean[]) u(endpoint_id, seq, case_id, kind, waits)
left join lateral (
  select b.next_at from webhooks.delivery b where b.endpoint_id = u.endpoint_id and b.case_id = u.case_id
    and b.workspace_id = $1 and b.state = 'waiting' order by b.seq limit 1) line on true
on conflict do nothing
"""
REPLAY = """
insert into webhooks.delivery as d (endpoint_id, seq, workspace_id, case_id, kind, next_at, created_at)
select $1, e.seq, e.workspace_id, e.case_id, e.kind, $2, $2 from kit.event e
where e.workspace_id = $3 and e.seq between $4 and $5 and e.origin = 'live' and e.kind = any($6::text[])
on conflict (endpoint_id, seq, workspace_id) do update set state = 'waiting', attempts = 0, next_at = $2, error = ''
where d.state in ('delivered', 'failed') returning d.seq
"""
KINDS_BETWEEN = "select distinct kind from kit.event where workspace_id = $1 and seq between $2 and $3"
SET_WAITING = """
update webhooks.delivery set next_at = case when $3 then 'infinity' else $4::timestamptz end
where endpoint_id = $1 and workspace_id = $2 and state in ('waiting', 'sending')
"""
DROP_WAITING = """
update webhooks.delivery set state = 'failed', error = $3
where endpoint_id = $1 and workspace_id = $2 and state in ('waiting', 'sending')
"""
CLAIM = """
with pick as (
  select d.endpoint_id, d.seq from webhooks.delivery d
  left join lateral (
    select true as yes from webhooks.delivery b where b.endpoint_id = d.endpoint_id and b.case_id = d.case_id
      and b.seq < d.seq and b.workspace_id = $1 and b.state in ('waiting', 'sending') limit 1) before on true
  where d.workspace_id = $1 and d.state in ('waiting', 'sending') and d.next_at <= $2 and before.yes is null
  order by d.next_at limit $3 for update of d skip locked
)
update webhooks.delivery d set state = 'sending', attempts = d.attempts + 1, fence = d.fence + 1, next_at = $2 + $4
from pick where d.endpoint_id = pick.endpoint_id and d.seq = pick.seq and d.workspace_id = $1
returning d.endpoint_id, d.seq, d.attempts, d.fence
"""
GET_FACTS = """
select seq, occurred_at, recorded_at, origin, kind, subject, case_id, actor_kind, actor_id, body::text
from kit.event where workspace_id = $1 and seq = any($2::bigint[])
"""
SETTLE = """
update webhooks.delivery d set state = u.state,
  next_at = case when e.state = 'paused' then 'infinity' else u.next_at end, response_code = u.code, duration_ms = u.ms,
  error = u.error, delivered_at = case when u.state = 'delivered' then $2::timestamptz else d.delivered_at end
from unnest($3::uuid[], $4::bigint[], $5::int[], $6::text[], $7::timestamptz[], $8::int[], $9::int[], $10::text[])
  u(endpoint_id, seq, fence, state, next_at, code, ms, error), webhooks.endpoint e
where e.id = u.endpoint_id and e.workspace_id = $1 and d.endpoint_id = u.endpoint_id and d.seq = u.seq
  and d.workspace_id = $1 and d.fence = u.fence
  and d.state = 'sending'
returning d.endpoint_id, d.seq
"""
PUSH_BACK = """
update webhooks.delivery d set next_at = u.next_at
from unnest($2::uuid[], $3::bigint[], $4::timestamptz[]) u(endpoint_id, seq, next_at)
join webhooks.delivery h on h.endpoint_id = u.endpoint_id and h.seq = u.seq and h.workspace_id = $1
where d.endpoint_id = h.endpoint_id and d.case_id = h.case_id and d.seq > h.seq and d.workspace_id = $1
  and d.state = 'waiting' and d.next_at < u.next_at
"""
ADD_ATTEMPTS = """
insert into webhooks.attempt (endpoint_id, seq, fence, workspace_id, at, response_code, duration_ms, error)
select u.endpoint_id, u.seq, u.fence, $1, $2, u.code, u.ms, u.error
from unnest($3::uuid[], $4::bigint[], $5::int[], $6::int[], $7::int[], $8::text[])
  u(endpoint_id, seq, fence, code, ms, error)
on conflict do nothing
"""
NOTE_HEALTH = """
update webhooks.endpoint set failing_since = case when $3 then coalesce(failing_since, $4::timestamptz) end
where id = $1 and workspace_id = $2 and (failing_since is null) = $3 returning failing_since
"""
DELIVERY = (
    "endpoint_id, seq, kind, case_id, state, attempts, next_at, response_code, duration_ms, error, created_at,"
    " delivered_at"
)
LIST_DELIVERIES = f"""
select {DELIVERY} from webhooks.delivery
where endpoint_id = $1 and workspace_id = $2 and seq < $3 and ($4 = '' or state = $4) order by seq desc limit $5
"""
LIST_ATTEMPTS = """
select at, response_code, duration_ms, error from webhooks.attempt
where endpoint_id = $1 and seq = $2 and workspace_id = $3 order by fence
"""
WAITING = """
with recursive hop as (
  (select workspace_id from webhooks.delivery
   where state in ('waiting', 'sending') and next_at <= clock_timestamp() order by workspace_id limit 1)
  union all
  select (select d.workspace_id from webhooks.delivery d where d.state in ('waiting', 'sending')
          and d.next_at <= clock_timestamp() and d.workspace_id > hop.workspace_id order by d.workspace_id limit 1)
  from hop where hop.workspace_id is not null
) select workspace_id from hop where workspace_id is not null
"""


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have facts to tell now, at the door."""
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def add_endpoint(tx: Tx, endpoint: Endpoint, sealed: bytes) -> None:
    e, by = endpoint, tx.actor.id
    await tx.connection.execute(
        ADD_ENDPOINT, e.id, tx.workspace, e.url, e.description, e.kinds, sealed, by, e.created_at
    )


async def get_endpoint(tx: Tx, endpoint: UUID) -> Endpoint | None:
    row = await tx.connection.fetchrow(GET_ENDPOINT, endpoint, tx.workspace)
    return _endpoint(row) if row else None


async def list_endpoints(tx: Tx) -> list[Endpoint]:
    return [_endpoint(row) for row in await tx.connection.fetch(LIST_ENDPOINTS, tx.workspace)]


async def change_endpoint(tx: Tx, endpoint: Endpoint) -> None:
    e = endpoint
    await tx.connection.execute(
        CHANGE_ENDPOINT,
        e.id,
        tx.workspace,
        e.url,
        e.description,
        e.kinds,
        e.state.value,
        e.state_reason,
        e.failing_since,
    )


async def remove_endpoint(tx: Tx, endpoint: UUID) -> bool:
    return await tx.connection.fetchval(REMOVE_ENDPOINT, endpoint, tx.workspace, tx.now) is not None


async def set_secret(tx: Tx, endpoint: UUID, sealed: bytes, old: bytes, until: datetime) -> None:
    await tx.connection.execute(SET_SECRET, endpoint, tx.workspace, sealed, old, until)


async def get_secrets(tx: Tx, endpoints: Sequence[UUID]) -> dict[EndpointId, Secrets]:
    rows = await tx.connection.fetch(GET_SECRETS, endpoints, tx.workspace)
    return {EndpointId(row["id"]): Secrets(*row) for row in rows}


async def add_deliveries(tx: Tx, rows: Sequence[tuple[EndpointId, int, UUID | None, str, bool]]) -> None:
    """Add what is to be told: (endpoint, seq, case, kind, whether the endpoint is paused). Known ones stay."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    await tx.connection.execute(ADD_DELIVERIES, tx.workspace, tx.now, *columns)


async def kinds_between(tx: Tx, first: int, last: int) -> list[str]:
    return [row["kind"] for row in await tx.connection.fetch(KINDS_BETWEEN, tx.workspace, first, last)]


async def replay(tx: Tx, endpoint: UUID, first: int, last: int, kinds: Sequence[str]) -> int:
    """Tell live facts of a range again; return how many."""
    return len(await tx.connection.fetch(REPLAY, endpoint, tx.now, tx.workspace, first, last, kinds))


async def set_waiting(tx: Tx, endpoint: UUID, paused: bool) -> None:
    """Let what waits for an endpoint rest, or go on now."""
    await tx.connection.execute(SET_WAITING, endpoint, tx.workspace, paused, tx.now)


async def drop_waiting(tx: Tx, endpoint: UUID, error: str) -> None:
    await tx.connection.execute(DROP_WAITING, endpoint, tx.workspace, error)


async def claim(tx: Tx, limit: int, lease: timedelta) -> list[Claimed]:
    """Take deliveries in hand, the first of each case and endpoint; a lease that ran out is taken again."""
    return [Claimed(*row) for row in await tx.connection.fetch(CLAIM, tx.workspace, tx.now, limit, lease)]


async def get_facts(tx: Tx, numbers: Sequence[int]) -> dict[int, Recorded]:
    rows = await tx.connection.fetch(GET_FACTS, tx.workspace, numbers)
    return {row["seq"]: _fact(tx.workspace, row) for row in rows}


async def settle(tx: Tx, settled: Sequence[Settled]) -> set[tuple[EndpointId, int]]:
    """Write tries back, behind their fence, and log them; return those that still were ours."""
    tries = [one.tried for one in settled]
    endpoints = [one.claimed.endpoint_id for one in tries]
    numbers, fences = [one.claimed.seq for one in tries], [one.claimed.fence for one in tries]
    codes, times, errors = [t.status for t in tries], [t.duration_ms for t in tries], [t.error for t in tries]
    states, next_at = [one.state.value for one in settled], [one.next_at for one in settled]
    rows = await tx.connection.fetch(
        SETTLE, tx.workspace, tx.now, endpoints, numbers, fences, states, next_at, codes, times, errors
    )
    late = [one for one in settled if one.state is DeliveryState.WAITING]
    if late:  # what stands behind them need not be looked at before they are told
        heads = [one.tried.claimed for one in late]
        await tx.connection.execute(
            PUSH_BACK,
            tx.workspace,
            [one.endpoint_id for one in heads],
            [one.seq for one in heads],
            [one.next_at for one in late],
        )
    await tx.connection.execute(ADD_ATTEMPTS, tx.workspace, tx.now, endpoints, numbers, fences, codes, times, errors)
    return {(EndpointId(row["endpoint_id"]), row["seq"]) for row in rows}


async def note_health(tx: Tx, endpoint: UUID, failing: bool) -> None:
    await tx.connection.execute(NOTE_HEALTH, endpoint, tx.workspace, failing, tx.now)


async def list_deliveries(tx: Tx, endpoint: UUID, before: int, state: str, limit: int) -> list[Delivery]:
    """List what was told to an endpoint, latest first."""
    rows = await tx.connection.fetch(LIST_DELIVERIES, endpoint, tx.workspace, before, state, limit)
    return [_delivery(row) for row in rows]


async def list_attempts(tx: Tx, endpoint: UUID, seq: int) -> list[Attempt]:
    return [Attempt(*row) for row in await tx.connection.fetch(LIST_ATTEMPTS, endpoint, seq, tx.workspace)]


def _endpoint(row: asyncpg.Record) -> Endpoint:
    return Endpoint(row[0], row[1], row[2], tuple(row[3]), EndpointState(row[4]), row[5], row[6], row[7])


def _delivery(row: asyncpg.Record) -> Delivery:
    told = dict(row) | {"state": DeliveryState(row["state"])}
    return Delivery(**told)


def _fact(workspace: UUID, row: asyncpg.Record) -> Recorded:
    actor = Actor(ActorKind(row["actor_kind"]), row["actor_id"])
    return Recorded(
        workspace, row[0], row[2], row[1], Origin(row[3]), row[4], row[5], row[6], actor, row["body"].encode()
    )
