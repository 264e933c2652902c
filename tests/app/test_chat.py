"""The house behind the visitor's door: what a visitor may see, and what rings for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import msgspec
import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.app.chat import Chat, tell_visitor
from trato.app.feed import Feed
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat.model import AgentTyping, Changed, Side, Visitor, VisitorTyping


@dataclass(slots=True)
class Shop:
    desk: Desk
    chat: Chat
    account: AccountView

    @property
    def world(self) -> World:
        return self.desk.world


@pytest.fixture
async def shop(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    async with (
        open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house,
        open_desk(house, await make_world(house)) as desk,
    ):
        feed = Feed(house.db, database_urls.app)
        listening = asyncio.create_task(feed.run())
        acceptor = channels.Acceptor(house.db)
        acceptor.start()
        account = await house.book.at_door(house.db, desk.world.accounts["webchat"])
        try:
            yield Shop(desk, Chat(house, feed, acceptor), account)
        finally:
            await acceptor.stop()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def test_a_visitor_sees_what_was_said_to_them_and_nothing_that_has_not_left(shop: Shop) -> None:
    camila = await shop.desk.add("camila")
    await shop.world.webchat("Hola", "¿me ayudan?", visitor="v-1")
    await shop.world.webchat("Otro tema", visitor="v-2")
    row = (await camila.get("/cases", view="all", sort="oldest"))["items"][0]
    detail = await camila.get(f"/cases/{row['id']}")
    thread = detail["conversations"][0]["id"]
    held = {"id": str(uuid7()), "case_id": row["id"], "text": "Claro", "purpose": "reply"}
    await camila.post(f"/conversations/{thread}/messages", held)
    await camila.post(f"/cases/{row['id']}/notes", {"id": str(uuid7()), "text": "cuidado", "mentions": []})

    view = await shop.chat.read(shop.account, Visitor("v-1"), "", 20)
    assert [(one.side, one.status) for one in view.messages] == [(Side.VISITOR, "sent"), (Side.VISITOR, "sent")]
    (conversation,) = view.conversations
    assert conversation.thread == "t-1" and conversation.preview == "¿me ayudan?" and not view.more
    assert view.service.open

    async with shop.world.tx() as tx:
        await tx.connection.execute(
            "update conversations.delivery set state = 'sent', sent_at = $2 where workspace_id = $1",
            tx.workspace,
            tx.now,
        )
    messages = (await camila.get(f"/cases/{row['id']}/thread"))["items"]
    await camila.post(f"/cases/{row['id']}/read", {"message_id": messages[1]["message"]["id"]})
    view = await shop.chat.read(shop.account, Visitor("v-1"), "", 20)
    assert [(one.side, one.status) for one in view.messages] == [
        (Side.VISITOR, "read"), (Side.VISITOR, "read"), (Side.AGENT, "sent")]  # fmt: skip
    assert view.messages[-1].by is not None and view.messages[-1].by.name == "Camila"
    assert view.conversations[0].unread == 1
    page = await shop.chat.read(shop.account, Visitor("v-1"), "", 2)
    assert page.more and len(page.messages) == 2
    before = await shop.chat.read(shop.account, Visitor("v-1"), page.messages[0].id, 2)
    assert [one.id for one in before.messages] == [view.messages[0].id] and not before.more
    assert (await shop.chat.read(shop.account, Visitor("v-3"), "", 20)).messages == ()


async def test_a_stranger_is_rung_when_their_first_message_is_a_case_and_then_by_facts(shop: Shop) -> None:
    item = {"type": "message", "id": str(uuid7()), "thread": "t", "at": 0, "text": "Hola"}
    body = msgspec.Raw(json.dumps({"id": str(uuid7()), "items": [item]}).encode())
    raw = msgspec.json.encode(Envelope(Sender("v-9", "", "", ""), body, {}))
    async with shop.chat.bell(shop.account, Visitor("v-9")) as rings:
        await shop.chat.accept(shop.world.workspace, shop.account.id, b"k", raw, {})
        await shop.world.receive()
        async with asyncio.timeout(5):
            assert isinstance(await anext(rings), Changed)
        assert len((await shop.chat.read(shop.account, Visitor("v-9"), "", 5)).messages) == 1
        await asyncio.sleep(0.3)
        await shop.world.webchat("¿hola?", visitor="v-9")
        async with asyncio.timeout(5):
            assert isinstance(await anext(rings), Changed)


async def test_typing_goes_both_ways(shop: Shop) -> None:
    camila = await shop.desk.add("camila")
    await shop.world.webchat("Hola", visitor="v-1")
    case = (await camila.get("/cases", view="all"))["items"][0]["id"]
    conversation = (await camila.get(f"/cases/{case}"))["conversations"][0]["id"]
    heard: asyncio.Queue[str] = asyncio.Queue()
    async with (
        shop.chat.feed.hear(f"desk:{shop.world.workspace.hex}", heard.put_nowait),
        shop.chat.bell(shop.account, Visitor("v-1")) as rings,
    ):
        await asyncio.sleep(0.3)
        await shop.chat.signal(shop.account, Visitor("v-1"), VisitorTyping("t-1", True))
        async with asyncio.timeout(5):
            assert (await heard.get()).endswith(f"|contact|{conversation}|1")
        await tell_visitor(shop.desk.world.house, shop.world.workspace, UUID(conversation), "Camila R", True)
        async with asyncio.timeout(5):
            ring = await anext(rings)
            while not isinstance(ring, AgentTyping):
                ring = await anext(rings)
    assert ring.thread == "t-1" and ring.by.name == "Camila R" and ring.on


async def test_a_key_leads_to_its_account_unless_two_workspaces_claim_it(shop: Shop) -> None:
    async with shop.world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set external_id = $3 where id = $2 and workspace_id = $1",
            tx.workspace, shop.account.id, f"key-{shop.world.workspace.hex}",
        )  # fmt: skip
    found = await shop.chat.find_account(f"key-{shop.world.workspace.hex}")
    assert found is not None and found.id == shop.account.id and found.secrets["visitor_secret"] == "v1s1tor"
    assert await shop.chat.find_account("nobody") is None


async def wrote(shop: Shop, waits: list[int], hours_ago: float, *, late: bool = False) -> None:
    """Put promises of a first human answer in the past, kept after so many seconds."""
    await shop.world.webchat("Hola", visitor=f"v-{uuid7()}")
    async with shop.world.tx() as tx:
        for wait in waits:
            await tx.connection.execute(PAST_PROMISE, tx.workspace, uuid7(), wait, hours_ago, late, tx.now)


STILL_RUNS = """
update sla.clock set started_at = $2::timestamptz - interval '1 hour', approach_at = $2::timestamptz - interval '1h',
  due_at = $2::timestamptz - interval '59 minutes'
