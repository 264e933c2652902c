"""Latency with everybody watching: 200 messages a second, 300 consoles, accept and accepted-to-visible times.

Ten consoles read what they are sent; the others only take it off the wire, so that the readers are not the figure.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Iterator
from functools import partial

import msgspec
import uvloop
import websockets

from bench import load
from bench.sinks import TOPICS, Seen, Sink, cookies
from bench.stand import stand
from trato.app.report import Limit, Report

AGENTS = 30
READERS = 10


async def measure(seconds: float, consoles: int, per_second: float, report: Report) -> None:
    """Fill the report with accept and visible times, in milliseconds."""
    async with stand() as one:
        space = await one.found()
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        tokens = await cookies(one, AGENTS)
        seen, drained = Seen(), Seen()
        readers = [asyncio.create_task(_read(one.port, tokens[n % AGENTS], seen)) for n in range(READERS)]
        loop = asyncio.get_running_loop()
        sinks = []
        for n in range(consoles - READERS):
            make = partial(Sink, one.port, tokens[n % AGENTS], drained)
            sinks.append((await loop.create_connection(make, "127.0.0.1", one.port))[1])
        accepted = await asyncio.gather(*(sink.ready for sink in sinks))
        report.must("live.consoles_connected", all(accepted))
        source = load.requests([space.whatsapp], seed=1)
        await load.post(one.port, source, 3.0, connections=32, per_second=per_second)
        posted_at: dict[int, float] = {}
        cpu, began = one.cpu_seconds(), time.monotonic()
        done = await load.post(one.port, _noted(source, posted_at), seconds, connections=32, per_second=per_second)
        used = sum(one.cpu_seconds().values()) - sum(cpu.values())
        elapsed = time.monotonic() - began
        await asyncio.sleep(2)
        waits = [at - posted_at[n] for n, all_at in seen.at.items() if n in posted_at for at in all_at]
        unseen = [n for n in posted_at if n not in seen.at]
        report.add("live.rate", round(done.answered / elapsed), "messages/s")
        report.add("live.accept_p50", _ms(load.percentile(done.took, 0.5)), "ms", Limit(at_most=15))
        report.add("live.accept_p99", _ms(load.percentile(done.took, 0.99)), "ms", Limit(at_most=100))
        report.add("live.visible_p50", _ms(load.percentile(waits, 0.5)), "ms")
        report.add("live.visible_p99", _ms(load.percentile(waits, 0.99)), "ms", Limit(at_most=500))
        report.add("live.overtaken", len(unseen), "messages", note="a newer message of the case was shown instead")
        report.add("live.cpu", round(used / elapsed, 2), "cores")
        report.add("live.sent", round((seen.size + drained.size) / elapsed / 1e6, 2), "MB/s")
        for task in readers:
            task.cancel()


def _noted(source: Iterator[bytes], posted_at: dict[int, float]) -> Iterator[bytes]:
    for one in source:
        found = re.search(rb"\((\d+)\)\"", one)
        if found:
            posted_at[int(found[1])] = time.monotonic()
        yield one


async def _read(port: int, cookie: str, seen: Seen) -> None:
    headers = {"Cookie": f"trato={cookie}", "Origin": f"http://localhost:{port}"}
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/api/v1/live", additional_headers=headers, max_size=None, compression=None
    ) as socket:
        for topic in TOPICS:
            await socket.send(msgspec.json.encode({"subscribe": topic}).decode())
        async for frame in socket:
            seen.read(frame.encode() if isinstance(frame, str) else frame)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def run(report: Report, seconds: float = 20.0) -> None:
    """Fill the report with the figures of 300 consoles at 200 messages a second."""
    uvloop.run(measure(seconds, 300, 200.0, report))


if __name__ == "__main__":
    figures = Report()
    told = [float(one) for one in sys.argv[1:]]
    uvloop.run(measure(told[0] if told else 10.0, int(told[1]) if len(told) > 1 else 300, 200.0, figures))
    figures.print(True)
