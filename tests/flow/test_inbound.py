"""The journey inwards: what a contact says becomes part of a case, once, in its place, with its promise running."""

from __future__ import annotations

from dataclasses import replace

import asyncpg

from tests.flow.providers import mail, reply, send
from tests.flow.world import World, whatsapp_text
from trato.app.founding import open_channel
from trato.flow import closing
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS


async def test_a_first_message_opens_a_case_with_its_promise_running(world: World) -> None:
    await world.whatsapp("Hola, mi olla llegó quiñada")

    (case,) = await world.fetch('select * from cases."case"')
    assert case["number"] == 10001
    assert case["holder_kind"] == "queue"
    assert case["country"] == "PE" and case["country_source"] == "prefix"
    assert case["preview"] == "Hola, mi olla llegó quiñada"
    clocks = await world.fetch("select target, due_at - started_at as within from sla.clock order by target")
    assert ("first_response", 120) in [(c["target"], c["within"].total_seconds()) for c in clocks]
    assert case["due_at"] is not None
    (message,) = await world.fetch("select * from conversations.message")
    assert message["case_id"] == case["id"]
    kinds = [row["kind"] for row in await world.fetch("select kind from kit.event order by seq")]
    assert {"cases.opened", "conversations.message_received"} <= set(kinds)


async def test_what_is_delivered_again_changes_nothing(world: World) -> None:
    raw = whatsapp_text("wamid.A", "51987310214", "Rosa", "¿Hay stock?")
    for key in (b"1", b"1", b"2"):
        await world.accept("whatsapp", raw, key)
        await world.receive()

    assert len(await world.fetch("select id from conversations.message")) == 1
    assert [r["status"] for r in await world.fetch("select status from channels.inbox")] == ["done", "done"]


async def test_what_comes_to_an_account_opened_a_moment_ago_by_another_process_is_read(world: World) -> None:
    await world.whatsapp("Hola")  # from here on the worker knows the accounts by heart, for a while
    web = replace(world.house, book=channels.AccountBook(world.house.book.unseal, ADAPTERS))
    secrets = {"visitor_secret": "v1s1tor", "identity_secret": "1dent"}
    async with world.tx() as tx:
        world.accounts["webchat"] = await open_channel(
            web, tx, world.brand, "webchat", "pirca-nueva", "Nueva", settings={}, secrets=secrets
        )
    await world.webchat("¿Hay alguien?")

    assert [r["status"] for r in await world.fetch("select status from channels.inbox order by id")] == ["done", "done"]


async def test_a_burst_is_one_case_and_one_run_of_promises(world: World) -> None:
    await world.whatsapp("Hola", "tengo un problema", "con mi pedido PR-48213")

    assert len(await world.fetch('select id from cases."case"')) == 1
    targets = [r["target"] for r in await world.fetch("select target from sla.clock")]
    assert len(targets) == len(set(targets))
    texts = [r["text"] for r in await world.fetch("select text from conversations.message order by sort_at, sort_id")]
    assert texts == ["Hola", "tengo un problema", "con mi pedido PR-48213"]


async def test_a_courtesy_opens_nothing_that_waits_and_hides_nothing_that_follows(world: World) -> None:
    await world.whatsapp("gracias")
    await world.whatsapp("mi pedido no llegó")

    rows = await world.fetch('select set_aside, due_at from cases."case" order by number')
    assert [row["set_aside"] for row in rows] == ["courtesy", None]
    assert rows[0]["due_at"] is None and rows[1]["due_at"] is not None


