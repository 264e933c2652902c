"""All SQL of presence and capacity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.workforce.model import Agent, ChannelWeight, Presence, PresenceState

ADD_AGENT = """
insert into workforce.agent (user_id, workspace_id, capacity, since) values ($1, $2, $3, $4) on conflict do nothing
returning user_id
"""
LOCK_AGENT = "select capacity from workforce.agent where user_id = $1 and workspace_id = $2 for update"
LOCK_ONLINE = """
select a.user_id, a.capacity, p.state, p.reason, p.from_at
from workforce.agent a
join workforce.presence_seg p on p.user_id = a.user_id and p.workspace_id = a.workspace_id and p.to_at is null
where a.user_id = any($2::uuid[]) and a.workspace_id = $1 and p.state = 'online'
order by a.user_id for update of a
"""
LIST_AGENTS = """
select a.user_id, a.capacity, p.state, p.reason, p.from_at
from workforce.agent a
join workforce.presence_seg p on p.user_id = a.user_id and p.workspace_id = a.workspace_id and p.to_at is null
where a.workspace_id = $1 and ($2::uuid[] is null or a.user_id = any($2)) order by a.user_id
"""
SET_CAPACITY = "update workforce.agent set capacity = $3 where user_id = $1 and workspace_id = $2"
END_CAPACITY = """
update workforce.capacity_seg set to_at = $3 where user_id = $1 and workspace_id = $2 and to_at is null
"""
ADD_CAPACITY = """
insert into workforce.capacity_seg (user_id, workspace_id, from_at, capacity, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6)
on conflict (user_id, from_at, workspace_id) do update set capacity = excluded.capacity, to_at = null
"""
GET_PRESENCE = """
select user_id, state, reason, from_at from workforce.presence_seg
where user_id = $1 and workspace_id = $2 and to_at is null
"""
END_PRESENCE = """
update workforce.presence_seg set to_at = $3 where user_id = $1 and workspace_id = $2 and to_at is null
"""
ADD_PRESENCE = """
insert into workforce.presence_seg (id, workspace_id, user_id, state, reason, from_at, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
LIST_WEIGHTS = "select channel, units, exclusive from workforce.channel_weight where workspace_id = $1"
SET_WEIGHT = """
insert into workforce.channel_weight (channel, workspace_id, units, exclusive) values ($1, $2, $3, $4)
on conflict (channel, workspace_id) do update set units = excluded.units, exclusive = excluded.exclusive
"""
ADD_SAMPLES = """
insert into workforce.load_sample (workspace_id, at, user_id, state, cases, load, capacity)
select $1, $2, u.* from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[]) u
on conflict do nothing
"""


async def add_agent(tx: Tx, user_id: UUID, capacity: int) -> bool:
    """Write an agent; False when there is one already."""
    return await tx.connection.fetchval(ADD_AGENT, user_id, tx.workspace, capacity, tx.now) is not None


async def lock_agent(tx: Tx, user_id: UUID) -> int:
    """Lock an agent's row; return their capacity."""
    capacity: int = await tx.connection.fetchval(LOCK_AGENT, user_id, tx.workspace)
    return capacity


async def lock_online(tx: Tx, among: Iterable[UUID]) -> list[tuple[Presence, int]]:
    """Lock the agents who are online, in order of id; return their presence and capacity."""
    rows = await tx.connection.fetch(LOCK_ONLINE, tx.workspace, sorted(set(among)))
    return [(Presence(row[0], PresenceState(row[2]), row[3], row[4]), row[1]) for row in rows]


async def list_agents(tx: Tx, among: Iterable[UUID] | None) -> list[tuple[Presence, int]]:
    rows = await tx.connection.fetch(LIST_AGENTS, tx.workspace, None if among is None else sorted(set(among)))
    return [(Presence(row[0], PresenceState(row[2]), row[3], row[4]), row[1]) for row in rows]


async def change_capacity(tx: Tx, user_id: UUID, capacity: int) -> None:
    await tx.connection.execute(SET_CAPACITY, user_id, tx.workspace, capacity)
    await add_capacity(tx, user_id, capacity)


async def add_capacity(tx: Tx, user_id: UUID, capacity: int) -> None:
    """End the present interval of capacity and begin the next."""
    await tx.connection.execute(END_CAPACITY, user_id, tx.workspace, tx.now)
    await tx.connection.execute(ADD_CAPACITY, user_id, tx.workspace, tx.now, capacity, tx.actor.kind.value, tx.actor.id)


async def get_presence(tx: Tx, user_id: UUID) -> Presence | None:
    row = await tx.connection.fetchrow(GET_PRESENCE, user_id, tx.workspace)
    return Presence(row[0], PresenceState(row[1]), row[2], row[3]) if row else None


async def change_presence(tx: Tx, presence: Presence) -> None:
    """End the present interval of presence and begin the next."""
    await tx.connection.execute(END_PRESENCE, presence.user_id, tx.workspace, presence.since)
    await tx.connection.execute(
        ADD_PRESENCE,
        uuid7(),
        tx.workspace,
        presence.user_id,
        presence.state.value,
        presence.reason,
        presence.since,
        tx.actor.kind.value,
        tx.actor.id,
    )


async def list_weights(tx: Tx) -> dict[str, ChannelWeight]:
    rows = await tx.connection.fetch(LIST_WEIGHTS, tx.workspace)
    return {row[0]: ChannelWeight(row[1], row[2]) for row in rows}


async def set_weight(tx: Tx, channel: str, weight: ChannelWeight) -> None:
    await tx.connection.execute(SET_WEIGHT, channel, tx.workspace, weight.units, weight.exclusive)


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
    )
