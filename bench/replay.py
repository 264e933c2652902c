"""Recorded conversations between people, said again through our doors by a clock that runs faster.

Customers write through the doors that the world uses (signed webhooks of WhatsApp, the visitor's door of the web
chat), agents hand in answers that leave for a provider without bad days. Each side waits for what it answers: a
customer's turn must be in its case, an agent's must be accepted, before the next turn is said. A turn is said at its
recorded time, or as soon as what came before it is there.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import uvloop

from bench.chaos.desk import TROUBLE
from bench.chaos.post import Post
from bench.chaos.town import Town, found_town
from bench.replaying import Line, Turn, compare
from bench.stand import Stand, stand
from trato.app.founding import open_channel
from trato.app.report import Limit, Report
from trato.flow.composing import NewReply
from trato.flow.replying import ReplyDesk
from trato.flow.writing import Answering
from trato.kit.clock import Scale, wall_clock
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import AccountView, ChannelAccountId
from trato.rooms.channels.webchat.model import Visitor
from trato.rooms.channels.webchat.tokens import visitor_token

EARLIER = timedelta(hours=12)  # the scaled clock begins in the past and never overtakes the plain one
PER_SECOND = 40  # turns that are said each real second, on average
PATIENCE = 60.0  # real seconds that a turn may take to arrive
ORIGIN = "https://tienda.example"
SECRET = "v1s1tor"
FACTS = """
select e.seq, e.kind, e.subject, m.provider_id, m.conversation_id, m.case_id,
  (select state from conversations.delivery d where d.message_id = m.id and d.workspace_id = m.workspace_id) as state
from kit.event e join conversations.message m on m.id = e.subject and m.workspace_id = e.workspace_id
where e.workspace_id = $1 and e.seq > $2
  and e.kind in ('conversations.message_received', 'conversations.delivery_changed')
order by e.seq limit 2000
"""


@dataclass(slots=True)
class Stage:
    """Where the conversations are played."""

    stand: Stand
    town: Town
    scale: Scale
    desk: ReplyDesk
    webchat: AccountView
    client: httpx.AsyncClient
    seen: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)  # provider's id -> conversation, case
    sent: set[UUID] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def now(self) -> datetime:
        """The time by the scaled clock."""
        return self.scale.apply(wall_clock())

    async def until(self, at: datetime) -> None:
        """Wait until the scaled clock shows `at`."""
        wait = at - self.now
        if wait > timedelta(0):
            await asyncio.sleep(self.scale.shorten(wait))

    async def watch(self) -> None:
        """Follow what happens, until cancelled."""
        connection = await asyncpg.connect(self.stand.server.url())
        workspace, seq = self.stand.spaces[0].workspace, 0
        while True:
            rows = await connection.fetch(FACTS, workspace, seq)
            for row in rows:
                seq = row["seq"]
                if row["kind"] == "conversations.message_received":
                    self.seen[row["provider_id"]] = (row["conversation_id"], row["case_id"])
                elif row["state"] in ("sent", "delivered", "read"):
                    self.sent.add(row["subject"])
            if rows:
                self._changed.set()
                self._changed = asyncio.Event()
            await asyncio.sleep(0.01)

    async def arrived(self, wamid: str) -> tuple[UUID, UUID]:
        """Wait until a customer's turn is in its case; return its conversation and case."""
        async with asyncio.timeout(PATIENCE):
            while wamid not in self.seen:
                await self._changed.wait()
        return self.seen[wamid]

    async def left(self, key: UUID) -> None:
        """Wait until the provider has taken an agent's turn."""
        async with asyncio.timeout(PATIENCE):
            while key not in self.sent:
                await self._changed.wait()


