"""A little past: matters of the last two weeks, lived through the real flow at the times when they would have been."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from trato.app.demo.cast import FIRST_NAMES, LAST_NAMES, MEMBERS, PIRCA, Member
from trato.app.demo.loading.house import SHOWN_NUMBERS, Door, Firm
from trato.app.demo.playing.agents import DEVICE
from trato.app.demo.playing.by_whatsapp import person_of
from trato.app.demo.stories.reading import OUTAGE, Kind, Story, filled, read_file
from trato.app.demo.wording import STARTER
from trato.app.wiring import House
from trato.flow import closing, composing, writing
from trato.flow.acts import answering, assigning
from trato.flow.arrival import Batch
from trato.flow.inbound import RECEIVE
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.channels.simulators.email.quoting import Letter, Original, Person, Program, write_letter
from trato.rooms.channels.simulators.meta.courier import encoded
from trato.rooms.channels.simulators.whatsapp import payloads
from trato.rooms.channels.simulators.whatsapp.world import Number
from trato.rooms.console.store import people as attention
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import DeliveryState, SendResult, Source, SourceKind
from trato.rooms.knowledge import api as knowledge

COUNT = 36
DAYS = 14
# minutes that an answer took; the promises are of one, two and sixty
ANSWERED_IN = {"webchat": (0.1, 0.6), "whatsapp": (0.2, 1.6), "email": (4.0, 45.0)}
TELLABLE = frozenset({Kind.SAY, Kind.ANSWER, Kind.SUBJECT, Kind.PAUSE})

Deed = Callable[[Tx], Awaitable[None]]


@dataclass(slots=True)
class _Matter:
    """One matter of the past, step by step. `at` is the moment that it has come to."""

    house: House
    firm: Firm
    outer: Tx
    story: Story
    door: Door
    name: str
    number: str
    at: datetime
    chance: random.Random
    said: int = 0
    subject: str = ""
    first_mail: Original | None = None
    case_id: UUID | None = None
    conversation_id: UUID | None = None
    member: Member | None = None

    async def step(self, deed: Deed, actor: Actor = SYSTEM) -> None:
        """Do something at the present moment of the past, with its facts and its audit."""
        tx = Tx(self.outer.connection, self.outer.workspace, self.at, actor)
        await deed(tx)
        for last in self.house.db.at_commit:
            await last(tx)

    def wait(self, least: float, most: float) -> None:
        """Let minutes pass."""
        self.at += timedelta(minutes=self.chance.uniform(least, most))

    async def receive(self, text: str) -> None:
        """Receive what the contact wrote, as a delivery of that time."""
        self.said += 1
        waiting = channels.Waiting(self.said, self.door.account_id, self._raw(text), {}, self.at, 0)

        async def deed(tx: Tx) -> None:
            batch = Batch(tx, self.house.book, [waiting])
            for one in RECEIVE:
                await one(batch)
            arrival = batch.arrivals[0]
            assert arrival.conversation and not batch.dead
            self.case_id, self.conversation_id = arrival.case_id, arrival.conversation.id

        await self.step(deed)

    def _raw(self, text: str) -> bytes:
        if self.door.channel == "whatsapp":
            number = Number(self.door.address, SHOWN_NUMBERS[self.story.brand], self.door.name, "", "", "")
            said = {"type": "text", "text": {"body": text}}
            person = person_of(self.number, self.name)
            return encoded(payloads.said(number, person, f"wamid.{uuid4().hex}", self.at, said))
        if self.door.channel == "email":
            address = f"{self.name}@correo.example".lower().replace(" ", ".")
            author = Person(address.translate(str.maketrans("áéíóúñ", "aeioun")), self.name)
            identifier = f"<{uuid4().hex}@correo.example>"
            subject = self.subject or "Consulta"
            letter = Letter(author, self.door.address, subject, text, self.at, identifier, self.first_mail)
            self.first_mail = self.first_mail or Original(
                identifier, (), self.door.address, self.door.name, author.address, subject, self.at, text, ""
            )
            return write_letter(letter, Program.GMAIL, self.story.language)
        item = {"type": "message", "id": str(uuid7()), "at": int(self.at.timestamp() * 1000), "text": text}
        body = msgspec.json.encode({"id": str(uuid7()), "items": [item]})
        return msgspec.json.encode(Envelope(Sender(f"visita-{self.number}"), msgspec.Raw(body), {}))

    async def answer(self, text: str) -> None:
        """Answer, and let the provider have taken it."""
        member = self.member
        assert member and self.case_id and self.conversation_id
        case_id, conversation_id, message, user = (
            self.case_id,
            self.conversation_id,
            uuid7(),
            self.firm.users[member.key],
        )

        async def deed(tx: Tx) -> None:
            words, sources = await self._words(tx, text)
            new = composing.NewReply(
                message, conversation_id, case_id, words, alias=member.alias or member.name, sources=sources
            )
            await writing.reply(tx, self.house.book, new)
            claimed = await conversations.claim(tx, 10, [], 30)
            taken = [
                SendResult(one.message_id, one.attempt, DeliveryState.SENT, f"past.{uuid4().hex}") for one in claimed
            ]
            await answering.listen(tx, await conversations.write_back(tx, taken))
            await self._attend(tx, user, case_id, len(words))

        await self.step(deed, Actor(ActorKind.USER, user))

    async def _attend(self, tx: Tx, user: UUID, case_id: UUID, keys: int) -> None:
        seconds = self.chance.uniform(20, 90)
        began = tx.now - timedelta(seconds=seconds)
        row = (uuid7(), "focus", case_id, None, DEVICE, began, tx.now, seconds, keys, 3, 2, None, None, None)
        await attention.add_segments(tx, user, [row])

    async def _words(self, tx: Tx, text: str) -> tuple[str, tuple[Source, ...]]:
        words, sources = [], []
        for word in text.replace(" + ", " ").split():
            if word.startswith("/") and word[1:] in self.firm.canned:
                canned, version = self.firm.canned[word[1:]]
                words.append((await knowledge.render(tx, canned, self.story.language, {})).text)
                sources.append(Source(SourceKind.CANNED, canned, version, self.story.language, 0.0))
            else:
                words.append(word)
        return " ".join(words), tuple(sources) or (Source(SourceKind.TYPED),)


async def add_outage(house: House, firm: Firm) -> int:
    """Let many write of one thing within the last whole hour, far more than usual; return how many."""
    chance = random.Random(20_261_123)
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        hour = tx.now.replace(minute=0, second=0, microsecond=0)
    stories = read_file(OUTAGE)
    starts = sorted(hour - timedelta(minutes=chance.uniform(12, 50)) for _ in stories)
    for story, at in zip(stories, starts, strict=True):
        await _live(house, firm, story, at, chance)
    return len(stories)


async def add_past(house: House, firm: Firm, stories: Sequence[Story], count: int = COUNT) -> int:
    """Live through `count` matters of the last two weeks, each in a transaction; return how many."""
    chance = random.Random(20_261_122)
    plain = [one for one in stories if one.reason and {line.kind for line in one.lines} <= TELLABLE]
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        now = tx.now
    starts = sorted(now - timedelta(hours=chance.uniform(3, 24 * DAYS)) for _ in range(count))
    for n, at in enumerate(starts):
        await _live(house, firm, plain[n % len(plain)], at, chance)
    return len(starts)


async def _live(house: House, firm: Firm, story: Story, at: datetime, chance: random.Random) -> None:
    name = f"{chance.choice(FIRST_NAMES[story.brand])} {chance.choice(LAST_NAMES)}"
    number = ("519" if story.brand == PIRCA else "5255") + "".join(chance.choice("0123456789") for _ in range(8))
    values = {"nombre": name.split()[0], "pedido": f"PR-{chance.randrange(30_000, 40_000)}", "reporte": "ZB-100200"}
    async with house.db.transaction(firm.workspace, SYSTEM) as outer:
        await channels.take_lane(outer, wait=True)
        door = firm.doors[(story.brand, story.channel)]
        matter = _Matter(house, firm, outer, story, door, name, number, at, chance)
        for line in story.lines:
            text = filled(line.text, values)
            match line.kind:
                case Kind.SUBJECT:
                    matter.subject = text
                case Kind.SAY:
                    matter.wait(0.05, 0.3)
                    await matter.receive(text)
                case Kind.ANSWER:
                    await _take(matter)
                    matter.wait(*ANSWERED_IN[story.channel])
                    await matter.answer(text)
        await _finish(matter)


async def _take(matter: _Matter) -> None:
    if matter.member is not None:
        return
    team = {"whatsapp": "soporte"}.get(matter.story.channel, "clientes")
    team = "postventa" if matter.story.brand == PIRCA else team
    member = matter.chance.choice([one for one in MEMBERS if one.team == team])
    matter.member = member
    matter.wait(0.05, 0.3)
    user, case_id = matter.firm.users[member.key], matter.case_id
    assert case_id

    async def deed(tx: Tx) -> None:
        await assigning.assign(tx, case_id, user)

    await matter.step(deed, Actor(ActorKind.USER, user))


async def _finish(matter: _Matter) -> None:
    if matter.member is None or matter.case_id is None:
        return
    matter.wait(1, 6)
    case_id, reason = matter.case_id, matter.firm.reasons[matter.story.reason]

    named = dict(STARTER.values()).get(matter.story.reason)
    tag = matter.firm.tags.get(named) if named else None

    async def deed(tx: Tx) -> None:
        if tag is not None:
            await cases.add_tag(tx, case_id, tag)
        await closing.resolve(tx, case_id, reason)

    await matter.step(deed, Actor(ActorKind.USER, matter.firm.users[matter.member.key]))
