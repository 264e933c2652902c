"""A long history in one workspace, copied straight into the tables: brands, teams, queues, people, cases, messages.

The organisation is founded by the product's own deeds; only what would take days to live through is copied. Foreign
keys and triggers rest meanwhile (`session_replication_role`), and every table is analysed afterwards, as years of
autovacuum would have. What a trigger would have kept beside a table has to be built by whoever measures it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from bench import history_words as words
from trato.app.founding import FoundedBrand, found_brand, open_channel
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, TeamId, UserId
from trato.rooms.brands.model import HoursPlan, always_open
from trato.rooms.cases import api as cases
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Queue

BRANDS = (("Pirca", "PE", "America/Lima"), ("Zumbal", "MX", "America/Mexico_City"))
QUEUES = ("Postventa", "Pedidos", "Devoluciones", "Soporte", "Tiendas")
TAGS = ("reembolso", "defecto", "entrega", "mayorista", "prensa", "recompra")
# surface, kind of identity, settings (a mailbox makes its own), secrets
CHANNELS: dict[str, tuple[str, str, dict[str, Any] | None, dict[str, str]]] = {
    "whatsapp": ("direct_message", "phone", {}, {"access_token": "t", "app_secret": "s", "verify_token": "v"}),
    "webchat": ("chat", "visitor", {}, {"visitor_secret": "v1s1tor" * 5, "identity_secret": "1dent" * 8}),
    "email": ("mail", "email", None, {"password": "p", "thread_key": "hilo" * 8}),
}
CHUNK = 5_000  # cases a round of copies
KNOWN = 60_000  # contacts who still write: the newest
COLUMNS = {
    "contacts.contact": "id workspace_id controller_id name locale country created_at",
    "contacts.identity": "id workspace_id contact_id controller_id kind address created_at",
    "conversations.conversation": "id workspace_id account_id brand_id identity_id contact_id channel surface"
    " thread_key subject case_id created_at last_sort_at last_inbound_at",
    'cases."case"': "id workspace_id number brand_id unit_id account_id queue_id contact_id surface channel subject"
    " preview opened_at opened_by_kind state waiting_on waiting_until set_aside priority holder_kind holder_id"
    " last_inbound_at last_outbound_at last_message_at due_from due_at due_kind breached end_reason",
    "cases.participant": "case_id workspace_id contact_id role since",
    "cases.state_seg": "case_id workspace_id state waiting_on from_at to_at",
    "cases.holding": "case_id workspace_id holder_kind holder_id from_at to_at",
    "cases.tag_mark": "id workspace_id case_id tag_id by_kind at",
    "conversations.message": "id workspace_id conversation_id case_id account_id provider_id direction author_kind"
    " author_id purpose parts text language occurred_at received_at sort_at sort_id",
    "conversations.delivery": "message_id workspace_id account_id conversation_id case_id state verdict_id queued_at"
    " provider_id sent_at delivered_at",
    "sla.clock": "id workspace_id case_id conversation_id target policy_id policy_version seconds approach bot_counts"
    " public brand_id account_id queue_id surface channel started_at approach_at due_at breached_at",
    "console.read_mark": "user_id case_id workspace_id up_to at",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of it. `open` cases are the newest; some of those before them are resolved; the rest are closed."""

    cases: int = 200_000
    messages: int = 1_000_000
    open: int = 8_000
    resolved: int = 4_000
    years: float = 3.0
    agents: int = 6  # in each team


@dataclass(frozen=True, slots=True)
class Desk:
    """A queue with its team and its people."""

    founded: FoundedBrand
    queue: Queue
    team_id: TeamId
    agents: tuple[UserId, ...]
    accounts: tuple[tuple[str, UUID], ...]  # channel, account


@dataclass(frozen=True, slots=True)
class History:
    """What was written, for whoever measures it."""

    workspace: UUID
    desks: tuple[Desk, ...]
    agent: UserId  # of the first desk: sees that queue only
    leader: UserId  # sees everything
    tags: tuple[UUID, ...]


