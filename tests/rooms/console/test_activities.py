"""What other systems tell of contacts reaches the panel beside the case, once."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.rooms.console.desk import Desk, Person
from trato.rooms.access.model import ScopeKind
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind

ORDER = {"kind": "Order placed", "source": "shop", "title": "Pedido 10482", "external_id": "10482",
         "amount": "129.90", "currency": "PEN"}  # fmt: skip


@pytest.fixture
async def camila(desk: Desk) -> Person:
    return await desk.add("camila", team=desk.world.brand.team_id)


async def rosa(desk: Desk, camila: Person) -> str:
    await desk.world.whatsapp("Hola")
    id: str = (await camila.get("/cases", view="all"))["items"][0]["contact"]["id"]
    async with desk.world.tx() as tx:
        await contacts.add_identity(tx, UUID(id), Address(IdentityKind.EMAIL, "rosa@correo.example"))
    return id


async def test_an_order_told_by_address_stands_beside_the_case(desk: Desk, camila: Person) -> None:
    contact = await rosa(desk, camila)
    by_address = ORDER | {"brand_id": str(desk.world.brand.brand.id), "email": " Rosa@Correo.example "}

    told = await camila.post("/activities", by_address)

    assert told["contact_id"] == contact
    (shown,) = (await camila.get(f"/contacts/{contact}"))["activity"]
    assert (shown["kind"], shown["title"], shown["amount"], shown["currency"]) == (
        "order_placed", "Pedido 10482", "129.90", "PEN",
    )  # fmt: skip


async def test_the_same_order_told_twice_is_kept_once(desk: Desk, camila: Person) -> None:
    contact = await rosa(desk, camila)
    first = await camila.post(f"/contacts/{contact}/activities", ORDER)
    again = await camila.post(f"/contacts/{contact}/activities", ORDER | {"title": "otra cosa"})
    assert first == again
    assert len((await camila.get(f"/contacts/{contact}"))["activity"]) == 1


async def test_an_address_that_nobody_has_makes_nobody(desk: Desk, camila: Person) -> None:
    await rosa(desk, camila)
    brand = str(desk.world.brand.brand.id)
    answer = await camila.ask("POST", "/activities", ORDER | {"brand_id": brand, "email": "nadie@correo.example"})
    assert answer.status_code == 404
    async with desk.world.tx() as tx:
        assert await contacts.find_identity(
            tx, desk.world.brand.brand.controller_id, Address(IdentityKind.EMAIL, "nadie@correo.example")
        ) is None  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "12", "currency": None},
        {"currency": "soles"},
        {"kind": ""},
        {"email": None},
        {"phone": "987310214"},
        {"occurred_at": "ayer"},
        {"data": ["a"]},
    ],
)
async def test_what_makes_no_sense_is_refused_with_its_reason(
    desk: Desk, camila: Person, wrong: dict[str, object]
) -> None:
    contact = await rosa(desk, camila)
    told = ORDER | {"brand_id": str(desk.world.brand.brand.id), "email": "rosa@correo.example"} | wrong
    answer = await camila.ask("POST", "/activities", told)
    assert (answer.status_code, bool(answer.json()["reason"])) == (422, True)
    assert (await camila.get(f"/contacts/{contact}"))["activity"] == []


async def test_nothing_is_told_of_a_brand_out_of_reach(desk: Desk, camila: Person) -> None:
    contact = await rosa(desk, camila)
    stranger = await desk.add("stranger", "agent", ScopeKind.QUEUE, uuid4())
    by_address = ORDER | {"brand_id": str(desk.world.brand.brand.id), "email": "rosa@correo.example"}
    answers = [
        await stranger.ask("POST", "/activities", by_address),
        await stranger.ask("POST", f"/contacts/{contact}/activities", ORDER),
    ]
    assert [one.status_code for one in answers] == [404, 404]
