"""What an agent of the cast does to a case beside answering, by the words that stories use."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from trato.app.demo.cast import MEMBERS, PIRCA, Member
from trato.app.demo.loading.house import Door
from trato.app.demo.playing.agents import RINGS, Agents
from trato.app.demo.playing.spots import Spot
from trato.app.demo.wording import TEMPLATES
from trato.flow import closing, composing, consent, starting
from trato.flow.acts import assigning, escalating
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import EscalationLevel, Holder, HolderKind, SetAsideReason, WaitingOn
from trato.rooms.channels.model import Template
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind, from_international
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.conversations.model import Source, SourceKind

WAITS = {"contacto": WaitingOn.CONTACT, "tercero": WaitingOn.THIRD_PARTY, "equipo": WaitingOn.TEAM}
CALLED = re.compile(r"@([a-z]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a deed may need of its story: the cases and the contacts that it has had, the first one first."""

    spot: Spot
    member: Member
    cases: tuple[UUID, ...]
    contacts: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Deeds:
    """Does what `! word rest` says."""

    agents: Agents

    async def note(self, told: Told, text: str) -> None:
        """Write a note, calling the colleagues whom it names."""
        called = [self.agents.firm.users[name] for name in CALLED.findall(text) if name in self.agents.firm.users]
        async with self._tx(told) as tx:
            await cases.add_note(tx, told.spot.case_id, text, mentions=called)

    async def do(self, told: Told, text: str) -> None:
        """Do it as the member. Raises KeyError for a word that nobody knows."""
        word, _, rest = text.partition(" ")
        deed = WORDS[word]
        async with self.agents.busy(told.member), self._tx(told) as tx:
            await deed(self, tx, told, rest.strip())

    async def resolve(self, told: Told, reason: str) -> None:
        """End a case; what it takes to choose the reason is its wrap-up."""
        async with self.agents.busy(told.member):
            async with self._tx(told) as tx:
                began = tx.now
            await self.agents.clock.rest(4)
            async with self._tx(told) as tx:
                await closing.resolve(tx, told.spot.case_id, self.agents.firm.reasons[reason])
                await self.agents.wrap_up(tx, told.spot, told.member, began)

    def _tx(self, told: Told) -> AbstractAsyncContextManager[Tx]:
        house, firm = self.agents.house, self.agents.firm
        return house.db.transaction(firm.workspace, self.agents.actor(told.member), ring=RINGS)

    async def _tag(self, tx: Tx, told: Told, name: str) -> None:
        await cases.add_tag(tx, told.spot.case_id, self.agents.firm.tags[name])

    async def _wait(self, tx: Tx, told: Told, on: str) -> None:
        await closing.wait(tx, told.spot.case_id, WAITS[on])

    async def _go_on(self, tx: Tx, told: Told, rest: str) -> None:
        await closing.wait(tx, told.spot.case_id, None)

    async def _snooze(self, tx: Tx, told: Told, hours: str) -> None:
        await closing.wait(tx, told.spot.case_id, WaitingOn.UNTIL, tx.now + _hours(hours))

    async def _promise(self, tx: Tx, told: Told, rest: str) -> None:
        hours, _, body = rest.partition(" ")
        await cases.promise(tx, told.spot.case_id, body, tx.now + _hours(hours))

    async def _keep(self, tx: Tx, told: Told, rest: str) -> None:
        for one in await cases.promises_of(tx, [told.spot.case_id]):
            await cases.keep_promise(tx, one.id)

    async def _set_aside(self, tx: Tx, told: Told, reason: str) -> None:
        await closing.set_aside(tx, told.spot.case_id, SetAsideReason(reason))

    async def _restore(self, tx: Tx, told: Told, rest: str) -> None:
        await closing.restore(tx, told.spot.case_id)

    async def _block(self, tx: Tx, told: Told, reason: str) -> None:
        await contacts.block(tx, told.spot.contact_id, reason)

    async def _transfer(self, tx: Tx, told: Told, rest: str) -> None:
        to, _, why = rest.partition(" ")
        firm = self.agents.firm
        if to.startswith("equipo:"):
            taker = Holder(HolderKind.TEAM, firm.teams[to.removeprefix("equipo:")])
        else:
            taker = Holder(HolderKind.AGENT, firm.users[to])
        await cases.transfer(tx, told.spot.case_id, taker, why=why, warm=True)
        if taker.kind is HolderKind.TEAM:  # somebody of that team picks it up at once
            member = next(m for m in MEMBERS if m.plays and m.team == to.removeprefix("equipo:"))
            await cases.transfer(tx, told.spot.case_id, Holder(HolderKind.AGENT, firm.users[member.key]), why=why)

    async def _escalate(self, tx: Tx, told: Told, level: str) -> None:
        boss = "renato" if told.member.team == "postventa" else "ximena"
        asked = self.agents.firm.users[boss]
        one = await escalating.escalate(tx, told.spot.case_id, EscalationLevel(level), user_id=asked)
        with tx.acting(Actor(ActorKind.USER, asked)):
            await escalating.accept(tx, one.id)
            await escalating.give_back(tx, one.id)

    async def _split(self, tx: Tx, told: Told, subject: str) -> None:
        if told.spot.inbound_id is not None:
            created = uuid7()
            await closing.split(tx, told.spot.case_id, created, told.spot.inbound_id, True, subject)
            await assigning.assign(tx, created, self.agents.firm.users[told.member.key])

    async def _merge(self, tx: Tx, told: Told, rest: str) -> None:
        earlier = next((one for one in told.cases if one != told.spot.case_id), None)
        if earlier is not None:
            await closing.merge(tx, told.spot.case_id, earlier)

    async def _ask(self, tx: Tx, told: Told, agreement: str) -> None:
        other = next((one for one in told.contacts if one != told.spot.contact_id), None)
        linked = other if agreement == Agreement.LINKING else None
        await consent.ask(tx, self.agents.house.book, told.spot.conversation_id, Agreement(agreement), linked)

    async def _resolve(self, tx: Tx, told: Told, reason: str) -> None:
        await closing.resolve(tx, told.spot.case_id, self.agents.firm.reasons[reason])

    async def start(self, door: Door, number: str, name: str, text: str) -> Member:
        """Write first, by template: `name | parameter | …`. Returns who did."""
        member = next(m for m in MEMBERS if m.plays and m.team == ("postventa" if door.brand == PIRCA else "soporte"))
        wanted, *parameters = [part.strip() for part in text.split("|")]
        found = next(one for one in TEMPLATES[door.brand] if one[0] == wanted)
        template = Template(found[0], found[1], tuple(parameters), found[2], found[3])
        firm, house = self.agents.firm, self.agents.house
        new = composing.NewStart(
            id=uuid7(), case_id=uuid7(), account_id=door.account_id, text="", name=name, template=template,
            address=Address(IdentityKind.PHONE, from_international(number) or number, raw=number),
            case_subject="Aviso", alias=member.alias or member.name,
            sources=(Source(SourceKind.TEMPLATE, None, 1, found[1]),),
        )  # fmt: skip
        async with house.db.transaction(firm.workspace, self.agents.actor(member), ring=RINGS) as tx:
            await starting.start(tx, house.book, new)
            await assigning.assign(tx, new.case_id, firm.users[member.key])
        return member


Deed = Callable[[Deeds, Tx, Told, str], Awaitable[None]]
WORDS: Mapping[str, Deed] = {
    "etiqueta": Deeds._tag,
    "espera": Deeds._wait,
    "sigue": Deeds._go_on,
    "posterga": Deeds._snooze,
    "promesa": Deeds._promise,
    "cumple": Deeds._keep,
    "aparta": Deeds._set_aside,
    "repone": Deeds._restore,
    "bloquea": Deeds._block,
    "pasa": Deeds._transfer,
    "remite": Deeds._escalate,
    "separa": Deeds._split,
    "une": Deeds._merge,
    "pide": Deeds._ask,
    "resuelve": Deeds._resolve,
}


def _hours(text: str) -> timedelta:
    return timedelta(hours=float(text.rstrip("h")))
