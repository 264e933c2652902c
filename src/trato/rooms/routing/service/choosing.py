"""Deeds of the choice: who takes what waits, planned on what is there and held to what is still so.

In two steps, so that nothing is locked while it is thought about: `propose` plans on what it sees, `secure` locks what
the plan gives and keeps what still holds. Between the two anything may happen; all of it is found by the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.routing.model import (
    AgentAtWork,
    Decision,
    Mode,
    NotGiven,
    Pair,
    Policy,
    Queue,
    StillWaits,
    WaitingCase,
)
from trato.rooms.routing.rules import fitness
from trato.rooms.routing.rules.planning import decisions, plan
from trato.rooms.routing.rules.recording import Scribe
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.service.seeing import at_work, held_by, people_of, waiting_in
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store
from trato.rooms.routing.store import rounds
from trato.rooms.workforce import api as workforce


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was seen, and who should take what by it: not yet sure, for nothing of it is locked."""

    waiting: Sequence[WaitingCase]
    people: Sequence[AgentAtWork]
    version: int
    policy: Policy
    chosen: Sequence[Decision]


async def decide(tx: Tx, scribe: Scribe | None = None, patience: timedelta = timedelta(0)) -> list[Decision]:
    """Choose, for all cases that wait in automatic queues and all who work, who takes what (S194–S198).

    No capacity is exceeded and no case is given twice, whatever number of workers decide; who performs the decisions
    does it in this transaction. With a `scribe`, what was seen is kept, so that it can be asked again. A case that came
    within `patience` waits to be understood first.
    """
    proposed = await propose(tx, patience)
    if not proposed.chosen:
        return []
    held = await secure(tx, proposed)
    if scribe is not None:
        pairs = _pairs(proposed.chosen), _pairs(held)
        look = scribe.write(proposed.waiting, proposed.people, proposed.policy, tx.now, *pairs)
        await rounds.add_round(tx, look, proposed.version)
    return held


async def propose(tx: Tx, patience: timedelta = timedelta(0)) -> Proposal:
    """Plan who takes what on what is there now, without a lock."""
    queues = [one for one in await queue_store.list_queues(tx) if _gives(one)]
    people = await people_of(tx, {one.team_id for one in queues if one.team_id}) if queues else []
    roomy = await _with_room(tx, people)
    gives = [one for one in queues if one.team_id in roomy]  # of the others nothing is given
    waiting = await waiting_in(tx, gives, patience)
    version, policy = await current_policy(tx) if waiting else (0, Policy())
    policy = _with_queues(policy, queues)
    return Proposal(waiting, people, version, policy, decisions(waiting, people, policy, tx.now) if waiting else ())


async def secure(tx: Tx, proposed: Proposal) -> list[Decision]:
    """Lock what a plan gives, cases first and agents after them, and return what of it still holds.

    A case is given only where it still waits and nobody else works on it, to an agent who is still online and still
    has room for it.
    """
    chosen = proposed.chosen
    free = await store.lock_waiting(tx, [one.case_id for one in chosen])
    locked = {one.user_id: one for one in await workforce.working_agents(tx, _takers(chosen, free), held_by)}
    of = {case.case_id: case for case in proposed.waiting}
    weights = await workforce.channel_weights(tx)
    now = {one.id: at_work(locked[one.id], one, weights) for one in proposed.people if one.id in locked}
    held: list[Decision] = []
    for one in chosen:
        agent = now.get(one.agent_id) if one.agent_id else None
        if agent is None or one.case_id not in free or fitness.no_room(of[one.case_id], agent) is not None:
            continue
        now[agent.id] = fitness.taking(agent, of[one.case_id])
        held.append(one)
    return held


async def why_waits(tx: Tx, case_id: UUID, queue_id: UUID) -> StillWaits:
    """Say why a case that waits in a queue is not given now, and what is against how many of its team."""
    queues = await queue_store.list_queues(tx)
    mine = next((one for one in queues if one.id == queue_id), None)
    if mine is None or mine.team_id is None:
        return StillWaits(NotGiven.NO_TEAM)
    given = [one for one in queues if _gives(one) or one.id == queue_id]
    people = await people_of(tx, {one.team_id for one in given if one.team_id})
    waiting = await waiting_in(tx, given)
    case = next((one for one in waiting if one.case_id == case_id), None)
    if case is None:
        return StillWaits(NotGiven.RESTS)
    team = [one for one in people if mine.team_id in one.teams]
    against = Counter(found[0].value for one in team if (found := fitness.against(case, one)))
    needs = {need: sum(fitness.lacks((need,), one.skills) is None for one in team) for need in case.needs}
    if not _gives(mine):
        return StillWaits(NotGiven.BY_HAND, against, needs)
    _, policy = await current_policy(tx)
    made = plan(waiting, people, _with_queues(policy, queues), tx.now)
    return StillWaits(made.waiting.get(case_id, NotGiven.AT_ONCE), against, needs)


async def _with_room(tx: Tx, people: Sequence[AgentAtWork]) -> set[UUID]:
    """Return the teams of whom somebody could take something: who is full still takes what weighs nothing."""
    online = [one for one in people if one.state == "online"]
    roomy = [one for one in online if one.live_room > 0 or one.deferred_room > 0]
    if len(roomy) < len(online) and any(one.units == 0 for one in (await workforce.channel_weights(tx)).values()):
        roomy = online
    return {team for one in roomy for team in one.teams}


def _gives(queue: Queue) -> bool:
    """Say whether the engine gives the cases of a queue."""
    return queue.automatic and queue.team_id is not None and queue.mode is not Mode.PULL


def _takers(chosen: Sequence[Decision], free: Collection[UUID]) -> set[UUID]:
    return {one.agent_id for one in chosen if one.agent_id and one.case_id in free}


def _pairs(chosen: Sequence[Decision]) -> list[Pair]:
    return [(one.case_id, one.agent_id) for one in chosen if one.agent_id]


def _with_queues(policy: Policy, queues: Sequence[Queue]) -> Policy:
    return replace(policy, sticky={one.id: one.sticky for one in queues})