async def write(house: House, url: str, workspace: UUID, shape: Shape, seed: int = 7) -> History:
    """Found the organisation in an empty workspace and copy its history in; `url` is the owner's."""
    history = await _found(house, workspace, shape)
    owner = await asyncpg.connect(url)
    try:
        await owner.execute("set session_replication_role = replica")
        policy = await owner.fetchrow(
            "select policy_id, version from sla.policy_version where workspace_id = $1 limit 1", workspace
        )
        assert policy is not None
        now = await owner.fetchval("select clock_timestamp()")
        writer = _Writer(history, shape, Random(seed), now, (policy["policy_id"], policy["version"]))
        for first in range(0, shape.cases, CHUNK):
            for n in range(first, min(first + CHUNK, shape.cases)):
                writer.case(n)
            for table, lines in writer.take():
                await _copy(owner, table, lines)
        await owner.execute(
            "update cases.counter set number = number + $2 where workspace_id = $1", workspace, shape.cases
        )
        for table in COLUMNS:
            await owner.execute(f"vacuum analyze {table}")
    finally:
        await owner.close()
    return history


async def _found(house: House, workspace: UUID, shape: Shape) -> History:
    desks: list[Desk] = []
    async with house.db.transaction(workspace, SYSTEM) as tx:
        for name, country, timezone in BRANDS:
            hours = HoursPlan(timezone, always_open().week)
            queue_name = f"{QUEUES[0]} de {name}"
            founded = await found_brand(
                tx, name, country=country, timezone=timezone, locale="es", legal_name=f"{name} S.A.",
                queue_name=queue_name,
                hours=hours, automatic=False,
            )  # fmt: skip
            accounts = []
            for channel, (_, _, settings, secrets) in CHANNELS.items():
                told = _mailbox(name) if settings is None else settings
                outside = (
                    f"cuidado@{name.lower()}.example" if channel == "email" else f"{channel}-{workspace.hex}-{name}"
                )
                opened = await open_channel(house, tx, founded, channel, outside, name, settings=told, secrets=secrets)
                accounts.append((channel, opened))
            for n, label in enumerate(QUEUES):
                team, queue = founded.team_id, founded.queue
                if n:
                    team = (await access.add_team(tx, founded.brand.id, f"{label} de {name}")).id
                    queue = await routing.create_queue(
                        tx, f"{label} de {name}", brand_id=founded.brand.id, team_id=team, automatic=False
                    )
                agents = []
                for who in range(shape.agents):
                    user = await access.add_user(tx, f"a{len(desks)}-{who}@pirca.example", f"Agente {len(desks)}.{who}")
                    await access.join_team(tx, team, user.id)
                    await access.grant(tx, None, user.id, "agent", ScopeKind.QUEUE, queue.id)
                    agents.append(user.id)
                desks.append(Desk(founded, queue, team, tuple(agents), tuple(accounts)))
        leader = await access.add_user(tx, "lidera@pirca.example", "Quien lidera")
        await access.grant(tx, None, leader.id, "service_leader", ScopeKind.WORKSPACE)
        tags = tuple([(await cases.create_tag(tx, name)).id for name in TAGS])
    return History(workspace, tuple(desks), desks[0].agents[0], leader.id, tags)


def _mailbox(name: str) -> dict[str, str]:
    return {"imap_host": "localhost", "smtp_host": "localhost", "user": f"cuidado@{name.lower()}.example"}


