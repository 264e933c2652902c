"""How fresh the supervisors' board is: 200 agents at work, 50 messages a second, and a number that must move."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterator
from functools import partial
from uuid import UUID

import typer
import uvloop

from bench import load
from bench.sinks import Seen, Sink, cookies
from bench.stand import Stand, stand
from trato.app.report import Limit, Report
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

AGENTS = 200
PER_SECOND = 50.0
KNOWN = 400  # contacts who write all the time: theirs open no case, so that what opens one is counted
EVERY = 0.37  # seconds between contacts who never wrote before: no step of the board's own
OFFERED = re.compile(rb'"wall":\{"numbers":\{[^}]*"offered":(\d+)')


def phones() -> list[str]:
    return [f"51955{n:06d}" for n in range(KNOWN)]


def chatter(account: UUID) -> Iterator[bytes]:
    """Yield messages of known contacts for ever."""
    chance, n = random.Random(5), 70_000_000
    known = phones()
    for phone in known:
        n += 1
        yield load.request(account, load.whatsapp(n, phone, int(wall_clock().timestamp())))
    while True:
        n += 1
        yield load.request(account, load.whatsapp(n, chance.choice(known), int(wall_clock().timestamp())))


async def measure(seconds: float, report: Report) -> None:
    """Fill the report with how long after a new contact wrote the board said so, in milliseconds."""
    async with stand() as one:
        space = await one.found()
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        tokens = await cookies(one, AGENTS)
        await _at_work(one)
        supervisor = (await cookies(one, 1, "supervisora", "supervisor"))[0]
        seen: list[tuple[int, float]] = []

        def hear(data: bytes) -> None:
            now = time.monotonic()
            seen.extend((int(found), now) for found in OFFERED.findall(data))

        loop = asyncio.get_running_loop()
        drained = Seen()
        sinks = [
            (await loop.create_connection(partial(Sink, one.port, token, drained), "127.0.0.1", one.port))[1]
            for token in tokens
        ]
        make = partial(Sink, one.port, supervisor, Seen(), ("wall:",), hear)
        sinks.append((await loop.create_connection(make, "127.0.0.1", one.port))[1])
        report.must("wall.consoles_connected", all(await asyncio.gather(*(sink.ready for sink in sinks))))
        source = chatter(space.whatsapp)
        await load.post(one.port, source, KNOWN / PER_SECOND + 2, connections=16, per_second=PER_SECOND)
        await asyncio.sleep(3)
        before = seen[-1][0] if seen else 0
        posting = asyncio.create_task(load.post(one.port, source, seconds, connections=16, per_second=PER_SECOND))
        began = await _newcomers(one, space.whatsapp, seconds)
        done = await posting
        await asyncio.sleep(2)
        waits = _waits(seen, before, began)
        report.add("wall.rate", round(done.answered / seconds), "messages/s", note=f"{AGENTS} agents at their desks")
        report.add("wall.newcomers", len(began), "contacts")
        report.add("wall.unseen", len(began) - len(waits), "contacts", Limit(at_most=0))
        report.add("wall.fresh_p50", _ms(load.percentile(waits, 0.5)), "ms")
        report.add("wall.fresh_p95", _ms(load.percentile(waits, 0.95)), "ms", Limit(at_most=1000))
        for sink in sinks:
            assert sink.transport
            sink.transport.close()


async def _at_work(one: Stand) -> None:
    workspace = one.spaces[0].workspace
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        rows = await tx.connection.fetch('select id from access."user" where workspace_id = $1', workspace)
        for row in rows:
            await workforce.set_presence(tx, row["id"], PresenceState.ONLINE)


async def _newcomers(one: Stand, account: UUID, seconds: float) -> list[float]:
    """Let somebody new write again and again; return when each did."""
    reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
    began: list[float] = []
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            n = 90_000_000 + len(began)
            body = load.whatsapp(n, f"51944{len(began):06d}", int(wall_clock().timestamp()))
            began.append(time.monotonic())
            writer.write(load.request(account, body))
            await load.answer(reader)
            await asyncio.sleep(max(0.0, began[-1] + EVERY - time.monotonic()))
    finally:
        writer.close()
    return began


def _waits(seen: list[tuple[int, float]], before: int, began: list[float]) -> list[float]:
    """Return how long each took until the board counted it: the n-th newcomer makes it n more than before."""
    waits = []
    for n, at in enumerate(began, start=1):
        shown = next((when for offered, when in seen if offered >= before + n and when >= at), None)
        if shown is not None:
            waits.append(shown - at)
    return waits


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def run(report: Report, seconds: float = 15.0) -> None:
    """Fill the report with the figures of a supervisor's wall."""
    uvloop.run(measure(seconds, report))


def main(seconds: float = typer.Argument(15.0)) -> None:
    """How long it takes until the board shows who wrote."""
    figures = Report()
    run(figures, seconds)
    figures.print(True)


if __name__ == "__main__":
    typer.run(main)
