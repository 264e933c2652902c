"""The journey inwards: what a contact says becomes part of a case, once, in its place, with its promise running."""

from __future__ import annotations

from tests.flow.world import World, whatsapp_text


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


async def test_a_burst_is_one_case_and_one_run_of_promises(world: World) -> None:
    await world.whatsapp("Hola", "tengo un problema", "con mi pedido PR-48213")

    assert len(await world.fetch('select id from cases."case"')) == 1
    targets = [r["target"] for r in await world.fetch("select target from sla.clock")]
    assert len(targets) == len(set(targets))
    texts = [r["text"] for r in await world.fetch("select text from conversations.message order by sort_at, sort_id")]
    assert texts == ["Hola", "tengo un problema", "con mi pedido PR-48213"]
