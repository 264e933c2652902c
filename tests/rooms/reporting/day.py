"""A day lived through the product's own deeds, each at the minute that its story says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.flow import providers
from tests.flow.records import agent, presence, react
from tests.flow.world import World, make_world
from trato.app.wiring import House
from trato.flow import closing, writing
from trato.flow.acts import answering, assigning, escalating
from trato.flow.composing import NewReply
from trato.flow.timers import Timekeeper
from trato.kit.clock import Scale, wall_clock
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.brands.model import CLOSED, HoursPlan, opening
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AbandonmentVariant, EscalationLevel, Holder, HolderKind, SetAsideReason, WaitingOn
from trato.rooms.console.store import people as attention
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import DeliveryState, SendResult
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

LIMA = ZoneInfo("America/Lima")
MONDAY = datetime(2026, 3, 2, tzinfo=LIMA)
NINE_TO_SIX = HoursPlan("America/Lima", ((opening("09:00", "18:00"),),) * 5 + (CLOSED, CLOSED))


@dataclass(slots=True)
class Day:
    """The clock stands still between deeds; `at` moves it."""

    house: House
    world: World
    users: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)

    def at(self, clock: str, days: int = 0) -> None:
        """Move the clock to an hour of Monday, or of `days` after: "09:10" or "09:10:30"."""
        hour, minute, *second = (int(one) for one in clock.split(":"))
        there = MONDAY + timedelta(days=days, hours=hour, minutes=minute, seconds=second[0] if second else 0)
        turn(self.house, there)

    async def hire(self, name: str) -> UUID:
        self.users[name] = await agent(self.world, name, online=False)
        return self.users[name]

    async def is_(self, name: str, state: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await workforce.set_presence(tx, self.users[name], PresenceState(state))

    async def whatsapp(self, case: str, text: str, phone: str) -> None:
        await self.world.whatsapp(text, phone=phone, name=case)
        await self._remember(case)

    async def webchat(self, case: str, text: str) -> None:
        """Let a visitor open the chat and write."""
        await self.world.webchat(text, visitor=case)
        await presence(self.world, "here", f"socket-of-{case}", visitor=case)
        await self._remember(case)

    async def leaves(self, case: str) -> None:
        await presence(self.world, "gone", f"socket-of-{case}", visitor=case)
        await react(self.world)

    async def mail(self, case: str, text: str) -> None:
        raw = providers.mail(text, sender=f"<{case}@otra.example>")
        await self.world.accept("email", raw)
        await self.world.receive()
        await self._remember(case)

    async def take(self, name: str, case: str, who: str | None = None) -> None:
        """Give a case to `name`, by `who` or themselves."""
        async with self.world.tx(self.actor(who or name)) as tx:
            await assigning.assign(tx, self.cases[case], self.users[name])

    async def write(self, name: str, case: str, thread: str | None = None) -> None:
        """Let an answer be written; it leaves when `accept` says so."""
        (row,) = await self.world.fetch(
            "select id from conversations.conversation where case_id = $1 and ($2::text is null or channel = $2) "
            "order by created_at, id limit 1",
            self.cases[case], thread,
        )  # fmt: skip
        async with self.world.tx(self.actor(name)) as tx:
            await writing.reply(tx, self.house.book, NewReply(uuid7(), row["id"], self.cases[case], "Ya lo vemos"))

    async def accept(self) -> None:
        """Let the providers accept all that waits to leave."""
        await self.world.fetch(
            "update conversations.delivery set next_at = clock_timestamp() where state = 'cleared' returning 1"
        )
        async with self.world.tx() as tx:
            claimed = await conversations.claim(tx, 50, [], 30)
            taken = [SendResult(one.message_id, one.attempt, DeliveryState.SENT, uuid7().hex) for one in claimed]
            assert taken
            await answering.listen(tx, await conversations.write_back(tx, taken))

    async def answer(self, name: str, case: str, thread: str | None = None) -> None:
        await self.write(name, case, thread)
        await self.accept()

    async def looks(self, name: str, case: str | None, clock: str, until: str, active: float, kind: str = "focus",
                    outcome: str | None = None) -> None:  # fmt: skip
        """Hand in a stretch of attention, as the desk does."""
        self.at(clock)
        began = await self.now()
        self.at(until)
        await self.looked(name, case, began, await self.now(), active, kind, outcome)

    async def looked(self, name: str, case: str | None, began: datetime, ended: datetime, active: float,
                     kind: str = "focus", outcome: str | None = None) -> None:  # fmt: skip
        """Hand in a stretch of attention, whatever the clock says now."""
        row = (uuid7(), kind, self.cases[case] if case else None, None, "d", began, ended, active, 1, 1, 1, None,
               outcome, None)  # fmt: skip
        async with self.world.tx(self.actor(name)) as tx:
            await attention.add_segments(tx, self.users[name], [row])

    async def resolve(self, name: str, case: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await closing.resolve(tx, self.cases[case])

    async def waits(self, name: str, case: str) -> None:
        """Let a case rest on its contact."""
        async with self.world.tx(self.actor(name)) as tx:
            await closing.wait(tx, self.cases[case], WaitingOn.CONTACT)

    async def close(self, name: str, case: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await closing.close(tx, self.cases[case])

    async def closes_itself(self, case: str) -> None:
        async with self.world.tx() as tx:
            assert await cases.auto_close(tx, self.cases[case], tx.now)

    async def merge(self, name: str, case: str, into: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await closing.merge(tx, self.cases[case], self.cases[into])

    async def set_aside(self, name: str, case: str, reason: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await closing.set_aside(tx, self.cases[case], SetAsideReason(reason))

    async def escalate(self, name: str, case: str) -> None:
        async with self.world.tx(self.actor(name)) as tx:
            await escalating.escalate(tx, self.cases[case], EscalationLevel.TEAM, team_id=self.world.brand.team_id)

    async def leaves_the_bot(self, case: str) -> None:
        async with self.world.tx() as tx:
            await cases.abandon(
                tx, self.cases[case], AbandonmentVariant.IN_BOT, "widget_gone", holder=Holder(HolderKind.BOT, None)
            )

    async def outage(self) -> None:
        """Let what waits to leave be held back."""
        await self.world.fetch("update conversations.delivery set state = 'held' where state = 'cleared' returning 1")

    async def outage_ends(self) -> None:
        await self.world.fetch("update conversations.delivery set state = 'cleared' where state = 'held' returning 1")
        await self.accept()

    async def time_passes(self) -> None:
        """Let what is due happen."""
        await react(self.world)
        await Timekeeper(self.house.db).work(self.world.workspace)
        await react(self.world)

    async def now(self) -> datetime:
        async with self.world.tx() as tx:
            return tx.now

    def actor(self, name: str) -> Actor:
        return Actor(ActorKind.USER, self.users[name])

    async def _remember(self, case: str) -> None:
        (row,) = await self.world.fetch('select id from cases."case" order by number desc limit 1')
        self.cases.setdefault(case, row["id"])


def turn(house: House, there: datetime) -> None:
    """Let the clock of a house stand at an instant."""
    house.db.scale = Scale(wall_clock(), there.astimezone(UTC), 1e-9)


async def begin(house: House) -> Day:
    """Found the place on the Sunday before, open from nine to six, Monday to Friday."""
    turn(house, MONDAY - timedelta(hours=10))
    return Day(house, await make_world(house, NINE_TO_SIX))
