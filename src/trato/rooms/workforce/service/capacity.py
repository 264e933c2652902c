"""Deeds of capacity: say how much an agent can hold, and give work without giving too much."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.errors import SenselessCapacity
from trato.rooms.workforce.events import CapacityChanged
from trato.rooms.workforce.model import (
    NOTHING_HELD,
    Agent,
    Capacity,
    Held,
    Holding,
    Presence,
    PresenceState,
)
from trato.rooms.workforce.rules import capacity as rules
from trato.rooms.workforce.service.weights import channel_weights
from trato.rooms.workforce.store import capacity as store

HeldBy = Callable[[Tx, Sequence[UUID]], Awaitable[Mapping[UUID, Held]]]


async def set_capacity(
    tx: Tx, user_id: UUID, live: int, deferred: int | None = None, limits: Mapping[str, int] | None = None
) -> Capacity:
    """Say how many units of live and of deferred work an agent can hold at once, and the most cases of some channels.

    What is None stays as it is. Less than the agent holds is accepted: nothing is taken away, and nothing new is
    given until there is room. Raises SenselessCapacity.
    """
    before = await lock(tx, user_id)
    after = Capacity(
        live, before.deferred if deferred is None else deferred, dict(before.limits if limits is None else limits)
    )
    wrong = rules.senseless(after)
    if wrong is not None:
        raise SenselessCapacity(field=wrong, capacity=live)
    if after != before:
        await store.change_capacity(tx, user_id, after)
        tx.emit(
            CapacityChanged(
                subject=user_id, capacity=after.live, async_capacity=after.deferred, limits=dict(after.limits)
            )
        )
    return after


async def lock(tx: Tx, user_id: UUID) -> Capacity:
    """Lock the agent, who is one from their first deed on, and return what they can hold."""
    if await store.add_agent(tx, user_id, Capacity()):
        await store.add_capacity(tx, user_id, Capacity())
    return await store.lock_agent(tx, user_id)


async def available_agents(tx: Tx, among: Collection[UUID], channel: str, held_by: HeldBy) -> list[Agent]:
    """Return who can take one more conversation of `channel`, in the order in which to offer it.

    `among` are the members of the team or queue that have the skills. Locks as `working_agents` does.
    """
    agents = await working_agents(tx, among, held_by)
    weights = await channel_weights(tx)
    return rules.by_room(one for one in agents if rules.takes(one, channel, weights))


async def working_agents(tx: Tx, among: Collection[UUID], held_by: HeldBy) -> list[Agent]:
    """Return those of `among` who are online, with what they hold.

    Their rows are locked until the transaction ends, and what they hold is counted after that: whoever assigns
    through here never exceeds a capacity. Order of locks: cases first, then agents.
    """
    return await _with_load(tx, await store.lock_online(tx, among), held_by) if among else []


async def lock_agent(tx: Tx, user_id: UUID, held_by: HeldBy) -> Agent:
    """Lock one agent in whatever state, and return what they hold now. Locks as `working_agents` does."""
    await lock(tx, user_id)
    (agent,) = await agents_now(tx, held_by, [user_id])
    return agent


async def agents_now(tx: Tx, held_by: HeldBy, among: Collection[UUID] | None = None) -> list[Agent]:
    """Return agents with their presence and load, for screens; nothing is locked."""
    return await _with_load(tx, await store.list_agents(tx, among), held_by)


async def _with_load(tx: Tx, found: Sequence[tuple[Presence, Capacity]], held_by: HeldBy) -> list[Agent]:
    if not found:
        return []
    held = await held_by(tx, [presence.user_id for presence, _ in found])
    weights = await channel_weights(tx)
    agents: list[Agent] = []
    for presence, capacity in found:
        holds = held.get(presence.user_id, NOTHING_HELD)
        load = rules.load_of(holds, weights, capacity)
        agents.append(
            Agent(
                presence.user_id,
                presence,
                capacity.live,
                load.live,
                holds.count,
                capacity.deferred,
                load.deferred,
                holds.cases,
                capacity.limits,
            )
        )
    return agents


async def capacities_of(tx: Tx, users: Sequence[UUID], held_by: HeldBy) -> dict[UUID, Holding]:
    """Return what people can hold and hold, also those who never were at work; nothing is locked."""
    said = await store.list_capacities(tx, users)
    held = await held_by(tx, users)
    weights = await channel_weights(tx)
    found = {}
    for user in users:
        capacity, holds = said.get(user, Capacity()), held.get(user, NOTHING_HELD)
        load = rules.load_of(holds, weights, capacity)
        found[user] = Holding(capacity, load, holds, rules.is_over(capacity, load, holds))
    return found


async def sample_load(tx: Tx, held_by: HeldBy) -> int:
    """Record what each agent who is not offline holds, once a minute (S96); return how many."""
    here = [one for one in await agents_now(tx, held_by) if one.presence.state is not PresenceState.OFFLINE]
    if here:
        await store.add_samples(tx, here)
    return len(here)