async def test_thanks_after_the_end_reopen_nothing_and_a_new_problem_does(world: World) -> None:
    await world.whatsapp("mi pedido no llegó")
    (case,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        await closing.resolve(tx, case["id"])
    await world.whatsapp("muchas gracias!")
    (resolved,) = await world.fetch('select state from cases."case"')
    assert resolved["state"] == "resolved"

    await world.whatsapp("ahora llegó roto")
    (reopened,) = await world.fetch('select state, due_at from cases."case"')
    assert reopened["state"] == "open" and reopened["due_at"] is not None


async def test_one_delivery_that_cannot_be_read_is_dead_and_the_others_go_on(world: World) -> None:
    await world.accept("whatsapp", b"{not json")
    await world.whatsapp("hola, necesito ayuda")

    statuses = [row["status"] for row in await world.fetch("select status from channels.inbox order by id")]
    assert statuses == ["dead", "done"]
    assert [row["kind"] for row in await world.fetch("select kind from kit.event where kind like 'channels%'")] == [
        "channels.delivery_died"
    ]


async def test_a_poisoned_delivery_is_found_and_its_conversation_waits_for_it(world: World) -> None:
    async with world.tx() as tx:
        await tx.connection.execute("set constraints all immediate")
    await world.whatsapp("hola", phone="51900000001", name="Ana")
    # a text that the database refuses stands for whatever nobody thought of
    owner = await asyncpg.connect(world.house.settings.database_url)
    await owner.execute("alter table conversations.message add constraint no_poison check (text <> 'veneno') not valid")
    try:
        await world.whatsapp("veneno", phone="51900000002", name="Beto")
        await world.whatsapp("después", phone="51900000002", name="Beto")
        await world.whatsapp("otra cosa", phone="51900000001", name="Ana")
        rows = await world.fetch("select status, attempts, hold_key from channels.inbox order by id")
        assert [row["status"] for row in rows] == ["done", "new", "new", "done"]
        assert rows[1]["attempts"] == 1 and rows[1]["hold_key"]
        for _ in range(3):
            await world.fetch("update channels.inbox set next_at = now() where status = 'new' returning 1")
            await world.receive()
        rows = await world.fetch("select status from channels.inbox order by id")
        assert [row["status"] for row in rows] == ["done", "dead", "done", "done"]
    finally:
        await owner.execute("alter table conversations.message drop constraint no_poison")
        await owner.close()


async def test_the_last_of_a_burst_that_opens_a_case_is_what_lists_show(world: World) -> None:
    for text in ("Hola", "mi pedido PR-48213 no llegó"):
        world.said += 1
        raw = whatsapp_text(f"wamid.burst.{world.said}", "51987310214", "Rosa", text)
        await world.accept("whatsapp", raw)
    await world.receive()

    (case,) = await world.fetch('select preview from cases."case"')
    assert case["preview"] == "mi pedido PR-48213 no llegó"


async def test_a_message_that_comes_while_its_case_is_merged_goes_to_the_survivor(world: World) -> None:
    await world.whatsapp("hola, es por mi pedido", phone="51900000011", name="Ana")
    await world.webchat("hola, soy Ana, escribí por WhatsApp")
    first, second = [row["id"] for row in await world.fetch('select id from cases."case" order by number')]
    async with world.tx() as tx:
        await closing.merge(tx, first, second)
        # as RECEIVE finds it when it looked before the merge and locks after it
        await tx.connection.execute(
            "update conversations.conversation set case_id = $1 where channel = 'whatsapp'", first
        )
    await world.whatsapp("¿ya salió?", phone="51900000011", name="Ana")

    assert len(await world.fetch('select 1 from cases."case"')) == 2
    (message,) = await world.fetch("select case_id from conversations.message where text = '¿ya salió?'")
    assert message["case_id"] == second


async def test_a_word_that_opts_out_waits_for_nobody(world: World) -> None:
    await world.whatsapp("BAJA")

    (case,) = await world.fetch('select set_aside, due_at from cases."case"')
    assert case["set_aside"] == "no_engagement" and case["due_at"] is None


async def test_a_mail_goes_on_with_the_case_of_the_mail_that_it_answers(world: World) -> None:
    await world.accept("email", mail("la olla llegó rota", ref="<a@otra.example>"))
    await world.receive()
    await world.accept("email", mail("y quiero factura", ref="<b@otra.example>", References="<a@otra.example>"))
    await world.receive()
    (row,) = await world.fetch("select id, case_id from conversations.message order by sort_at desc limit 1")
    first, second = row["case_id"], uuid7()
    async with world.tx() as tx:
        await closing.split(tx, first, second, row["id"], following=True)
    about_pot = await reply(world, "Va otra olla", case_id=first)
    await reply(world, "La factura va por correo", case_id=second)
    await send(world)
    (ours,) = await world.fetch("select provider_id from conversations.message where id = $1", about_pot)

    (number,) = await world.fetch('select number from cases."case" where id = $1', first)
    for body, headers in (
        ("¿a qué correo?", {"References": "<a@otra.example> <b@otra.example>"}),
        ("¿cuándo llega?", {"In_Reply_To": ours["provider_id"]}),
        ("¿y de qué color?", {"References": f"<a@otra.example> {ours['provider_id']}"}),
        ("¿y la factura?", {"References": "<a@otra.example> <b@otra.example>"}),
        ("¿pesa mucho?", {"subject": f"RE: [#{number['number']}] Pedido"}),  # a program that forgets what it answers
    ):
        await world.accept("email", mail(body, **headers))
        await world.receive()

    said = await world.fetch("select case_id, text from conversations.message where direction = 'in' order by sort_at")
    assert [(one["case_id"] == second, one["text"]) for one in said] == [
        (False, "la olla llegó rota"), (True, "y quiero factura"), (True, "¿a qué correo?"), (False, "¿cuándo llega?"),
        (False, "¿y de qué color?"), (True, "¿y la factura?"), (False, "¿pesa mucho?"),
    ]  # fmt: skip
    assert len(await world.fetch("select 1 from conversations.conversation")) == 1
