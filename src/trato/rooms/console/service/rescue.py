"""Who is given the cases of a queue that wait longest."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.cases import api as cases
from trato.rooms.console.store import rescue as store
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_UNITS

Shares = dict[UUID, list[UUID]]


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
    load = {id: agents[id].load / max(1, agents[id].capacity) if id in agents else 0.0 for id in chosen}
    step = {id: USUAL_UNITS / max(1, agents[id].capacity) if id in agents else 1.0 for id in chosen}
    shares: Shares = {}
    for case_id in ids:
        least = min(load, key=lambda id: (load[id], id.int))
        shares.setdefault(least, []).append(case_id)
        load[least] += step[least]
    return shares


async def _to_available(tx: Tx, queue_id: UUID, waiting: Sequence[store.Waiting]) -> tuple[Shares, int]:
    team = next((one.team_id for one in await routing.list_queues(tx) if one.id == queue_id), None)
    members = await access.list_members(tx, TeamId(team)) if team else []
    shares: Shares = {}
    taken: dict[UUID, int] = {}
    left = 0
    for one in waiting:
        able = [
            agent
            for agent in await workforce.available_agents(tx, members, one.channel, routing.held_by)
            if agent.free - taken.get(agent.user_id, 0) >= USUAL_UNITS
        ]
        best = max(able, key=lambda agent: (agent.free - taken.get(agent.user_id, 0), agent.user_id.int), default=None)
        if best is None:
            left += 1
            continue
        shares.setdefault(best.user_id, []).append(one.id)
        taken[best.user_id] = taken.get(best.user_id, 0) + USUAL_UNITS
    return shares, left
