"""The deeds of routing: queues, and giving waiting cases to those who have room."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.events import jsonable
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.cases import api as cases
from trato.rooms.routing import rules, store
from trato.rooms.routing.model import Author, Candidate, Considered, Decision, Queue, QueueId
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_UNITS, Agent, Held, PresenceState

MOST = 50  # cases in one decision
KEPT = 5.0  # seconds


@dataclass(slots=True)
class QueueBook:
    """Knows which team works a queue, without asking the database each time."""

    _teams: dict[UUID, tuple[float, dict[UUID, UUID]]] = field(default_factory=dict)

    async def team_of(self, tx: Tx, queue_id: UUID | None) -> UUID | None:
        """Return the team that is given the cases of a queue; None when there is none."""
        kept = self._teams.get(tx.workspace)
        if kept is None or kept[0] <= time.monotonic():
            queues = await store.list_queues(tx)
            teams: dict[UUID, UUID] = {one.id: one.team_id for one in queues if one.team_id is not None}
            kept = self._teams[tx.workspace] = (time.monotonic() + KEPT, teams)
        return kept[1].get(queue_id) if queue_id else None


async def create_queue(
    tx: Tx, name: str, *, brand_id: UUID | None, team_id: UUID | None, automatic: bool = True, position: int = 0
) -> Queue:
    """Open a queue for the cases of a brand; its team is given them."""
    queue = Queue(QueueId(uuid7()), name, brand_id, team_id, automatic, position)
    await store.add_queue(tx, queue)
    tx.audit(AuditEntry("queues.manage", "queue", queue.id))
    return queue


async def change_queue(tx: Tx, queue: Queue) -> None:
    """Say whose a queue is, who is given its cases, and whether by the engine."""
    await store.change_queue(tx, queue)
    tx.audit(AuditEntry("queues.manage", "queue", queue.id))


async def retire_queue(tx: Tx, queue_id: UUID) -> None:
    """Offer a queue no more; the cases that wait in it stay, and are given by hand."""
    await store.retire_queue(tx, queue_id)
    tx.audit(AuditEntry("queues.retire", "queue", queue_id))


async def list_queues(tx: Tx) -> list[Queue]:
    """Return the queues in their order."""
    return await store.list_queues(tx)


async def held_by(tx: Tx, agents: Sequence[UUID]) -> dict[UUID, Held]:
    """Return what agents hold now, by channel: what counts against their capacity."""
    held: dict[UUID, dict[str, int]] = {}
    for row in await store.held_by(tx, agents):
        held.setdefault(row["holder_id"], {})[row["channel"]] = row["cases"]
    return {agent: Held(channels) for agent, channels in held.items()}


async def decide(tx: Tx) -> list[Decision]:
    """Choose, for the cases that wait in automatic queues, who takes them; the cases stay locked until the commit.

    Whoever performs the decisions does it in this transaction: agents are locked too, so that no capacity is exceeded
    whatever number of workers decide.
    """
    queues = [queue for queue in await store.list_queues(tx) if queue.automatic and queue.team_id]
    waiting = rules.in_order(await store.lock_waiting(tx, [queue.id for queue in queues], MOST)) if queues else []
    candidates: dict[tuple[UUID, str], list[Candidate]] = {}
    taken: dict[UUID, tuple[int, int]] = {}
    decisions = []
    for case in waiting:
        key = (case.team_id, case.channel)
        if key not in candidates:
            candidates[key] = await _candidates(tx, *key)
        present = [_less(one, taken.get(one.agent_id, (0, 0))) for one in candidates[key]]
        decision = rules.choose(case, present, USUAL_UNITS)
        decisions.append(decision)
        if decision.agent_id is not None:
            units, cases = taken.get(decision.agent_id, (0, 0))
            taken[decision.agent_id] = (units + USUAL_UNITS, cases + 1)
    return [decision for decision in decisions if decision.agent_id is not None]


async def _candidates(tx: Tx, team: UUID, channel: str) -> list[Candidate]:
    members = await access.list_members(tx, TeamId(team))
    agents = await workforce.available_agents(tx, members, channel, held_by)
    weights = await workforce.channel_weights(tx)
    live = channel in weights and weights[channel].live
    return [
        Candidate(one.user_id, workforce.room_for(one, channel, live, weights) * USUAL_UNITS, one.cases)
        for one in agents
    ]


def _less(one: Candidate, taken: tuple[int, int]) -> Candidate:
    return Candidate(one.agent_id, one.free - taken[0], one.cases + taken[1], one.last_given)


async def record(
    tx: Tx, decisions: Sequence[Decision], reason: str, *, author: Author = Author.ENGINE, author_id: UUID | None = None
) -> None:
    """Keep decisions with all that they knew (records.md, fact 24): it cannot be reconstructed."""
    before = await cases.last_agents(tx, [decision.case_id for decision in decisions])
    rows = [(one, jsonable(one.considered), rules.sticky(one, before.get(one.case_id), author)) for one in decisions]
    await store.add_assignments(tx, rows, reason, author, author_id)


async def consider(tx: Tx, queue_id: UUID | None, chosen: UUID) -> tuple[Considered, ...]:
    """Return whom a person could have given a case of a queue, with what each held, and whom they chose."""
    team = (
        {queue.id: queue.team_id for queue in await store.list_queues(tx)}.get(QueueId(queue_id)) if queue_id else None
    )
    members = await access.list_members(tx, TeamId(team)) if team else []
    agents = await workforce.agents_now(tx, held_by, {*members, chosen})
    considered = tuple(Considered(one.user_id, one.free, one.cases, _against(one, chosen)) for one in agents)
    seen = {one.agent_id for one in considered}
    return considered if chosen in seen else (*considered, Considered(chosen, 0, 0))


def _against(agent: Agent, chosen: UUID) -> str:
    """Say what spoke against an agent when a person chose; nothing did against who was chosen."""
    if agent.user_id == chosen:
        return ""
    if agent.presence.state is not PresenceState.ONLINE:
        return agent.presence.state.value
    return "not_chosen" if agent.free >= USUAL_UNITS else "no_room"
