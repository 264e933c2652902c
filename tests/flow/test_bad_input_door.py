"""Bad input at the providers' door: who cannot prove who they are is refused; what is taken is never lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.flow.providers import meta, provider_door, said, signed
from tests.flow.world import World, make_world
from trato.app.founding import open_channel
from trato.app.wiring import House, account_spot
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.adapters.whatsapp.adapter import WhatsApp
from trato.rooms.channels.errors import DeliveryNotDead
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent, Malformed
from trato.rooms.channels.service.accepting import LARGEST


async def stored(world: World) -> int:
    (row,) = await world.fetch("select count(*) n from channels.inbox")
    return int(row["n"])


BODY = meta([said("wamid.puerta", "hola")])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-hub-signature-256": ""},
        {"x-hub-signature-256": "sha256="},
        {"x-hub-signature-256": "sha256=" + "0" * 64},
        {"x-hub-signature-256": "ñ".encode()},
        signed(BODY, "another secret"),
        signed(BODY + b" "),
    ],
    ids=["none", "empty", "prefix only", "zeros", "not ascii", "another secret", "another body"],
)
async def test_a_delivery_with_a_wrong_signature_is_401_and_stores_nothing(
    world: World, headers: dict[str, Any]
) -> None:
    async with provider_door(world.house) as door:
        answer = await door.post(f"/hooks/{world.accounts['whatsapp']}", content=BODY, headers=headers)

    assert answer.status_code == 401
    assert answer.json()["code"] == "signature_refused"
    assert await stored(world) == 0


async def test_an_account_without_its_secret_refuses_even_what_an_empty_secret_signs(world: World) -> None:
    async with world.tx() as tx:
        account = await open_channel(world.house, tx, world.brand, "whatsapp", "777", "Sin", settings={}, secrets={})
    async with provider_door(world.house) as door:
        answers = [
            await door.post(f"/hooks/{account}", content=BODY, headers=headers) for headers in ({}, signed(BODY, ""))
        ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert await stored(world) == 0


@pytest.mark.parametrize("channel", ["email", "webchat"])
async def test_nobody_posts_to_an_account_whose_channel_has_no_webhooks(world: World, channel: str) -> None:
    async with provider_door(world.house) as door:
        answer = await door.post(f"/hooks/{world.accounts[channel]}", content=BODY, headers=signed(BODY))

    assert answer.status_code == 401
    assert await stored(world) == 0


@pytest.mark.parametrize("name", ["019f0000-0000-7000-8000-00000000dead", "not-an-id", "%00"])
async def test_an_account_that_does_not_exist_is_404(world: World, name: str) -> None:
    async with provider_door(world.house) as door:
        answer = await door.post(f"/hooks/{name}", content=BODY, headers=signed(BODY))

    assert (answer.status_code, answer.json()["code"]) == (404, "account_not_found")


async def test_a_signed_delivery_is_stored_before_the_answer_and_once(world: World) -> None:
    async with provider_door(world.house) as door:
        for _ in range(2):
            answer = await door.post(f"/hooks/{world.accounts['whatsapp']}", content=BODY, headers=signed(BODY))
            assert answer.status_code == 200
            assert await stored(world) == 1


async def test_a_delivery_over_thirty_megabytes_is_413_with_the_limit_and_stores_nothing(world: World) -> None:
    body = b"x" * (LARGEST + 1)
    async with provider_door(world.house) as door:
        answer = await door.post(f"/hooks/{world.accounts['whatsapp']}", content=body, headers=signed(body))

    assert answer.status_code == 413
    assert (answer.json()["code"], answer.json()["limit"]) == ("too_large", LARGEST)
    assert await stored(world) == 0


async def test_a_check_of_the_callback_url_needs_our_token(world: World) -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1234"}
    async with provider_door(world.house) as door:
        url = f"/hooks/{world.accounts['whatsapp']}"
        right = await door.get(url, params=asked | {"hub.verify_token": "v"})
        wrong = await door.get(url, params=asked | {"hub.verify_token": "w"})

    assert (right.status_code, right.text) == (200, "1234")
    assert (wrong.status_code, wrong.text) == (403, "")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"entry":', b'{"entry": 3}', b"[" * 100_000, b"<xml/>"],
    ids=["empty", "half", "list", "null", "binary", "cut", "number", "deep", "xml"],
)
async def test_a_signed_payload_that_cannot_be_read_is_kept_dead_and_shown(world: World, body: bytes) -> None:
    async with provider_door(world.house) as door:
        answer = await door.post(f"/hooks/{world.accounts['whatsapp']}", content=body, headers=signed(body))
    await world.receive()

    assert answer.status_code == 200
    async with world.tx() as tx:
        (needing,) = await channels.list_needing_attention(tx, 2**62, 10)
        kept = await channels.get_raw(tx, needing["id"])
    assert kept is not None and kept.raw == body
    assert needing["error"].startswith("malformed")
    (fact,) = await world.fetch("select body from kit.event where kind = 'channels.delivery_died'")
    assert fact["body"]["inbox_id"] == needing["id"]


@dataclass
class Fixable(WhatsApp):
    """An adapter that cannot read a kind of payload until somebody mends it."""

    mended: bool = False

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        if not self.mended:
            raise Malformed("a shape of next year")
        return super().parse(delivery, account)


def with_adapter(house: House, adapter: WhatsApp) -> House:
    """Return the house with another adapter of WhatsApp."""
    keyring = house.keyring
    book = channels.AccountBook(
        lambda w, a, sealed: keyring.open(sealed, account_spot(w, a)), {**ADAPTERS, "whatsapp": adapter}
    )
    return replace(house, book=book)


async def test_a_dead_delivery_is_replayed_after_a_fix_and_processed_once(house: House) -> None:
    adapter = Fixable()
    world = await make_world(with_adapter(house, adapter))
    await world.whatsapp("mi pedido no llegó")
    (dead,) = await world.fetch("select id, status from channels.inbox")
    assert dead["status"] == "dead"
    assert await world.fetch("select 1 from conversations.message") == []

    adapter.mended = True
    async with world.tx() as tx:
        await channels.replay(tx, dead["id"])
    await world.receive()

    assert [row["status"] for row in await world.fetch("select status from channels.inbox")] == ["done"]
    assert [row["text"] for row in await world.fetch("select text from conversations.message")] == [
        "mi pedido no llegó"
    ]
    async with world.tx() as tx:
        assert await channels.list_needing_attention(tx, 2**62, 10) == []
        with pytest.raises(DeliveryNotDead):
            await channels.replay(tx, dead["id"])
    audit = await world.fetch("select verb from access.audit where verb = 'needs_attention.manage'")
    assert len(audit) == 1


@pytest.mark.parametrize("size", [1, 2, 7, 100])
async def test_every_item_of_a_webhook_arrives_in_its_order(world: World, size: int) -> None:
    texts = [f"línea {n}" for n in range(size)]
    await world.accept("whatsapp", meta([said(f"wamid.{n}", text) for n, text in enumerate(texts)]))
    await world.receive()

    rows = await world.fetch("select text from conversations.message order by sort_at, sort_id, sort_item")
    assert [row["text"] for row in rows] == texts
    assert len(await world.fetch('select 1 from cases."case"')) == 1


@pytest.mark.parametrize(
    "bad",
    [None, 3, "text", [], {}, {"type": "text"}, {"id": "wamid.x", "from": 7, "type": {}, "timestamp": "never"}],
    ids=str,
)
async def test_a_bad_item_loses_none_of_those_beside_it(world: World, bad: Any) -> None:
    await world.accept("whatsapp", meta([said("wamid.1", "antes"), bad, said("wamid.2", "después")]))
    await world.receive()

    rows = await world.fetch("select text from conversations.message where text <> '' order by sort_id, sort_item")
    assert [row["text"] for row in rows] == ["antes", "después"]
    assert [row["status"] for row in await world.fetch("select status from channels.inbox")] == ["done"]


async def test_items_for_another_account_need_attention_and_the_others_arrive(world: World) -> None:
    ours, others = meta([said("wamid.1", "para nosotros")]), meta([said("wamid.2", "para otros")], number="999")
    both = ours[:-2] + b", " + others.split(b'"entry": [', 1)[1]
    await world.accept("whatsapp", both)
    await world.receive()

    assert [row["text"] for row in await world.fetch("select text from conversations.message")] == ["para nosotros"]
    (delivery,) = await world.fetch("select status, error from channels.inbox")
    assert delivery["status"] == "dead" and "another account" in delivery["error"]
