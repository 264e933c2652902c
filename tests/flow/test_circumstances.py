"""A case's promises follow its priority, its team and its customer, by what the log tells."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, Priority
from trato.rooms.contacts import api as contacts
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import PolicyScope, PolicyTerms, Promised, Target

pytestmark = pytest.mark.anyio


async def react(world: World) -> None:
    reactor = Reactor(world.house.db, [one for one in reactions_of(world.house) if one.name == "sla_circumstances"])
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
