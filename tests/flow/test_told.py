"""What a site tells of its visitor: what is allowed, what for, and what is kept of whom."""

from __future__ import annotations

from typing import Any

from tests.flow.records import web
from tests.flow.world import World
from trato.kit.ids import uuid7
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose

CHOSEN = {
    "attributes": [{"key": "plan"}, {"key": "gustos", "purpose": "profiling"}],
    "activities": [{"key": "order_placed"}, {"key": "cart_abandoned", "purpose": "marketing"}],
}


async def a_visitor(world: World) -> Any:
    """Let somebody write in a chat that allows `CHOSEN`; return the contact's id."""
    async with world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set settings = $2 where id = $3 and workspace_id = $1",
            tx.workspace, CHOSEN, world.accounts["webchat"],
        )  # fmt: skip
    world.house.book.forget(world.workspace)
    await world.webchat("hola")
    (contact,) = await world.fetch("select id from contacts.contact")
    return contact["id"]


async def tell(world: World, **item: Any) -> None:
    await web(world, {"id": str(uuid7()), **item})
    await world.receive()


async def kept(world: World) -> list[tuple[str, Any, Any, Any]]:
    rows = await world.fetch("select kind, amount, currency, body from contacts.activity order by recorded_at, id")
    return [(row["kind"], row["amount"], row["currency"], row["body"]) for row in rows]


async def test_what_no_administrator_allowed_is_not_kept(world: World) -> None:
    await a_visitor(world)
    await tell(world, type="context", attributes={"plan": "Mesa", "dni": "48213377"})
    await tell(world, type="track", name="password_typed", ref="1234")
    ((kind, _, _, body),) = await kept(world)
    assert kind == "context" and body["attributes"] == {"plan": "Mesa"}


async def test_an_activity_is_kept_under_its_name_with_its_money(world: World) -> None:
    await a_visitor(world)
    await tell(world, type="track", name="order_placed", amount=347.8, currency="pen", ref="PR-48213")
    await tell(world, type="track", name="order_placed", amount=12, currency="S/.", ref="PR-48214")
    first, second = await kept(world)
    assert (first[0], str(first[1]), first[2], first[3]["ref"]) == ("order_placed", "347.8", "PEN", "PR-48213")
    assert second[1] is None and (second[3]["amount"], second[3]["currency"]) == (12, "S/.")


async def test_what_is_for_another_purpose_than_service_is_kept_of_those_only_who_agreed_to_it(world: World) -> None:
    contact = await a_visitor(world)
    attributes = {"plan": "Mesa", "gustos": "barro"}
    await tell(world, type="context", attributes=attributes)
    await tell(world, type="track", name="cart_abandoned")
    assert [(kind, body["attributes"]) for kind, _, _, body in await kept(world)] == [("context", {"plan": "Mesa"})]

    async with world.tx() as tx:
        for purpose in (Purpose.PROFILING, Purpose.MARKETING):
            await contacts.grant(tx, contact, purpose, evidence=Evidence(EvidenceKind.FORM))
    await tell(world, type="context", attributes=attributes)
    await tell(world, type="track", name="cart_abandoned")
    rows = await kept(world)
    assert rows[1][3]["attributes"] == attributes and rows[2][0] == "cart_abandoned"


async def test_an_address_that_a_visitor_typed_suggests_and_never_matches(world: World) -> None:
    contact = await a_visitor(world)
    await tell(world, type="context", email="Rosa@Correo.example")
    await tell(world, type="context", email="no es un correo")
    rows = await world.fetch("select contact_id, kind, address, source from contacts.stated_address")
    assert rows == [{"contact_id": contact, "kind": "email", "address": "rosa@correo.example", "source": "webchat"}]
    assert await world.fetch("select 1 from contacts.identity where kind = 'email'") == []


async def test_a_contact_who_says_that_they_are_done_resolves_the_case_and_writing_again_reopens_it(
    world: World,
) -> None:
    contact = await a_visitor(world)
    await tell(world, type="end", thread="another")
    assert await states(world) == ["open"]
    await tell(world, type="end", thread="t-1")
    await tell(world, type="end", thread="t-1")
    assert await states(world) == ["resolved"]
    (fact,) = await world.fetch("select actor_kind, actor_id, body from kit.event where kind = 'cases.resolved'")
    assert (fact["actor_kind"], fact["actor_id"], fact["body"]["how"]) == ("contact", contact, "contact")
    await world.webchat("perdón, una cosa más")
    assert await states(world) == ["open"]


async def states(world: World) -> list[str]:
    return [row["state"] for row in await world.fetch('select state from cases."case"')]
