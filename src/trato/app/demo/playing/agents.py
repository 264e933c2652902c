"""Agents of the cast at work: they read, type and answer as users, through the same deeds as the desk."""

from __future__ import annotations

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from trato.app.demo.cast import MEMBERS, Member
from trato.app.demo.loading.house import Firm
from trato.app.demo.playing import spots
from trato.app.demo.playing.pace import Clock
from trato.app.demo.playing.spots import Spot
from trato.app.wiring import House
from trato.flow import composing, writing
from trato.flow.acts import assigning
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Holder, HolderKind
from trato.rooms.console.service import suggestions
from trato.rooms.console.store import people as attention
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Source, SourceKind
from trato.rooms.intelligence import api as intelligence
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.model import Touch, TouchAct, TouchKind
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

RINGS = ("events", "outbox")
SHORTCUT = re.compile(r"(?:^|(?<=\s))/([a-z]+)\b")
DEVICE = "muestra"
READING, TYPING = 6.0, 0.05  # seconds, and seconds a letter
PASSED_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer ready to go: its text, where it came from, and what it touched."""

    text: str
    sources: tuple[Source, ...]
    touched: tuple[tuple[UUID, int], ...]


@dataclass(slots=True)
class Agents:
    """The members whom the demo plays; each does one thing at a time."""

    house: House
    firm: Firm
    clock: Clock
    _busy: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    def actor(self, member: Member) -> Actor:
        """Return a member as who does something."""
        return Actor(ActorKind.USER, self.firm.users[member.key])

    def busy(self, member: Member) -> asyncio.Lock:
        """Return what a member holds while they work on something."""
        return self._busy[member.key]

    async def look(self, addresses: Sequence[str], account_id: UUID) -> Spot | None:
        """Find out where a contact's case stands."""
        async with self.house.db.transaction(self.firm.workspace, SYSTEM) as tx:
            return await spots.find(tx, addresses, account_id)

    def player(self, spot: Spot | None) -> Member | None:
        """Return who of the played members holds a case, or None: then a person at a screen may."""
        if spot is None or spot.holder_kind != HolderKind.AGENT or spot.holder_id is None:
            return None
        member = self.firm.member(spot.holder_id)
        return member if member is not None and member.plays else None

    async def answer(self, spot: Spot, member: Member, line: str, language: str) -> None:
        """Read, type and send an answer."""
        async with self.busy(member):
            began = await self._now()
            await self.clock.rest(random.uniform(0.7, 1.5) * READING)
            first_key = await self._now()
            await self.clock.rest(min(45.0, len(line) * TYPING))
            async with self.house.db.transaction(self.firm.workspace, self.actor(member), ring=RINGS) as tx:
                written = await self._write(tx, spot, line, language)
                message = uuid7()
                await writing.reply(
                    tx, self.house.book,
                    composing.NewReply(
                        message, spot.conversation_id, spot.case_id, written.text, alias=member.alias or member.name,
                        sources=written.sources,
                    ),
                )  # fmt: skip
                await self._attend(tx, spot, member, began, first_key, written, message)
                typed = conversations.Typing(spot.conversation_id, self.firm.users[member.key], first_key, tx.now)
                await conversations.note_typing(tx, [typed])

    async def _write(self, tx: Tx, spot: Spot, line: str, language: str) -> Written:
        touched: list[tuple[UUID, int]] = []
        own = SHORTCUT.sub("", line).replace(" + ", " ").strip()
        texts: dict[str, str] = {}
        for shortcut in SHORTCUT.findall(line):
            canned, version = self.firm.canned[shortcut]
            texts[shortcut] = (await knowledge.render(tx, canned, language, {})).text
            touched.append((canned, version))
        if "+" in line:  # what is added to a canned reply stands before it
            text = " ".join([own.removeprefix("+").strip(), *texts.values()]).strip()
        else:
            text = SHORTCUT.sub(lambda found: texts[found[1]], line)
        if spot.held_out:  # this case drew the arm without canned replies: typed by hand, and kept as such
            return Written(text, (Source(SourceKind.TYPED),), ())
        share = round(len(own) / max(1, len(text)), 2)
        sources = [Source(SourceKind.CANNED, canned, version, language, min(1.0, share)) for canned, version in touched]
        sources += await self._suggested(tx, spot, {canned for canned, _ in touched}, share)
        return Written(text, tuple(sources) or (Source(SourceKind.TYPED),), tuple(touched))

    async def _suggested(self, tx: Tx, spot: Spot, used: Collection[UUID], share: float) -> list[Source]:
        """Return the suggestions that said what is being written: taken from above the field, and sent."""
        found = [one for one in await suggestions.standing(tx, spot.case_id) if one.source.id in used]
        for one in found:
            await intelligence.note_shown(tx, spot.case_id, [one.id])
            await intelligence.take_suggestion(tx, spot.case_id, one.id, 2.0)
        return [Source(SourceKind.SUGGESTION, one.id, None, one.language, min(1.0, share)) for one in found]

    async def _attend(
        self, tx: Tx, spot: Spot, member: Member, began: datetime, first_key: datetime, written: Written, message: UUID
    ) -> None:
        """Keep what the desk would have measured: attention, typing, and the canned replies used."""
        user = self.firm.users[member.key]
        keys = len(written.text) if not written.touched else 8
        seconds = (tx.now - began).total_seconds()
        await attention.add_segments(
            tx, user,
            [
                (uuid7(), "focus", spot.case_id, None, DEVICE, began, tx.now, seconds, keys, 3, 2, None, None, None),
                (uuid7(), "compose", spot.case_id, None, DEVICE, first_key, tx.now,
                 (tx.now - first_key).total_seconds(), keys, 1, 0, first_key, "sent", message),
            ],
        )  # fmt: skip
        touches = [
            Touch(spot.case_id, TouchKind.CANNED, canned, version, act, message)
            for canned, version in written.touched
            for act in (TouchAct.OPENED, TouchAct.INSERTED)
        ]
        await knowledge.note_use(tx, touches)

    async def wrap_up(self, tx: Tx, spot: Spot, member: Member, began: datetime) -> None:
        """Keep the time between the end of a case and its reason."""
        row = (uuid7(), "wrap_up", spot.case_id, None, DEVICE, began, tx.now, (tx.now - began).total_seconds(), 4, 2, 0,
               None, None, None)  # fmt: skip
        await attention.add_segments(tx, self.firm.users[member.key], [row])

    async def _now(self) -> datetime:
        async with self.house.db.transaction(self.firm.workspace, SYSTEM) as tx:
            return tx.now

    # ---- being there ----

    async def arrive(self) -> None:
        """Come to work."""
        for member in self._played():
            await self._be(member, PresenceState.ONLINE, "")

    async def go_home(self) -> None:
        """Leave work."""
        for member in self._played():
            await self._be(member, PresenceState.OFFLINE, "")

    async def take_breaks(self) -> None:
        """Go out for a while now and then, one at a time."""
        for turn in range(10_000):
            await self.clock.rest(420)
            member = self._played()[turn % len(self._played())]
            await self._be(member, PresenceState.BREAK, random.choice(("lunch", "coffee", "training")))
            await self.clock.rest(60)
            await self._be(member, PresenceState.ONLINE, "")

    async def _be(self, member: Member, state: PresenceState, reason: str) -> None:
        async with self.house.db.transaction(self.firm.workspace, self.actor(member), ring=RINGS) as tx:
            await workforce.set_presence(tx, self.firm.users[member.key], state, reason)

    def _played(self) -> list[Member]:
        return [one for one in MEMBERS if one.plays]

    # ---- people at screens ----

    async def waiting_for(self, member: Member) -> int:
        """Return how many cases of a member wait for an answer."""
        async with self.house.db.transaction(self.firm.workspace, SYSTEM) as tx:
            return await spots.waiting_for(tx, self.firm.users[member.key])

    async def give(self, spot: Spot, member: Member) -> None:
        """Let the supervisor give a case to a member."""
        boss = next(one for one in MEMBERS if one.key == ("renato" if member.team == "postventa" else "ximena"))
        async with self.house.db.transaction(self.firm.workspace, self.actor(boss), ring=RINGS) as tx:
            await assigning.assign(tx, spot.case_id, self.firm.users[member.key])

    async def pass_on(self, known: set[UUID]) -> int:
        """Give cases that no story tells to the team's free seat: somebody at a screen plays that contact."""
        players = {self.firm.users[one.key]: one for one in self._played()}
        async with self.house.db.transaction(self.firm.workspace, SYSTEM, ring=RINGS) as tx:
            found = [one for one in await spots.strangers(tx, players, tx.now - PASSED_AFTER) if one not in known]
            for case_id in found:
                case = await cases.lock(tx, case_id)
                holder = players.get(case.holder.id) if case.holder.id else None
                seat = next((m for m in MEMBERS if holder and m.team == holder.team and not m.plays), None)
                if seat is not None and case.state.value == "open":
                    taker = Holder(HolderKind.AGENT, self.firm.users[seat.key])
                    await cases.transfer(tx, case_id, taker, why="Escribe una persona de verdad")
        return len(found)
