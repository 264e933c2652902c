"""How many cases stand in everybody's views: counted once for a workspace, then a sum for each who watches."""

from __future__ import annotations

from dataclasses import dataclass, field

from trato.app import frames
from trato.app.audience import Audience, Key
from trato.app.group import Group
from trato.app.pace import Pace
from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.service import views as saved

VIEWS = "views"
EVERY = 1.0  # seconds


@dataclass(slots=True)
class ViewCounts:
    """The counts of one workspace's views."""

    house: House
    audience: Audience
    pace: Pace = field(default_factory=lambda: Pace(EVERY))

    def open(self, who: Principal, topic: str, seq: int) -> tuple[Key, Group]:
        """Return the group of whoever watches their own views."""
        return (topic, (who.user.id, who.token_id)), Group(topic, seq)

    async def tell(self, tx: Tx, at: float) -> dict[Group, bytes]:
        """Return what each who watches views is to be told now."""
        if not self.pace.take(at):
            return {}
        groups = self.audience.of_kind(VIEWS)
        if not groups:
            return {}
        teams = await access.list_teams(tx)
        reached = {group: saved.reach_of(group.principal, next(iter(group.lines)).teams, teams) for group in groups}
        users = [group.principal.user.id for group in groups]
        kept = await saved.list_views(tx, users, sorted({team for one in reached.values() for team in one.sees}))
        tally = await self.house.counters.tally(tx, users)
        told = {}
        for group in groups:
            if not group.lines:
                continue  # who watched it left while we waited for the database
            who, of = group.principal, reached[group]
            own = [one for one in kept if one.owner_id == who.user.id or one.team_id in of.sees]
            scope = who.rights.scope(Verb.CASES_READ)
            views = tally.views(scope, who.user.id, next(iter(group.lines)).teams, own, of.shares)
            told[group] = frames.resource("views", "views", views)
        return told
