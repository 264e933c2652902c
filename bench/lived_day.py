"""A working day through the product's own deeds, on a database that goes away: what was given is asked again after.

The clock stands still between deeds and moves on a minute a turn, so that ten hours take as long as their statements.
Three queues of two teams: one gives, one asks first and overflows, one is of mail. Agents come, rest, go and say
nothing; they let cases pass, hand them over, give them back; people write again to whom they know; capacities, skills
and the terms of choice change while two workers take turns at giving.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from bench import load
from bench.stand import NUMBER, stand
from trato.app.founding import found_brand, found_workspace, open_channel
from trato.app.wiring import House, reactions_of
from trato.flow import closing, composing, writing
from trato.flow.acts import answering, assigning, offering
from trato.flow.acts.routing import Dispatcher
from trato.flow.receiving import Receiver
from trato.flow.timers import Timekeeper
from trato.kit.clock import Scale, wall_clock
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.brands.model import HoursPlan, always_open
from trato.rooms.channels import api as channels
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import DeliveryState, SendResult
from trato.rooms.routing import api as routing
from trato.rooms.routing.errors import OfferGone
from trato.rooms.routing.model import Overflow, Policy
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches, PresenceState

BEGINS = datetime(2026, 11, 20, 13, tzinfo=UTC)
TURN = timedelta(minutes=1)
HOURS = 10
SALES_NUMBER = "1122334455668"
HELD = """
select c.id, c.holder_id, c.channel, v.id as thread from cases."case" c
join lateral (select o.id from conversations.conversation o where o.case_id = c.id and o.workspace_id = c.workspace_id
  order by o.id limit 1) v on true
where c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'agent' order by c.id
"""
ASKED = "select case_id, agent_id from routing.offer where workspace_id = $1 order by case_id"
JUST_CAME = """
select id from cases."case" where workspace_id = $1 and opened_at = $2 order by id
"""
ANSWERED = """
select c.id from cases."case" c where c.workspace_id = $1 and c.id = any($2::uuid[]) and c.state = 'open'
  and c.holder_kind = 'agent' and c.unanswered_since is null
"""
LEAVE_NOW = """
update conversations.delivery set next_at = clock_timestamp() where workspace_id = $1 and state = 'cleared'
"""
TOLD = """
select count(*) filter (where author = 'engine' and agent_id is not null) as given,
  count(*) filter (where sticky_honoured) as known,
  count(*) filter (where outcome = 'declined') as passed, count(*) filter (where outcome = 'timed_out') as silent,
  count(*) filter (where author in ('person', 'self')) as by_hand,
  count(*) filter (where reason = 'returned') as returned,
  count(distinct agent_id) as agents, count(distinct queue_id) as queues, count(distinct policy_version) as policies,
  (select count(*) from cases."case" where workspace_id = $1) as cases,
  (select count(*) from routing.need where workspace_id = $1) as needs,
  (select count(*) from cases.transfer where workspace_id = $1) as transfers
