"""Understanding beside the rest: at 300 messages a second it keeps up; past that it puts off, and the rest goes on.

The baseline of the flood is the same flood without the process that understands, in the same run.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from bench import load
from bench.stand import Stand, stand
from trato.app.report import Limit, Report

RATE = 300  # messages a second at which it has to keep up
RECEIVED = "select count(*) from kit.event where kind = 'conversations.message_received'"
UNDERSTOOD = "select count(*) from kit.event where kind = 'intelligence.message_understood'"
PUT_OFF = "select count(*) from intelligence.shed"
TOLD = "select coalesce(sum((body ->> 'messages')::int), 0) from kit.event where kind = 'intelligence.messages_shed'"
SECONDS = """
select percentile_cont(array[0.5, 0.95]) within group (order by (body ->> 'seconds')::float8)
from kit.event where kind = 'intelligence.message_understood' and seq > $1
"""
NEWEST = "select max(seq) from kit.event"
BEHIND = """
select count(*) from kit.event e join kit.reaction_head h on h.workspace_id = e.workspace_id
where e.seq > h.seq and e.kind = 'conversations.message_received'
"""
RECOVERY = 30.0  # seconds after a flood in which the rest of the product may still be busy with it


async def keeps_up(seconds: float, report: Report) -> None:
    """Measure at a steady rate how much is understood, how soon, and what is put off."""
    async with _running("understander-1") as (one, owner, accounts):
        source = load.requests(accounts, seed=2)
        await load.post(one.port, source, 2.0, per_second=50)  # warm: plans, caches, connections
        await _settled(owner, 20)
        before, since = await owner.fetchval(UNDERSTOOD), await owner.fetchval(NEWEST)
        posted = await load.post(one.port, source, seconds, per_second=RATE)
        began = time.monotonic()
        lag = await owner.fetchval(RECEIVED) - await owner.fetchval(UNDERSTOOD)
        await _settled(owner, 10)
        understood = await owner.fetchval(UNDERSTOOD) - before
        half, most = await owner.fetchval(SECONDS, since)
        report.add("keeps_up.offered", round(posted.answered / seconds), "messages/s", Limit(at_least=RATE * 0.95))
        share = understood / max(posted.answered, 1)
        report.add("keeps_up.understood", round(share, 4), "of what was accepted", Limit(at_least=1.0))
        report.add("keeps_up.put_off", await owner.fetchval(TOLD), "messages", Limit(at_most=0))
        report.add("keeps_up.behind_at_the_end", lag, "messages", note=f"{time.monotonic() - began:.1f} s to none")
        report.add("keeps_up.p50", round(half, 3), "s from accepted to understood")
        report.add("keeps_up.p95", round(most, 3), "s", Limit(at_most=2.0))


async def flooded(seconds: float, report: Report) -> None:
    """Measure a flood with and without understanding: what becomes visible, what is put off, and that all ends well.

    Afterwards all that was accepted has to be understood, at the rate that is kept up with at least.
    """
    rates: dict[str, float] = {}
    for name in ("without", "with"):
        async with _running(*(["understander-1"] if name == "with" else [])) as (one, owner, accounts):
            source = load.requests(accounts, seed=3)
            await load.post(one.port, source, 2.0)
            await _settled(owner, 20 if name == "with" else 0)
            before, began = await owner.fetchval(RECEIVED), time.monotonic()
            posted = await load.post(one.port, source, seconds)
            rates[name] = (await owner.fetchval(RECEIVED) - before) / (time.monotonic() - began)
            report.add(f"flood.{name}", round(rates[name]), "messages/s visible", Limit(at_least=1000))
            if name == "with":
                report.add("flood.undecided", await owner.fetchval(BEHIND), "messages that rules have not seen yet")
                report.add("flood.put_off", await owner.fetchval(TOLD), "messages", note="told as facts of the log")
                ended, calm = time.monotonic(), round(posted.answered / RATE + RECOVERY)
                await _settled(owner, calm)
                lost = await owner.fetchval(RECEIVED) - await owner.fetchval(UNDERSTOOD)
                report.add("flood.never_understood", lost, "messages", Limit(at_most=0))
                report.add("flood.calm_after", round(time.monotonic() - ended, 1), "s", Limit(at_most=calm))
    report.add("flood.ratio", round(rates["with"] / rates["without"], 3), "of the rate without understanding")


@asynccontextmanager
async def _running(*more: str) -> AsyncIterator[tuple[Stand, asyncpg.Connection[Any], list[UUID]]]:
    """Give a product with a web process, a worker and `more`, its database as the owner sees it, and an account."""
    async with stand() as one:
        accounts = [(await one.found()).whatsapp]
        for name in ("web-1", "worker-1", *more):
            one.start(name)
        await one.is_ready()
        await asyncio.sleep(3)  # models are open after a second
        owner = await asyncpg.connect(one.server.url())
        try:
            yield one, owner, accounts
        finally:
            await owner.close()


async def _settled(owner: asyncpg.Connection[Any], seconds: float) -> None:
    """Wait until all that was received is understood."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if await _is_calm(owner):
            break
        await asyncio.sleep(0.1)


async def _is_calm(owner: asyncpg.Connection[Any]) -> bool:
    waiting = await owner.fetchval("select exists (select 1 from channels.inbox where status = 'new')")
    return not waiting and await owner.fetchval(RECEIVED) == await owner.fetchval(UNDERSTOOD)


def run(report: Report, seconds: float = 30.0) -> None:
    """Fill the report: the steady rate, then the flood."""
    uvloop.run(keeps_up(seconds, report))
    uvloop.run(flooded(seconds / 2, report))
