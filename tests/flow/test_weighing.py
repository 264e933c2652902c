"""How much a contact weighs: told by channels, orders and the workspace; asked by rules; unknown where nobody told."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.flow.test_automating import drain, the_case, write
from tests.flow.test_objecting import allow, contact_of, refuse
from tests.flow.test_x import account as account  # the fixtures
from tests.flow.test_x import post
from tests.flow.test_x import stand_in as stand_in
from tests.flow.world import World
from tests.rooms.channels.x.known import LUCIA, OURS, activity
from trato.flow.acts.forgetting import forget_learned
from trato.kit.clock import wall_clock
from trato.rooms.automation.model import Condition, NotOf, Predicted, Prediction, SetPriority, TriggerKind, ValueOp
from trato.rooms.cases.model import Priority
from trato.rooms.channels.simulators.x.payloads import includes
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import (
    Attribute,
    AttributeId,
    AttributeKind,
    LegalBasis,
    NameSource,
    Purpose,
)
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import ContactWorth

ROOT = "2090000000000000100"
HIGH = SetPriority(Priority.HIGH)
PHONE = "51987310214"


async def tweets(world: World, user: dict[str, Any] | None, n: int = 1) -> None:
    """Let Lucía say something in public; `user` is what X tells of her besides."""
    said = post(n, LUCIA, f"¿Sirve en inducción? {n}", above=ROOT, to=OURS)
    users = [{"id": LUCIA, "username": "lucia_rojas", "name": "Lucía", **user}] if user is not None else []
    await world.accept("x", json.dumps(activity("post.reply.create", said, {"users": users})).encode())
    await world.receive()


async def worth_of(world: World, contact: UUID) -> ContactWorth:
    async with world.tx() as tx:
        return (await intelligence.worths_of(tx, [contact]))[contact]


async def lucia(world: World) -> UUID:
    row = await the_case(world)
    found: UUID = row["contact_id"]
    return found


async def buys(world: World, contact: UUID, amount: int, days_ago: int, number: int) -> None:
    async with world.tx() as tx:
        await contacts.track(
            tx, contact, "order_placed", "shop", occurred_at=tx.now - timedelta(days=days_ago),
            external_id=str(number), amount=Decimal(amount), currency="PEN",
        )  # fmt: skip


async def test_what_x_tells_of_who_writes_is_kept_and_what_it_does_not_tell_takes_nothing_away(
    world: World, account: UUID
) -> None:
    await tweets(world, {"public_metrics": {"followers_count": 10_000}, "verified": True})
    contact = await lucia(world)
    influence = (await worth_of(world, contact)).influence
    assert influence is not None and influence.points == 65
    await tweets(world, {}, 2)
    await tweets(world, {"verified": False}, 4)
    influence = (await worth_of(world, contact)).influence
    assert influence is not None and influence.points == 45
    await tweets(world, {"followers_count": 100}, 3)  # the older payloads' field
    influence = (await worth_of(world, contact)).influence
    assert influence is not None and influence.points == 10
    told = await world.fetch("select followers, verified from contacts.reach")
    assert told == [{"followers": 100, "verified": False}]


async def test_the_stand_in_of_x_tells_followers_as_x_does(world: World, account: UUID, stand_in: Simulator) -> None:
    known = stand_in.add_person("1700000000000000009", "rosa_h", "Rosa", followers=1_000)
    said = stand_in.say(known, "@PircaCocina ¿envían a Cusco?")
    told = includes([said], stand_in.world, "http://x")
    body = activity("post.mention.create", post(0, known.id, said.text) | {"id": said.id}, told)
    await world.accept("x", json.dumps(body).encode())
    await world.receive()
    influence = (await worth_of(world, await lucia(world))).influence
    assert influence is not None and influence.points == 28


async def test_a_rule_asks_how_many_hear_a_contact(world: World, account: UUID) -> None:
    await write(world, "Se oye", TriggerKind.CASE_OPENED, HIGH, given=Predicted(Prediction.INFLUENCE, 60))
    await tweets(world, {"public_metrics": {"followers_count": 10_000}, "verified": True})
    await drain(world)
    assert (await the_case(world))["priority"] == Priority.HIGH


async def test_of_whom_nothing_is_known_neither_a_condition_holds_nor_its_contrary(world: World) -> None:
    for name in (Prediction.INFLUENCE, Prediction.VALUE):
        little = Predicted(name, 50, ValueOp.AT_MOST)
        both: tuple[Condition, ...] = (little, NotOf(little))
        for n, given in enumerate(both):
            await write(world, f"{name} {n}", TriggerKind.CASE_OPENED, HIGH, given=given)
    await world.whatsapp("Hola, ¿a qué hora cierran?", phone=PHONE)
    await drain(world)
    assert (await the_case(world))["priority"] == Priority.NORMAL
    assert await worth_of(world, await contact_of(world, PHONE)) == ContactWorth(None, None)


async def test_value_is_told_by_orders_against_what_is_usual_here(world: World) -> None:
    """Usual is the median of 10, 20, 30, 40 and 60: 30. Three orders of 100 less 10 given back are three usual ones."""
    await world.whatsapp("Hola, mi pedido no llegó", phone=PHONE)
    await world.whatsapp("Hola, ¿a qué hora cierran?", phone="51987310299")
    one, other = await contact_of(world, PHONE), await contact_of(world, "51987310299")
    for n, (contact, amount, days) in enumerate(
        ((one, 60, 10), (one, 30, 100), (one, 10, 200), (one, -10, 9), (other, 20, 120), (other, 40, 400))
    ):
        await buys(world, contact, amount, days, n)
    value = (await worth_of(world, one)).value
    assert value is not None and value.points == 36 + 30 + 12
    assert [(part.reason.value, part.amount) for part in value.parts] == [("orders", 3), ("spent", 3), ("recent", 10)]
    less = (await worth_of(world, other)).value
    assert less is not None and less.points == 12 + 7  # 20 of a usual 30; what is older than a year is no order of it


async def test_what_the_workspace_says_itself_wins_if_it_may_be_used_so(world: World) -> None:
    await world.whatsapp("Hola, mi pedido no llegó", phone=PHONE)
    contact = await contact_of(world, PHONE)
    async with world.tx() as tx:
        for key, purpose in (("customer_value", Purpose.PROFILING), ("followers", Purpose.SERVICE)):
            await contacts.define_attribute(tx, attribute(key, purpose))
        await contacts.set_values(tx, contact, {"customer_value": 90, "followers": 50_000}, NameSource.IMPORT)
    worth = await worth_of(world, contact)
    assert worth.value is not None and worth.value.points == 90
    assert worth.influence is None  # kept to serve, not to weigh


async def test_who_objects_to_being_profiled_is_not_weighed(world: World, account: UUID) -> None:
    await tweets(world, {"public_metrics": {"followers_count": 10_000}})
    contact = await lucia(world)
    await refuse(world, contact)
    assert await worth_of(world, contact) == ContactWorth(refused=True)
    await write(world, "Se oye", TriggerKind.CASE_OPENED, HIGH, given=Predicted(Prediction.INFLUENCE, 1))
    await drain(world)
    assert (await the_case(world))["priority"] == Priority.NORMAL
    await allow(world, contact)
    assert (await worth_of(world, contact)).influence is not None


async def test_who_is_forgotten_is_heard_by_nobody_we_know_of(world: World, account: UUID) -> None:
    await tweets(world, {"public_metrics": {"followers_count": 10_000}})
    contact = await lucia(world)
    async with world.tx() as tx:
        await forget_learned(tx, contact)
    assert await worth_of(world, contact) == ContactWorth(None, None)
    assert await world.fetch("select 1 from contacts.reach") == []


def attribute(key: str, purpose: Purpose) -> Attribute:
    return Attribute(
        AttributeId(UUID(int=0)), key, {"es": key}, AttributeKind.NUMBER, purpose, LegalBasis.LEGITIMATE_INTEREST, None,
        sensitive=False, seen_with="contacts.read", edited_with="contacts.edit", created_at=wall_clock(),
    )  # fmt: skip
