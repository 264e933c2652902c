"""What a visitor who waits in a queue is told: their place, how long, or when hours begin."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from tests.app.test_chat import Shop, shop
from tests.flow.records import agent
from trato.flow.acts import assigning, pulling
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CLOSED, HolderKind, HoursPlan, opening
from trato.rooms.channels.webchat.model import Changed, Service, Visitor
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Decision
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

__all__ = ["shop"]
LIMA = ZoneInfo("America/Lima")


async def of_queue(shop: Shop, visitor: str) -> Service | None:
    shop.chat._queues = routing.WaitBook()
    (conversation,) = (await shop.chat.read(shop.account, Visitor(visitor), "", 5)).conversations
    return conversation.queue


async def test_who_waits_is_told_their_place_and_how_long_until_somebody_takes_them(shop: Shop) -> None:
    for visitor in ("v-1", "v-2", "v-3"):
        await shop.world.webchat("Hola", visitor=visitor)
    first, last = await of_queue(shop, "v-1"), await of_queue(shop, "v-3")
    assert first == Service(place=1) and last == Service(place=3)  # at what pace, nobody knows yet

    camila = await agent(shop.world, "camila")
    async with shop.world.tx() as tx:
        await pulling.take_next(tx, camila)
    assert await of_queue(shop, "v-1") is None
    assert await of_queue(shop, "v-3") == Service(place=2, wait_seconds=3_600)  # one in half an hour
    async with shop.world.tx() as tx:
        await workforce.set_presence(tx, camila, PresenceState.OFFLINE)
    assert await of_queue(shop, "v-3") == Service(place=2)  # nobody is there to keep that pace

    quiet = msgspec.structs.replace(shop.account, settings={"wait": False})
    (conversation,) = (await shop.chat.read(quiet, Visitor("v-3"), "", 5)).conversations
    assert conversation.queue is None


async def test_who_is_offered_to_somebody_is_the_next_and_goes_before_all_others(shop: Shop) -> None:
    for visitor in ("v-1", "v-2"):
        await shop.world.webchat("Hola", visitor=visitor)
    camila = await agent(shop.world, "camila")
    (case,) = await shop.world.fetch('select id, holder_id from cases."case" order by number desc limit 1')
    async with shop.world.tx() as tx:
        await routing.offer(tx, Decision(case["id"], case["holder_id"], camila, (), tx.now), 30)
    assert [one and one.place for one in (await of_queue(shop, "v-2"), await of_queue(shop, "v-1"))] == [1, 2]


async def test_out_of_hours_who_waits_is_told_when_hours_begin_and_no_minutes(shop: Shop) -> None:
    await shop.world.webchat("Hola", visitor="v-1")
    async with shop.world.tx() as tx:
        opens = (tx.now + timedelta(days=2)).astimezone(LIMA)
        week = [CLOSED] * 7
        week[opens.weekday()] = (opening("09:00", "18:00"),)
        hours = await brands.create_calendar(tx, "De la cola", HoursPlan("America/Lima", tuple(week)))
        await brands.attach_calendar(tx, HolderKind.QUEUE, shop.world.brand.queue.id, hours.calendar_id)
    told = await of_queue(shop, "v-1")
    assert told is not None and told.until is not None and not told.open and told.wait_seconds is None
    assert (told.place, told.zone) == (1, "America/Lima")
    assert told.until.astimezone(LIMA).strftime("%F %H:%M") == opens.strftime("%F 09:00")


async def test_a_visitor_who_waits_is_rung_when_somebody_takes_them(shop: Shop) -> None:
    camila = await agent(shop.world, "camila")
    await shop.world.webchat("Hola", visitor="v-1")
    (case,) = await shop.world.fetch('select id from cases."case"')
    async with shop.chat.bell(shop.account, Visitor("v-1")) as rings:
        await asyncio.sleep(0.3)
        async with shop.world.tx() as tx:
            await assigning.assign(tx, case["id"], camila)
        async with asyncio.timeout(5):
            assert isinstance(await anext(rings), Changed)


async def test_whoever_was_answered_is_told_no_place_though_their_case_is_given_to_nobody(shop: Shop) -> None:
    await shop.world.webchat("Hola", visitor="v-1")
    assert await of_queue(shop, "v-1") is not None
    await shop.world.fetch('update cases."case" set unanswered_since = null returning 1')
    assert await of_queue(shop, "v-1") is None
