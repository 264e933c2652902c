"""Inbound: from webhook to durable, in a case, its clock started and visible.

The sustained rate counts a message once its event is in the log (what screens read), not when it was accepted. The bare
figure writes the same rows, in batches of the same size, into tables with the same indexes and no rules around them.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

import asyncpg
import uvloop

from bench import load
from bench.stand import Stand, stand
from trato.app.report import Limit, Report
from trato.kit.bulk import columns_of

COLUMNS = """
select attname, format_type(atttypid, null) as kind from pg_attribute
where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""
COUNT = "select count(*) from kit.event where kind = 'conversations.message_received'"
BARE = {
    "inbox": "channels.inbox",
    "contact": "contacts.contact",
    "identity": "contacts.identity",
    "case": 'cases."case"',
    "participant": "cases.participant",
    "state_seg": "cases.state_seg",
    "holding": "cases.holding",
    "opening": "cases.opening",
    "conversation": "conversations.conversation",
    "message": "conversations.message",
    "clock": "sla.clock",
    "event": "kit.event",
}


async def sustained(seconds: float, workspaces: int, report: Report) -> None:
    """Measure how many messages a second become visible, over `seconds`, with the generator on the same machine."""
    async with stand() as one:
        accounts = [(await one.found()).whatsapp for _ in range(workspaces)]
        one.start("web-1")
        one.start("worker-1")
        await one.is_ready()
        await asyncio.sleep(2)
        rest = one.proportional_memory()
        source = load.requests(accounts, seed=workspaces)
        await load.post(one.port, source, 3.0)  # warm: plans, caches, connections
        await _drained(one, 30)
        owner = await asyncpg.connect(one.server.url())
        before, cpu, began = await owner.fetchval(COUNT), one.cpu_seconds(), time.monotonic()
        posted = await load.post(one.port, source, seconds)
        visible = await owner.fetchval(COUNT) - before
        elapsed = time.monotonic() - began
        used = {name: value - cpu.get(name, 0.0) for name, value in one.cpu_seconds().items()}
        name = f"workspaces_{workspaces}"
        report.add(f"{name}.visible_rate", round(visible / elapsed), "messages/s", Limit(at_least=1000))
        report.add(f"{name}.accepted_rate", round(posted.answered / elapsed), "messages/s")
        report.add(f"{name}.refused", posted.refused, "requests", Limit(at_most=0))
        report.add(
            f"{name}.cpu",
            round(sum(used.values()) / max(visible, 1) * 1000, 3),
            "ms/message",
            Limit(at_most=2.0),
            note=", ".join(f"{who} {value:.1f} s" for who, value in sorted(used.items())),
        )
        await _drained(one, 60)
        megabytes = 1024 * 1024
        report.add(f"{name}.memory_at_rest", round(rest / megabytes), "MiB, PSS", Limit(at_most=350))
        after = one.proportional_memory()
        report.add(f"{name}.memory_after_load", round(after / megabytes), "MiB, PSS", Limit(at_most=500))
        batch = await owner.fetchval(
            "select avg(n) from (select count(*) n from channels.inbox group by done_at) x where n > 1"
        )
        bare = await _bare_rate(owner, max(1, round(float(batch or 1))))
        report.add(f"{name}.batch", round(float(batch or 1), 1), "deliveries")
        report.add(f"{name}.bare_rate", round(bare), "messages/s")
        report.add(f"{name}.ratio", round(visible / elapsed / bare, 3), "of bare PostgreSQL", Limit(at_least=0.25))
        await owner.close()  # fmt: skip


async def _drained(one: Stand, seconds: float) -> None:
    """Wait until nothing waits in the inbox."""
    end = time.monotonic() + seconds
    owner = await asyncpg.connect(one.server.url())
    while time.monotonic() < end:
        if not await owner.fetchval("select exists (select 1 from channels.inbox where status = 'new')"):
            break
        await asyncio.sleep(0.1)
    await owner.close()


async def _bare_rate(owner: asyncpg.Connection[Any], batch: int) -> float:
    """Write the rows of the newest 8,000 deliveries again, bare: two commits a batch, as the product does."""
    await owner.execute("drop schema if exists bare cascade; create schema bare")
    rows = {name: await _rows_of(owner, name, table) for name, table in BARE.items()}
    total = len(rows["inbox"][1])
    began = time.monotonic()
    for start in range(0, total, batch):
        share = (start / total, min(1.0, (start + batch) / total))
        async with owner.transaction():
            await _write(owner, rows["inbox"], share)
        async with owner.transaction():
            for name in BARE:
                if name != "inbox":
                    await _write(owner, rows[name], share)
    return len(rows["message"][1]) / (time.monotonic() - began)


async def _rows_of(owner: asyncpg.Connection[Any], name: str, table: str) -> tuple[str, list[tuple[Any, ...]]]:
    """Return the statement that inserts into a bare copy of `table`, and the rows for it, oldest first."""
    await owner.execute(f"create table bare.{name} (like {table} including indexes including defaults)")
    kinds = await owner.fetch(COLUMNS, f"bare.{name}")
    columns = {f'"{row["attname"]}"': "text" if row["kind"] == "jsonb" else row["kind"] for row in kinds}
    plain = [f'"{row["attname"]}"' + ("::text" if row["kind"] == "jsonb" else "") for row in kinds]
    cast = [f'u."{row["attname"]}"' + ("::jsonb" if row["kind"] == "jsonb" else "") for row in kinds]
    arrays = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(columns.values(), 1))
    named = ", ".join(columns)
    statement = f"insert into bare.{name} ({named}) select {', '.join(cast)} from unnest({arrays}) u({named})"
    order = {"event": "recorded_at", "inbox": "id"}.get(name) or next(
        c for c in ("id", "case_id") if f'"{c}"' in columns
    )
    limit = 24_000 if name == "event" else 8_000
    found = await owner.fetch(f"select {', '.join(plain)} from {table} order by {order} desc limit {limit}")
    return statement, [tuple(row) for row in reversed(found)]


async def _write(
    owner: asyncpg.Connection[Any], rows: tuple[str, list[tuple[Any, ...]]], share: tuple[float, float]
) -> None:
    statement, all_rows = rows
    part = all_rows[round(share[0] * len(all_rows)) : round(share[1] * len(all_rows))]
    if part:
        await owner.execute(statement, *columns_of(part))


def run(report: Report, seconds: float = 30.0) -> None:
    """Fill the report: sustained rates with one and with three workspaces."""
    for workspaces in (1, 3):
        uvloop.run(sustained(seconds, workspaces, report))


if __name__ == "__main__":
    figures = Report()
    told = [float(one) for one in sys.argv[1:]]
    uvloop.run(sustained(told[0] if told else 10.0, int(told[1]) if len(told) > 1 else 1, figures))
    figures.print(True)
