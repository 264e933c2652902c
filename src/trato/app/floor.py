"""One workspace's live desk: facts come in, each changed case is loaded once, and one frame a topic goes out.

Frames leave at most every 100 ms. Everybody who watches the same list with the same reach gets the same encoded
text; only who has read a changed case before gets their own count of what is new.

This is the story; its parts are who watches what (`audience`), the lists of cases (`case_lists`), the cases on screen
(`case_screens`), the counts of views (`view_counts`) and what supervisors watch (`boards`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog

from trato.app import frames
from trato.app.audience import Audience, Key
from trato.app.boards import KINDS, Boards
from trato.app.case_lists import CaseLists
from trato.app.case_screens import CaseScreens
from trato.app.group import Group
from trato.app.line import Line
from trato.app.looks import Looks
from trato.app.notices import notices
from trato.app.onlookers import LOOKING, TYPING
from trato.app.view_counts import ViewCounts
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.errors import TratoError, Unavailable
from trato.kit.events import SYSTEM, Recorded
from trato.kit.tx import Tx
from trato.rooms.console.rules.changes import RIGHTS, Changes, gather, is_of_security, read
from trato.rooms.console.service import me, snapshots
from trato.rooms.console.service.snapshots import Snapshot

TICK = 0.1  # seconds between frames of one topic
LEAST_REST = 0.02  # seconds between two rounds, however long one took
CHECKS_A_SECOND = 100
log = structlog.get_logger()

Recheck = Callable[[Line], None]


@dataclass(eq=False, slots=True)
class Floor:
    """The live desk of one workspace in this process."""

    house: House
    workspace: UUID
    recheck: Recheck
    seq: int = 0
    _lines: set[Line] = field(default_factory=set)
    _audience: Audience = field(default_factory=Audience)
    _looks: Looks = field(default_factory=Looks)
    _changes: dict[UUID, Changes] = field(default_factory=dict)
    _changed_people: set[UUID] = field(default_factory=set)
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)
    _alarm: asyncio.TimerHandle | None = None
    _lists: CaseLists = field(init=False)
    _screens: CaseScreens = field(init=False)
    _views: ViewCounts = field(init=False)
    _boards: Boards = field(init=False)

    def __post_init__(self) -> None:
        self._lists = CaseLists(self.house, self.workspace, self._audience, self._looks)
        self._screens = CaseScreens(self.house, self.workspace, self._audience, self._looks)
        self._views = ViewCounts(self.house, self._audience)
        self._boards = Boards(self.house, self._audience)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The consoles that are here."""
        return tuple(self._lines)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is here."""
        return not self._lines

    def enter(self, line: Line) -> None:
        """Let a console in."""
        self._lines.add(line)

    def leave(self, line: Line) -> None:
        """Let a console out, with all that it watched."""
        for topic in list(line.topics):
            self.unsubscribe(line, topic)
        self._lines.discard(line)

    # ---- what comes in -----------------------------------------------------------------------------------------

    def hear(self, facts: list[Recorded]) -> None:
        """Take facts in, in order."""
        for fact in facts:
            gather(self._changes, fact)
            if fact.kind in RIGHTS:
                self._check_rights(fact)
            elif is_of_security(fact):
                self._check_all()
            elif fact.kind in ("workforce.presence_changed", "console.preferences_changed"):
                self._changed_people.add(fact.subject)
            elif fact.kind in ("routing.case_offered", "routing.offer_settled", "calls.leg_moved"):
                self._changed_people |= {one for one in (read(fact).user_id,) if one is not None}
            elif fact.kind == "cases.assigned":
                named = read(fact)
                self._changed_people |= {one for one in (named.holder_id, named.previous_id) if one is not None}
            elif fact.kind == "console.alert_changed":
                self._boards.alerts_pace.stir()
            elif fact.kind.startswith("contacts."):
                for case_id in self._screens.of_contact(fact.subject):
                    self._changes.setdefault(case_id, Changes()).contact = True
        self.seq = facts[-1].seq
        self._views.pace.stir()
        self._boards.pace.stir()
        self._stirred.set()

    def ring(self, topic: str) -> None:
        """Take a ring that is no fact: who looks at a case, who types."""
        loop = asyncio.get_running_loop()
        for case_id in self._looks.hear(topic, loop.time()):
            self._show_looks(case_id)
            for lasts in (TYPING, LOOKING):
                loop.call_later(lasts + TICK, self._fade, case_id)

    def _fade(self, case_id: UUID) -> None:
        if self._looks.fade(case_id, asyncio.get_running_loop().time()):
            self._show_looks(case_id)

    def _show_looks(self, case_id: UUID) -> None:
        if case_id in self._audience.on_screen():
            self._changes.setdefault(case_id, Changes())
        self._stirred.set()

    def _check_rights(self, fact: Recorded) -> None:
        for line in self._lines:
            who = line.principal
            own = fact.subject in (who.user.id, who.session_id, who.token_id)
            if own or (fact.kind == "access.grants_changed" and fact.subject in line.teams):
                self.recheck(line)

    def _check_all(self) -> None:
        """Ask again for every line, not all at once: who may stay under a new policy is several statements each."""
        loop = asyncio.get_running_loop()
        for number, line in enumerate(self._lines):
            loop.call_later(number / CHECKS_A_SECOND, self.recheck, line)

    # ---- who watches what --------------------------------------------------------------------------------------

    async def subscribe(self, line: Line, topic: str) -> None:
        """Let a line watch a topic; what is not there, or not for it, is refused alike."""
        try:
            key, group = await self._open(line, topic)
        except TratoError:
            line.send(topic, frames.refusal(topic, self._now(), "not_found"))
            return
        found = self._audience.join(line, key, group)
        line.send(topic, frames.frame(topic, None, found.seq, self._now(), []))
        if found.kind in KINDS:
            self._boards.welcome(found)
            self._stirred.set()
        if found.listing is not None:
            await self._lists.welcome(line, found, self._now())

    async def _open(self, line: Line, topic: str) -> tuple[Key, Group]:
        who, seq = line.principal, self.seq
        kind, _, name = topic.partition(":")
        match kind:
            case "me" if not name:
                return (topic, (who.user.id, who.token_id)), Group(topic, seq)
            case "views" if not name:
                return self._views.open(who, topic, seq)
            case "cases":
                return await self._lists.open(who, topic, seq)
            case "case":
                return await self._screens.open(who, topic, seq)
            case "wall" | "agents":
                return self._boards.open(who, topic, seq)
            case "alerts" if not name:
                return self._boards.open(who, topic, seq)
            case _:
                raise TratoError()

    def unsubscribe(self, line: Line, topic: str) -> None:
        """Let a line watch a topic no more."""
        self._audience.part(line, topic)
        self._screens.forget_closed()

    def recover(self, line: Line, topics: set[str]) -> None:
        """Tell a line that it missed frames of these topics: a chain that does not fit makes it fetch again."""
        now = self._now()
        for group in self._audience.all():
            if group.topic in topics and line in group.lines:
                line.send(group.topic, frames.frame(group.topic, -1, group.seq, now, []))
                if group.listing is not None:
                    self._lists.tell_viewed(line, group, now)

    def _now(self) -> datetime:
        """Return about what time it is; what is shown with it has instants of the database's own."""
        return self.house.db.bend(wall_clock())

    # ---- what goes out -----------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Send frames for ever, while somebody is here."""
        clock = asyncio.get_running_loop().time
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            began = clock()
            changes, self._changes = self._changes, {}
            people, self._changed_people = self._changed_people, set()
            looked = self._looks.take()
            try:
                await self._round(changes, people, looked, clock())
            except Unavailable:
                log.warning("live.database_unavailable", workspace=str(self.workspace))
                self._break_chains()
            except Exception:
                log.exception("live.bug", workspace=str(self.workspace))
                self._break_chains()
            self._wake_again(clock())
            await asyncio.sleep(max(LEAST_REST, TICK - (clock() - began)))

    def _break_chains(self) -> None:
        for line in self._lines:
            self.recover(line, set(line.topics))

    async def _round(self, changes: dict[UUID, Changes], people: set[UUID], looked: set[UUID], at: float) -> None:
        """Load what changed in one transaction, then tell everybody."""
        seq = self.seq
        async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
            snapshot = await snapshots.take(tx, self.house.book, changes, self._audience.on_screen(), "es")
            counts = await self._views.tell(tx, at) | await self._boards.tell(tx, at)
            alerts = await self._boards.tell_alerts(tx, at)
            panels = await self._screens.panels(tx, changes)
            await self._tell_people(tx, people, seq)
            await self._lists.learn(tx, looked, snapshot.listed)
            now = tx.now
        self._lists.publish(snapshot, changes, seq, now)
        self._tell_notices(snapshot, changes, seq, now)
        self._screens.publish(snapshot, changes, panels, seq, now, at)
        for group, told in counts.items():
            if told != group.last and group.lines:
                group.last = told
                group.publish(seq, now, [told])
        for group, news in alerts.items():
            group.publish(seq, now, news)
        self._lists.remember(snapshot.listed)
        self._lists.publish_looks(looked, now, at)

    def _wake_again(self, at: float) -> None:
        """Come back when the next count is due, though nothing may happen until then."""
        if self._alarm is not None:
            self._alarm.cancel()
        due = [one for one in (self._views.pace.rest(at), self._boards.rest(at)) if one is not None]
        self._alarm = asyncio.get_running_loop().call_later(min(due), self._stirred.set) if due else None

    async def _tell_people(self, tx: Tx, people: set[UUID], seq: int) -> None:
        # Whoever watches may go while we wait for the database: the group is empty then.
        mine_of = [(group, group.principal) for group in self._audience.of_kind("me")]
        for group, who in [(group, who) for group, who in mine_of if who.user.id in people]:
            mine = await me.me(tx, self.house.book, who)
            group.publish(seq, tx.now, [frames.resource("me", "me", mine)])

    def _tell_notices(self, snapshot: Snapshot, changes: dict[UUID, Changes], seq: int, now: datetime) -> None:
        for user, told in notices(changes, snapshot.listed, self._lines).items():
            group = self._audience.of_person("me", user)  # a program with a token is not rung for
            if group is not None:
                group.publish(seq, now, [frames.resource("notice", "notice", one) for one in told])
