"""A case's promises follow what it becomes, and what people change of policies and hours, by what the log tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.flow import closing
from trato.flow.acts import revising
from trato.flow.timers import Timekeeper
from trato.kit.reactions import Reaction, Reactor
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HoursPlan, opening
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, Priority
from trato.rooms.contacts import api as contacts
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import PolicyScope, PolicyTerms, Promised, Target

pytestmark = pytest.mark.anyio
PROMISES = tuple(
    Promised(target, timedelta(minutes=5)) for target in (Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE)
)


async def react(world: World, reactions: Sequence[Reaction] = ()) -> None:
    mine = {"sla_circumstances", "sla_follow"}
    asked = reactions or [one for one in reactions_of(world.house) if one.name in mine]
    reactor = Reactor(world.house.db, asked)
    while await reactor.work(world.workspace):
        pass


async def promised(world: World) -> tuple[UUID, int]:
    """Return the case and the minutes that its first answer is promised in, as its lists sort by."""
    (row,) = await world.fetch('select id, due_at, due_from from cases."case"')
    return row["id"], round((row["due_at"] - row["due_from"]) / timedelta(minutes=1))


async def test_a_promise_follows_priority_team_and_the_marks_of_its_contact(world: World) -> None:
    async with world.tx() as tx:
        unit = next(one for one in await access.list_units(tx) if one.parent_id is None).id
        team = (await access.add_team(tx, unit, "Nivel 2")).id
        for name, minutes, scope in (
            ("Urgentes", 3, PolicyScope(priority=2)),
            ("Nivel 2", 4, PolicyScope(team_id=team)),
            ("VIP", 1, PolicyScope(flag="vip")),
        ):
            promise = Promised(Target.FIRST_RESPONSE, timedelta(minutes=minutes))
            human = Promised(Target.FIRST_HUMAN_RESPONSE, timedelta(minutes=minutes))
            await sla.add_policy(tx, name, PolicyTerms(scope, (promise, human)))
    await world.whatsapp("Hola")
    case, minutes = await promised(world)
    assert minutes == 2
    async with world.tx() as tx:
        await cases.set_priority(tx, case, Priority.URGENT)
    await react(world)
    assert (await promised(world))[1] == 3
    async with world.tx() as tx:
        await cases.assign(tx, case, Holder(HolderKind.TEAM, team), AssignReason.TRANSFER)
    await react(world)
    assert (await promised(world))[1] == 4
    async with world.tx() as tx:
        await contacts.set_flag(tx, (await cases.get(tx, case)).contact_id, "vip", "compra mucho")
    await react(world)
    assert (await promised(world))[1] == 1


async def test_a_new_message_of_a_marked_contact_is_promised_what_its_mark_says(world: World) -> None:
    await world.whatsapp("Hola")
    case, _ = await promised(world)
    async with world.tx() as tx:
        promises = (Promised(Target.FIRST_RESPONSE, timedelta(minutes=7)),)
        await sla.add_policy(tx, "VIP", PolicyTerms(PolicyScope(flag="vip"), promises))
        contact = (await cases.get(tx, case)).contact_id
        await contacts.set_flag(tx, contact, "vip", "compra mucho")
        await cases.resolve(tx, case)
        await cases.close(tx, case)
    await world.whatsapp("Otra cosa")
    (row,) = await world.fetch("select seconds from sla.clock where target = 'first_response' and 'vip' = any(flags)")
    assert row["seconds"] == 420


async def test_a_changed_policy_takes_running_promises_along_and_the_lists_show_it(world: World) -> None:
    await world.whatsapp("Hola")
    async with world.tx() as tx:
        policy = next(one for one in await sla.list_policies(tx) if one.source == "S76")
        promises = tuple(replace(one, within=timedelta(minutes=9)) for one in policy.terms.promises)
        await sla.revise_policy(tx, policy.id, replace(policy.terms, promises=promises))
    await react(world)
    assert (await promised(world))[1] == 9


async def test_a_policy_that_now_asks_the_priority_finds_that_of_cases_that_wait(world: World) -> None:
    await world.whatsapp("Hola")
    case, _ = await promised(world)
    async with world.tx() as tx:
        terms = PolicyTerms(PolicyScope(channel="email"), PROMISES)
        policy = await sla.add_policy(tx, "Urgentes", terms)
        await cases.set_priority(tx, case, Priority.URGENT)
    await react(world)
    async with world.tx() as tx:
        await sla.revise_policy(tx, policy.id, replace(terms, scope=PolicyScope(priority=2)))
    await react(world)
    assert (await promised(world))[1] == 5


async def test_new_hours_are_followed_a_page_of_cases_at_a_time(world: World) -> None:
    for number in range(5):
        await world.whatsapp("Hola", phone=f"5198731021{number}")
    async with world.tx() as tx:
        calendar = next(iter((await brands.hours_book(tx)).calendars.values()))
        plan = HoursPlan(calendar.hours.timezone, ((opening("00:00", "00:30"),),) * 7)
        await brands.revise_calendar(tx, calendar.calendar_id, plan)
    await react(world, [Reaction("sla_follow", revising.FOLLOWED, revising.Revising(page=2).react)])
    assert len(await followed(world)) == 2
    keeper = Timekeeper(world.house.db)
    while await world.fetch("select 1 from kit.timer where kind = 'sla.follow' and fired_at is null"):
        await keeper.work(world.workspace)
    assert len(await followed(world)) == 5
    rows = await world.fetch("select min(due_at) as due from sla.clock where target <> 'ceiling' group by case_id")
    shown = await world.fetch('select due_at from cases."case"')
    assert sorted(one["due_at"] for one in shown) == sorted(one["due"] for one in rows)


async def followed(world: World) -> set[UUID]:
    rows = await world.fetch(
        "select case_id from sla.clock where id in (select clock_id from sla.clock_history where cause = 'calendar')"
    )
    return {row["case_id"] for row in rows}


async def test_a_person_is_promised_the_pace_of_their_own_country(world: World) -> None:
    async with world.tx() as tx:
        policy = next(one for one in await sla.list_policies(tx) if one.source == "S76")
        await sla.revise_policy(tx, policy.id, replace(policy.terms, factors=(("BR", 0.5),)))
    await world.whatsapp("Oi", phone="5511987310214")
    (row,) = await world.fetch("select country, seconds from sla.clock where target = 'first_response'")
    assert (row["country"], row["seconds"]) == ("BR", 60)


async def test_a_case_whose_contact_goes_on_elsewhere_is_promised_what_that_place_promises(world: World) -> None:
    def within(hours: int, **scope: str) -> PolicyTerms:
        promise = Promised(Target.RESOLUTION, timedelta(hours=hours))
        return PolicyTerms(PolicyScope(**scope), (promise,), wall_clock=True)  # type: ignore[arg-type]

    async with world.tx() as tx:
        await sla.add_policy(tx, "WhatsApp en el día", within(24, channel="whatsapp"))
        await sla.add_policy(tx, "Chat en cuatro horas", within(4, channel="webchat"))
    await world.whatsapp("Hola")
    await world.webchat("Hola")
    one, two = await world.fetch('select id, channel from cases."case" order by channel desc')
    assert (one["channel"], two["channel"]) == ("whatsapp", "webchat")
    async with world.tx() as tx:
        await closing.merge(tx, two["id"], one["id"])
    await world.webchat("Sigo por acá")
    (row,) = await world.fetch(
        "select channel, seconds from sla.clock where target = 'resolution' and merged_into is null and case_id = $1",
        one["id"],
    )
    assert (row["channel"], row["seconds"]) == ("webchat", 4 * 3600)
