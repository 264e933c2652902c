"""What supervisors watch: the board, who works, the alerts. Counted once for a workspace, then a sum for each reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from trato.app import frames
from trato.app.audience import Audience, Key
from trato.app.group import Group
from trato.app.pace import Pace
from trato.app.wiring import House
from trato.kit.errors import TratoError
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.service import alerts
from trato.rooms.console.service.walls import read_topic

WALL, AGENTS, ALERTS = "wall", "agents", "alerts"
KINDS = frozenset({WALL, AGENTS, ALERTS})
EVERY = 0.25  # seconds: a board is to be right within one
WORSE_EVERY = 2.0  # and of the worst value of an alert that lasts, which is no fact


@dataclass(slots=True)
class Boards:
    """The boards of one workspace, and what is to be told of them."""

    house: House
    audience: Audience
    pace: Pace = field(default_factory=lambda: Pace(EVERY))
    alerts_pace: Pace = field(default_factory=lambda: Pace(EVERY))
    _alerts_at: float = 0.0

    def open(self, who: Principal, topic: str, seq: int) -> tuple[Key, Group]:
        """Return the group of those who watch a board with the same reach. Raises TratoError for whoever may not."""
        if not who.rights.may(Verb.FLOOR_READ):
            raise TratoError()
        kind, _, name = topic.partition(":")
        selection = None if kind == ALERTS else read_topic(name)
        return (topic, who.rights.scope(Verb.FLOOR_READ)), Group(topic, seq, selection=selection)

    def welcome(self, group: Group) -> None:
        """Tell all who watch a board once more, for that is how whoever comes is told at all."""
        group.last = b""
        group.told = None
        (self.alerts_pace if group.kind == ALERTS else self.pace).stir()

    def rest(self, at: float) -> float | None:
        """Return the seconds until something is to be counted; None when nothing is."""
        worse = self._alerts_at + WORSE_EVERY - at if self.audience.of_kind(ALERTS) else None
        due = [one for one in (self.pace.rest(at), self.alerts_pace.rest(at), worse) if one is not None]
        return max(0.0, min(due)) if due else None

    async def tell(self, tx: Tx, at: float) -> dict[Group, bytes]:
        """Return what each who watches the board, or who works, is to be told now."""
        if not self.pace.take(at):
            return {}
        groups = self.audience.of_kind(WALL, AGENTS)
        if not groups:
            return {}
        standing = await self.house.walls.tally(tx)
        told = {}
        for group in groups:
            if not group.lines or group.selection is None:
                continue  # who watched it left while we waited for the database
            scope = group.principal.rights.scope(Verb.FLOOR_READ)
            if group.kind == WALL:
                told[group] = frames.resource("wall", "wall", standing.wall(scope, group.selection))
            else:
                told[group] = frames.resource("agents", "agents", standing.reached(scope, group.selection))
        return told

    async def tell_alerts(self, tx: Tx, at: float) -> dict[Group, list[bytes]]:
        """Return the alerts that each who watches them is to be told now: all at first, then those that changed."""
        if not self.alerts_pace.take(at) and at - self._alerts_at < WORSE_EVERY:
            return {}
        self._alerts_at = at
        groups = self.audience.of_kind(ALERTS)
        raised = await alerts.raised(tx) if groups else None
        told = {}
        for group in groups:
            if raised is None or not group.lines:
                continue  # who watched them left while we waited for the database
            every = raised.within(group.principal.rights.scope(Verb.FLOOR_READ))
            now = {one.id: frames.resource("alert", "alert", one) for one in every}
            before, group.told = group.told, now
            if before is None:
                told[group] = [frames.resource("alerts", "alerts", every)]
            elif news := [text for id, text in now.items() if before.get(id) != text]:
                told[group] = news
        return told
