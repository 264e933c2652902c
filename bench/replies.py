"""Outbound: an agent's answer, from hand-in to durable and sent, over the web chat: no provider's time in it."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import uvloop

from bench import load
from bench.sinks import cookies
from bench.stand import Stand, stand
from trato.app.report import Limit, Report
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.channels.store import inbox

AGENTS = 20
CONVERSATIONS = 400
LINES = 64
SENT = "select count(*) from conversations.delivery where state in ('sent', 'delivered', 'read')"


async def measure(seconds: float, report: Report) -> None:
    """Post answers for `seconds` on many lines at once, as consoles do; count those that the worker has sent."""
    async with stand() as one:
        await one.found()
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        tokens = await cookies(one, AGENTS)
        await _seed(one)
        owner = await asyncpg.connect(one.server.url())
        threads = await owner.fetch("select id, case_id from conversations.conversation")
        end = time.monotonic() + seconds
        took: list[float] = []
        refused: list[int] = []

        async def line(n: int) -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
            while time.monotonic() < end:
                thread = threads[(n + len(took) * 7) % len(threads)]
                began = time.monotonic()
                writer.write(_request(one.port, tokens[n % AGENTS], thread["id"], thread["case_id"]))
                status = await load.answer(reader)
                took.append(time.monotonic() - began)
                if status != 200:
                    refused.append(status)
            writer.close()

        cpu, began = one.cpu_seconds(), time.monotonic()
        await asyncio.gather(*(line(n) for n in range(LINES)))
        done = await owner.fetchval(SENT)
        elapsed = time.monotonic() - began
        each = {who: value - cpu.get(who, 0.0) for who, value in one.cpu_seconds().items()}
        report.add("replies.sent_rate", round(done / elapsed), "replies/s", Limit(at_least=500))
        report.add("replies.durable_rate", round((len(took) - len(refused)) / elapsed), "replies/s")
        report.add("replies.refused", len(refused), "requests", Limit(at_most=0), note=str(refused[:3]))
        note = ", ".join(f"{who} {value:.1f} s" for who, value in sorted(each.items()))
        report.add("replies.cpu", round(sum(each.values()) / max(done, 1) * 1000, 2), "ms/reply", note=note)
        report.add("replies.durable_p50", round(load.percentile(took, 0.5) * 1000, 1), "ms")
        await owner.close()


def _request(port: int, cookie: str, conversation: UUID, case: UUID) -> bytes:
    text = "Hola, ya lo reviso y te confirmo en un momento."
    body = msgspec.json.encode({"id": uuid7(), "case_id": case, "purpose": "reply", "text": text})
    head = (
        f"POST /api/v1/conversations/{conversation}/messages HTTP/1.1\r\nHost: localhost:{port}\r\n"
        f"Origin: http://localhost:{port}\r\nCookie: trato={cookie}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _seed(one: Stand) -> None:
    space = one.spaces[0]
    rows: list[tuple[Any, ...]] = []
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
