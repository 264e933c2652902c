"""Deeds of presence: say who is here, and give work without giving too much."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.errors import SenselessCapacity, SenselessReason
from trato.rooms.workforce.events import CapacityChanged, PresenceChanged
from trato.rooms.workforce.model import (
    NOTHING_HELD,
    USUAL_CAPACITY,
    Agent,
    ChannelWeight,
    Held,
    Presence,
    PresenceState,
)
from trato.rooms.workforce.rules import capacity as rules
from trato.rooms.workforce.store import presence as store

HeldBy = Callable[[Tx, Sequence[UUID]], Awaitable[Mapping[UUID, Held]]]


async def set_presence(tx: Tx, user_id: UUID, state: PresenceState, reason: str = "") -> Presence:
    """Say where an agent is from now on; saying the same again changes nothing. Raises SenselessReason."""
    if not rules.is_reason(reason):
        raise SenselessReason(reason=reason)
    await _lock(tx, user_id)
    before = await store.get_presence(tx, user_id)
    if before is not None and (before.state, before.reason) == (state, reason):
        return before
    presence = Presence(user_id, state, reason, max(tx.now, before.since) if before else tx.now)
    await store.change_presence(tx, presence)
    tx.emit(PresenceChanged(subject=user_id, state=state, reason=reason))
    return presence


async def set_capacity(tx: Tx, user_id: UUID, capacity: int) -> None:
    """Say how many units of work an agent can hold at once. Raises SenselessCapacity."""
    if not rules.is_sensible_capacity(capacity):
        raise SenselessCapacity(capacity=capacity)
    if await _lock(tx, user_id) == capacity:
        return
    await store.change_capacity(tx, user_id, capacity)
    tx.emit(CapacityChanged(subject=user_id, capacity=capacity))


async def _lock(tx: Tx, user_id: UUID) -> int:
    """Lock the agent, who is one from their first deed on."""
    if await store.add_agent(tx, user_id, USUAL_CAPACITY):
        await store.add_capacity(tx, user_id, USUAL_CAPACITY)
    return await store.lock_agent(tx, user_id)


async def available_agents(tx: Tx, among: Collection[UUID], channel: str, held_by: HeldBy) -> list[Agent]:
    """Return who can take one more conversation of `channel`, in the order in which to offer it.

    Their rows are locked until the transaction ends, and what they hold is counted after that: whoever assigns
    through here never exceeds a capacity. `among` are the members of the team or queue that have the skills.
    Order of locks: cases first, then agents.
    """
    if not among:
        return []
    online = await store.lock_online(tx, among)
    agents = await _with_load(tx, online, held_by)
    weights = await store.list_weights(tx)
    return rules.by_room(one for one in agents if rules.takes(one, channel, weights))


async def agents_now(tx: Tx, held_by: HeldBy, among: Collection[UUID] | None = None) -> list[Agent]:
    """Return agents with their presence and load, for screens; nothing is locked."""
    return await _with_load(tx, await store.list_agents(tx, among), held_by)


async def _with_load(tx: Tx, found: Sequence[tuple[Presence, int]], held_by: HeldBy) -> list[Agent]:
    if not found:
        return []
    held = await held_by(tx, [presence.user_id for presence, _ in found])
    weights = await store.list_weights(tx)
    agents: list[Agent] = []
    for presence, capacity in found:
        holds = held.get(presence.user_id, NOTHING_HELD)
        agents.append(Agent(presence.user_id, presence, capacity, rules.load_of(holds, weights, capacity), holds.count))
    return agents


async def sample_load(tx: Tx, held_by: HeldBy) -> int:
    """Record what each agent who is not offline holds, once a minute (S96); return how many."""
    here = [one for one in await agents_now(tx, held_by) if one.presence.state is not PresenceState.OFFLINE]
    if here:
        await store.add_samples(tx, here)
    return len(here)


async def set_channel_weight(tx: Tx, channel: str, weight: ChannelWeight) -> None:
    """Say what one conversation of a channel takes. Raises SenselessCapacity."""
    if not rules.is_sensible_capacity(weight.units):
        raise SenselessCapacity(capacity=weight.units)
    await store.set_weight(tx, channel, weight)


async def presence_of(tx: Tx, users: Collection[UUID]) -> dict[UUID, Presence]:
    """Return where these agents are; who never said is missing."""
    return {presence.user_id: presence for presence, _ in await store.list_agents(tx, users)}
