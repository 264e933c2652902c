"""Outbound: an agent's answer, from hand-in to durable and sent, over the web chat: no provider's time in it."""

from __future__ import annotations

import asyncio
import sys
import time

import asyncpg
import msgspec
import uvloop

from bench.stand import Stand, stand
from trato.app.report import Limit, Report
from trato.flow.replying import ReplyDesk
from trato.flow.writing import Answering, NewReply
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.channels.store import inbox

CONVERSATIONS = 400
LINES = 64


async def measure(seconds: float, report: Report) -> None:
    """Hand in answers for `seconds` on many lines at once; count those that the worker has sent."""
    async with stand() as one:
        await one.found()
        one.start("worker-1")
        await _seed(one)
        owner = await asyncpg.connect(one.server.url())
        threads = await owner.fetch("select id, case_id from conversations.conversation")
        desk = ReplyDesk(one.house.db, one.house.book)
        workspace, agent = one.spaces[0].workspace, Actor(ActorKind.USER, uuid7())
        end, count = time.monotonic() + seconds, 0
        took: list[float] = []

        async def line(n: int) -> None:
            nonlocal count
            while time.monotonic() < end:
                thread = threads[(n + count * 7) % len(threads)]
                began = time.monotonic()
                new = NewReply(uuid7(), thread["id"], thread["case_id"], "Hola, ya lo reviso y te confirmo.", "Camila")
                await desk.hand_in(workspace, Answering(agent, new))
                took.append(time.monotonic() - began)
                count += 1

        cpu, began = one.cpu_seconds(), time.monotonic()
        own = time.process_time()
        await asyncio.gather(*(line(n) for n in range(LINES)))
        sent = "select count(*) from conversations.delivery where state in ('sent', 'delivered', 'read')"
        done = await owner.fetchval(sent)
        elapsed = time.monotonic() - began
        used = sum(one.cpu_seconds().values()) - sum(cpu.values()) + time.process_time() - own
        took.sort()
        report.add("replies.sent_rate", round(done / elapsed), "replies/s", Limit(at_least=500))
        report.add("replies.durable_rate", round(count / elapsed), "replies/s")
        report.add("replies.cpu", round(used / max(done, 1) * 1000, 2), "ms/reply")
        report.add("replies.durable_p50", round(took[len(took) // 2] * 1000, 1), "ms")
        await owner.close()


async def _seed(one: Stand) -> None:
    space = one.spaces[0]
    rows = []
    for n in range(CONVERSATIONS):
        item = msgspec.json.encode({"type": "message", "id": str(uuid7()), "thread": "", "at": 0, "text": f"Hola {n}"})
        body = msgspec.Raw(b'{"id":"%s","items":[%s]}' % (str(uuid7()).encode(), item))
        raw = msgspec.json.encode(Envelope(Sender(f"v-{n}", "", "", ""), body, {}))
        rows.append((space.workspace, space.webchat, uuid7().bytes, raw, {}))
    async with one.house.db.at_door() as door:
        await inbox.add_deliveries(door, rows)
    one.house.db.bell.ring("inbox", space.workspace)
    owner = await asyncpg.connect(one.server.url())
    while await owner.fetchval("select count(*) from conversations.conversation") < CONVERSATIONS:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    await owner.close()


def run(report: Report, seconds: float = 15.0) -> None:
    """Fill the report."""
    uvloop.run(measure(seconds, report))


if __name__ == "__main__":
    figures = Report()
    run(figures, float(sys.argv[1]) if len(sys.argv) > 1 else 8.0)
    figures.print(True)
