"""Who is given the cases of a queue that wait longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.cases import api as cases
from trato.rooms.console.store import rescue as store
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_UNITS, Agent, ChannelWeight

Shares = dict[UUID, list[UUID]]
USUAL_WEIGHT = ChannelWeight()


async def share(tx: Tx, queue_id: UUID, count: int, chosen: Sequence[UUID]) -> tuple[Shares, int]:
    """Return the cases that wait longest by who is given them, and how many nobody has room for.

    Those who were chosen share them by how much they hold, whatever their room: a person decided so. Otherwise only
    members of the queue's team who are online and have room are given any. The cases are locked before the agents.
    """
    waiting = await store.list_waiting(tx, queue_id, count)
    for case_id in sorted(one.id for one in waiting):
        await cases.lock(tx, case_id)
    if chosen:
        return await _among(tx, [one.id for one in waiting], chosen), 0
    return await _to_available(tx, queue_id, waiting)


async def _among(tx: Tx, ids: Sequence[UUID], chosen: Sequence[UUID]) -> Shares:
    agents = {one.user_id: one for one in await workforce.agents_now(tx, routing.held_by, chosen)}
    most = {id: max(1, one.capacity + one.async_capacity) for id, one in agents.items()}
    load = {id: (agents[id].load + agents[id].async_load) / most[id] if id in agents else 0.0 for id in chosen}
    step = {id: USUAL_UNITS / most[id] if id in agents else 1.0 for id in chosen}
    shares: Shares = {}
    for case_id in ids:
        least = min(load, key=lambda id: (load[id], id.int))
        shares.setdefault(least, []).append(case_id)
        load[least] += step[least]
    return shares


async def _to_available(tx: Tx, queue_id: UUID, waiting: Sequence[store.Waiting]) -> tuple[Shares, int]:
    team = next((one.team_id for one in await routing.list_queues(tx) if one.id == queue_id), None)
    members = await access.list_members(tx, TeamId(team)) if team else []
    working = {one.user_id: one for one in await workforce.working_agents(tx, members, routing.held_by)}
    weights = await workforce.channel_weights(tx)
    shares: Shares = {}
    left = 0
    for one in waiting:
        weight = weights.get(one.channel, USUAL_WEIGHT)
        room = {id: workforce.room_for(agent, one.channel, weight.live, weights) for id, agent in working.items()}
        best = max(room, key=lambda id: (room[id], id.int), default=None)
        if best is None or room[best] == 0:
            left += 1
            continue
        shares.setdefault(best, []).append(one.id)
        working[best] = _with_one_more(working[best], one.channel, weight)
    return shares, left


def _with_one_more(agent: Agent, channel: str, weight: ChannelWeight) -> Agent:
    held = {**agent.held, channel: agent.held.get(channel, 0) + 1}
    if weight.live:
        units = agent.capacity if weight.exclusive else weight.units
        return replace(agent, load=agent.load + units, cases=agent.cases + 1, held=held)
    return replace(agent, async_load=agent.async_load + weight.units, cases=agent.cases + 1, held=held)
