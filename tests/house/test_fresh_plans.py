"""On a database that was never analysed, no look-up of the hot path reads a whole workspace.

Row-level security makes every index that starts with the workspace look right to the planner, and on a fresh table it
then reads the whole workspace at each look-up; the plan stays in the prepared statement. The database itself counts
what each index was read for: no clock is asked. `TRATO_LONG=1` puts in 50,000 messages, otherwise 5,000, and says
besides which statement takes over 100 ms.
"""

from __future__ import annotations

import asyncio
import os
import statistics
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from tests.embedded import Urls
from tests.flow.providers import mail, meta, said, status
from tests.flow.world import World, make_world, open_test_house
from trato.app.wiring import House, reactions_of
from trato.flow import writing
from trato.flow.composing import NewReply
from trato.flow.outbound import Sender
from trato.flow.timers import Timekeeper, sweep_parked
from trato.flow.writing import Answering
from trato.kit.db import Database, prepare_connection
from trato.kit.events import Actor, ActorKind
from trato.kit.http import provider_client
from trato.kit.ids import uuid7
from trato.kit.migrations import migrate
from trato.kit.reactions import Reactor
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AccountView, LocalPush, MailAnswer, MailSubmission, ProviderAnswer
from trato.rooms.channels.store import inbox

LONG = os.environ.get("TRATO_LONG") == "1"
MESSAGES = 50_000 if LONG else 5_000
MOST = 0.100  # seconds
ROUNDS = 6  # of what comes after the load
OFTEN = 200  # scans from which an index counts as one of look-ups
MOST_READ = 100  # entries of one scan, on average: a batch in hand, never what grows with the workspace
FEW = 5  # executions below which nothing is said of a statement: the first plans it and reads its pages


READS = """
select i.relname || '.' || i.indexrelname as name, i.idx_scan as scans, i.idx_tup_read / i.idx_scan as each
from pg_stat_user_indexes i where i.idx_scan >= $1
"""


