"""No starvation: with 10,000 background jobs queued, accepting a webhook takes hardly longer.

The jobs are outgoing webhooks to a receiver that takes half a second for each, so that the queue stays long.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Iterator

import asyncpg
import uvloop

from bench import load
from bench.ingest import _drained
from bench.stand import Stand, free_port, stand
from trato.app.report import Limit, Report
from trato.kit.events import SYSTEM
from trato.rooms.webhooks import api as webhooks

JOBS = 10_000
RATE = 200.0
WAITING = "select count(*) from webhooks.delivery where state = 'waiting'"


async def measure(seconds: float, report: Report) -> None:
    """Compare accept times at 200 messages a second, without and with the jobs, in one run on one stand."""
    async with stand() as one:
        space = await one.found()
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        source = load.requests([space.whatsapp], seed=2)
        await load.post(one.port, source, 3.0, connections=32, per_second=RATE)
        alone = await _accept_p99(one, source, seconds)
        receiver, address = await _slow_receiver()
        async with one.house.db.transaction(space.workspace, SYSTEM) as tx:
            await webhooks.add_endpoint(tx, one.house.keyring, address, plain=True)
        waiting = await _queue(one, source)
        beside = await _accept_p99(one, source, seconds)
        report.add("jobs.queued", waiting, "jobs", Limit(at_least=JOBS))
        report.add("jobs.accept_p99_without", round(alone * 1000, 1), "ms")
        report.add("jobs.accept_p99_with", round(beside * 1000, 1), "ms")
        report.add("jobs.accept_p99_grows", round(beside / alone, 2), "times", Limit(at_most=1.5))
        receiver.close()


async def _accept_p99(one: Stand, source: Iterator[bytes], seconds: float) -> float:
    """Return the middle one of three p99, in seconds: a single one of so few requests leaps."""
    posted = [await load.post(one.port, source, seconds / 3, connections=32, per_second=RATE) for _ in range(3)]
    return statistics.median(load.percentile(each.took, 0.99) for each in posted)


async def _queue(one: Stand, source: Iterator[bytes]) -> int:
    """Post until the facts that follow have queued enough jobs."""
    owner = await asyncpg.connect(one.server.url())
    waiting = 0
    while waiting < JOBS:
        await load.post(one.port, source, 3.0)
        await _drained(one, 30)
        await asyncio.sleep(2)
        waiting = await owner.fetchval(WAITING)
    await owner.close()
    return waiting


async def _slow_receiver() -> tuple[asyncio.Server, str]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.5)
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        writer.close()

    port = free_port()
    return await asyncio.start_server(serve, "127.0.0.1", port), f"http://127.0.0.1:{port}/hook"


def run(report: Report, seconds: float = 30.0) -> None:
    """Fill the report."""
    uvloop.run(measure(seconds, report))


if __name__ == "__main__":
    figures = Report()
    run(figures, float(sys.argv[1]) if len(sys.argv) > 1 else 8.0)
    figures.print(True)
