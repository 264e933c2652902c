"""A call's journey through a real house: rung, queued, answered, held, passed on, hung up."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.embedded import Urls
from tests.flow import texting
from tests.flow.phoning import ROSA, bring, connect, exchange, hook, told
from tests.flow.providers import provider_door
from tests.flow.records import agent
from tests.flow.test_routing import automatic
from tests.flow.world import World, make_world, open_test_house
from trato.flow.acts import assigning
from trato.kit.clock import wall_clock
from trato.kit.events import Actor, ActorKind
from trato.rooms.calls import api as calls
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.library import TemplateKept, TemplateState
from trato.rooms.channels.webchat import tokens
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        await automatic(world)
        yield world


async def scripted(world: World, **settings: Any) -> None:
    """Let callers hear this."""
    async with world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set settings = settings || $1 where channel = 'voice'", settings
        )
    world.house.book.forget(world.workspace)


async def test_a_call_rings_whom_routing_asks_and_each_of_its_stretches_is_kept(world: World) -> None:
    lucia = await agent(world)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        assert rosa.where == "queue" and not line.twilio.world.refused
        leg = await line.pick_up()
        assert rosa.where == "room" and leg.where == "room"
        (case,) = await world.fetch('select holder_kind, holder_id, surface, channel from cases."case"')
        assert (case["holder_kind"], case["holder_id"], case["surface"]) == ("agent", lucia, "call")
        call = await line.call()
        async with world.tx() as tx:
            await calls.hold(tx, call["id"], lucia, on=True)
        await line.go_on()
        assert rosa.held and (await line.call())["state"] == "held"
        async with world.tx() as tx:
            await calls.hold(tx, call["id"], lucia, on=False)
        await line.go_on()
        await line.hang_up(rosa)
        call = await line.call()
        assert (call["state"], call["outcome"], call["answered_by"]) == ("ended", "answered", lucia)
        assert await line.stretches() == [
            ("menu", None), ("queue", None), ("ring", lucia), ("talk", lucia), ("hold", lucia), ("talk", lucia),
        ]  # fmt: skip
        clocks = await world.fetch("select target from sla.clock where stopped_at is not null")
        assert "first_response" in {row["target"] for row in clocks}


async def test_nobody_picks_up_and_the_next_is_rung_and_who_gave_up_is_called_back(world: World) -> None:
    await agent(world, "lucia")
    await agent(world, "diego")
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        (first,) = line.rung()
        line.twilio.refuse(first.sid)
        await line.go_on()
        (second,) = line.rung()
        assert second.called != first.called
        await line.hang_up(rosa)
        assert second.status == "canceled"
        call = await line.call()
        assert (call["state"], call["outcome"]) == ("ended", "missed")
        (owed,) = await world.fetch("select kind, body, by_id from cases.promise")
        assert (owed["kind"], owed["body"], owed["by_id"]) == ("call_back", ROSA, world.workspace)
        (case,) = await world.fetch('select state from cases."case"')
        assert case["state"] == "open"


async def test_who_is_told_a_thing_twice_or_late_rings_nobody_again(world: World) -> None:
    async with provider_door(world.house) as door:
        sid = "CA" + "9" * 32
        webhooks = [
            (told(sid), ""), (told(sid, "in-progress", QueueTime="0"), "wait"),
            (told(sid, "in-progress", QueueTime="21"), "wait"), (told(sid, "completed", CallDuration="40"), ""),
        ]  # fmt: skip
        for order in (webhooks, webhooks[::-1], [*webhooks, *webhooks]):
            for form, key in order:
                assert (await bring(world, door, form, key)).status_code == 200
            await world.receive()
        calls_kept = await world.fetch("select state, outcome from calls.call")
        assert [(one["state"], one["outcome"]) for one in calls_kept] == [("ended", "missed")]
        assert len(await world.fetch("select 1 from conversations.message")) == 1
        assert len(await world.fetch("select 1 from cases.promise")) == 1


async def test_a_flipped_byte_stores_nothing(world: World) -> None:
    async with provider_door(world.house) as door:
        form = told("CA" + "8" * 32)
        raw = urlencode(form)
        given = signature("t0ken", f"{hook(world)}?key=wait", parse_qsl(raw))
        assert (await bring(world, door, form, "left", given)).status_code == 401
        assert (await bring(world, door, {**form, "From": "+51987310215"}, "wait", given)).status_code == 401
        assert not await world.fetch("select 1 from channels.inbox")


async def test_a_menu_leads_to_its_queue_by_key_or_word_and_the_path_is_kept(world: World) -> None:
    async with world.tx() as tx:
        sales = (
            await routing.create_queue(
                tx, "Ventas", brand_id=world.brand.brand.id, team_id=world.brand.team_id, automatic=False
            )
        ).id
    await scripted(
        world, greeting="Pirca, buenos días.", hours_said="Atendemos todos los días.",
        menu=["1 = un pedido > cola", "2 = comprar ollas > cola Ventas", "3 = los horarios > horarios"],
    )  # fmt: skip
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        assert rosa.wants == "key" and not await world.fetch('select 1 from cases."case"')
        await line.press(rosa, "7")
        assert "Esa opción no existe." in [one.text for one in rosa.heard]
        await line.press(rosa, "3")
        assert "Atendemos todos los días." in [one.text for one in rosa.heard]
        await line.press(rosa, "quiero comprar")
        assert rosa.where == "queue" and not line.twilio.world.refused
        (case,) = await world.fetch('select holder_kind, holder_id from cases."case"')
        assert (case["holder_kind"], case["holder_id"]) == ("queue", sales)
        path = await world.fetch(
            "select news->>'choice' as said from calls.happening where stage = 'chose' order by at"
        )
        assert [row["said"] for row in path] == ["7", "los horarios", "comprar ollas"]


async def test_out_of_hours_who_calls_leaves_words_that_are_in_the_case(world: World) -> None:
    await scripted(world, menu=["0 = dejar un mensaje > buzón"])
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        await line.press(rosa, "0")
        assert rosa.wants == "words"
        await line.press(rosa, "Hola, soy Rosa: mi olla llegó rota y quisiera cambiarla")
        assert rosa.is_over and not line.twilio.world.refused
        assert (await line.call())["outcome"] == "words"
        await line.fetch_files()
        (kept,) = await world.fetch("select state, mime from conversations.attachment")
        assert kept["state"] == "ready" and kept["mime"].startswith("audio/")
        (owed,) = await world.fetch("select kind from cases.promise")
        assert owed["kind"] == "call_back"


async def test_a_case_that_is_given_away_takes_its_call_along(world: World) -> None:
    lucia = await agent(world, "lucia")
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        first = await line.pick_up()
        diego = await agent(world, "diego")
        (case,) = await world.fetch('select id from cases."case"')
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await assigning.assign(tx, case["id"], diego, why="sabe de hornos")
        await line.go_on()
        assert first.is_over and rosa.where == "queue"
        await line.pick_up()
        assert rosa.where == "room"
        await line.hang_up(rosa)
        kinds = [(kind, who) for kind, who in await line.stretches() if kind in ("talk", "queue")]
        assert kinds == [("queue", None), ("talk", lucia), ("queue", None), ("talk", diego)]


async def test_where_there_is_no_browser_a_telephone_is_rung_and_a_key_accepts(world: World) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set settings = settings - 'softphone' where channel = 'voice'"
        )
        await calls.set_telephone(tx, lucia, "+51 999 000 111")
    world.house.book.forget(world.workspace)
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        leg = await line.pick_up()
        assert leg.called == "+51999000111" and leg.wants == "key" and rosa.where == "queue"
        await line.press(leg, "1")
        assert rosa.where == leg.where == "room"
        await line.hang_up(leg)
        assert rosa.is_over and (await line.call())["outcome"] == "answered"


async def test_a_call_goes_on_in_writing_by_a_signed_link_in_its_case_and_two_people_stay_two(
    world: World,
) -> None:
    await texting.connect(world)
    await scripted(
        world, menu=["9 = seguir por mensaje > mensaje"], aside_texts=texting.NUMBER,
        aside_page="https://pirca.example/ayuda",
    )  # fmt: skip
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        await line.press(rosa, "9")
        assert rosa.is_over
        (text,) = await world.fetch(
            "select text, case_id from conversations.message where account_id = $1", world.accounts["sms"]
        )
        link = re.search(r"https://pirca.example/ayuda#trato-resume=(\S+)", text["text"])
        assert link is not None
        chat = await world.house.book.at_door(world.house.db, world.accounts["webchat"])
        post = tokens.read_resume(chat, link[1], wall_clock())
        async with world.tx() as tx:
            visitor = await channels.open_link(tx, chat.id, post)
            assert visitor and not await channels.open_link(tx, chat.id, post), "good once"
        (case,) = await world.fetch('select id, contact_id from cases."case"')
        (begun,) = await world.fetch("select thread_key from conversations.conversation where channel = 'webchat'")
        thread = conversations.channel_thread(begun["thread_key"])
        await world.webchat("Sigo por aquí: mi olla llegó rota", visitor=visitor, thread=thread)
        said = await world.fetch(
            "select case_id, author_id from conversations.message where direction = 'in' and text <> ''"
        )
        assert [row["case_id"] for row in said] == [case["id"]]
        assert said[0]["author_id"] != case["contact_id"]
        assert len(await world.fetch("select 1 from contacts.identity_link")) == 0
        (call,) = await world.fetch("select outcome from calls.call")
        assert call["outcome"] == "aside" and not await world.fetch("select 1 from cases.promise")


async def with_template(world: World, state: str = "approved") -> None:
    """Give the world's first account a template that carries a link, and the number for calls its name."""
    async with world.tx() as tx:
        kept = TemplateKept(
            "t-1", "seguir_por_escrito", "es", "utility", TemplateState(state), "{{1}}: sigue por escrito aquí {{2}}"
        )
        await channels.keep_looked(tx, world.accounts["whatsapp"], [kept])
    await texting.connect(world)
    await scripted(
        world, menu=["9 = seguir por mensaje > mensaje", "8 = un mensaje de texto > sms"], aside_texts=texting.NUMBER,
        aside_page="https://pirca.example/ayuda", aside_template="seguir_por_escrito",
    )  # fmt: skip


