"""What crashes and races may not do: each of these was found by the harness."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from tests.flow.test_outbound import answer, no_mail, no_push
from tests.flow.world import NUMBER, World, whatsapp_text
from trato.flow import outbound
from trato.flow.outbound import Sender
from trato.flow.receiving import Receiver
from trato.flow.timers import Timekeeper
from trato.kit.http import provider_client
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Accepted, AccountView, ChannelAdapter, ProviderRequest, SendOutcome

PHONE = "51987310214"


def receipt(wamid: str, status: str, key: str) -> bytes:
    """Return a webhook of Meta's shape with one status, our own key in it."""
    told = {
        "id": wamid,
        "status": status,
        "timestamp": str(int(time.monotonic()) + 1_790_000_000),
        "recipient_id": PHONE,
        "biz_opaque_callback_data": key,
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "51999999999", "phone_number_id": NUMBER},
        "statuses": [told],
    }
    entry = [{"id": "1", "changes": [{"value": value, "field": "messages"}]}]
    return json.dumps({"object": "whatsapp_business_account", "entry": entry}).encode()


async def test_a_receipt_that_came_before_the_doubt_ends_it(world: World) -> None:
    await world.whatsapp("Hola")
    key = await answer(world, "Hola, soy Camila")
    lost = "update conversations.delivery set state = 'sending', attempt = 1, lease_until = now() - interval '1 s'"
    await world.fetch(f"{lost} returning 1")
    await world.accept("whatsapp", receipt("wamid.left", "delivered", str(key)))
    await world.receive()

    async with provider_client(seconds=1) as http:
        carrier = channels.Carrier(http, world.house.blobs, no_mail, no_push)
        await Sender(world.house.db, world.house.book, carrier).expire(world.workspace)

    (delivery,) = await world.fetch("select state, rank from conversations.delivery")
    assert (delivery["state"], delivery["rank"]) == ("delivered", 2)
    assert await world.fetch("select 1 from conversations.parked") == []
    (case,) = await world.fetch('select unanswered_since from cases."case"')
    assert case["unanswered_since"] is None


async def test_a_doubt_that_another_worker_ended_meanwhile_is_nobodys_trouble(world: World) -> None:
    await world.whatsapp("Hola")
    await answer(world, "Hola, soy Camila")
    lost = "update conversations.delivery set state = 'sending', attempt = 1, lease_until = now() - interval '1 s'"
    await world.fetch(f"{lost} returning 1")

    async with provider_client(seconds=1) as http:
        carrier = channels.Carrier(http, world.house.blobs, no_mail, no_push)
        senders = [Sender(world.house.db, world.house.book, carrier) for _ in range(2)]
        ending = []
        async with world.tx() as tx:  # both look, one after the other, and wait for their turn
            await channels.take_lane(tx, wait=True)
            for one in senders:
                ending.append(asyncio.create_task(one.expire(world.workspace)))
                await asyncio.sleep(0.2)
        ended = await asyncio.gather(*ending)

    assert sorted(ended) == [0, 1]


async def test_time_locks_a_case_before_its_clocks_and_does_not_wait_for_one_in_hand(world: World) -> None:
    await world.whatsapp("Hola")
    (case,) = await world.fetch('select id from cases."case"')
    await world.fetch("update sla.clock set approach_at = now(), due_at = now() returning 1")
    timekeeper = Timekeeper(world.house.db)

    async with world.tx() as tx:
        await cases.lock(tx, case["id"])
        assert await asyncio.wait_for(timekeeper.work(world.workspace), 2) == 0
        free = "select count(*) from (select 1 from sla.clock for update skip locked) c"
        assert await tx.connection.fetchval(free) == len(await world.fetch("select 1 from sla.clock"))

    assert await timekeeper.work(world.workspace) > 0
    assert await world.fetch("select 1 from sla.breach") != []


async def test_a_delivery_waits_behind_one_that_failed_also_in_a_process_that_knows_nobody_yet(world: World) -> None:
    await world.whatsapp("Hola")
    for n in (1, 2):
        await world.accept("whatsapp", receipt(f"wamid.{n}", "sent", "x"))
    await world.fetch(
        "update channels.inbox set attempts = 1, hold_key = $1, next_at = now() + interval '1 hour' "
        "where id = (select min(id) from channels.inbox where status = 'new') returning 1",
        f"{world.accounts['whatsapp']}:+{PHONE}:",
    )
    world.house.book.forget(world.workspace)
    await Receiver(world.house.db, world.house.book).receive(world.workspace)

    statuses = [row["status"] for row in await world.fetch("select status from channels.inbox order by id")]
    assert statuses == ["done", "new", "new"]


async def test_others_in_the_delivery_of_a_poisoned_item_go_on(world: World) -> None:
    said = [("51900000001", "veneno"), ("51900000002", "hola"), ("51900000001", "después"), ("51900000003", "buenas")]
    bodies = [
        json.loads(whatsapp_text(f"wamid.{world.workspace.hex}.{n}", phone, "Ana", text))
        for n, (phone, text) in enumerate(said)
    ]
    whole = {**bodies[0], "entry": [body["entry"][0] for body in bodies]}
    owner = await asyncpg.connect(world.house.settings.database_url)
    await owner.execute("alter table conversations.message add constraint no_poison check (text <> 'veneno') not valid")
    texts = "select text from conversations.message order by sort_id, sort_item"
    try:
        await world.accept("whatsapp", json.dumps(whole).encode())
        await world.receive()
        assert [row["text"] for row in await world.fetch(texts)] == ["hola", "buenas"]
        for _ in range(3):
            await world.fetch("update channels.inbox set next_at = now() where status = 'new' returning 1")
            await world.receive()
    finally:
        await owner.execute("alter table conversations.message drop constraint no_poison")
        await owner.close()

    assert [row["text"] for row in await world.fetch(texts)] == ["hola", "después", "buenas"]
    assert [row["status"] for row in await world.fetch("select status from channels.inbox")] == ["dead"]


class OneSlow(channels.Carrier):
    """Carries at once, but for one channel, which takes until it is let go."""

    slow = "whatsapp"

    async def carry(
        self,
        key: UUID,
        requests: Sequence[ProviderRequest],
        account: AccountView,
        adapter: ChannelAdapter,
        spacing: timedelta = timedelta(0),
    ) -> SendOutcome:
        if account.channel == self.slow:
            await let_go.wait()
        return Accepted(f"id-{key}")


let_go = asyncio.Event()


async def test_a_provider_that_hangs_makes_no_other_channel_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "PATIENCE", 0.5)
    await world.whatsapp("Hola")
    slow = await answer(world, "a WhatsApp")
    await world.webchat("Hola")
    quick = await answer(world, "al chat")
    states = "select message_id, state from conversations.delivery"
    async with provider_client(seconds=1) as http:
        sender = Sender(world.house.db, world.house.book, OneSlow(http, world.house.blobs, no_mail, no_push))
        await sender.send(world.workspace)
        assert {row["message_id"]: row["state"] for row in await world.fetch(states)} == {
            slow: "sending",
            quick: "sent",
        }
        let_go.set()
        while {row["state"] for row in await world.fetch(states)} != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