@dataclass(slots=True)
class _Writer:
    """Makes rows, oldest case first, and hands them over table by table."""

    history: History
    shape: Shape
    chance: Random
    now: datetime
    policy: tuple[UUID, int]
    lines: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    people: list[tuple[UUID, str, str, dict[UUID, tuple[UUID, UUID]]]] = field(default_factory=list)
    messages: int = 0

    def take(self) -> Iterable[tuple[str, list[str]]]:
        """Hand over what was made since last time."""
        made, self.lines = self.lines, {table: [] for table in COLUMNS}
        return made.items()

    def case(self, n: int) -> None:
        """Make one case with its messages; the `n`-th of all."""
        shape, chance, workspace = self.shape, self.chance, self.history.workspace
        desk = chance.choice(self.history.desks)
        channel, account = chance.choice(desk.accounts)
        surface = CHANNELS[channel][0]
        back = shape.cases - n  # 1 is the newest
        span = timedelta(days=365.25 * shape.years)
        recent = back <= shape.open + shape.resolved
        opened = self.now - (timedelta(minutes=2.2 * back) if recent else span * (back / shape.cases) ** 1.1)
        state = "open" if back <= shape.open else "resolved" if recent else "closed"
        contact, language, name, conversation = self._person(desk, channel, account, surface, opened)
        case_id = self._id(opened)
        about = words.subject(chance, language)
        holder = chance.choices(("agent", "queue", "team"), (4, 5, 1))[0] if state == "open" else "agent"
        holder_id = {"agent": chance.choice(desk.agents), "queue": desk.queue.id, "team": desk.team_id}[holder]
        texts, said = self._messages(
            n, opened, desk, account, contact, conversation, case_id, language, name, holder_id
        )
        last_in, last_out, last = said
        waiting = (
            chance.choices((None, "contact", "until", "third_party"), (8, 1, 1, 1))[0] if state == "open" else None
        )
        until = self.now + timedelta(hours=chance.randint(1, 200)) if waiting == "until" else None
        aside = "spam" if chance.random() < 0.01 else None
        due = self._clock(state, waiting, desk, account, channel, surface, case_id, conversation, last_in)
        brand = desk.founded.brand.id
        self._add(
            'cases."case"', case_id, workspace, 10_001 + n, brand, brand, account, desk.queue.id, contact, surface,
            channel,
            about, texts, opened, "contact", state, waiting, until, aside, chance.choices((-1, 0, 1, 2), (1, 12, 3,
            1))[0],
            holder, holder_id, last_in, last_out, last, *due, "resolved" if state == "closed" else None,
        )  # fmt: skip
        self._add("cases.participant", case_id, workspace, contact, "requester", opened)
        self._add("cases.state_seg", case_id, workspace, state, waiting, last, None)
        self._add("cases.holding", case_id, workspace, holder, holder_id, opened, None)
        for tag in chance.sample(self.history.tags, chance.choices((0, 1, 2), (6, 3, 1))[0]):
            self._add("cases.tag_mark", self._id(last), workspace, case_id, tag, "user", last)
        if holder == "agent" and (state != "open" or chance.random() < 0.7):
            self._add("console.read_mark", holder_id, case_id, workspace, last, last)

    def _person(
        self, desk: Desk, channel: str, account: UUID, surface: str, at: datetime
    ) -> tuple[UUID, str, str, UUID]:
        """Return a contact with its conversation on this account: one of those known, or a new one."""
        chance, workspace, founded = self.chance, self.history.workspace, desk.founded
        if not self.people or chance.random() < 0.3:
            contact, language, name = self._id(at), chance.choice(words.LANGUAGES), words.name(chance)
            self._add("contacts.contact", contact, workspace, founded.controller_id, name, language, "PE", at)
            self.people.append((contact, language, name, {}))
        count = len(self.people)
        contact, language, name, known = self.people[chance.randrange(max(0, count - KNOWN), count)]
        if account not in known:
            identity, conversation = self._id(at), self._id(at)
            kind = CHANNELS[channel][1]
            address = f"{identity.hex}@correo.example" if kind == "email" else identity.hex
            self._add("contacts.identity", identity, workspace, contact, founded.controller_id, kind, address, at)
            self._add(
                "conversations.conversation", conversation, workspace, account, founded.brand.id, identity, contact,
                channel,
                surface, f"{contact}:{conversation.hex}", "", None, at, at, at,
            )  # fmt: skip
            known[account] = (identity, conversation)
        return contact, language, name, known[account][1]

    def _messages(
        self, n: int, opened: datetime, desk: Desk, account: UUID, contact: UUID, conversation: UUID, case_id: UUID,
        language: str, name: str, holder: UUID,
    ) -> tuple[str, tuple[datetime, datetime | None, datetime]]:  # fmt: skip
        chance, workspace = self.chance, self.history.workspace
        wanted = round(self.shape.messages * (n + 1) / self.shape.cases) - self.messages
        count = max(1, min(wanted, chance.randint(1, 2 * self.shape.messages // self.shape.cases)))
        at, last_in, last_out, text = opened, opened, None, ""
        for turn in range(count):
            inbound = turn == 0 or chance.random() < 0.55
            at = min(at + timedelta(seconds=chance.randint(20, 900) if turn else 0), self.now)
            made = words.inbound(chance, language, self.messages) if inbound else words.outbound(chance, language, name)
            text, last_in, last_out = made, at if inbound else last_in, last_out if inbound else at
            message, outside = self._id(at), f"wamid.{self.messages}.{workspace.hex}"
            self._add(
                "conversations.message", message, workspace, conversation, case_id, account, outside,
                "in" if inbound else "out", "contact" if inbound else "user", contact if inbound else holder,
                "contact" if inbound else "reply", json.dumps([{"type": "text", "text": made}], ensure_ascii=False),
                made,
                language, at, at, at, self.messages,
            )  # fmt: skip
            if not inbound:
                self._add(
                    "conversations.delivery", message, workspace, account, conversation, case_id,
                    "uncertain" if chance.random() < 0.0001 else "delivered", self._id(at), at, outside, at, at,
                )  # fmt: skip
            self.messages += 1
        return text[:140], (last_in, last_out, at)

    def _clock(
        self, state: str, waiting: str | None, desk: Desk, account: UUID, channel: str, surface: str, case_id: UUID,
        conversation: UUID, since: datetime,
    ) -> tuple[Any, ...]:  # fmt: skip
        """Make the promise that runs on an open case; return due_from, due_at, due_kind and breached of its row."""
        if state != "open" or waiting is not None or self.chance.random() < 0.2:
            return (None, None, None, False)
        seconds = self.chance.choice((3_600, 14_400, 86_400, 864_000))
        due, brand = since + timedelta(seconds=seconds), desk.founded.brand.id
        broken = due <= self.now
        self._add(
            "sla.clock", self._id(since), self.history.workspace, case_id, conversation, "next_response", *self.policy,
            seconds, 0.8, True, False, brand, account, desk.queue.id, surface, channel, since,
            since + timedelta(seconds=seconds * 0.8), due, due if broken else None,
        )  # fmt: skip
        return (since, due, "next_response", broken)

    def _id(self, at: datetime) -> UUID:
        ticks = int(at.timestamp() * 1000)
        return UUID(
            int=ticks << 80 | 0x7 << 76 | self.chance.getrandbits(12) << 64 | 0b10 << 62 | self.chance.getrandbits(62)
        )

    def _add(self, table: str, *values: Any) -> None:
        self.lines[table].append("\t".join([_field(value) for value in values]))


def _field(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")
    return str(value)


async def _copy(owner: asyncpg.Connection[Any], table: str, lines: list[str]) -> None:
    async def source() -> AsyncIterator[bytes]:
        for start in range(0, len(lines), 2_000):
            yield ("\n".join(lines[start : start + 2_000]) + "\n").encode()

    schema, _, name = table.partition(".")
    if lines:
        await owner.copy_to_table(
            name.strip('"'), source=source(), schema_name=schema, columns=COLUMNS[table].split(), format="text"
        )
