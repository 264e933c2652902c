"""Searching a long history, through the HTTP API, as an agent who sees one team's queue.

Each figure is the p95 of many questions on one connection, each another one than before: words that thousands of texts
have and words that one text has, one word and several, phrases, beginnings, misspelt names, codes, filters.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

import asyncpg

from bench import history_words as words
from bench import load
from bench.history import BRANDS, CHANNELS
from bench.stand import NUMBER, Stand
from trato.app.report import Limit, Report
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.search import api as search

if TYPE_CHECKING:
    from bench.read import Reader, Side  # it calls us

TABLES = ("search.document", "search.word", "search.lead")
AT_ONCE = 400  # cases taken in by one transaction
FRESH = 20  # messages whose finding is waited for
COMMON = (
    "pedido", "devolucion", "reembolso", "garantía", "factura", "envío", "llegó", "cupón", "gracias", "devolver",
    "olla", "hoje", "entrega", "frigideira", "refund", "arrive", "broken", "cobraron", "tienda", "cafetera",
)  # fmt: skip
PAIRS = (
    "olla arequipa", "factura empresa", "cafeteira reembolso", "devolver taza", "coffee refund", "módem golpe",
    "garantía envío", "cupón copas", "sartén color", "courier cusco", "pedido hoy", "gracias sucursal",
)  # fmt: skip
PHRASES = ('"quiero que me devuelvan"', '"nota fiscal"', '"sale hoy desde"', '"charged twice"', '"ya van tres días"')
BEGINNINGS = ("devol", "pedi", "cafete", "reemb", "garan", "factu", "env", "arequip", "olla de hie", "copas de v")
NAMES = ("Gutierez", "Fernandes lucia", "magalhaes", "Etxeberia", "quispe", "Zuñiga mateo", "gonzalves", "Ribeyro")
FILTERED = (
    "canal:whatsapp pedido", "estado:abierto garantía", "status:resolved refund", "de:cliente olla",
    "etiqueta:reembolso factura", "despues:2026-06-01 cupón", "agente:yo pedido", "marca:pirca devolver -taza",
    "estado:abierto agente:nadie",
)  # fmt: skip


async def fill(one: Stand, workspace: UUID) -> float:
    """Take the whole history of a workspace in, as the worker does; return in how many seconds.

    Its tables are vacuumed and analysed like those of the history itself, as autovacuum would have long done, and what
    the filling wrote is on the disk before anything is measured.
    """
    began = time.monotonic()
    taken = 1
    while taken:
        async with one.house.db.transaction(workspace, SYSTEM) as tx:
            taken = await search.go_on(tx, AT_ONCE)
    owner = await asyncpg.connect(one.server.url())
    try:
        for table in TABLES:
            await owner.execute(f"vacuum analyze {table}")
        await owner.execute("checkpoint")
    finally:
        await owner.close()
    return time.monotonic() - began


async def measure(side: Side, leader: Reader, rounds: int, report: Report) -> None:
    """Fill the report with the figures of search; the history must be taken in."""
    async with side.stand.house.db.transaction(side.history.workspace, SYSTEM) as tx:
        codes = [
            row["code"]
            for row in await tx.connection.fetch(
                """select substring(m.text from 'LV-\\d+') as code from conversations.message m
                   join cases."case" c on c.id = m.case_id and c.workspace_id = m.workspace_id
                   where m.workspace_id = $1 and c.queue_id = $2 and m.text like '%Pedido LV-%' limit 4000""",
                side.history.workspace,
                side.history.desks[0].queue.id,  # within reach: each is found
            )
        ]
    chance = Random(11)
    kinds: dict[str, Iterator[str]] = {
        "common": _turns(COMMON), "pair": _turns(PAIRS), "phrase": _turns(PHRASES), "beginning": _turns(BEGINNINGS),
        "name": _turns(NAMES), "filtered": _turns(FILTERED), "several": _several(chance),
    }  # fmt: skip
    took: dict[str, list[float]] = {kind: [] for kind in (*kinds, "rare")}
    found: dict[str, int] = dict.fromkeys(took, 0)
    for n in range(rounds + 5):
        for kind, questions in (*kinds.items(), ("rare", iter([chance.choice(codes)]))):
            seconds, page = await _ask(side.agent, next(questions))
            if n >= 5:  # the first of each are warm: plans, caches
                took[kind].append(seconds)
                found[kind] += len(page["items"])
    for kind, times in took.items():
        limit = Limit(at_most=25) if kind == "rare" else None
        report.add(f"search.{kind}.p95", _p95(times), "ms", limit, note=f"{found[kind] / rounds:.1f} cases a page")
    report.add("search.p95", _p95([one for times in took.values() for one in times]), "ms", Limit(at_most=150))
    await _fresh(side, leader, report)


async def _fresh(side: Side, leader: Reader, report: Report) -> None:
    """Measure how long a new message takes, from the provider's call to being found."""
    took = []
    (account,) = (id for channel, id in side.history.desks[0].accounts if channel == "whatsapp")
    known = f"whatsapp-{side.history.workspace.hex}-{BRANDS[0][0]}".encode()  # as the provider calls the account
    webhook, answers = await asyncio.open_connection("127.0.0.1", side.stand.port)
    for n in range(700_000_001, 700_000_001 + FRESH):
        body = load.whatsapp(n, f"51977{n % 1_000_000:06}", int(wall_clock().timestamp())).replace(
            NUMBER.encode(), known
        )
        began = time.monotonic()
        answers.write(load.request(account, body, CHANNELS["whatsapp"][3]["app_secret"]))
        if await load.answer(webhook) != 200:
            raise RuntimeError("the webhook was refused")
        while not (await _ask(leader, str(n)))[1]["items"]:  # its text holds that number
            if time.monotonic() - began > 20:
                report.fail(f"{n} was not found within 20 s")
                return
            await asyncio.sleep(0.02)
        took.append(time.monotonic() - began)
        await asyncio.sleep(0.1)
    report.add("search.fresh.p95", _p95(took), "ms", Limit(at_most=1000), note="from the webhook to being found")


async def _ask(reader: Reader, question: str) -> tuple[float, Any]:
    return await reader.get(f"/api/v1/search?q={quote(question)}")


def _turns(questions: tuple[str, ...]) -> Iterator[str]:
    while True:
        yield from questions


def _several(chance: Random) -> Iterator[str]:
    """Yield what people paste: half a sentence of somebody's message."""
    while True:
        said = words.inbound(chance, chance.choice(words.LANGUAGES), 0).split()
        yield " ".join(said[1:6])


def _p95(took: list[float]) -> float:
    return round(load.percentile(took, 0.95) * 1000, 1)
