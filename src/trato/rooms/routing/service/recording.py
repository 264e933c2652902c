"""Deeds of the record: what was decided, by whom, and whom it could have been instead."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.cases import api as cases
from trato.rooms.routing.model import Author, Considered, Decision, Outcome, QueueId, Why
from trato.rooms.routing.rules import sticking
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.service.seeing import held_by
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_UNITS, Agent, PresenceState


async def record(
    tx: Tx,
    decisions: Sequence[Decision],
    *,
    author: Author = Author.ENGINE,
    author_id: UUID | None = None,
    ids: Sequence[UUID] | None = None,
    outcome: Outcome | None = None,
) -> None:
    """Keep decisions with all that they knew (records.md, fact 24): it cannot be reconstructed.

    Without an `outcome`, what has an agent was accepted. `ids` are those of the decisions, where they matter.
    """
    if not decisions:
        return
    before = await cases.last_agents(tx, [decision.case_id for decision in decisions])
    version = (await current_policy(tx))[0] if author is Author.ENGINE else None
    rows = [(one, jsonable(one.considered), sticking.kept(one, before.get(one.case_id), author)) for one in decisions]
    await store.add_assignments(tx, rows, author, author_id, version, ids, outcome)


async def consider(tx: Tx, queue_id: UUID | None, chosen: UUID) -> tuple[Considered, ...]:
    """Return whom a person could have given a case of a queue, with what each held, and whom they chose."""
    team = (
        {queue.id: queue.team_id for queue in await queue_store.list_queues(tx)}.get(QueueId(queue_id))
        if queue_id
        else None
    )
    members = await access.list_members(tx, TeamId(team)) if team else []
    agents = await workforce.agents_now(tx, held_by, {*members, chosen})
    considered = tuple(Considered(one.user_id, one.free, one.cases, _against(one, chosen)) for one in agents)
    seen = {one.agent_id for one in considered}
    return considered if chosen in seen else (*considered, Considered(chosen, 0, 0))


def _against(agent: Agent, chosen: UUID) -> str:
    """Say what spoke against an agent when a person chose; nothing did against who was chosen."""
    if agent.user_id == chosen:
        return Why.CHOSEN
    if agent.presence.state is not PresenceState.ONLINE:
        return agent.presence.state.value
    return Why.NOT_CHOSEN if agent.free >= USUAL_UNITS else Why.NO_ROOM
