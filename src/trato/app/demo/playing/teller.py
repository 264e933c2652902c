"""Telling stories: each is a contact of its own, who writes, waits for whoever answers, and goes on."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from trato.app.demo.cast import FIRST_NAMES, LAST_NAMES, MEMBERS, PIRCA, ZUMBAL, Member
from trato.app.demo.playing.agents import Agents
from trato.app.demo.playing.by_chat import ChatRefused
from trato.app.demo.playing.deeds import Deeds, Told
from trato.app.demo.playing.mouths import Mouth, Who
from trato.app.demo.playing.network import Network
from trato.app.demo.playing.pace import Clock
from trato.app.demo.playing.spots import Spot
from trato.app.demo.stories.reading import Kind, Line, Story, filled, read_stories
from trato.kit.errors import TratoError

PATIENCE = (240.0, 900.0, 1500.0)  # seconds of a story without an answer: asks again, once more, gives up
NUDGES = {
    "es": ("¿Hola? ¿Siguen ahí?", "Sigo esperando"),
    "pt": ("Olá? Alguém aí?", "Continuo esperando"),
    "en": ("Hello? Anyone there?", "Still waiting"),
}
DEEDS = frozenset({Kind.NOTE, Kind.DEED})
WAITING = 3  # cases that wait for whoever sits down at a free seat
SEATS = [one for one in MEMBERS if one.team and not one.plays]
DOORS_OF = {
    "postventa": {(PIRCA, "whatsapp"), (PIRCA, "webchat"), (PIRCA, "email")},
    "clientes": {(ZUMBAL, "webchat"), (ZUMBAL, "email")},
    "soporte": {(ZUMBAL, "whatsapp")},
}
log = structlog.get_logger()


@dataclass(slots=True)
class Telling:
    """One story being told."""

    story: Story
    who: Who
    values: dict[str, str]
    mouth: Mouth
    heard: int = 0
    seat: Member | None = None  # whose case it is to be: somebody at a screen
    cases: list[UUID] = field(default_factory=list)
    contacts: list[UUID] = field(default_factory=list)

    def text(self, line: Line) -> Line:
        return Line(line.kind, filled(line.text, self.values))


@dataclass(slots=True)
class Teller:
    """Begins stories at the pace that was chosen, and tells each to its end."""

    network: Network
    agents: Agents
    deeds: Deeds
    clock: Clock
    stories: Sequence[Story]
    chance: random.Random
    begun: int = 0
    ended: int = 0
    telling: dict[asyncio.Task[None], Telling] = field(default_factory=dict)
    _order: list[Story] = field(default_factory=list)
    _cases: set[UUID] = field(default_factory=set)

    async def run(self) -> None:
        """Tell stories for ever."""
        while True:
            await self.clock.until_next_story()
            if self.stories and len(self.telling) < self.clock.tempo.at_once:
                self.begin(self._next())

    async def keep_seats_busy(self) -> None:
        """See to it that who sits down at a free seat finds somebody waiting, for ever."""
        while True:
            for seat in SEATS:
                told = [one.story for one in self.telling.values() if one.seat is seat]
                if self.clock.tempo.rate > 0 and max(len(told), await self.agents.waiting_for(seat)) < WAITING:
                    self.begin(self._fitting(seat, told), seat)
            await asyncio.sleep(5)

    def _fitting(self, seat: Member, told: list[Story]) -> Story:
        """Return a story without deeds that comes in at the team's doors, by another channel than those in course."""
        doors = DOORS_OF[seat.team]
        plain = [one for one in read_stories() if not DEEDS & {line.kind for line in one.lines}]
        fitting = [one for one in plain if (one.brand, one.channel) in doors and one.reason and one not in told]
        fresh = [one for one in fitting if one.channel not in {other.channel for other in told}]
        return self.chance.choice(fresh or fitting)

    def begin(self, story: Story, seat: Member | None = None) -> asyncio.Task[None]:
        """Begin a story; with `seat`, its case is given to that member."""
        who, values = self._invent(story)
        telling = Telling(story, who, values, self.network.mouth(story.brand, story.channel, who), seat=seat)
        task = asyncio.create_task(self._tell(telling), name=f"story-{story.key}")
        self.telling[task] = telling
        self.begun += 1
        task.add_done_callback(self._done)
        return task

    def known_cases(self) -> set[UUID]:
        """Return the cases of every story that was begun in this process."""
        return self._cases

    def _done(self, task: asyncio.Task[None]) -> None:
        telling = self.telling.pop(task)
        self.ended += 1
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("demo.story_failed", story=telling.story.key, error=repr(error), exc_info=error)

    def _next(self) -> Story:
        if not self._order:
            self._order = list(self.stories)
            self.chance.shuffle(self._order)
        return self._order.pop()

    def _invent(self, story: Story) -> tuple[Who, dict[str, str]]:
        chance = self.chance
        first, last = chance.choice(FIRST_NAMES[story.brand]), chance.choice(LAST_NAMES)
        prefix = "519" if story.brand == PIRCA else "5255"
        if story.language == "pt":
            prefix = "55119"
        number = prefix + "".join(chance.choice("0123456789") for _ in range(8))
        mail = f"{first}.{last}.{chance.randrange(1000)}@correo.example".lower().replace(" ", "")
        plain = mail.translate(str.maketrans("áéíóúñçãõ", "aeiouncao"))
        who = Who(f"{first} {last}", number, plain, story.language, chance.randrange(1_000_000))
        values = {
            "nombre": first,
            "pedido": f"PR-{chance.randrange(40_000, 99_999)}",
            "reporte": f"ZB-{chance.randrange(100_000, 999_999)}",
        }
        return who, values

    async def _tell(self, told: Telling) -> None:
        answered = False
        for line in map(told.text, told.story.lines):
            try:
                if line.kind is Kind.ANSWER:
                    if not await (self._once_more(told, line) if answered else self._until_answered(told, line)):
                        return
                    answered = True
                    continue
                answered = False
                await self._one(told, line)
                await self._find(told)
            except (TratoError, ChatRefused) as refusal:  # somebody at a screen was quicker: the contact goes on
                log.info("demo.line_refused", story=told.story.key, line=line.kind.value, why=repr(refusal))
        await self._end(told)

    async def _find(self, told: Telling) -> None:
        """Find the case that the first message opened; one that is meant for a seat is given to it at once."""
        for _ in range(60 if told.seat else 12):
            if told.cases:
                return
            spot = await self._look(told)
            if spot is not None and told.seat is not None:
                await self.agents.give(spot, told.seat)
            await asyncio.sleep(0.3)

    async def _one(self, told: Telling, line: Line) -> None:
        match line.kind:
            case Kind.PAUSE:
                await self.clock.rest(float(line.text))
            case Kind.NOTE | Kind.DEED:
                await self._deed(told, line)
            case Kind.TO_MAIL:
                await self._look(told)
                told.mouth, told.heard = self.network.mail(told.story.brand, told.who, line.text), 0
            case _:
                await self.clock.rest(2 + min(12.0, len(line.text) / 14) * self.chance.uniform(0.6, 1.3))
                await told.mouth.do(line)

    async def _deed(self, told: Telling, line: Line) -> None:
        word, _, rest = line.text.partition(" ")
        if word == "inicia":
            await self.deeds.start(told.mouth.door, told.who.number, told.who.name, rest)
            await self._until_heard(told)
            return
        found = await self._until_held(told)
        if found is None:
            return
        await (self.deeds.note(found, line.text) if line.kind is Kind.NOTE else self.deeds.do(found, line.text))

    async def _until_held(self, told: Telling, seconds: float = 240.0, least: float = 20.0) -> Told | None:
        """Return who acts on the case once a played member holds it; None when a person does, or nobody for long."""
        end = time.monotonic() + max(least, seconds / max(self.clock.tempo.rate, 0.01))
        while time.monotonic() < end:
            spot = await self._look(told)
            member = self.agents.player(spot)
            if spot is not None and member is not None:
                return Told(spot, member, tuple(told.cases), tuple(told.contacts))
            await self._glance()
        return None

    async def _until_answered(self, told: Telling, line: Line) -> bool:
        """Wait for an answer, whoever gives it; ask again after a while, and give up in the end."""
        nudges = 0
        waited = 0.0
        while not await self._has_heard(told):
            spot = await self._look(told)
            member = self.agents.player(spot)
            if spot is not None and member is not None and spot.state != "closed":
                await self.agents.answer(spot, member, line.text, told.story.language)
                if await self._until_heard(told):
                    return True
            waited += await self._glance()
            if waited > PATIENCE[nudges] * (8 if told.seat else 1):
                if nudges == len(PATIENCE) - 1:
                    return False
                await told.mouth.do(Line(Kind.SAY, NUDGES[told.story.language][nudges]))
                nudges += 1
        return True

    async def _once_more(self, told: Telling, line: Line) -> bool:
        """Let a played member write a second bubble; a person at the screen wrote what they wanted."""
        spot = await self._look(told)
        member = self.agents.player(spot)
        if spot is not None and member is not None:
            await self.agents.answer(spot, member, line.text, told.story.language)
            await self._until_heard(told)
        return True

    async def _until_heard(self, told: Telling) -> bool:
        """Wait a while for what was just written to arrive."""
        for _ in range(60):
            if await self._has_heard(told):
                return True
            await asyncio.sleep(0.25)
        return False

    async def _has_heard(self, told: Telling) -> bool:
        count = await told.mouth.heard()
        if count <= told.heard:
            return False
        told.heard = count
        await self.clock.rest(3)
        await told.mouth.read()
        return True

    async def _look(self, told: Telling) -> Spot | None:
        addresses = [one for one in told.mouth.addresses if one]
        spot = await self.agents.look(addresses, told.mouth.door.account_id) if addresses else None
        if spot is not None and spot.case_id not in told.cases:
            told.cases.append(spot.case_id)
            self._cases.add(spot.case_id)
        if spot is not None and spot.contact_id not in told.contacts:
            told.contacts.append(spot.contact_id)
        return spot

    async def _glance(self) -> float:
        """Let a moment pass; return how many seconds of the story it was."""
        rate = self.clock.tempo.rate
        seconds = max(0.3, 2.0 / rate) if rate > 0 else 1.0
        await asyncio.sleep(seconds)
        return seconds * rate

    async def _end(self, told: Telling) -> None:
        await self.clock.rest(self.chance.uniform(8, 25))
        if told.story.reason:
            found = await self._until_held(told, 60.0, 4.0)
            if found is not None and found.spot.state == "open":
                try:
                    await self.deeds.resolve(found, told.story.reason)
                except TratoError as refusal:
                    log.info("demo.not_resolved", story=told.story.key, why=repr(refusal))
        await told.mouth.leave()
