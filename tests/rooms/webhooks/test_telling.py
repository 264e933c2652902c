"""Facts told to a real receiver over a real database: once at least, in order, under one id for ever."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

import asyncpg
import pytest
from standardwebhooks import Webhook

from tests.embedded import Urls
from tests.rooms.webhooks.receiver import Receiver, receiving
from trato.kit.clock import Scale, wall_clock
from trato.kit.db import Database, connect
from trato.kit.errors import Invalid
from trato.kit.events import SYSTEM, Event, Origin
from trato.kit.http import OutsideClient
from trato.kit.ids import uuid7
from trato.kit.reactions import list_events
from trato.kit.secrets import Keyring
from trato.kit.tx import append_events
from trato.rooms.access import api as access
from trato.rooms.webhooks import api as webhooks
from trato.rooms.webhooks import service, store
from trato.rooms.webhooks.errors import EndpointRefused, EndpointUnknown
from trato.rooms.webhooks.model import DeliveryState, Endpoint, EndpointState, Tried
from trato.rooms.webhooks.reactions import Teller
from trato.rooms.webhooks.rules import SCHEDULE, settle

Connection: TypeAlias = "asyncpg.Connection[Any]"
KEYS = Keyring((bytes(32),))
NO_STATEMENT = {"ENDPOINT", "DELIVERY"}
STATEMENTS = [
    (n, sql) for n, sql in vars(store).items() if n.isupper() and isinstance(sql, str) and n not in NO_STATEMENT
]


class Happened(Event, frozen=True):
    kind: ClassVar[str] = "cases.happened"
    number: int = 0


@dataclass(slots=True)
class Hall:
    """A workspace whose facts are told to a receiver. `shift` moves its clock."""

    database: Database
    workspace: UUID
    receiver: Receiver
    teller: Teller
    endpoint: Endpoint
    secret: str

    async def happen(self, count: int = 1, case: UUID | None = None, origin: Origin = Origin.LIVE) -> None:
        """Let facts happen and be fanned out, as the reactor does."""
        async with self.database.transaction(self.workspace, SYSTEM, origin=origin) as tx:
            for number in range(count):
                tx.emit(Happened(subject=uuid7(), case_id=case, number=number))
        async with self.database.transaction(self.workspace, SYSTEM) as tx:
            facts = await list_events(tx.connection, self.workspace, 0, 500)
            await webhooks.fan_out(tx, [fact for fact in facts if fact.kind == Happened.kind])

    async def tell(self) -> None:
        while await self.teller.work(self.workspace):
            continue

    def shift(self, passed: timedelta) -> None:
        real = wall_clock()
        now = self.database.bend(real)
        self.database.scale = Scale(real, now + passed, 1.0)

    async def deliveries(self, endpoint: UUID | None = None) -> dict[int, Any]:
        async with self.database.transaction(self.workspace, SYSTEM) as tx:
            return {one.seq: one for one in await webhooks.list_deliveries(tx, endpoint or self.endpoint.id)}

    async def state(self) -> Endpoint:
        async with self.database.transaction(self.workspace, SYSTEM) as tx:
            return await webhooks.get_endpoint(tx, self.endpoint.id)

    async def kinds(self) -> list[str]:
        async with self.database.transaction(self.workspace, SYSTEM) as tx:
            return [fact.kind for fact in await list_events(tx.connection, self.workspace, 0, 500)]


@pytest.fixture
async def hall(database_urls: Urls) -> AsyncIterator[Hall]:
    at_commit = (access.append_audit, append_events)
    database = await connect(database_urls.app, database_urls.door, size=4, at_commit=at_commit)
    workspace = uuid7()
    async with receiving() as receiver, OutsideClient(loopback=True, seconds=2) as client:
        async with database.transaction(workspace, SYSTEM) as tx:
            await access.create_workspace(tx, f"w-{workspace.hex}", "Grupo Andes")
            made = await webhooks.add_endpoint(tx, KEYS, receiver.url, kinds=["cases.*"], plain=True)
        teller = Teller(database, KEYS, client, "https://trato.example.org", random.Random(1))
        yield Hall(database, workspace, receiver, teller, *made)
    await database.close()


@pytest.mark.parametrize(("name", "sql"), [one for one in STATEMENTS if one[0] != "WAITING"])
async def test_every_statement_fits_the_schema(app_connection: Connection, name: str, sql: str) -> None:
    await app_connection.prepare(sql)


async def test_a_fact_is_told_once_signed_and_with_nothing_but_ids(hall: Hall) -> None:
    case = uuid7()
    await hall.happen(1, case)
    assert hall.workspace in await hall.teller.look()
    await hall.tell()
    await hall.tell()
    ((head, body),) = hall.receiver.calls
    told = Webhook(hall.secret).verify(body, head)
    assert told["type"] == "cases.happened" and told["data"]["case"] == str(case)
    assert told["data"]["facts"] == {} and head["webhook-id"].startswith(f"msg_{hall.workspace.hex}_")
    (delivery,) = (await hall.deliveries()).values()
    assert (delivery.state, delivery.attempts, delivery.response_code) == (DeliveryState.DELIVERED, 1, 204)
    assert hall.workspace not in await hall.teller.look()


async def test_fanning_out_twice_tells_once(hall: Hall) -> None:
    await hall.happen(3)
    await hall.happen(0)
    await hall.tell()
    assert len(hall.receiver.calls) == len(set(hall.receiver.ids)) == 3


@pytest.mark.parametrize("origin", [Origin.IMPORT, Origin.REPLAY, Origin.SIMULATION])
async def test_what_did_not_happen_now_is_not_told(hall: Hall, origin: Origin) -> None:
    await hall.happen(2, origin=origin)
    await hall.tell()
    assert hall.receiver.calls == []


async def test_a_receiver_that_fails_is_told_again_under_the_same_id(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (500 if n < 2 else 200, {})
    await hall.happen()
    for _ in range(3):
        await hall.tell()
        hall.shift(timedelta(minutes=1))
    assert len(hall.receiver.calls) == 3 and len(set(hall.receiver.ids)) == 1
    (delivery,) = (await hall.deliveries()).values()
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 3)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        tries = await webhooks.list_attempts(tx, hall.endpoint.id, delivery.seq)
    assert [one.response_code for one in tries] == [500, 500, 200]
    assert [one.error for one in tries] == ["http_500", "http_500", ""]


async def test_facts_of_one_case_arrive_in_order_and_others_do_not_wait(hall: Hall) -> None:
    stuck, free = uuid7(), uuid7()
    await hall.happen(4, stuck)
    hall.receiver.answer = lambda n: (503 if n == 0 else 200, {})
    await hall.tell()
    await hall.happen(2, free)
    await hall.tell()
    assert [one["data"]["case"] for one in hall.receiver.told] == [str(stuck), str(free), str(free)]
    hall.shift(timedelta(minutes=1))
    await hall.tell()
    numbers = [one["data"]["seq"] for one in hall.receiver.told if one["data"]["case"] == str(stuck)]
    assert numbers[0] == numbers[1] and numbers[1:] == sorted(set(numbers)) and len(numbers) == 5


async def test_after_a_day_of_failures_it_gives_up_says_so_and_lets_the_next_go(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (500 if n <= len(SCHEDULE) else 200, {})
    await hall.happen(2, uuid7())
    for wait in (*SCHEDULE, 0):
        await hall.tell()
        hall.shift(timedelta(seconds=1.25 * wait))
    await hall.tell()
    first, second = (one for _, one in sorted((await hall.deliveries()).items()))
    assert (first.state, first.attempts, second.state) == (DeliveryState.FAILED, 11, DeliveryState.DELIVERED)
    assert (await hall.kinds()).count("webhooks.delivery_gave_up") == 1


async def test_an_endpoint_that_fails_for_three_days_is_disabled_with_an_alarm(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (500, {})
    await hall.happen()
    await hall.tell()
    hall.shift(timedelta(hours=73))
    await hall.tell()
    found = await hall.state()
    assert (found.state, found.state_reason) == (EndpointState.DISABLED, "failing")
    assert (await hall.kinds()).count("webhooks.endpoint_disabled") == 1
    await hall.happen()
    assert len(await hall.deliveries()) == 1
    hall.receiver.answer = lambda n: (200, {})
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await webhooks.change_endpoint(tx, hall.endpoint.id, paused=False, plain=True)
        assert await webhooks.replay(tx, hall.endpoint.id, 1, 100) == 2
    await hall.tell()
    assert {one.state for one in (await hall.deliveries()).values()} == {DeliveryState.DELIVERED}


async def test_one_success_ends_a_spell_of_failures(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (500 if n == 0 else 200, {})
    await hall.happen()
    await hall.tell()
    assert (await hall.state()).failing_since is not None
    hall.shift(timedelta(minutes=1))
    await hall.tell()
    assert (await hall.state()).failing_since is None


async def test_a_receiver_that_is_gone_is_told_no_more(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (410, {})
    await hall.happen(3)
    await hall.tell()
    assert ((await hall.state()).state_reason, len(hall.receiver.calls)) == ("gone", 3)


async def test_a_receiver_that_asks_for_time_is_left_alone(hall: Hall) -> None:
    hall.receiver.answer = lambda n: (429, {"retry-after": "3600"})
    await hall.happen()
    await hall.tell()
    hall.shift(timedelta(minutes=50))
    await hall.tell()
    assert len(hall.receiver.calls) == 1
    hall.shift(timedelta(minutes=20))
    await hall.tell()
    assert len(hall.receiver.calls) == 2


async def test_a_paused_endpoint_misses_nothing(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await webhooks.change_endpoint(tx, hall.endpoint.id, paused=True, plain=True)
    await hall.happen(3)
    await hall.tell()
    assert hall.receiver.calls == [] and hall.workspace not in await hall.teller.look()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await webhooks.change_endpoint(tx, hall.endpoint.id, paused=False, plain=True)
    await hall.tell()
    assert len(hall.receiver.calls) == 3


async def test_a_range_is_told_again_under_the_same_ids(hall: Hall) -> None:
    await hall.happen(5)
    await hall.tell()
    first, *_, last = sorted(await hall.deliveries())
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        assert await webhooks.replay(tx, hall.endpoint.id, first + 1, last - 1) == 3
        for bad in ((0, 5), (5, 4), (1, 20_000)):
            with pytest.raises(Invalid):
                await webhooks.replay(tx, hall.endpoint.id, *bad)
    await hall.tell()
    assert len(hall.receiver.calls) == 8 and len(set(hall.receiver.ids)) == 5


async def test_both_secrets_sign_for_a_day(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        new = await webhooks.change_secret(tx, KEYS, hall.endpoint.id)
    await hall.happen()
    await hall.tell()
    head, body = hall.receiver.calls[0]
    for secret in (new, hall.secret):
        Webhook(secret).verify(body, head)
    hall.shift(timedelta(hours=25))
    await hall.happen()
    await hall.tell()
    assert len(hall.receiver.calls[1][0]["webhook-signature"].split()) == 1


async def test_a_worker_that_died_after_telling_is_followed_by_one_that_tells_again(hall: Hall) -> None:
    await hall.happen()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        (lost,) = await store.claim(tx, 10, timedelta(seconds=60))
    await hall.tell()
    assert hall.receiver.calls == []
    hall.shift(timedelta(seconds=61))
    await hall.tell()
    (delivery,) = (await hall.deliveries()).values()
    assert delivery.state is DeliveryState.DELIVERED and lost.fence == 1 and delivery.attempts == 2


async def test_a_late_answer_of_a_claim_that_was_lost_changes_nothing(hall: Hall) -> None:
    await hall.happen()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        (lost,) = await store.claim(tx, 10, timedelta(seconds=60))
    hall.shift(timedelta(seconds=61))
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        (mine,) = await store.claim(tx, 10, timedelta(seconds=60))
        assert await store.settle(tx, [settle(Tried(lost, 200, 5), tx.now, 0.5)]) == set()
        assert (await webhooks.list_deliveries(tx, hall.endpoint.id))[0].state is DeliveryState.SENDING
        assert await store.settle(tx, [settle(Tried(mine, 500, 5), tx.now, 0.5)]) == {(hall.endpoint.id, mine.seq)}


async def test_what_fails_while_its_endpoint_is_paused_waits_for_it(hall: Hall) -> None:
    await hall.happen()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        (claimed,) = await store.claim(tx, 10, timedelta(seconds=60))
        await webhooks.change_endpoint(tx, hall.endpoint.id, paused=True, plain=True)
        await store.settle(tx, [settle(Tried(claimed, 500, 5), tx.now, 0.5)])
    hall.shift(timedelta(days=1))
    await hall.tell()
    assert hall.receiver.calls == []


async def test_workers_at_once_tell_each_fact_once(hall: Hall) -> None:
    await hall.happen(40, uuid7())
    await hall.happen(40)
    await asyncio.gather(*(hall.tell() for _ in range(3)))
    await hall.tell()
    assert sorted(hall.receiver.ids) == sorted(set(hall.receiver.ids)) and len(hall.receiver.ids) == 80


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.org/x", "scheme"),
        ("https://user@example.org/", "credentials"),
        ("https://example.org:22/", "port"),
    ],
)
async def test_an_address_that_could_do_harm_is_refused(hall: Hall, url: str, reason: str) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        with pytest.raises(EndpointRefused) as refused:
            await webhooks.add_endpoint(tx, KEYS, url)
        assert refused.value.data["reason"] == reason
        with pytest.raises(Invalid):
            await webhooks.add_endpoint(tx, KEYS, "https://example.org/", kinds=["everything"])


async def test_an_address_inside_is_refused_at_the_call_and_logged(hall: Hall) -> None:
    async with OutsideClient() as strict:
        async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
            made, _ = await webhooks.add_endpoint(tx, KEYS, "https://127.0.0.1/hook")
        await hall.happen()
        await Teller(hall.database, KEYS, strict, "https://trato.example.org").work(hall.workspace)
    (delivery,) = (await hall.deliveries(made.id)).values()
    assert (delivery.error, delivery.response_code) == ("forbidden_address", None)


async def test_a_removed_endpoint_is_told_nothing_more(hall: Hall) -> None:
    await hall.happen()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await webhooks.remove_endpoint(tx, hall.endpoint.id)
        with pytest.raises(EndpointUnknown):
            await webhooks.remove_endpoint(tx, hall.endpoint.id)
    await hall.tell()
    assert hall.receiver.calls == []


async def test_a_test_is_told_to_who_asked_for_it_and_to_nobody_else(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        other, _ = await webhooks.add_endpoint(tx, KEYS, hall.receiver.url, plain=True)
        await service.test_endpoint(tx, hall.endpoint.id)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await webhooks.fan_out(tx, await list_events(tx.connection, hall.workspace, 0, 500))
    await hall.tell()
    assert "webhooks.tested" in [one.kind for one in (await hall.deliveries()).values()]
    assert "webhooks.tested" not in [one.kind for one in (await hall.deliveries(other.id)).values()]
