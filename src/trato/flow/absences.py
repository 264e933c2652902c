"""Rules that wait until nobody of a team is present: told once, for each open case that is the team's."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.events import Origin, Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.automation.events import TeamAbsent
from trato.rooms.automation.model import Rule, TriggerKind
from trato.rooms.cases import api as cases
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.events import PresenceChanged
from trato.rooms.workforce.model import PRESENT


async def tell(tx: Tx, rules: Sequence[Rule], facts: Sequence[Recorded]) -> None:
    """Tell of the teams that a rule waits for and that lost the last of those present, if nobody came back since."""
    teams = {one.body.when.team_id for one in rules if one.body.when.kind is TriggerKind.TEAM_ABSENT}
    left = {fact.subject for fact in facts if teams and _left(fact)}
    if not left:
        return
    queues = await routing.list_queues(tx)
    for team in sorted(one for one in teams if one is not None):
        members = await access.list_members(tx, TeamId(team))
        if not left & set(members) or await _somebody(tx, members):
            continue
        theirs = [one.id for one in queues if one.team_id == team]
        for case in await cases.list_of_crew(tx, [team, *members], theirs):
            tx.emit(TeamAbsent(subject=case, case_id=case, team_id=team))


def _left(fact: Recorded) -> bool:
    if fact.kind != PresenceChanged.kind or fact.origin is not Origin.LIVE:
        return False
    told = decode(fact, PresenceChanged)
    return told.before in PRESENT and told.state not in PRESENT


async def _somebody(tx: Tx, members: Sequence[UUID]) -> bool:
    return any(one.state in PRESENT for one in (await workforce.presence_of(tx, members)).values())