where workspace_id = $1 and target = 'first_human_response' and stopped_at is null
"""
PAST_PROMISE = """
insert into sla.clock (id, workspace_id, case_id, conversation_id, target, policy_id, policy_version, seconds, approach,
  bot_counts, public, brand_id, account_id, surface, channel, started_at, approach_at, due_at, stopped_at,
  stopped_by_kind, breached_at)
select $2, $1, case_id, conversation_id, target, policy_id, policy_version, seconds, approach, bot_counts, public,
  brand_id, account_id, surface, channel, at, at, at + make_interval(secs => seconds) + $5 * interval '9 hours',
  at + make_interval(secs => $3::int), 'user', $6
from (select c.*, $6::timestamptz - $4 * interval '1 hour' as at from sla.clock c
  where workspace_id = $1 and target = 'first_human_response' order by started_at desc limit 1) c
"""


async def expected(shop: Shop) -> int | None:
    shop.chat._waits.clear()
    return (await shop.chat.read(shop.account, Visitor("v-0"), "", 5)).service.wait_seconds


async def test_the_expected_wait_is_what_three_of_four_got_lately_at_this_hour(shop: Shop) -> None:
    await wrote(shop, [60] * 7, hours_ago=24)
    assert await expected(shop) is None  # too few to say anything
    await wrote(shop, [120, 180, 240, 600], hours_ago=25.2)
    assert await expected(shop) == 180
    await wrote(shop, [5_000] * 30, hours_ago=36)  # at another hour of the day
    await wrote(shop, [5_000] * 30, hours_ago=24, late=True)  # while it was closed
    await wrote(shop, [200] * 8, hours_ago=48)
    assert await expected(shop) == 200


async def test_who_still_waits_counts_so_that_nothing_is_promised_that_does_not_happen(shop: Shop) -> None:
    await wrote(shop, [60] * 12, hours_ago=24)
    assert await expected(shop) == 60
    for visitor in range(6):
        await shop.world.webchat("¿Hay alguien?", visitor=f"waiting-{visitor}")
    async with shop.world.tx() as tx:
        await tx.connection.execute(STILL_RUNS, tx.workspace, tx.now)
    assert await expected(shop) is None


async def test_a_chat_whose_administrator_wants_no_number_shows_none(shop: Shop) -> None:
    await wrote(shop, [60] * 12, hours_ago=24)
    quiet = msgspec.structs.replace(shop.account, settings={"wait": False})
    assert (await shop.chat.read(quiet, Visitor("v-0"), "", 5)).service.wait_seconds is None
