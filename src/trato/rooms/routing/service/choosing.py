"""Deeds of the choice: who takes what waits, kept with what was known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import asyncpg

from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.cases import api as cases
from trato.rooms.routing.model import (
    AgentAtWork,
    Author,
    Considered,
    Decision,
    Mode,
    Need,
    NotGiven,
    Outcome,
    Pair,
    Policy,
    Queue,
    QueueId,
    WaitingCase,
    Why,
)
from trato.rooms.routing.rules import fitness, sticking
from trato.rooms.routing.rules.planning import decisions, plan
from trato.rooms.routing.rules.recording import Scribe
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store
from trato.rooms.routing.store import rounds
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import USUAL_UNITS, Agent, ChannelWeight, Held, Matches, PresenceState, Skill

_USUAL = ChannelWeight()
_NOBODY: frozenset[UUID] = frozenset()
PASSED_FOR = timedelta(minutes=10)  # for how long a case is not offered again to who let it pass


async def held_by(tx: Tx, agents: Sequence[UUID]) -> dict[UUID, Held]:
    """Return what agents hold now, by channel: what counts against their capacity."""
    held: dict[UUID, dict[str, int]] = {}
    for row in await store.held_by(tx, agents):
        held.setdefault(row["holder_id"], {})[row["channel"]] = row["cases"]
    return {agent: Held(channels) for agent, channels in held.items()}


async def decide(tx: Tx, scribe: Scribe | None = None) -> list[Decision]:
    """Choose, for all cases that wait in automatic queues and all who work, who takes what (S194–S198).

    Planned on what is there, without a lock; what the plan gives is then locked, cases first and agents after them,
    and given only where the case still waits and its agent still has room. So no capacity is exceeded and no case
    is given twice, whatever number of workers decide; who performs the decisions does it in this transaction.
    With a `scribe`, what was seen is kept, so that it can be asked again.
    """
    queues = [one for one in await queue_store.list_queues(tx) if _gives(one)]
    people = await people_of(tx, {one.team_id for one in queues if one.team_id}) if queues else []
    roomy = {team for one in people if _has_room(one) for team in one.teams}
    waiting = await waiting_in(tx, [one for one in queues if one.team_id in roomy])  # of the others nothing is given
    if not waiting:
        return []
    version, policy = await current_policy(tx)
    policy = _with_queues(policy, queues)
    chosen = decisions(waiting, people, policy, tx.now)
    free = await store.lock_waiting(tx, [one.case_id for one in chosen]) if chosen else set()
    locked = {one.user_id: one for one in await workforce.working_agents(tx, _takers(chosen, free), held_by)}
    held = await _still_so(tx, chosen, free, waiting, people, locked)
    if chosen and scribe is not None:
        look = scribe.write(waiting, people, policy, tx.now, _pairs(chosen), _pairs(held))
        await rounds.add_round(tx, look, version)
    return held


def _has_room(agent: AgentAtWork) -> bool:
    return agent.state == "online" and (agent.live_room > 0 or agent.deferred_room > 0)


def _pairs(chosen: Sequence[Decision]) -> list[Pair]:
    return [(one.case_id, one.agent_id) for one in chosen if one.agent_id]


async def why_waits(tx: Tx, case_id: UUID, queue_id: UUID) -> tuple[NotGiven, dict[str, int]]:
    """Say why a case that waits in a queue is not given now, and what is against how many of its team."""
    queues = await queue_store.list_queues(tx)
    mine = next((one for one in queues if one.id == queue_id), None)
    if mine is None or mine.team_id is None:
        return NotGiven.NO_TEAM, {}
    given = [one for one in queues if _gives(one) or one.id == queue_id]
    people = await people_of(tx, {one.team_id for one in given if one.team_id})
    waiting = await waiting_in(tx, given)
    case = next((one for one in waiting if one.case_id == case_id), None)
    if case is None:
        return NotGiven.RESTS, {}
    against = Counter(
        found[0].value for one in people if mine.team_id in one.teams and (found := fitness.against(case, one))
    )
    if not _gives(mine):
        return NotGiven.BY_HAND, dict(against)
    _, policy = await current_policy(tx)
    made = plan(waiting, people, _with_queues(policy, queues), tx.now)
    return made.waiting.get(case_id, NotGiven.AT_ONCE), dict(against)


def _gives(queue: Queue) -> bool:
    """Say whether the engine gives the cases of a queue."""
    return queue.automatic and queue.team_id is not None and queue.mode is not Mode.PULL


def _takers(chosen: Sequence[Decision], free: Collection[UUID]) -> set[UUID]:
    return {one.agent_id for one in chosen if one.agent_id and one.case_id in free}


async def _still_so(
    tx: Tx,
    chosen: Sequence[Decision],
    free: Collection[UUID],
    waiting: Sequence[WaitingCase],
    people: Sequence[AgentAtWork],
    locked: Mapping[UUID, Agent],
) -> list[Decision]:
    """Return the decisions that still hold now that their cases and agents are locked."""
    of = {case.case_id: case for case in waiting}
    weights = await workforce.channel_weights(tx)
    now = {one.id: at_work(locked[one.id], one, weights) for one in people if one.id in locked}
    held: list[Decision] = []
    for one in chosen:
        agent = now.get(one.agent_id) if one.agent_id else None
        if agent is None or one.case_id not in free or fitness.no_room(of[one.case_id], agent) is not None:
            continue
        now[agent.id] = fitness.taking(agent, of[one.case_id])
        held.append(one)
    return held


def _with_queues(policy: Policy, queues: Sequence[Queue]) -> Policy:
    return replace(policy, sticky={one.id: one.sticky for one in queues})


async def people_of(tx: Tx, teams: Collection[UUID]) -> list[AgentAtWork]:
    """Return the members of teams as the choice sees them; nothing is locked."""
    member_of: dict[UUID, set[UUID]] = {}
    for team in sorted(teams):
        for user in await access.list_members(tx, TeamId(team)):
            member_of.setdefault(user, set()).add(team)
    agents = await workforce.agents_now(tx, held_by, member_of)
    skills = await workforce.skills_of(tx, member_of)
    weights = await workforce.channel_weights(tx)
    given = await store.last_given(tx, [one.user_id for one in agents])
    found = []
    for one in agents:
        since = max(one.presence.since, given.get(one.user_id, one.presence.since))
        blank = AgentAtWork(
            one.user_id, one.presence.state.value, frozenset(member_of[one.user_id]), skills.get(one.user_id, {}),
            0, 0, 0, 0, 0, since,
        )  # fmt: skip
        found.append(at_work(one, blank, weights))
    return found


def at_work(agent: Agent, known: AgentAtWork, weights: Mapping[str, ChannelWeight]) -> AgentAtWork:
    """Return what is known of an agent with the state and the room that they have now."""
    limited = {
        channel: workforce.room_for(agent, channel, channel in weights and weights[channel].live, weights)
        for channel in agent.limits
    }
    return replace(
        known,
        state=agent.presence.state.value,
        live_room=agent.live_free,
        deferred_room=agent.async_free,
        live_capacity=agent.capacity,
        deferred_capacity=agent.async_capacity,
        cases=agent.cases,
        channel_room=limited,
    )


async def waiting_in(tx: Tx, queues: Sequence[Queue]) -> list[WaitingCase]:
    """Return what waits in queues, with all that the choice goes by, in a handful of statements."""
    rows = await store.list_waiting(tx, [one.id for one in queues]) if queues else []
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    teams = {one.id: one.team_id for one in queues}
    weights = await workforce.channel_weights(tx)
    needs = await _needs(tx, rows)
    _, policy = await current_policy(tx)
    flags = await store.list_flags(tx, [row["contact_id"] for row in rows]) if policy.values else {}
    passed = await store.list_passed(tx, ids, tx.now - PASSED_FOR)
    waiting = []
    for row in rows:  # thousands of them: each is made in one go
        team, contact, case_id = teams[row["holder_id"]], row["contact_id"], row["id"]
        if team is None:
            continue
        weight = weights.get(row["channel"], _USUAL)
        queued = row["queued_at"] or tx.now
        since = min(queued, row["unanswered_since"] or queued)
        value = max((policy.values.get(flag, 0.0) for flag in flags[contact]), default=0.0) if contact in flags else 0.0
        waiting.append(
            WaitingCase(
                case_id, row["holder_id"], team, row["channel"], queued, since, row["priority"], row["due_at"],
                weight.live or weight.exclusive, weight.units, weight.exclusive, value, 0.0, needs.get(case_id, ()),
                row["last_agent"], frozenset(passed[case_id]) if case_id in passed else _NOBODY, row["tier"] or 1,
            )
        )  # fmt: skip
    return waiting


async def _needs(tx: Tx, rows: Sequence[asyncpg.Record]) -> dict[UUID, tuple[Need, ...]]:
    """Return what cases ask for: what somebody or a rule said, and what they are by themselves."""
    ids = [row["id"] for row in rows]
    said = await store.list_needs(tx, ids)
    asked = [skill for skill in await workforce.list_skills(tx) if skill.matches is not Matches.NOTHING]
    by_tag = {UUID(skill.value): skill for skill in asked if skill.matches is Matches.TAG}
    tagged = await store.list_tagged(tx, ids, list(by_tag)) if by_tag else {}
    if not asked:
        return {case: tuple(sorted(levels)) for case, levels in said.items()}
    needs: dict[UUID, tuple[Need, ...]] = {}
    for row in rows:
        levels = {need.skill_id: need.level for need in said.get(row["id"], ())}
        for skill in [one for one in asked if _asks(row, one)] + [by_tag[tag] for tag in tagged.get(row["id"], ())]:
            levels[skill.id] = max(skill.level, levels.get(skill.id, 0))
        if levels:
            needs[row["id"]] = tuple(Need(skill, levels[skill]) for skill in sorted(levels))
    return needs


def _asks(row: asyncpg.Record, skill: Skill) -> bool:
    match skill.matches:
        case Matches.LANGUAGE:
            return (row["locale"] or "").split("-")[0].lower() == skill.value.lower()
        case Matches.CHANNEL:
            return bool(row["channel"] == skill.value)
        case Matches.COUNTRY:
            return (row["country"] or "").upper() == skill.value.upper()
        case Matches.BRAND:
            return str(row["brand_id"]) == skill.value
        case Matches.TAG | Matches.NOTHING:
            return False


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


async def need(tx: Tx, case_id: UUID, skill_id: UUID, level: int = 1, *, source: str = "person") -> None:
    """Let a case ask for a skill from a level on; `source` is rule, person or prediction."""
    await store.end_need(tx, case_id, skill_id)
    await store.set_need(tx, case_id, skill_id, level, source)


async def need_no_more(tx: Tx, case_id: UUID, skill_id: UUID) -> None:
    """Let a case ask for a skill no more."""
    await store.end_need(tx, case_id, skill_id)
