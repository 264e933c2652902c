"""Many desks at once: how soon a deed is on every screen, and what it costs to count everybody's views."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections import defaultdict
from functools import partial
from typing import Any

import httpx
import uvloop

from bench import load
from bench.sinks import Seen, Sink, cookies
from bench.stand import Space, Stand, stand
from trato.app.report import Limit, Report
from trato.kit.ids import uuid7

AGENTS = 30  # behind the many consoles: a team watches the same list
DEED = re.compile(rb'"subject":"Suceso (\d+)"')
EVERY = 0.5  # seconds between deeds
VIEWS = 30
FILTERS: tuple[dict[str, Any], ...] = (
    {"state": ["open"], "channel": ["whatsapp"]},
    {"state": ["open"], "holder": ["nobody"]},
    {"state": ["open"], "holder": ["me"]},
    {"state": ["open"], "priority": ["high", "urgent"]},
    {"state": ["open"], "sla": ["breached"]},
    {"state": ["open"], "waiting": ["contact"]},
)


async def reach(one: Stand, space: Space, consoles: int, seconds: float, report: Report) -> None:
    """Fill in how long an agent's deed takes until the last of all consoles has it, in milliseconds."""
    tokens = await cookies(one, AGENTS)
    await load.post(one.port, load.requests([space.whatsapp], seed=1), 2.0, connections=8, per_second=20)
    arrived: dict[int, list[float]] = defaultdict(list)

    def hear(data: bytes) -> None:
        now = time.monotonic()
        for found in DEED.findall(data):
            arrived[int(found)].append(now)

    sinks = await _connect(one, tokens, consoles, ("views", "cases:unassigned"), Seen(), hear)
    report.must("consoles.connected", len(sinks) == consoles)
    began: dict[int, float] = {}
    async with _client(one, tokens[0]) as client:
        cases = (await client.get("/api/v1/cases", params={"view": "unassigned"})).json()["items"]
        for n in range(int(seconds / EVERY)):
            began[n] = time.monotonic()
            answer = await client.patch(f"/api/v1/cases/{cases[n % len(cases)]['id']}", json={"subject": f"Suceso {n}"})
            answer.raise_for_status()
            await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - began[n])))
    await asyncio.sleep(1)
    last = [max(arrived[n]) - at for n, at in began.items() if len(arrived[n]) == consoles]
    each = [at - began[n] for n, all_at in arrived.items() for at in all_at]
    report.add("consoles.deeds", len(began), "deeds", note=f"one every {EVERY:g} s, asked for by HTTP")
    report.add("consoles.missed", len(began) - len(last), "deeds", Limit(at_most=0), "not on every console")
    report.add("consoles.reach_each_p95", _ms(load.percentile(each, 0.95)), "ms")
    limit = Limit(at_most=250)
    report.add("consoles.reach_all_p95", _ms(load.percentile(last, 0.95)), "ms", limit, f"the last of {consoles}")
    for sink in sinks:
        assert sink.transport
        sink.transport.close()


async def counting(one: Stand, space: Space, agents: int, seconds: float, per_second: float, report: Report) -> None:
    """Fill in what the web process costs while `agents` have 30 views each, and messages come."""
    tokens = await cookies(one, agents, "vistas")
    for n, token in enumerate(tokens):
        async with _client(one, token) as client:
            for place in range(VIEWS):
                told = {"id": str(uuid7()), "name": f"Vista {place}", "filter": FILTERS[(n + place) % len(FILTERS)]}
                (await client.post("/api/v1/views", json=told)).raise_for_status()
    seen = Seen()
    sinks = await _connect(one, tokens, agents, ("me", "views", "cases:mine", "cases:unassigned"), seen, None)
    source = load.requests([space.whatsapp], seed=2)
    await load.post(one.port, source, 3.0, connections=16, per_second=per_second)
    cpu, began = one.cpu_seconds(), time.monotonic()
    done = await load.post(one.port, source, seconds, connections=16, per_second=per_second)
    elapsed = time.monotonic() - began
    used = {name: (now - cpu[name]) / elapsed for name, now in one.cpu_seconds().items()}
    report.add("consoles.views", agents * VIEWS, "views", note=f"{agents} agents")
    report.add("consoles.rate", round(done.answered / elapsed, 1), "messages/s")
    report.add("consoles.web_cpu", round(used["web-1"], 2), "cores", Limit(at_most=1.0))
    report.add("consoles.cpu", round(sum(used.values()), 2), "cores", note="with worker and database")
    for sink in sinks:
        assert sink.transport
        sink.transport.close()


async def _connect(
    one: Stand, tokens: list[str], count: int, topics: tuple[str, ...], seen: Seen, hear: Any
) -> list[Sink]:
    loop = asyncio.get_running_loop()
    sinks = []
    for n in range(count):
        make = partial(Sink, one.port, tokens[n % len(tokens)], seen, topics, hear)
        sinks.append((await loop.create_connection(make, "127.0.0.1", one.port))[1])
    accepted = await asyncio.gather(*(sink.ready for sink in sinks))
    await asyncio.sleep(1)
    return [sink for sink, let_in in zip(sinks, accepted, strict=True) if let_in]


def _client(one: Stand, token: str) -> httpx.AsyncClient:
    site = f"http://localhost:{one.port}"
    return httpx.AsyncClient(base_url=site, headers={"cookie": f"trato={token}", "origin": site}, timeout=30)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


async def measure(report: Report, consoles: int, seconds: float) -> None:
    """Fill the report with both."""
    async with stand() as one:
        space = await one.found()
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        await reach(one, space, consoles, seconds, report)
        await counting(one, space, 100, seconds, 50.0, report)


def run(report: Report, consoles: int = 1_000, seconds: float = 20.0) -> None:
    """Fill the report with the figures of `consoles` desks."""
    uvloop.run(measure(report, consoles, seconds))


if __name__ == "__main__":
    figures = Report()
    uvloop.run(measure(figures, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, 10.0))
    figures.print(True)
