"""What is counted for screens: everybody's views, and the boards. Counted once a workspace, then sums for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trato.app import frames
from trato.app.group import Group
from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Verb
from trato.rooms.console.service import views as saved

VIEWS_EVERY = 1.0  # seconds between counts of a workspace's views
WALLS_EVERY = 0.25  # and of its boards, which are to be right within a second
WALL, AGENTS = "wall", "agents"


@dataclass(slots=True)
class Tallies:
    """The counts of one workspace: what is to be counted again, and when it was counted last."""

    house: House
    _views_changed: bool = False
    _walls_changed: bool = False
    _views_at: float = 0.0
    _walls_at: float = 0.0

    def stir(self) -> None:
        """Note that counts may have changed."""
        self._views_changed = self._walls_changed = True

    def stir_walls(self) -> None:
        """Note that somebody waits for a board that nothing changed."""
        self._walls_changed = True

    def rest(self, at: float) -> float | None:
        """Return the seconds until something is to be counted; None when nothing is."""
        due = []
        if self._views_changed:
            due.append(self._views_at + VIEWS_EVERY - at)
        if self._walls_changed:
            due.append(self._walls_at + WALLS_EVERY - at)
        return max(0.0, min(due)) if due else None

    async def tell(self, tx: Tx, groups: Iterable[Group], at: float) -> dict[Group, bytes]:
        """Return what each who watches counts is to be told, of what is due now."""
        every = list(groups)
        told: dict[Group, bytes] = {}
        if self._views_changed and at - self._views_at >= VIEWS_EVERY:
            self._views_changed, self._views_at = False, at
            told |= await self._views(tx, [one for one in every if one.topic == "views"])
        if self._walls_changed and at - self._walls_at >= WALLS_EVERY:
            self._walls_changed, self._walls_at = False, at
            told |= await self._walls(tx, [one for one in every if one.selection is not None])
        return told

    async def _views(self, tx: Tx, groups: Sequence[Group]) -> dict[Group, bytes]:
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

    async def _walls(self, tx: Tx, groups: Sequence[Group]) -> dict[Group, bytes]:
        if not groups:
            return {}
        standing = await self.house.walls.tally(tx)
        told = {}
        for group in groups:
            if not group.lines or group.selection is None:
                continue
            scope = group.principal.rights.scope(Verb.FLOOR_READ)
            if group.topic.partition(":")[0] == WALL:
                told[group] = frames.resource("wall", "wall", standing.wall(scope, group.selection))
            else:
                told[group] = frames.resource("agents", "agents", standing.reached(scope, group.selection))
        return told
