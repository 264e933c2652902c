"""Reading, through the HTTP API of the running product, as an agent who sees one team's queue.

Two products run side by side, one with a long history and one with a thousand cases; requests go to both in turn, so
that whatever else the machine does falls on both. A figure is the p95 of many requests on one connection, each another
list or page than the one before. The database is the shipped one, in its default settings.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import msgspec
import uvloop

from bench import history, load, read_search
from bench.history import History, Shape
from bench.stand import Stand, stand
from trato.app.founding import found_workspace
from trato.app.report import Limit, Report
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Priority
from trato.rooms.console.model import CaseFilter, CaseSort, Listing, SavedView, ViewKey, ViewKind
from trato.rooms.console.store import views

PAGE = 50
LISTS = (
    "view=team.{team}", "view=unassigned.{team}", "view=all&sort=newest", "view=team.{team}&sort=newest",
    "view=team.{team}&sort=oldest", "view=all&sort=oldest",
)  # fmt: skip
SMALL = Shape(cases=1_000, messages=5_000, open=960, resolved=20)  # as many open as fill a page of each list


@dataclass(slots=True)
class Reader:
    """One console's connection, kept open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    port: int
    cookie: str

    @classmethod
    async def connect(cls, port: int, cookie: str) -> Reader:
        """Open a connection to a product on loopback, signed in by `cookie`."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
        return cls(reader, writer, port, cookie)

    async def get(self, path: str) -> tuple[float, Any]:
        """Return how long an answer took, from the first byte out to the last byte in (seconds), and the answer.

        A connection that the product closed meanwhile, idle as it was, is opened again before that, as browsers do.
        Raises RuntimeError for anything but 200.
        """
        if self.reader.at_eof():
            self.writer.close()
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**24)
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: trato={self.cookie}\r\n\r\n"
        began = time.perf_counter()
        self.writer.write(head.encode())
        told = await self.reader.readuntil(b"\r\n\r\n")
        fields = {
            name.strip().lower(): value for name, _, value in (one.partition(b":") for one in told.split(b"\r\n"))
        }
        body = await self.reader.readexactly(int(fields[b"content-length"]))
        took = time.perf_counter() - began
        if b" 200 " not in told[:20]:
            raise RuntimeError(f"{path}: {told[:20]!r} {body[:300]!r}")
        return took, msgspec.json.decode(body)


@dataclass(frozen=True, slots=True)
class Side:
    """A running product with its history, and the connection of an agent who sees the first desk's queue."""

    stand: Stand
    history: History
    agent: Reader


async def open_side(stack: AsyncExitStack, shape: Shape) -> Side:
    """Start a product and fill it; it ends with `stack`."""
    one = await stack.enter_async_context(stand())
    workspace = await found_workspace(one.house, "pirca", "Grupo Pirca")
    written = await history.write(one.house, one.server.url(), workspace, shape)
    await read_search.fill(one, workspace)
    one.start("web-1")
    one.start("worker-1")
    await one.is_ready()
    return Side(one, written, await sign_in(one, written, written.agent))


async def sign_in(one: Stand, written: History, user: UserId) -> Reader:
    """Give the connection of a signed-in user."""
    async with one.house.db.transaction(written.workspace, SYSTEM) as tx:
        token = (await access.start_session(tx, user, "bench")).token
    return await Reader.connect(one.port, token)


async def lists(large: Side, small: Side, rounds: int, report: Report) -> None:
    """Measure pages of fifty: the first page of each list, and the page after it."""
    took: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(rounds):
        for path in LISTS:
            for side, name in ((large, "large"), (small, "small")):
                url = f"/api/v1/cases?limit={PAGE}&" + path.format(team=side.history.desks[0].team_id)
                seconds, page = await side.agent.get(url)
                took[name, path].append(seconds)
                if len(page["items"]) < PAGE:
                    raise RuntimeError(f"{name}: {path} holds {len(page['items'])} cases, fewer than a page")
                if page["next"]:
                    took[name, "next"].append((await side.agent.get(f"{url}&cursor={page['next']}"))[0])
    paths = [*LISTS, "next"]
    for path in paths:
        report.add(
            f"list.{_named(path)}.p95", _p95(took["large", path]), "ms", note=f"{_p95(took['small', path])} small"
        )
    whole, few = (_p95([one for path in paths for one in took[name, path]]) for name in ("large", "small"))
    report.add("list.large.p95", whole, "ms", Limit(at_most=25))
    report.add("list.small.p95", few, "ms")
    report.add("list.ratio", round(whole / few, 2), "large to small", Limit(at_most=1.2))


