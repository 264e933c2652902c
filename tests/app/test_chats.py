"""Web chats as an administrator sets them up: what is kept, who may, and the secret by which a site vouches."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.channels.webchat.asking import signed
from tests.rooms.console.desk import Desk, open_desk
from trato.kit.clock import wall_clock
from trato.rooms.access.model import ScopeKind
from trato.rooms.channels.webchat.errors import IdentityForged
from trato.rooms.channels.webchat.identity import verify


@pytest.fixture
async def desk(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with (
        open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house,
        open_desk(house, await make_world(house)) as desk,
    ):
        yield desk


async def test_what_an_administrator_chooses_is_what_the_chat_shows(desk: Desk) -> None:
    marisol = await desk.add("marisol", "system_admin")
    (chat,) = await marisol.get("/chats")
    assert chat["key"] == "pirca-web" and chat["look"] is None and chat["identity"]
    chosen = chat["settings"] | {
        "origins": ["Pirca.pe"],
        "accent": "#FFCC00",
        "greetings": {"es": " ¿Qué buscas? "},
    }

    checked = await marisol.post(f"/chats/{chat['id']}/check", {"settings": chosen})
    assert checked["settings"]["origins"] == ["https://pirca.pe"] and checked["look"]["contrast"][0] < 4.5
    assert (await marisol.get(f"/chats/{chat['id']}"))["settings"]["origins"] == []  # looking changes nothing

    body = {"version": chat["version"], "settings": chosen}
    kept = (await marisol.ask("PUT", f"/chats/{chat['id']}", body)).json()
    assert kept["settings"]["accent"] == "#ffcc00" and kept["settings"]["greetings"] == {"es": "¿Qué buscas?"}
    late = await marisol.ask("PUT", f"/chats/{chat['id']}", body)
    assert (late.status_code, late.json()["code"]) == (409, "settings_changed")
    wrong = await marisol.ask(
        "PUT", f"/chats/{chat['id']}", {"version": kept["version"], "settings": chosen | {"accent": "verde"}}
    )
    assert (wrong.status_code, wrong.json()["field"], wrong.json()["reason"]) == (422, "accent", "not_a_colour")
    audit = await desk.world.fetch("select verb from access.audit order by seq desc limit 1")
    assert audit[0]["verb"] == "channels.change"


async def test_only_who_manages_channels_changes_a_chat_and_only_within_reach(desk: Desk) -> None:
    marisol = await desk.add("marisol", "system_admin")
    (chat,) = await marisol.get("/chats")
    body = {"version": chat["version"], "settings": chat["settings"]}
    for role in ("supervisor", "agent"):
        person = await desk.add(role, role)
        assert (await person.ask("PUT", f"/chats/{chat['id']}", body)).status_code == 403
        assert (await person.ask("POST", f"/chats/{chat['id']}/identity-secret", {})).status_code == 403
    elsewhere = await desk.add("diego", "system_admin", ScopeKind.QUEUE, desk.world.brand.queue.id)
    assert await elsewhere.get("/chats") == []
    assert (await elsewhere.ask("PUT", f"/chats/{chat['id']}", body)).status_code == 404


async def test_two_secrets_count_while_a_site_changes_from_one_to_the_other(desk: Desk) -> None:
    marisol = await desk.add("marisol", "system_admin")
    (chat,) = await marisol.get("/chats")
    house = desk.world.house
    now = wall_clock()
    claims = {"sub": "cliente-1", "exp": int(now.timestamp()) + 600}
    fresh = (await marisol.post(f"/chats/{chat['id']}/identity-secret"))["secret"]
    view = await house.book.at_door(house.db, desk.world.accounts["webchat"])
    for secret in ("1dent", fresh):
        assert verify(view, signed(claims, secret), now).sub == "cliente-1"
    shown = await marisol.get(f"/chats/{chat['id']}")
    assert shown["old_identity"] and fresh not in str(shown)

    await marisol.ask("DELETE", f"/chats/{chat['id']}/identity-secret")
    view = await house.book.at_door(house.db, desk.world.accounts["webchat"])
    assert verify(view, signed(claims, fresh), now).sub == "cliente-1" and view.secrets["visitor_secret"] == "v1s1tor"
    with pytest.raises(IdentityForged):
        verify(view, signed(claims, "1dent"), now)
