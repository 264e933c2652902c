"""Automatic replies: said once a window, never to machines, never keeping a promise, one message where each costs."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent
from tests.flow.test_automating import drain, the_case
from tests.flow.world import World, make_world
from trato.app.wiring import House
from trato.flow.acts import assigning, pulling
from trato.flow.timers import Timekeeper
from trato.rooms.automation import api as automation
from trato.rooms.automation.errors import TemplateInvalid
from trato.rooms.automation.model import ReplyKind
from trato.rooms.brands.model import HoursPlan, opening
from trato.rooms.contacts import api as contacts
from trato.rooms.routing import api as routing


async def turn_on(world: World, kind: ReplyKind, text: str = "", **told: Any) -> None:
    given = {"brand": None, "channel": "", "active": True, "window_minutes": 1_440, "after_minutes": 10, **told}
    async with world.tx() as tx:
        await automation.put_reply(tx, kind, {"es": text} if text else automation.SHIPPED[kind], **given)


async def said(world: World) -> list[str]:
    rows = await world.fetch(
        "select text, purpose, author_kind from conversations.message where direction = 'out' order by sort_at, id"
    )
    assert {(row["purpose"], row["author_kind"]) for row in rows} <= {("auto", "system")}
    return [row["text"] for row in rows]


@pytest.fixture
async def shut(house: House) -> World:
    """A workspace that opens for a minute a week: it is shut, whenever this runs."""
    week = tuple(() if day != 2 else (opening("03:00", "03:01"),) for day in range(7))
    return await make_world(house, HoursPlan("America/Lima", week))


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_shipped_texts_can_be_said_whatever_is_not_known(language: str) -> None:
    for texts in automation.SHIPPED.values():
        one = automation.fill(texts[language], dict.fromkeys(automation.FOR_REPLIES, "") | {"case.number": "#1"})
        assert one.endswith(".") and "{" not in one and "  " not in one


async def test_all_are_off_until_somebody_turns_them_on(world: World) -> None:
    await world.whatsapp("hola")
    await drain(world)
    assert await said(world) == []


async def test_a_greeting_is_said_to_what_opens_a_case_and_keeps_no_promise(world: World) -> None:
    await turn_on(world, ReplyKind.GREETING, "Hola, {{ contact.first_name }}: {{ case.number }}.")
    await world.whatsapp("hola, ¿está mi pedido?", "¿hola?")
    await drain(world)
    assert await said(world) == ["Hola, Rosa: #10001."]
    assert (await the_case(world))["unanswered_since"] is not None
    (source,) = await world.fetch("select kind from conversations.message_source")
    assert source["kind"] == "rule"


async def test_outside_hours_it_says_when_we_open_joined_with_the_greeting_once_a_window(shut: World) -> None:
    await turn_on(shut, ReplyKind.GREETING, "Hola.")
    await turn_on(shut, ReplyKind.AWAY, "Abrimos el {{ opens }}.")
    await shut.whatsapp("hola", "¿hay alguien?")
    await drain(shut)
    (text,) = await said(shut)
    assert text.startswith("Hola.\n\nAbrimos el miércoles ") and text.endswith(", 3:00.")
    await shut.whatsapp("¿y ahora?")
    await drain(shut)
    assert len(await said(shut)) == 1
    await shut.fetch("update automation.auto_sent set until = now() - interval '1 s' returning 1")
    await shut.whatsapp("¿y ahora?")
    await drain(shut)
    assert len(await said(shut)) == 2


async def test_when_nobody_answers_it_says_by_when_somebody_will(world: World) -> None:
    await turn_on(world, ReplyKind.SLOW, "Seguimos: antes del {{ answer_by }}.", after_minutes=5)
    await world.webchat("hola, necesito ayuda")
    await drain(world)
    since = (await the_case(world))["unanswered_since"]
    (timer,) = await world.fetch("select due_at from kit.timer where kind = 'automation.slow'")
    assert (await said(world), timer["due_at"]) == ([], since + timedelta(minutes=5))
    await world.fetch("update kit.timer set due_at = now() - interval '1 s' where kind = 'automation.slow' returning 1")
    await Timekeeper(world.house.db).work(world.workspace)
    await drain(world)
    (text,) = await said(world)
    assert text.startswith("Seguimos: antes del")


async def test_a_courtesy_somebody_blocked_and_who_opted_out_hear_nothing(world: World) -> None:
    await turn_on(world, ReplyKind.GREETING, "Hola.")
    await world.whatsapp("gracias", phone="51987310001", name="Uno")
    await world.whatsapp("BAJA", phone="51987310002", name="Dos")
    await world.webchat("hola", visitor="v-9")
    (person,) = await world.fetch("select contact_id from cases.\"case\" where channel = 'webchat'")
    async with world.tx() as tx:
        await contacts.block(tx, person["contact_id"], "insultos")
    await drain(world)
    assert await said(world) == []


async def test_where_each_message_costs_one_is_said_a_window_whatever_it_says(shut: World) -> None:
    await turn_on(shut, ReplyKind.GREETING, "Hola.", channel="whatsapp")
    await shut.whatsapp("hola")
    await drain(shut)
    await turn_on(shut, ReplyKind.AWAY, "Cerrado.")
    await shut.whatsapp("¿siguen ahí?")
    await drain(shut)
    assert await said(shut) == ["Hola."]


async def test_the_nearest_text_is_said_and_one_that_cannot_be_filled_is_refused(world: World) -> None:
    await turn_on(world, ReplyKind.GREETING, "De todos.")
    await turn_on(world, ReplyKind.GREETING, "De la marca.", brand=world.brand.brand.id)
    await turn_on(world, ReplyKind.GREETING, "Del chat.", brand=world.brand.brand.id, channel="webchat")
    await world.whatsapp("hola")
    await world.webchat("hola")
    await drain(world)
    assert sorted(await said(world)) == ["De la marca.", "Del chat."]
    with pytest.raises(TemplateInvalid):
        await turn_on(world, ReplyKind.AWAY, "{{ agent.name }}")


async def gets_late(world: World, case: UUID) -> str:
    """Let nobody answer a case for as long as the reply waits; return what its contact is told then."""
    before = await said(world)
    await world.fetch(
        """update kit.timer set due_at = now() - interval '1 s' where kind = 'automation.slow' and subject = $1
           returning 1""", case,
    )  # fmt: skip
    await Timekeeper(world.house.db).work(world.workspace)
    await drain(world)
    (text,) = (await said(world))[len(before) :]
    return text


async def test_the_pace_of_the_queue_is_told_where_it_is_known_and_the_promise_where_it_is_not(world: World) -> None:
    await turn_on(world, ReplyKind.SLOW, "{{ expected_by }}", after_minutes=5)
    for visitor in ("v-1", "v-2", "v-3", "v-4"):
        await world.webchat("hola, necesito ayuda", visitor=visitor)
    await drain(world)
    rows = await world.fetch(
        """select c.id, min(k.due_at) as due from cases."case" c join sla.clock k on k.case_id = c.id
           where k.target in ('first_response', 'first_human_response') group by c.id, c.opened_at
           order by c.opened_at"""
    )
    promised = {row["id"]: in_words(world, row["due"]) for row in rows}
    early, *_, last = promised
    assert await gets_late(world, early) == promised[early]  # the queue gave nothing out yet

    lucia = await agent(world)
    async with world.tx() as tx:
        taken = await pulling.take_next(tx, lucia)
        place = await routing.wait_of(tx, last, world.brand.queue.id)
        began = tx.now
    assert place is not None and place.time is not None and taken.id != last
    text = await gets_late(world, last)
    async with world.tx() as tx:
        ended = tx.now
    assert text in {in_words(world, began + place.time), in_words(world, ended + place.time)} - {promised[last]}
    held = next(one for one in promised if one not in (early, last))
    async with world.tx() as tx:
        await assigning.assign(tx, held, lucia, None)
    assert await gets_late(world, held) == promised[held]  # it waits in no queue: its own promise counts


async def test_a_greeting_tells_the_pace_of_the_queue_at_that_moment(world: World) -> None:
    await turn_on(world, ReplyKind.GREETING, "{{ expected_by }}")
    for visitor in ("v-1", "v-2", "v-3"):
        await world.webchat("hola, necesito ayuda", visitor=visitor)
    await drain(world)
    lucia = await agent(world)
    async with world.tx() as tx:
        await pulling.take_next(tx, lucia)
    before = await said(world)
    await world.webchat("hola, ¿tardan?", visitor="v-9")
    await drain(world)
    (row,) = await world.fetch('select id from cases."case" order by opened_at desc limit 1')
    async with world.tx() as tx:
        wait = await routing.wait_of(tx, row["id"], world.brand.queue.id)
        now = tx.now
    assert wait is not None and wait.time is not None
    (text,) = (await said(world))[len(before) :]
    assert text in {in_words(world, now + wait.time - timedelta(seconds=n)) for n in (0, 60)}


def in_words(world: World, at: datetime) -> str:
    return automation.when_words(at, world.brand.brand.timezone, "es")


FOLLOWS = Path(__file__).parents[2] / "migrations/0291_automation_pre_slow_expects.sql"


async def test_a_slow_reply_saved_as_shipped_tells_what_is_expected_and_a_text_of_ones_own_stays(world: World) -> None:
    shipped = automation.SHIPPED[ReplyKind.SLOW]
    was = {
        language: text.replace("expected_by", "answer_by").replace(expected, promised)
        for (language, text), expected, promised in zip(
            shipped.items(), ("prevista", "expected", "prevista"), ("prometida", "promised", "prometida"), strict=True
        )
    }
    own = {"es": "Prometemos responder antes de: {{ answer_by }}. Respuesta prometida, siempre."}
    about: dict[str, Any] = {"active": True, "window_minutes": 60, "after_minutes": 10}
    async with world.tx() as tx:
        await automation.put_reply(tx, ReplyKind.SLOW, was, brand=None, channel="", **about)
        await automation.put_reply(tx, ReplyKind.SLOW, own, brand=None, channel="email", **about)
        await tx.connection.execute(FOLLOWS.read_text(encoding="utf-8"))
        saved = {one.channel: (one.texts, one.version) for one in await automation.list_replies(tx)}
    assert saved == {"": (shipped, 2), "email": (own, 1)}
