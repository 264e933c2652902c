"""One workspace's live desk: facts come in, each changed case is loaded once, and one frame a topic goes out.

Frames leave at most every 100 ms. Everybody who watches the same list with the same reach gets the same encoded
text; only who has read a changed case before gets their own count of what is new.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from msgspec.structs import replace

from trato.app import frames
from trato.app.group import Group, is_in, is_of_holder
from trato.app.line import Line
from trato.app.looks import Looks
from trato.app.notices import notices
from trato.app.onlookers import LOOKING, TYPING
from trato.app.tallies import Tallies
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.errors import TratoError, Unavailable
from trato.kit.events import SYSTEM, Recorded
from trato.kit.tx import Tx
from trato.rooms.access.model import Verb
from trato.rooms.console.model import Listed
from trato.rooms.console.rules.changes import RIGHTS, Changes, gather, is_of_security, read
from trato.rooms.console.rules.filters import read_listing
from trato.rooms.console.service import contacts, details, lists, me, rows, snapshots
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.service.snapshots import Snapshot
from trato.rooms.console.service.walls import read_topic

TICK = 0.1  # seconds between frames of one topic
LEAST_REST = 0.02  # seconds between two rounds, however long one took
CHECKS_A_SECOND = 100
KEPT_CASES = 20_000  # whose former place in the lists is remembered
log = structlog.get_logger()

Recheck = Callable[[Line], None]


@dataclass(eq=False, slots=True)
class Floor:
    """The live desk of one workspace in this process."""

    house: House
    workspace: UUID
    recheck: Recheck
    seq: int = 0
    looks: Looks = field(default_factory=Looks)
    _lines: set[Line] = field(default_factory=set)
    _groups: dict[tuple[str, Hashable], Group] = field(default_factory=dict)
    _of_user: dict[UUID, set[Group]] = field(default_factory=lambda: defaultdict(set))
    _shared: set[Group] = field(default_factory=set)
    _screens: dict[UUID, set[Group]] = field(default_factory=lambda: defaultdict(set))
    _contacts: dict[UUID, UUID] = field(default_factory=dict)
    _known: OrderedDict[UUID, Listed] = field(default_factory=OrderedDict)
    _changes: dict[UUID, Changes] = field(default_factory=dict)
    _changed_people: set[UUID] = field(default_factory=set)
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)
    _tallies: Tallies = field(init=False)

    def __post_init__(self) -> None:
        self._tallies = Tallies(self.house)

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
            elif fact.kind in ("routing.case_offered", "routing.offer_settled"):
                self._changed_people |= {one for one in (read(fact).user_id,) if one is not None}
            elif fact.kind == "cases.assigned":
                named = read(fact)
                self._changed_people |= {one for one in (named.holder_id, named.previous_id) if one is not None}
            elif fact.kind.startswith("contacts."):
                self._note_contact(fact.subject)
        self.seq = facts[-1].seq
        self._tallies.stir()
        self._stirred.set()

    def ring(self, topic: str) -> None:
        """Take a ring that is no fact: who looks at a case, who types."""
        loop = asyncio.get_running_loop()
        for case_id in self.looks.hear(topic, loop.time()):
            self._show_looks(case_id)
            for lasts in (TYPING, LOOKING):
                loop.call_later(lasts + TICK, self._fade, case_id)

    def _show_looks(self, case_id: UUID) -> None:
        if case_id in self._screens:
            self._changes.setdefault(case_id, Changes())
        self._stirred.set()

    def _fade(self, case_id: UUID) -> None:
        if self.looks.fade(case_id, asyncio.get_running_loop().time()):
            self._show_looks(case_id)

    def touch(self, case_id: UUID) -> None:
        """Show a case again, though no fact says so: somebody read it."""
        self._changes.setdefault(case_id, Changes())
        self._tallies.stir()
        self._stirred.set()

    def _note_contact(self, contact_id: UUID) -> None:
        for case_id, contact in self._contacts.items():
            if contact == contact_id and case_id in self._screens:
                self._changes.setdefault(case_id, Changes()).contact = True

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
            key, group = await self._place(line, topic)
        except TratoError:
            line.send(topic, frames.refusal(topic, self._now(), "not_found"))
            return
        found = self._groups.setdefault(key, group)
        found.lines.add(line)
        line.topics.add(topic)
        if found.case_id is not None:
            self._screens[found.case_id].add(found)
        elif found.listing is not None and is_of_holder(found.listing):
            self._of_user[line.principal.user.id].add(found)
        elif found.listing is not None:
            self._shared.add(found)
        line.send(topic, frames.frame(topic, None, found.seq, self._now(), []))
        if found.selection is not None:
            found.last = b""  # all who watch it are told once more: that is how whoever comes is told at all
            self._tallies.stir_walls()
            self._stirred.set()
        if found.listing is not None:
            await self._know_looked()
            self._tell_viewed(line, found)

    async def _know_looked(self) -> None:
        """Learn where the cases that somebody looks at stand."""
        unknown = [case_id for case_id in self.looks.cases() if case_id not in self._known]
        if unknown:
            async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
                self._remember(await rows.listed(tx, unknown))

    def _tell_viewed(self, line: Line, group: Group) -> None:
        """Tell a line which cases of a list are looked at now."""
        now, at = self._now(), asyncio.get_running_loop().time()
        known = [(case_id, self._known.get(case_id)) for case_id in self.looks.cases()]
        viewed = {case_id: self.looks.of(case_id, at) for case_id, one in known if one and is_in(group, one, now)}
        line.send(group.topic, frames.frame(group.topic, group.seq, group.seq, now, [frames.viewed(viewed)]))

    async def _place(self, line: Line, topic: str) -> tuple[tuple[str, Hashable], Group]:
        who = line.principal
        kind, _, name = topic.partition(":")
        own = (who.user.id, who.token_id)
        match kind:
            case "me" | "views" if not name:
                return (topic, own), Group(topic, self.seq)
            case "cases":
                listing = read_listing(name)
                if listing.view.team_id is not None:
                    async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
                        await lists.check_team(tx, who, listing.view)
                audience = own if listing.is_personal else who.rights.scope(Verb.CASES_READ)
                return (topic, audience), Group(topic, self.seq, listing=listing)
            case "case":
                case_id = _id(name)
                async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
                    await check_case(tx, who, case_id)
                    await self._learn(tx, case_id)
                return (topic, own), Group(topic, self.seq, case_id=case_id)
            case "wall" | "agents":
                if not who.rights.may(Verb.FLOOR_READ):
                    raise TratoError()
                selection = read_topic(name)
                return (topic, who.rights.scope(Verb.FLOOR_READ)), Group(topic, self.seq, selection=selection)
            case _:
                raise TratoError()

    async def _learn(self, tx: Tx, case_id: UUID) -> None:
        """Learn whose a case is and which conversations it has: rings and facts name only those."""
        loaded = (await details.load(tx, self.house.book, [case_id]))[case_id]
        self._contacts[case_id] = loaded.detail.contact.id
        self.looks.learn(case_id, [one.id for one in loaded.detail.conversations])

    def unsubscribe(self, line: Line, topic: str) -> None:
        """Let a line watch a topic no more."""
        line.topics.discard(topic)
        for key, group in [(k, g) for k, g in self._groups.items() if k[0] == topic and line in g.lines]:
            group.lines.discard(line)
            if group.lines:
                continue
            del self._groups[key]
            self._shared.discard(group)
            self._of_user[line.principal.user.id].discard(group)
            if group.case_id is not None:
                self._screens[group.case_id].discard(group)
                if not self._screens[group.case_id]:
                    del self._screens[group.case_id]
                    self._contacts.pop(group.case_id, None)

    def recover(self, line: Line, topics: set[str]) -> None:
        """Tell a line that it missed frames of these topics: a chain that does not fit makes it fetch again."""
        now = self._now()
        for group in self._groups.values():
            if group.topic in topics and line in group.lines:
                line.send(group.topic, frames.frame(group.topic, -1, group.seq, now, []))
                if group.listing is not None:
                    self._tell_viewed(line, group)

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
            looked = self.looks.take()
            try:
                await self._round(changes, people, looked, clock())
            except Unavailable:
                log.warning("live.database_unavailable", workspace=str(self.workspace))
                self._break_chains()
            except Exception:
                log.exception("live.bug", workspace=str(self.workspace))
                self._break_chains()
            await asyncio.sleep(max(LEAST_REST, TICK - (clock() - began)))

    def _break_chains(self) -> None:
        for line in self._lines:
            self.recover(line, set(line.topics))

    async def _round(self, changes: dict[UUID, Changes], people: set[UUID], looked: set[UUID], at: float) -> None:
        seq = self.seq
        panels: dict[Group, bytes] = {}
        async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
            snapshot = await snapshots.take(tx, self.house.book, changes, self._screens.keys(), "es")
            told = await self._tallies.tell(tx, self._groups.values(), at)
            rest = self._tallies.rest(at)
            if rest is not None:
                asyncio.get_running_loop().call_later(rest, self._stirred.set)
            shown = [(c, g, g.principal) for c, one in changes.items() if one.contact for g in self._screens.get(c, ())]
            for case_id, group, who in shown:
                if case_id not in self._contacts:
                    continue  # the last screen that showed it was closed meanwhile
                panel = await contacts.panel(tx, who, self._contacts[case_id], case_id)
                panels[group] = frames.resource("contact", "contact", panel)
            await self._tell_people(tx, people, seq)
            strange = [case_id for case_id in looked if case_id not in self._known and case_id not in snapshot.listed]
            self._remember(await rows.listed(tx, strange) if strange else {})
            now = tx.now
        self._publish_lists(snapshot, changes, seq, now)
        self._publish_notices(snapshot, changes, seq, now)
        self._publish_screens(snapshot, changes, panels, seq, now, at)
        self._publish_counts(told, seq, now)
        self._remember(snapshot.listed)
        self._publish_looks(looked, now, at)

    async def _tell_people(self, tx: Tx, people: set[UUID], seq: int) -> None:
        # Whoever watches may go while we wait for the database: the group is empty then.
        mine_of = [(g, g.principal) for g in self._groups.values() if g.topic == "me"]
        for group, who in [(g, who) for g, who in mine_of if who.user.id in people]:
            mine = await me.me(tx, self.house.book, who)
            group.publish(seq, tx.now, [frames.resource("me", "me", mine)])

    def _publish_counts(self, told: dict[Group, bytes], seq: int, now: datetime) -> None:
        for group, counts in told.items():
            if counts != group.last and group.lines:
                group.last = counts
                group.publish(seq, now, [counts])

    def _publish_notices(self, snapshot: Snapshot, changes: dict[UUID, Changes], seq: int, now: datetime) -> None:
        for user, told in notices(changes, snapshot.listed, self._lines).items():
            group = self._groups.get(("me", (user, None)))  # a program with a token is not rung for
            if group is not None:
                group.publish(seq, now, [frames.resource("notice", "notice", one) for one in told])

    def _publish_lists(self, snapshot: Snapshot, changes: dict[UUID, Changes], seq: int, now: datetime) -> None:
        told: dict[Group, list[UUID]] = defaultdict(list)
        left: dict[Group, list[UUID]] = defaultdict(list)
        for case_id, one in snapshot.listed.items():
            before = self._known.get(case_id)
            users = {one.holder_id, *one.mentioned, *changes[case_id].people}
            if before is not None:
                users |= {before.holder_id, *before.mentioned}
            for group in self._lists_of(users):
                if is_in(group, one, now):
                    told[group].append(case_id)
                elif before is None or is_in(group, before, now):
                    left[group].append(case_id)
        raw: dict[tuple[UUID, int], bytes] = {}
        for group in {*told, *left}:
            self._publish_list(group, told[group], left[group], snapshot, raw, seq, now)

    def _lists_of(self, users: Iterable[UUID | None]) -> list[Group]:
        """Return the lists in which a case may stand that has to do with these."""
        return [*self._shared, *(group for user in users if user is not None for group in self._of_user.get(user, ()))]

    def _publish_looks(self, looked: set[UUID], now: datetime, at: float) -> None:
        """Tell the lists who looks at their cases: one text for all, for each console leaves its own person out."""
        told: dict[Group, list[bytes]] = defaultdict(list)
        for case_id, viewers in self.looks.news(looked & self._known.keys(), at):
            one = self._known[case_id]
            text = frames.viewers(case_id, viewers)
            for group in self._lists_of({one.holder_id, *one.mentioned}):
                if is_in(group, one, now):
                    told[group].append(text)
        for group, texts in told.items():
            group.publish(group.seq, now, texts)

    def _publish_list(
        self,
        group: Group,
        told: list[UUID],
        left: list[UUID],
        snapshot: Snapshot,
        raw: dict[tuple[UUID, int], bytes],
        seq: int,
        now: datetime,
    ) -> None:
        """Send one list's changes; who has read one of these cases before gets a text of their own."""
        gone = [frames.gone("case_row", case_id) for case_id in left]
        marked = {user for case_id in told for user in snapshot.unread.get(case_id, ()) if user is not None}
        texts: dict[UUID | None, str] = {}
        for line in group.lines:
            user = line.principal.user.id if line.principal.user.id in marked else None
            if user not in texts:
                resources = [_row(raw, snapshot, case_id, user) for case_id in told]
                resources += [frames.viewers(case_id, viewers) for case_id, viewers in self.looks.told(told)]
                texts[user] = frames.frame(group.topic, group.seq, seq, now, [*resources, *gone])
            line.send(group.topic, texts[user])
        group.seq = seq

    def _publish_screens(
        self,
        snapshot: Snapshot,
        changes: dict[UUID, Changes],
        panels: dict[Group, bytes],
        seq: int,
        now: datetime,
        at: float,
    ) -> None:
        for case_id, loaded in snapshot.loaded.items():
            change = changes[case_id]
            shared = [frames.resource("message", "message", snapshot.messages[id]) for id in change.messages
                      if id in snapshot.messages and snapshot.messages[id].case_id == case_id]  # fmt: skip
            shared += [frames.gone("message", id) for id in change.moved_away]
            for id in change.notes:
                note = snapshot.notes.get(id)
                shared.append(frames.resource("note", "note", note) if note else frames.gone("note", id))
            shared += [frames.resource("timeline", "entry", entry) for entry in snapshot.told.get(case_id, ())]
            viewers = self.looks.of(case_id, at)
            typing = self.looks.contacts_typing(case_id, at, now)
            for group in self._screens.get(case_id, ()):
                who = group.principal
                others = tuple(one for one in viewers if one.user_id != who.user.id)
                unread = rows.unread_of(snapshot.unread, case_id, who.user.id)
                own = details.tell(loaded, who.rights, unread, others, typing)
                panel = [panels[group]] if group in panels else []
                group.publish(seq, now, [frames.resource("case", "case", own), *shared, *panel])

    def _remember(self, listed: dict[UUID, Listed]) -> None:
        for case_id, one in listed.items():
            self._known[case_id] = one
            self._known.move_to_end(case_id)
        while len(self._known) > KEPT_CASES:
            self._known.popitem(last=False)


def _row(raw: dict[tuple[UUID, int], bytes], snapshot: Snapshot, case_id: UUID, user: UUID | None) -> bytes:
    of = snapshot.unread.get(case_id, {})
    unread = of.get(user, of.get(None, 0))
    if (case_id, unread) not in raw:
        row = replace(snapshot.listed[case_id].row, unread=unread)
        raw[(case_id, unread)] = frames.resource("case_row", "row", row)
    return raw[(case_id, unread)]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise TratoError() from None