def read(file: Path, limit: int) -> list[dict[str, Any]]:
    """Return the first conversations of a file, plain or gzipped; a line is `{id, turns: [{role, t, text}]}`."""
    opener = gzip.open if file.suffix == ".gz" else open
    found: list[dict[str, Any]] = []
    with opener(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if len(found) >= limit:
                break
            found.append(json.loads(line))
    return found


def measure(report: Report, file: Path, channels: Sequence[str], speed: float, limit: int) -> None:
    """Play the conversations of a file and compare."""
    lines = [
        Line(str(told["id"]), channels[n % len(channels)], [Turn(t["role"], t["t"], t["text"]) for t in told["turns"]])
        for n, told in enumerate(read(file, limit))
    ]
    uvloop.run(_play(report, lines, speed))


async def _play(report: Report, lines: list[Line], speed: float) -> None:
    real = wall_clock()
    scale = Scale(real, real - EARLIER, speed)
    turns = sum(len(line.turns) for line in lines)
    window = timedelta(seconds=turns / PER_SECOND * speed)
    async with stand({"TRATO_CLOCK": str(scale)}) as one:
        stage = await _set(one, scale)
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready(60)
        watching = asyncio.create_task(stage.watch())
        chance, begin = random.Random(1), stage.now + timedelta(seconds=speed)
        failed: list[str] = []

        async def play(line: Line) -> None:
            try:
                await _say(stage, line, begin + chance.random() * window)
            except (TimeoutError, httpx.HTTPError, RuntimeError) as error:
                failed.append(f"{line.id} ({line.channel}): {type(error).__name__} {error}")

        began = wall_clock()
        async with asyncio.TaskGroup() as group:
            for line in lines:
                group.create_task(play(line))
        took = wall_clock() - began
        await asyncio.sleep(7)  # breaches may be told five seconds late
        watching.cancel()
        with suppress(asyncio.CancelledError, *TROUBLE):
            await watching
        await _compare(report, one, lines, speed)
        await stage.client.aclose()
        await stage.town.running.stop()
    report.add("unfinished", len(failed), "conversations", Limit(at_most=0))
    for what in failed[:5]:
        report.fail(what)
    report.add("conversations", len(lines), "conversations")
    report.add("turns", turns, "turns")
    report.add("speed", speed, "times")
    report.add("took", round(took.total_seconds()), "s")


async def _set(one: Stand, scale: Scale) -> Stage:
    space = await one.found()
    town = await found_town(1, faults=False, post=Post(random.Random(1), redelivered=0.0, bundled=0.0))
    town.simulator.clock = lambda: scale.apply(wall_clock())
    await town.connect(one, 1)
    key = f"replay-{space.workspace.hex}"
    async with one.house.db.transaction(space.workspace, SYSTEM) as tx:
        account = await open_channel(
            one.house, tx, space.brand, "webchat", key, "Tienda", settings={"origins": [ORIGIN]},
            secrets={"visitor_secret": SECRET, "identity_secret": "1dent"},
        )  # fmt: skip
    view = AccountView(ChannelAccountId(account), space.workspace, "webchat", key, secrets={"visitor_secret": SECRET})
    return Stage(
        one, town, scale, ReplyDesk(one.house.db, one.house.book), view, httpx.AsyncClient(trust_env=False, timeout=30)
    )


async def _say(stage: Stage, line: Line, begin: datetime) -> None:
    """Say one conversation, turn by turn."""
    visitor = Visitor(str(uuid7()))
    phone = f"519{random.Random(line.id).randrange(10**8):08d}"
    agent = Actor(ActorKind.USER, uuid7())
    place: tuple[UUID, UUID] | None = None
    for turn in line.turns:
        turn.scheduled = begin + timedelta(seconds=turn.at - line.turns[0].at)
        await stage.until(turn.scheduled)
        turn.said = stage.now
        if turn.role == "customer":
            if line.channel == "webchat":
                turn.id = await _by_chat(stage, visitor, turn)
            else:
                turn.id = await _by_whatsapp(stage, phone, turn.text)
            place = await stage.arrived(turn.id)
        elif place is not None:
            key = uuid7()
            turn.id = str(key)
            new = NewReply(key, place[0], place[1], turn.text, "Camila")
            await stage.desk.hand_in(stage.stand.spaces[0].workspace, Answering(agent, new))
            await stage.left(key)
        line.conversation = place[0] if place else None


async def _by_whatsapp(stage: Stage, phone: str, text: str) -> str:
    number = stage.town.numbers[0]
    stage.town.simulator.add_person(phone, f"Contacto {phone[-4:]}", country="PE")
    return stage.town.simulator.say_text(number.id, phone, text)


async def _by_chat(stage: Stage, visitor: Visitor, turn: Turn) -> str:
    item = str(uuid7())
    at = int(stage.now.timestamp() * 1000)
    said = {"type": "message", "id": item, "thread": "", "at": at, "text": turn.text}
    token = visitor_token(stage.webchat, visitor, wall_clock() + timedelta(days=1))
    url = f"http://127.0.0.1:{stage.stand.port}/chat/v1/{stage.webchat.external_id}/deliveries"
    headers = {"authorization": f"Bearer {token}", "origin": ORIGIN, "content-type": "application/json"}
    while True:
        body = {"id": str(uuid7()), "items": [said], "sent_at": int(stage.now.timestamp() * 1000)}
        answer = await stage.client.post(url, content=json.dumps(body), headers=headers)
        if answer.status_code == 202:
            return item
        if answer.status_code != 429:
            raise RuntimeError(f"the visitor's door said {answer.status_code}: {answer.text[:200]}")
        await asyncio.sleep(float(answer.headers.get("retry-after", "1")) / 4)


async def _compare(report: Report, one: Stand, lines: list[Line], speed: float) -> None:
    connection = await asyncpg.connect(one.server.url())
    try:
        await compare(report, connection, lines, speed)
    finally:
        await connection.close()
