"""Deeds of seeing: what waits, who works, and what they hold, as the choice goes by them; nothing is locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import CaseOutlook, MessageKind
from trato.rooms.routing.model import AgentAtWork, Need, Queue, WaitingCase
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.store import choosing as store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Agent, ChannelWeight, Held, Matches, Skill

_USUAL = ChannelWeight()
USUAL_CSAT = 72  # where the points of a case begin: neither glad nor cross
ASIDE, EVEN = frozenset({MessageKind.SPAM, MessageKind.TROLL}), 0.5
_NOBODY: frozenset[UUID] = frozenset()
PASSED_FOR = timedelta(minutes=10)  # for how long a case is not offered again to who let it pass


async def held_by(tx: Tx, agents: Sequence[UUID]) -> dict[UUID, Held]:
    """Return what agents hold now, by channel: what counts against their capacity."""
    held: dict[UUID, dict[str, int]] = {}
    for row in await store.held_by(tx, agents):
        held.setdefault(row["holder_id"], {})[row["channel"]] = row["cases"]
    return {agent: Held(channels) for agent, channels in held.items()}


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


async def waiting_in(tx: Tx, queues: Sequence[Queue], patience: timedelta = timedelta(0)) -> list[WaitingCase]:
    """Return what waits in queues, with all that the choice goes by, in a handful of statements.

    What came within `patience` and was not understood yet is left out: a moment later it can be given to a better one.
    So is what seems to be spam or a provocation: a moment later it may be set aside, and nobody was disturbed.
    """
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
    outlooks = await intelligence.outlooks(tx, ids)
    fresh = tx.now - patience
    unripe = {row["id"] for row in rows if patience and row["queued_at"] and row["queued_at"] > fresh}
    ripe = unripe & set(outlooks) - await _doubtful(tx, unripe)
    waiting = []
    for row in rows:  # thousands of them: each is made in one go
        team, contact, case_id = teams[row["holder_id"]], row["contact_id"], row["id"]
        if team is None or (case_id in unripe and case_id not in ripe):
            continue
        weight = weights.get(row["channel"], _USUAL)
        queued = row["queued_at"] or tx.now
        since = min(queued, row["unanswered_since"] or queued)
        value = max((policy.values.get(flag, 0.0) for flag in flags[contact]), default=0.0) if contact in flags else 0.0
        waiting.append(
            WaitingCase(
                case_id, row["holder_id"], team, row["channel"], queued, since, row["priority"], row["due_at"],
                weight.live or weight.exclusive, weight.units, weight.exclusive, value, _mood(outlooks.get(case_id)),
                needs.get(case_id, ()),
                row["last_agent"], frozenset(passed[case_id]) if case_id in passed else _NOBODY, row["tier"] or 1,
            )
        )  # fmt: skip
    return waiting


async def _doubtful(tx: Tx, ids: Collection[UUID]) -> set[UUID]:
    """Return those of these cases whose last words seem to be spam or a provocation that nobody need answer."""
    signs = await intelligence.signs_of(tx, ids)
    return {case for case, one in signs.items() if one.kind in ASIDE and one.engageable < EVEN}


async def _needs(tx: Tx, rows: Sequence[asyncpg.Record]) -> dict[UUID, tuple[Need, ...]]:
    """Return what cases ask for: what somebody or a rule said, and what they are by themselves."""
    ids = [row["id"] for row in rows]
    said = await store.list_needs(tx, ids)
    asked = [skill for skill in await workforce.list_skills(tx) if skill.matches is not Matches.NOTHING]
    by_tag = {UUID(skill.value): skill for skill in asked if skill.matches is Matches.TAG}
    tagged = await store.list_tagged(tx, ids, list(by_tag)) if by_tag else {}
    if not asked:
        return {case: tuple(sorted(levels)) for case, levels in said.items()}
    by_language = any(skill.matches is Matches.LANGUAGE for skill in asked)
    written = await intelligence.languages_of(tx, ids) if by_language else {}
    needs: dict[UUID, tuple[Need, ...]] = {}
    for row in rows:
        levels = {need.skill_id: need.level for need in said.get(row["id"], ())}
        language = written.get(row["id"], "")
        of_itself = [one for one in asked if _asks(row, one, language)]
        for skill in of_itself + [by_tag[tag] for tag in tagged.get(row["id"], ())]:
            levels[skill.id] = max(skill.level, levels.get(skill.id, 0))
        if levels:
            needs[row["id"]] = tuple(Need(skill, levels[skill]) for skill in sorted(levels))
    return needs


def _mood(outlook: CaseOutlook | None) -> float:
    """Return how a contact feels, -1 to 1, by the satisfaction that is predicted; 0 where nobody predicted it."""
    if outlook is None:
        return 0.0
    above = outlook.csat - USUAL_CSAT
    return above / (100 - USUAL_CSAT) if above > 0 else above / USUAL_CSAT


def _asks(row: asyncpg.Record, skill: Skill, written_in: str) -> bool:
    match skill.matches:
        case Matches.LANGUAGE:
            return (written_in or (row["locale"] or "").split("-")[0]).lower() == skill.value.lower()
        case Matches.CHANNEL:
            return bool(row["channel"] == skill.value)
        case Matches.COUNTRY:
            return (row["country"] or "").upper() == skill.value.upper()
        case Matches.BRAND:
            return str(row["brand_id"]) == skill.value
        case Matches.TAG | Matches.NOTHING:
            return False
