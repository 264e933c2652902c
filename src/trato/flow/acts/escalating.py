"""Help is asked with a case: of a supervisor or another team; it is accepted, given and given back, or declined.

Escalation is not transfer: the holder stays. Where the case goes along (`hands_over`), it changes hands when somebody
accepts, so that no case is ever between two chairs. Rules, macros and people all ask by `escalate`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.flow import closing
from trato.flow.acts import assigning, expecting
from trato.kit.errors import Conflict, Forbidden, Invalid
from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId, UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import (
    AskedKind,
    Case,
    Escalation,
    EscalationLevel,
    EscalationMode,
    EscalationOutcome,
    HolderKind,
    WaitingOn,
)
from trato.rooms.routing import api as routing


class NobodyLeads(Conflict):
    """Nobody leads a team that could be asked: a team or a person has to be named."""

    code = "nobody_leads"


class NotAsked(Forbidden):
    """Only those who were asked accept or decline, and only who accepted gives back."""

    code = "not_asked"


async def escalate(
    tx: Tx,
    case_id: UUID,
    level: EscalationLevel,
    *,
    team_id: UUID | None = None,
    user_id: UUID | None = None,
    why: str = "",
    mode: EscalationMode = EscalationMode.MANUAL,
    hands_over: bool = False,
    rests: bool = False,
    id: UUID | None = None,
    need_marked_at: datetime | None = None,
) -> Escalation:
    """Ask for help with an open case, in one step; its holder stays until somebody accepts what `hands_over`.

    At the level of supervisors: of `user_id`, else of who leads `team_id`, else of who leads the team of the holder,
    of the one who asks, or of the queue, in this order. At the level of teams: of `team_id`. With `rests` the case
    waits on the team meanwhile, and its promises rest where their policy says so. The same `id` twice asks once.

    Raises CaseNotFound, StateChanged unless open, HelpAsked when the same is asked already, NobodyLeads, TeamUnknown,
    UserUnknown, Invalid for a team that is not named.
    """
    case = await cases.lock(tx, case_id)
    kind, target = await _target(tx, case, level, team_id, user_id)
    one = await cases.escalate(
        tx, case_id, level, kind, target, mode,
        why=why, hands_over=hands_over, rests=rests, id=id, need_marked_at=need_marked_at,
    )  # fmt: skip
    await expecting.help_asked(tx, one, case)
    if rests and one.sent_at == tx.now and case.standing.waiting_on is None:
        await closing.wait(tx, case_id, WaitingOn.TEAM, team_id=_team(one))
    return one


async def accept(tx: Tx, escalation_id: UUID) -> Escalation:
    """Come to help; what hands over is then the actor's. Accepting again changes nothing.

    Raises EscalationNotFound, NotAsked, HelpEnded when somebody was first or it is asked no more.
    """
    await check_asked(tx, await cases.escalation(tx, escalation_id))
    one = await cases.accept_escalation(tx, escalation_id)
    await expecting.help_accepted(tx, one, await cases.lock(tx, one.case_id))
    if one.hands_over and one.is_open:
        await _end_rest(tx, one)
        await assigning.assign(tx, one.case_id, one.accepted_by, why="escalation")
        one = await cases.end_escalation(tx, escalation_id, EscalationOutcome.HANDED_OVER)
    return one


async def decline(tx: Tx, escalation_id: UUID, answer: str = "") -> Escalation:
    """Say that one cannot help, and why; the case goes on as before. Raises as `accept`."""
    one = await cases.escalation(tx, escalation_id)
    await check_asked(tx, one)
    one = await cases.end_escalation(tx, escalation_id, EscalationOutcome.DECLINED, answer)
    await expecting.help_ended(tx, one)
    await _end_rest(tx, one)
    return one


async def give_back(tx: Tx, escalation_id: UUID, answer: str = "") -> Escalation:
    """Answer whoever asked, and give the case back. Raises EscalationNotFound, NotAsked, HelpEnded."""
    one = await cases.escalation(tx, escalation_id)
    if one.accepted_by != tx.actor.id:
        await check_asked(tx, one)
    one = await cases.end_escalation(tx, escalation_id, EscalationOutcome.ANSWERED, answer)
    await expecting.help_ended(tx, one)
    await _end_rest(tx, one)
    return one


async def withdraw(tx: Tx, escalation_id: UUID) -> Escalation:
    """Ask no more: the undo, until somebody accepts. Raises EscalationNotFound, HelpEnded."""
    one = await cases.end_escalation(tx, escalation_id, EscalationOutcome.WITHDRAWN)
    await expecting.help_ended(tx, one)
    await _end_rest(tx, one)
    return one


async def check_asked(tx: Tx, one: Escalation) -> None:
    """Refuse a person who is not among those of whom help is asked. Raises NotAsked."""
    if tx.actor.kind is ActorKind.USER and tx.actor.id not in await asked(tx, one):
        raise NotAsked(escalation=one.id)


async def asked(tx: Tx, one: Escalation) -> list[UserId]:
    """Return the people of whom help is asked: the one, the leaders of the team, or its members."""
    if one.target_kind is AskedKind.USER:
        return [UserId(one.target_id)]
    if one.level is EscalationLevel.SUPERVISOR:
        return (await access.leaders_of(tx, [one.target_id])).get(TeamId(one.target_id), [])
    return await access.list_members(tx, TeamId(one.target_id))


async def _target(
    tx: Tx, case: Case, level: EscalationLevel, team_id: UUID | None, user_id: UUID | None
) -> tuple[AskedKind, UUID]:
    if user_id is not None:
        await access.get_user(tx, UserId(user_id))
        return AskedKind.USER, user_id
    if team_id is not None:
        found = await access.get_team(tx, team_id)
        if level is EscalationLevel.SUPERVISOR and not (await access.leaders_of(tx, [found.id])).get(found.id):
            raise NobodyLeads(team=found.id)
        return AskedKind.TEAM, found.id
    if level is EscalationLevel.TEAM:
        raise Invalid(field="team_id", reason="needs_a_team")
    near = await _near_teams(tx, case)
    leaders = await access.leaders_of(tx, near)
    for team in near:
        if any(leader != tx.actor.id for leader in leaders.get(team, [])):
            return AskedKind.TEAM, team
    raise NobodyLeads(case=case.id)


async def _near_teams(tx: Tx, case: Case) -> list[TeamId]:
    """Return the teams whose leaders a case concerns, the nearest first."""
    found: list[TeamId] = []
    if case.holder.kind is HolderKind.AGENT and case.holder.id is not None:
        found += await access.memberships_of(tx, UserId(case.holder.id))
    if case.holder.kind is HolderKind.TEAM and case.holder.id is not None:
        found.append(TeamId(case.holder.id))
    if tx.actor.kind is ActorKind.USER and tx.actor.id is not None:
        found += await access.memberships_of(tx, UserId(tx.actor.id))
    found += [TeamId(one.team_id) for one in await routing.list_queues(tx) if one.id == case.queue_id and one.team_id]
    return list(dict.fromkeys(found))


async def _end_rest(tx: Tx, one: Escalation) -> None:
    """Let the case go on that rested for this help, unless it waits on something else by now."""
    if one.rests:
        standing = (await cases.lock(tx, one.case_id)).standing
        if standing.waiting_on is WaitingOn.TEAM and standing.waiting_team_id == _team(one):
            await closing.wait(tx, one.case_id, None)


def _team(one: Escalation) -> UUID | None:
    return one.target_id if one.target_kind is AskedKind.TEAM else None