async def linked(world: World) -> list[dict[str, Any]]:
    return await world.fetch(
        "select c.channel, m.template, m.text, m.case_id, m.conversation_id from conversations.message m "
        "join conversations.conversation c on c.id = m.conversation_id "
        "where m.text like '%trato-resume=%' order by m.occurred_at"
    )


async def test_the_link_goes_by_template_to_a_number_that_has_written_there_and_the_words_say_so(world: World) -> None:
    await with_template(world)
    await world.whatsapp("¿Tienen ollas?", phone=ROSA[1:])
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        await line.press(rosa, "9")
        assert "Te enviamos un enlace por WhatsApp para seguir por escrito. Hasta pronto." in [
            one.text for one in rosa.heard
        ]
        (sent,) = await linked(world)
        assert sent["channel"] == "whatsapp" and sent["template"]["name"] == "seguir_por_escrito"
        call = await line.call()
        assert sent["case_id"] == call["case_id"] and call["outcome"] == "aside"


@pytest.mark.parametrize("why", ["unknown", "pending", "asked for text", "said no"])
async def test_the_link_goes_by_text_where_a_template_would_not_or_may_not_reach(world: World, why: str) -> None:
    await with_template(world, "pending" if why == "pending" else "approved")
    if why != "unknown":
        await world.whatsapp("¿Tienen ollas?", *(["BAJA"] if why == "said no" else []), phone=ROSA[1:])
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        await line.press(rosa, "8" if why == "asked for text" else "9")
        assert any("por mensaje de texto" in one.text for one in rosa.heard)
        (sent,) = await linked(world)
        assert sent["channel"] == "sms"


async def test_who_can_get_no_link_hears_so_and_is_lost_to_nobody(world: World) -> None:
    await scripted(world, menu=["9 = seguir por mensaje > mensaje"], aside_page="https://pirca.example/ayuda")
    async with provider_door(world.house) as door, exchange(world, door) as line:
        rosa = await line.dial()
        await line.press(rosa, "9")
        assert not rosa.is_over and "En este momento no podemos enviarte un mensaje." in [
            one.text for one in rosa.heard
        ]
        await line.hang_up(rosa)
        assert (await line.call())["outcome"] != "aside" and not await linked(world)