@dataclass
class Watch:
    """How long each statement took, in seconds, each time."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, told: Any) -> None:
        """Hear of one execution (asyncpg's query logger)."""
        if told.exception is None:
            self.seconds[" ".join(told.query.split())].append(told.elapsed)

    def slow(self) -> list[str]:
        """Return the statements that are slow again and again: a hiccup of the machine is not their fault."""
        late = {text: times[len(times) // 2 :] for text, times in self.seconds.items() if len(times) >= FEW}
        return [
            f"{statistics.median(times) * 1000:.0f} ms: {text[:200]}"
            for text, times in late.items()
            if statistics.median(times) > MOST
        ]


@asynccontextmanager
async def fresh_database(urls: Urls) -> AsyncIterator[Urls]:
    """Give a database of its own in the running server, migrated and never analysed."""
    name = f"fresh_{uuid7().hex}"
    owner = await asyncpg.connect(urls.owner)
    try:
        await owner.execute(f"create database {name}")
        fresh = replace(urls, owner=named(urls.owner, name), app=named(urls.app, name), door=named(urls.door, name))
        await migrate(fresh.owner)
        await never_analyse(fresh.owner)
        yield fresh
        await owner.execute(f"drop database {name} with (force)")
    finally:
        await owner.close()


def named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def never_analyse(url: str) -> None:
    """Turn the autovacuum off for every table: it would analyse them."""
    connection = await asyncpg.connect(url)
    tables = await connection.fetch(
        """select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where c.relkind = 'r' and n.nspname not like 'pg_%' and n.nspname <> 'information_schema'"""
    )
    for row in tables:
        await connection.execute(f"alter table {row['name']} set (autovacuum_enabled = false)")
    await connection.close()


async def watched(house: House, urls: Urls, watch: Watch) -> House:
    """Return the house with connections that tell how long each statement took."""

    async def listen(connection: asyncpg.Connection[Any]) -> None:
        await prepare_connection(connection)
        connection.add_query_logger(watch.note)

    app = await asyncpg.create_pool(urls.app, min_size=1, max_size=4, init=listen, statement_cache_size=512)
    old = house.db
    return replace(house, db=Database(app, old.door, old.bell, None, old.at_commit))


async def put_in(world: World, raws: Iterator[bytes], channel: str = "whatsapp") -> None:
    """Put deliveries into the inbox as the door does, 200 in one commit."""
    account = world.accounts[channel]
    batch = [(world.workspace, account, uuid7().bytes, raw, dict[str, str]()) for raw in raws]
    async with world.house.db.at_door() as door:
        for start in range(0, len(batch), 200):
            await inbox.add_deliveries(door, batch[start : start + 200])


def messages(world: World, first: int, count: int) -> Iterator[bytes]:
    """Give webhooks of one message each, three in ten by somebody new."""
    for n in range(first, first + count):
        person = n if n % 10 < 3 else n % max(1, first + count // 3)
        yield meta([said(f"wamid.{world.workspace.hex}.{n}", f"mensaje {n} de mi pedido", f"519{person:08d}")])


async def no_mail(account: AccountView, submission: MailSubmission, _: object) -> ProviderAnswer:
    return MailAnswer(250, f"{submission.message_id} queued", "done")


async def no_push(account: AccountView, push: LocalPush) -> None:
    return None


async def answer_some(world: World, count: int) -> None:
    """Let agents answer the newest chats, and send."""
    house, agent = world.house, Actor(ActorKind.USER, uuid7())
    async with house.db.transaction(world.workspace, agent) as tx:
        rows = await tx.connection.fetch(
            """select id, case_id from conversations.conversation where account_id = $1
               order by created_at desc limit $2""",
            world.accounts["webchat"], count,
        )  # fmt: skip
        answers = [Answering(agent, NewReply(uuid7(), row["id"], row["case_id"], "Lo revisamos")) for row in rows]
        refused = await writing.reply_many(tx, house.book, answers)
    assert refused == {}
    async with provider_client(seconds=1) as http:
        await Sender(house.db, house.book, channels.Carrier(http, house.blobs, no_mail, no_push)).send(world.workspace)


async def a_working_day(world: World, first: int) -> None:
    """Do once what the house does all day: messages, mails, answers, receipts, time, reactions."""
    await put_in(world, messages(world, first, 50))
    await put_in(world, (mail(f"mi pedido {n} no llegó", sender=f"<p{n}@otra.example>") for n in range(20)), "email")
    for n in range(20):
        await world.webchat(f"mi pedido {n} no llegó", visitor=f"v-{first}-{n}")
    await put_in(world, (meta(statuses=[status(f"wamid.out.{first + n}", "delivered")]) for n in range(20)))
    await world.receive()
    await answer_some(world, 20)
    await Timekeeper(world.house.db).work(world.workspace)
    await sweep_parked(world.house.db, world.workspace)
    await Reactor(world.house.db, reactions_of(world.house)).work(world.workspace)


async def test_a_statement_of_the_hot_path_never_reads_the_whole_workspace(database_urls: Urls, tmp_path: Path) -> None:
    watch = Watch()
    async with fresh_database(database_urls) as urls, open_test_house(urls, tmp_path) as house:
        watching = await watched(house, urls, watch)
        world = await make_world(watching)
        young = await make_world(watching)
        try:
            for first in range(0, MESSAGES, 2_000):
                await put_in(world, messages(world, first, min(2_000, MESSAGES - first)))
                await world.receive()
            heavy, known = watch.slow(), len(watch.seconds)  # full batches, in the half in which tables are large
            watch.seconds.clear()
            for n in range(ROUNDS):
                for one in (world, young):
                    await a_working_day(one, MESSAGES + n * 50)
            (stored,) = await world.fetch("select count(*) n from conversations.message where direction = 'in'")
            analysed = await world.fetch("select 1 from pg_stats where schemaname = 'conversations' limit 1")
        finally:
            await watching.db.app.close()
        await asyncio.sleep(0.5)  # a connection that was closed tells a moment later what it read
        owner = await asyncpg.connect(urls.owner)
        reads = {row["name"]: row["each"] for row in await owner.fetch(READS, OFTEN)}
        await owner.close()

    assert stored["n"] == MESSAGES + ROUNDS * 90
    assert analysed == []
    assert known > 20 and len(watch.seconds) > 60
    assert len(reads) > 20
    assert {name: each for name, each in reads.items() if each > MOST_READ} == {}
    if LONG:
        assert heavy == []
        assert watch.slow() == []


def test_the_watch_tells_a_slow_statement_from_a_hiccup() -> None:
    watch = Watch({"quick": [0.001] * 9 + [3.0], "slow": [0.001] * 5 + [0.3] * 5, "seldom": [9.0]})
    assert [one.partition(": ")[2] for one in watch.slow()] == ["slow"]