from routing.assignment where workspace_id = $1
"""
Progress = Callable[[str], None]
Terms = Callable[[Policy], Policy]


@dataclass(frozen=True, slots=True)
class Lived:
    """What a lived day holds, by name; what came of asking again; and of asking again under other terms."""

    told: dict[str, int]
    again: routing.Replayed
    otherwise: routing.Replayed


@dataclass(slots=True)
class Town:
    """The house, who works there, and what each of them does next."""

    house: House
    owner: asyncpg.Connection[Any]
    workspace: UUID
    accounts: dict[str, UUID]
    queues: Mapping[str, UUID]
    agents: list[UUID]
    skills: list[UUID]
    chance: random.Random
    known: list[str] = field(default_factory=list)
    done_at: dict[tuple[UUID, UUID], datetime] = field(default_factory=dict)
    written: int = 0

    def now(self, at: datetime) -> None:
        """Let the clock stand at an instant."""
        self.house.db.scale = Scale(wall_clock(), at, 1e-9)


def live(messages: int, seed: int, say: Progress, terms: Terms) -> Lived:
    """Live a day of so many messages on a throw-away database, and ask the engine again about all that it gave.

    It is asked twice: under the terms that counted then, and under what `terms` makes of them.
    """
    return uvloop.run(_live_apart(messages, seed, say, terms))


async def _live_apart(messages: int, seed: int, say: Progress, terms: Terms) -> Lived:
    async with stand() as one:
        return await live_in(one.house, one.server.url(), messages, seed, say, terms)


async def live_in(
    house: House, owner_url: str, messages: int, seed: int, say: Progress, terms: Terms, hours: int = HOURS
) -> Lived:
    """Do it in a house whose clock may be bent."""
    owner = await asyncpg.connect(owner_url)
    try:
        house.db.scale = Scale(wall_clock(), BEGINS - timedelta(minutes=5), 1e-9)
        town = await _found(house, owner, seed)
        await _live(town, messages, hours, say)
        span = BEGINS - timedelta(hours=1), BEGINS + timedelta(days=1)
        async with house.db.transaction(town.workspace, SYSTEM) as tx:
            again = await routing.replay(tx, *span)
            otherwise = await routing.replay(tx, *span, terms=terms)
        row = await owner.fetchrow(TOLD, town.workspace)
        assert row is not None
        return Lived(dict(row), again, otherwise)
    finally:
        await owner.close()


async def _found(house: House, owner: asyncpg.Connection[Any], seed: int) -> Town:
    workspace = await found_workspace(house, f"w{uuid7().hex}", "Grupo Pirca")
    chance = random.Random(seed)
    async with house.db.transaction(workspace, SYSTEM) as tx:
        brand = await found_brand(
            tx, "Pirca", country="PE", timezone="America/Lima", locale="es", legal_name="Pirca S.A.C.",
            queue_name="Postventa", hours=HoursPlan("America/Lima", always_open().week),
        )  # fmt: skip
        team = await access.add_team(tx, brand.brand.id, "Ventas")
        sales = await routing.create_queue(tx, "Ventas", brand_id=brand.brand.id, team_id=team.id, position=1)
        mail = await routing.create_queue(tx, "Correo", brand_id=brand.brand.id, team_id=brand.team_id, position=2)
        overflow = Overflow(brand.queue.id, timedelta(minutes=12))
        await routing.change_queue(
            tx, replace(sales, accept_seconds=100, sticky=timedelta(minutes=5), overflow=overflow)
        )
        queues = {"service": brand.queue.id, "sales": sales.id, "mail": mail.id}
        meta = {"app_secret": "s3cret", "token": "t0ken", "verify_token": "v"}
        accounts = {
            name: await open_channel(house, tx, brand, channel, key, name, settings={}, secrets=secrets, portfolio="p",
                                     queue_id=queues[name])
            for name, channel, key, secrets in (
                ("service", "whatsapp", NUMBER, meta), ("sales", "whatsapp", SALES_NUMBER, meta),
                ("mail", "email", "hola@pirca.example", {"password": "x", "thread_key": "k" * 32}),
            )
        }  # fmt: skip
        skills: list[UUID] = [(await workforce.add_skill(tx, name)).id for name in ("Facturación", "Técnico")]
        mails = await workforce.add_skill(tx, "Correo", Matches.CHANNEL, "email", 1)
        agents: list[UUID] = []
        for n in range(16):
            user = await access.add_user(tx, f"a{n}@pirca.example", f"Agente {n}")
            for number, its in enumerate((brand.team_id, team.id)):
                if n % 3 == 2 or n % 2 == number:
                    await access.join_team(tx, its, UserId(user.id))
            levels = {one: chance.randint(1, 5) for one in skills if chance.random() < 0.6}
            await workforce.set_skills(tx, user.id, levels | ({mails.id: 2} if n % 3 else {}))
            await workforce.set_capacity(tx, user.id, chance.choice((20, 30, 40)), 40)
            agents.append(user.id)
    return Town(house, owner, workspace, accounts, queues, agents, skills, chance)


async def _live(town: Town, messages: int, hours: int, say: Progress) -> None:
    receiver, reactor = Receiver(town.house.db, town.house.book), Reactor(town.house.db, reactions_of(town.house))
    acceptor, workers = channels.Acceptor(town.house.db), (Dispatcher(town.house.db), Dispatcher(town.house.db))
    turns = int(timedelta(hours=hours) / TURN)
    arrivals = sorted(town.chance.triangular(0, turns * 0.95, turns * 0.35) for _ in range(messages))
    acceptor.start()
    try:
        for turn in range(turns):
            at = BEGINS + turn * TURN
            town.now(at)
            await _shift(town, turn)
            while arrivals and arrivals[0] <= turn:
                arrivals.pop(0)
                await _write(town, acceptor, at)
            while await receiver.receive(town.workspace):
                pass
            await _mark(town, at)
            await _work(town, at)
            await Timekeeper(town.house.db).work(town.workspace)
            while await reactor.work(town.workspace):
                pass
            await workers[turn % 2].work(town.workspace)
            if turn % 60 == 59:
                say(f"lived {turn // 60 + 1} of {hours} hours: {town.written} messages came")
    finally:
        await acceptor.stop()


async def _shift(town: Town, turn: int) -> None:
    """Let people come and go, and change what the house says in the middle of the day."""
    async with town.house.db.transaction(town.workspace, SYSTEM) as tx:
        for n, user in enumerate(town.agents):
            comes = 0 if n % 2 else 120
            moments = {
                comes: PresenceState.ONLINE, comes + 170 + 7 * n: PresenceState.BREAK,
                comes + 215 + 7 * n: PresenceState.ONLINE, comes + 470: PresenceState.OFFLINE,
            }  # fmt: skip
            if turn in moments:
                await workforce.set_presence(tx, user, moments[turn])
        if turn == 240:
            await workforce.set_capacity(tx, town.agents[0], 60, 60)
            await workforce.set_skills(tx, town.agents[1], {town.skills[0]: 5})
        if turn == 300:
            await routing.change_policy(tx, {"load": 4.0, "age": 2.0, "scarce": 6.0})


async def _write(town: Town, acceptor: channels.Acceptor, at: datetime) -> None:
    """Let somebody write: a stranger, or somebody who did before."""
    town.written += 1
    n, chance = town.written, town.chance
    if town.known and chance.random() < 0.35:
        who = chance.choice(town.known[-120:])
    else:
        who = f"{chance.choices(('service', 'sales', 'mail'), (0.5, 0.3, 0.2))[0]} 519{n:08d}"
        town.known.append(who)
    door, phone = who.split()
    raw = _mail(n, phone) if door == "mail" else load.whatsapp(n, phone, int(at.timestamp()))
    if door == "sales":
        raw = raw.replace(NUMBER.encode(), SALES_NUMBER.encode())
    await acceptor.accept(town.workspace, town.accounts[door], uuid7().bytes, raw, {})


def _mail(n: int, phone: str) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = f"<c{phone}@otra.example>", "hola@pirca.example"
    letter["Subject"], letter["Message-ID"] = f"Consulta {n}", f"<{n}@otra.example>"
    letter.set_content(load.TEXTS[n % len(load.TEXTS)])
    return bytes(letter)


async def _mark(town: Town, at: datetime) -> None:
    """Let a third of what came ask for a skill, and give one in thirty to somebody by hand."""
    chance, came = town.chance, await town.owner.fetch(JUST_CAME, town.workspace, at)
    if not came:
        return
    async with town.house.db.transaction(town.workspace, SYSTEM) as tx:
        for row in came:
            if chance.random() < 0.33:
                await routing.need(tx, row["id"], chance.choice(town.skills), chance.choice((1, 1, 2, 3)))
            elif chance.random() < 0.05:
                with tx.acting(Actor(ActorKind.USER, town.agents[0])):
                    await assigning.assign(tx, row["id"], chance.choice(town.agents))


async def _work(town: Town, at: datetime) -> None:
    """Let agents say yes, no or nothing to what they are asked, and end, hand over or give back what they hold."""
    chance = town.chance
    for row in await town.owner.fetch(ASKED, town.workspace):
        said = chance.random()
        if said < 0.85:
            await _answer(town, row["case_id"], row["agent_id"], accepted=said < 0.65)
    done = []
    for row in await town.owner.fetch(HELD, town.workspace):
        key = row["id"], row["holder_id"]
        minutes = chance.lognormvariate(2.3, 0.6) if key not in town.done_at else 0.0
        if town.done_at.setdefault(key, at + timedelta(minutes=minutes)) <= at:
            del town.done_at[key]
            done.append(row)
    for row in done:
        async with town.house.db.transaction(town.workspace, Actor(ActorKind.USER, row["holder_id"])) as tx:
            turn = chance.random()
            if turn < 0.06:
                await assigning.assign(tx, row["id"], None, queue_id=town.queues[chance.choice(("service", "sales"))])
            elif turn < 0.11:
                await assigning.assign(tx, row["id"], chance.choice(town.agents), why="La conoce")
            elif turn < 0.16:
                await assigning.assign(tx, row["id"], None)
            else:
                new = composing.NewReply(uuid7(), row["thread"], row["id"], "Ya lo vemos")
                await writing.reply(tx, town.house.book, new)
    if done:
        await _leave(town, done)


async def _answer(town: Town, case_id: UUID, agent: UUID, *, accepted: bool) -> None:
    async with town.house.db.transaction(town.workspace, Actor(ActorKind.USER, agent)) as tx:
        try:
            await (offering.accept if accepted else offering.decline)(tx, case_id, agent)
        except OfferGone:  # its time ran out a moment ago
            return


async def _leave(town: Town, done: list[Any]) -> None:
    """Let the provider take what was written; who wrote it ends the case, for good every second time."""
    await town.owner.execute(LEAVE_NOW, town.workspace)
    async with town.house.db.transaction(town.workspace, SYSTEM) as tx:
        claimed = await conversations.claim(tx, 100, [], 30)
        taken = [SendResult(one.message_id, one.attempt, DeliveryState.SENT, uuid7().hex) for one in claimed]
        if taken:
            await answering.listen(tx, await conversations.write_back(tx, taken))
    answered = {row["id"] for row in await town.owner.fetch(ANSWERED, town.workspace, [row["id"] for row in done])}
    for row in done:
        if row["id"] in answered:
            async with town.house.db.transaction(town.workspace, Actor(ActorKind.USER, row["holder_id"])) as tx:
                await closing.resolve(tx, row["id"])
                if town.chance.random() < 0.5:
                    await closing.close(tx, row["id"])
