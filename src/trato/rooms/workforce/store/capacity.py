"""SQL of capacity: what agents can hold, what was held when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.model import Agent, Capacity, Presence, PresenceState

ADD_AGENT = """
insert into workforce.agent (user_id, workspace_id, capacity, async_capacity, since) values ($1, $2, $3, $4, $5)
on conflict do nothing returning user_id
"""
LOCK_AGENT = """
select capacity, async_capacity, limits from workforce.agent where user_id = $1 and workspace_id = $2 for update
"""
LOCK_ONLINE = """
select a.user_id from workforce.agent a
join workforce.presence_seg p on p.user_id = a.user_id and p.workspace_id = a.workspace_id and p.to_at is null
where a.user_id = any($2::uuid[]) and a.workspace_id = $1 and p.state = 'online'
order by a.user_id for update of a
"""
LIST_AGENTS = """
select a.user_id, a.capacity, a.async_capacity, a.limits, p.state, p.reason, p.from_at
from workforce.agent a
join workforce.presence_seg p on p.user_id = a.user_id and p.workspace_id = a.workspace_id and p.to_at is null
where a.workspace_id = $1 and ($2::uuid[] is null or a.user_id = any($2)) order by a.user_id
"""
LIST_CAPACITIES = """
select user_id, capacity, async_capacity, limits from workforce.agent
where user_id = any($2::uuid[]) and workspace_id = $1
"""
SET_CAPACITY = """
update workforce.agent set capacity = $3, async_capacity = $4, limits = $5 where user_id = $1 and workspace_id = $2
"""
END_CAPACITY = """
update workforce.capacity_seg set to_at = $3 where user_id = $1 and workspace_id = $2 and to_at is null
"""
ADD_CAPACITY = """
insert into workforce.capacity_seg (user_id, workspace_id, from_at, capacity, async_capacity, limits, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (user_id, from_at, workspace_id) do update
set capacity = excluded.capacity, async_capacity = excluded.async_capacity, limits = excluded.limits, to_at = null
"""
ADD_SAMPLES = """
insert into workforce.load_sample
  (workspace_id, at, user_id, state, cases, load, capacity, async_load, async_capacity)
select $1, $2, u.* from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[]) u
on conflict do nothing
"""


async def add_agent(tx: Tx, user_id: UUID, capacity: Capacity) -> bool:
    """Write an agent; False when there is one already."""
    added = await tx.connection.fetchval(ADD_AGENT, user_id, tx.workspace, capacity.live, capacity.deferred, tx.now)
    return added is not None


async def lock_agent(tx: Tx, user_id: UUID) -> Capacity:
    """Lock an agent's row; return their capacity."""
    row = await tx.connection.fetchrow(LOCK_AGENT, user_id, tx.workspace)
    assert row is not None  # whoever locks has written the agent before
    return Capacity(row[0], row[1], row[2])


async def lock_online(tx: Tx, among: Iterable[UUID]) -> list[tuple[Presence, Capacity]]:
    """Lock the agents who are online, in order of id; return their presence and capacity.

    Read once the locks are held: the statement that waits for a lock goes by the presence from before it waited. Who
    came since this transaction began is there for the next: what is decided now is dated by its beginning.
    """
    locked = [row[0] for row in await tx.connection.fetch(LOCK_ONLINE, tx.workspace, sorted(set(among)))]
    found = await list_agents(tx, locked) if locked else []
    return [one for one in found if one[0].state is PresenceState.ONLINE and one[0].since <= tx.now]


async def list_agents(tx: Tx, among: Iterable[UUID] | None) -> list[tuple[Presence, Capacity]]:
    rows = await tx.connection.fetch(LIST_AGENTS, tx.workspace, None if among is None else sorted(set(among)))
    return [(Presence(r[0], PresenceState(r[4]), r[5], r[6]), Capacity(r[1], r[2], r[3])) for r in rows]


async def list_capacities(tx: Tx, users: Iterable[UUID]) -> dict[UUID, Capacity]:
    """Return what these can hold; who never was at work is missing."""
    rows = await tx.connection.fetch(LIST_CAPACITIES, tx.workspace, list(users))
    return {row[0]: Capacity(row[1], row[2], row[3]) for row in rows}


async def change_capacity(tx: Tx, user_id: UUID, capacity: Capacity) -> None:
    limits = dict(capacity.limits)
    await tx.connection.execute(SET_CAPACITY, user_id, tx.workspace, capacity.live, capacity.deferred, limits)
    await add_capacity(tx, user_id, capacity)


async def add_capacity(tx: Tx, user_id: UUID, capacity: Capacity) -> None:
    """End the present interval of capacity and begin the next."""
    await tx.connection.execute(END_CAPACITY, user_id, tx.workspace, tx.now)
    await tx.connection.execute(
        ADD_CAPACITY,
        user_id,
        tx.workspace,
        tx.now,
        capacity.live,
        capacity.deferred,
        dict(capacity.limits),
        tx.actor.kind.value,
        tx.actor.id,
    )


async def add_samples(tx: Tx, agents: Sequence[Agent]) -> None:
    await tx.connection.execute(
        ADD_SAMPLES,
        tx.workspace,
        tx.now.replace(second=0, microsecond=0),
        [one.user_id for one in agents],
        [one.presence.state.value for one in agents],
        [one.cases for one in agents],
        [one.load for one in agents],
        [one.capacity for one in agents],
        [one.async_load for one in agents],
        [one.async_capacity for one in agents],
    )
