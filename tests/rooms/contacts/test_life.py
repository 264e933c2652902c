"""Blocks, activity, flags and visits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rooms.contacts.world import World
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.errors import BadValue, ContactNotFound, WebSessionNotFound
from trato.rooms.contacts.events import ActivityTracked, ContactBlocked, ContactUnblocked, FlagCleared, FlagSet

pytestmark = pytest.mark.anyio


async def test_blocking_has_a_reason_and_a_way_back(world: World) -> None:
    troll = await world.contact()
    with pytest.raises(BadValue):
        await contacts.block(world.tx, troll, "  ")
    first = await contacts.block(world.tx, troll, "amenazas")
    assert (await contacts.block(world.tx, troll, "otra vez")).id == first.id
    assert (await contacts.blocks_of(world.tx, [troll]))[troll].reason == "amenazas"
    assert await contacts.unblock(world.tx, troll)
    assert not await contacts.unblock(world.tx, troll)
    assert await contacts.blocks_of(world.tx, [troll]) == {}
    again = await contacts.block(world.tx, troll, "de nuevo")
    assert again.id != first.id
    assert (len(world.facts(ContactBlocked)), len(world.facts(ContactUnblocked))) == (2, 1)
    assert [entry.verb for entry in world.tx.audits] == ["contact.block", "contact.unblock", "contact.block"]


async def test_no_stranger_is_blocked(world: World) -> None:
    with pytest.raises(ContactNotFound):
        await contacts.block(world.tx, uuid7(), "spam")


async def test_an_activity_told_twice_under_one_id_is_one(world: World) -> None:
    ana = await world.contact()
    told = [
        await contacts.track(
            world.tx, ana, "Order placed", "shop", external_id="o-1", amount=Decimal("10.50"), currency="ARS"
        )
        for _ in range(2)
    ]
    assert told[0] == told[1]
    (kept,) = await contacts.activity_of(world.tx, [ana])
    assert (kept.kind, kept.amount, kept.currency) == ("order_placed", Decimal("10.50"), "ARS")
    assert len(world.facts(ActivityTracked)) == 1


async def test_activities_without_an_id_are_all_kept_newest_first(world: World) -> None:
    ana = await world.contact()
    for page in ("a", "b"):
        world.after(1)
        await contacts.track(world.tx, ana, "page_seen", "site", body={"page": page})
    feed = await contacts.activity_of(world.tx, [ana])
    assert [one.body["page"] for one in feed] == ["b", "a"]
    assert [one.body["page"] for one in await contacts.activity_of(world.tx, [ana], before=feed[0].occurred_at)] == [
        "a"
    ]


async def test_an_amount_without_a_currency_is_refused_and_a_huge_body_dropped(world: World) -> None:
    ana = await world.contact()
    with pytest.raises(BadValue):
        await contacts.track(world.tx, ana, "order", "shop", amount=Decimal(1))
    await contacts.track(world.tx, ana, "order", "shop", body={"x": "y" * 9_000})
    assert [one.body for one in await contacts.activity_of(world.tx, [ana])] == [{"dropped": "too_long"}]


async def test_a_flag_is_set_once_and_cleared_once(world: World) -> None:
    ana = await world.contact()
    assert await contacts.set_flag(world.tx, ana, "churn_risk", "dos reclamos")
    assert not await contacts.set_flag(world.tx, ana, "churn_risk", "tres")
    assert [one.reason for one in (await contacts.flags_of(world.tx, [ana]))[ana]] == ["dos reclamos"]
    assert await contacts.clear_flag(world.tx, ana, "churn_risk")
    assert not await contacts.clear_flag(world.tx, ana, "churn_risk")
    assert await contacts.set_flag(world.tx, ana, "churn_risk", "otra vez")
    assert (len(world.facts(FlagSet)), len(world.facts(FlagCleared))) == (2, 1)
    with pytest.raises(BadValue):
        await contacts.set_flag(world.tx, ana, "Churn risk!", "")


async def test_a_visit_begins_without_a_contact_and_keeps_the_one_it_gets(world: World) -> None:
    session, account, ana = uuid7(), uuid7(), await world.contact()
    await contacts.begin_session(world.tx, session, account, page="/ayuda")
    assert await contacts.name_session(world.tx, session, ana)
    assert not await contacts.name_session(world.tx, session, await world.contact())
    world.after(5)
    assert await contacts.end_session(world.tx, session)
    assert not await contacts.end_session(world.tx, session)
    await contacts.touch_session(world.tx, session, "/inicio")
    visit = await contacts.get_session(world.tx, session)
    assert (visit.contact_id, visit.page, visit.gone_at, visit.last_seen_at) == (ana, "/inicio", None, world.tx.now)
    with pytest.raises(WebSessionNotFound):
        await contacts.touch_session(world.tx, uuid7())
