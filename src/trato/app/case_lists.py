"""The lists of cases on somebody's screen: which cases came, changed and left, and who looks at them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from trato.app import frames
from trato.app.audience import Audience, Key
from trato.app.group import Group, is_in
from trato.app.line import Line
from trato.app.looks import Looks
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import Listed
from trato.rooms.console.rules.changes import Changes
from trato.rooms.console.rules.filters import read_listing
from trato.rooms.console.service import lists, rows
from trato.rooms.console.service.snapshots import Snapshot

KEPT_CASES = 20_000  # whose former place in the lists is remembered


@dataclass(slots=True)
class CaseLists:
    """The lists that are watched in one workspace, and where each case stood in them when it was last told."""

    house: House
    workspace: UUID
    audience: Audience
    looks: Looks
    _known: OrderedDict[UUID, Listed] = field(default_factory=OrderedDict)

    async def open(self, who: Principal, topic: str, seq: int) -> tuple[Key, Group]:
        """Return the group of those who see the same of a list. Raises TratoError for one that is none of theirs."""
        listing = read_listing(topic.partition(":")[2])
        if listing.view.team_id is not None:
            async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
                await lists.check_team(tx, who, listing.view)
        own = (who.user.id, who.token_id)
        audience = own if listing.is_personal else who.rights.scope(Verb.CASES_READ)
        return (topic, audience), Group(topic, seq, listing=listing)

    async def welcome(self, line: Line, group: Group, now: datetime) -> None:
        """Tell who came to a list which of its cases are looked at, also those that nobody was told of yet."""
        unknown = [case_id for case_id in self.looks.cases() if case_id not in self._known]
        if unknown:
            async with self.house.db.transaction(self.workspace, SYSTEM) as tx:
                self.remember(await rows.listed(tx, unknown))
        self.tell_viewed(line, group, now)

    def tell_viewed(self, line: Line, group: Group, now: datetime) -> None:
        """Tell a line which cases of a list are looked at now, and that no other is."""
        at = asyncio.get_running_loop().time()
        known = [(case_id, self._known.get(case_id)) for case_id in self.looks.cases()]
        viewed = {case_id: self.looks.of(case_id, at) for case_id, one in known if one and is_in(group, one, now)}
        line.send(group.topic, frames.frame(group.topic, group.seq, group.seq, now, [frames.viewed(viewed)]))

    async def learn(self, tx: Tx, looked: Iterable[UUID], listed: Mapping[UUID, Listed]) -> None:
        """Learn where those cases stand that are looked at, and that no list was told of."""
        strange = [case_id for case_id in looked if case_id not in self._known and case_id not in listed]
        self.remember(await rows.listed(tx, strange) if strange else {})

    def remember(self, listed: Mapping[UUID, Listed]) -> None:
        """Remember where cases stand now: that is where they stood when they change next."""
        for case_id, one in listed.items():
            self._known[case_id] = one
            self._known.move_to_end(case_id)
        while len(self._known) > KEPT_CASES:
            self._known.popitem(last=False)

    def publish(self, snapshot: Snapshot, changes: Mapping[UUID, Changes], seq: int, now: datetime) -> None:
        """Tell each list which of the changed cases stand in it now, and which do no more."""
        told: dict[Group, list[UUID]] = defaultdict(list)
        left: dict[Group, list[UUID]] = defaultdict(list)
        for case_id, one in snapshot.listed.items():
            before = self._known.get(case_id)
            users = {one.holder_id, *one.mentioned, *changes[case_id].people}
            if before is not None:
                users |= {before.holder_id, *before.mentioned}
            for group in self.audience.lists_of(users):
                if is_in(group, one, now):
                    told[group].append(case_id)
                elif before is None or is_in(group, before, now):
                    left[group].append(case_id)
        raw: dict[tuple[UUID, int], bytes] = {}
        for group in {*told, *left}:
            self._publish_to(group, told[group], left[group], snapshot, raw, seq, now)

    def _publish_to(
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

    def publish_looks(self, looked: Iterable[UUID], now: datetime, at: float) -> None:
        """Tell the lists who looks at their cases: one text for all, for each console leaves its own person out."""
        told: dict[Group, list[bytes]] = defaultdict(list)
        for case_id, viewers in self.looks.news([one for one in looked if one in self._known], at):
            one = self._known[case_id]
            text = frames.viewers(case_id, viewers)
            for group in self.audience.lists_of({one.holder_id, *one.mentioned}):
                if is_in(group, one, now):
                    told[group].append(text)
        for group, texts in told.items():
            group.publish(group.seq, now, texts)


def _row(raw: dict[tuple[UUID, int], bytes], snapshot: Snapshot, case_id: UUID, user: UUID | None) -> bytes:
    of = snapshot.unread.get(case_id, {})
    unread = of.get(user, of.get(None, 0))
    if (case_id, unread) not in raw:
        row = replace(snapshot.listed[case_id].row, unread=unread)
        raw[(case_id, unread)] = frames.resource("case_row", "row", row)
    return raw[(case_id, unread)]