async def save_views(side: Side, user: UserId) -> None:
    """Save twenty views of one person, with every kind of filter."""
    tag, desk = side.history.tags[0], side.history.desks[0]
    kinds = (
        CaseFilter(state=("open",), channel=("whatsapp",)),
        CaseFilter(state=("open",), sla=("approaching", "breached"), waiting=("none",)),
        CaseFilter(state=("open", "resolved"), tag=(tag,), priority=("high", "urgent")),
        CaseFilter(state=("open",), q="garantia olla"),
        CaseFilter(state=("open",), team=(str(desk.team_id),), language=("pt",)),
    )
    async with side.stand.house.db.transaction(side.history.workspace, Actor(ActorKind.USER, user)) as tx:
        for n in range(20):
            listing = Listing(ViewKey(ViewKind.ALL), kinds[n % len(kinds)])
            await views.add_view(
                tx, SavedView(uuid7(), user, None, f"Vista {n}", listing, CaseSort.SLACK, n, None), user
            )


async def counts(side: Side, rounds: int, report: Report) -> None:
    """Measure all views with their counts, asked by an agent and by somebody who sees everything, as cases change.

    Every fifth time something has happened to ten cases since the time before: what facts cost a count is in it.
    """
    leader = await sign_in(side.stand, side.history, side.history.leader)
    for user in (side.history.agent, side.history.leader):
        await save_views(side, user)
    for name, reader in (("agent", side.agent), ("leader", leader)):
        first, views = await reader.get("/api/v1/views")
        took = []
        for n in range(rounds):
            if n % 5 == 0:
                await _touch(side, n)
            took.append((await reader.get("/api/v1/views"))[0])
        report.add(f"views.{name}.first", _ms(first), "ms")
        report.add(f"views.{name}.p95", _p95(took), "ms", Limit(at_most=20), note=f"{len(views)} views")


async def _touch(side: Side, n: int) -> None:
    """Let ten open cases change their priority."""
    async with side.stand.house.db.transaction(side.history.workspace, SYSTEM) as tx:
        ids = await tx.connection.fetch(
            "select id from cases.\"case\" where workspace_id = $1 and state = 'open' limit 10", tx.workspace
        )
        for row in ids:
            await cases.set_priority(tx, row["id"], Priority.HIGH if n % 2 else Priority.URGENT)


def _named(path: str) -> str:
    return path.replace("view=", "").replace(".{team}", "").replace("&sort=", ".")


def _p95(took: Sequence[float]) -> float:
    return _ms(load.percentile(list(took), 0.95))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


async def measure(shape: Shape, rounds: int, report: Report) -> None:
    """Fill the report. Whoever adds figures adds a call here: both sides are filled and signed in."""
    async with AsyncExitStack() as stack:
        small = await open_side(stack, SMALL)
        began = time.monotonic()
        large = await open_side(stack, shape)
        report.add("history.cases", shape.cases, "cases", note=f"{shape.open} open")
        report.add("history.messages", shape.messages, "messages", note=f"made in {time.monotonic() - began:.0f} s")
        await lists(large, small, 5, Report())  # warm: plans, caches
        await lists(large, small, rounds, report)
        await counts(large, rounds * 4, report)
        leader = await sign_in(large.stand, large.history, large.history.leader)
        await read_search.measure(large, leader, rounds, report)


def run(report: Report, cases: int = 200_000, messages: int = 1_000_000, rounds: int = 60) -> None:
    """Fill the report with the figures of reading."""
    shape = Shape(cases, messages, open=max(600, cases // 25), resolved=cases // 50)
    uvloop.run(measure(shape, rounds, report))


if __name__ == "__main__":
    figures = Report()
    told = [int(one) for one in sys.argv[1:]]
    run(figures, *told)
    figures.print(False)
