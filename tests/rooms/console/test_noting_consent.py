"""A yes or no that somebody heard elsewhere is noted by hand, with what shows it, and holds at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.rooms.compliance import api as compliance


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


async def holds(desk: Desk, contact: Any) -> int:
    async with desk.world.tx() as tx:
        return len(await compliance.opted_out_of(tx, desk.world.brand.controller_id, contact))


async def test_a_no_by_telephone_holds_at_once_with_its_words_and_a_yes_takes_it_back(desk: Desk) -> None:
    ana = await desk.add("ana")
    await desk.world.whatsapp("Hola")
    (row,) = await desk.world.fetch("select id from contacts.contact where workspace_id = $1", desk.world.workspace)
    path, contact = f"/contacts/{row['id']}/consents", row["id"]
    assert await holds(desk, contact) == 0
    said = {"purpose": "marketing", "given": False, "how": "call", "words": "Que no le manden más ofertas"}
    (kept,) = (await ana.post(path, said))["consents"]
    assert (kept["given"], kept["how"], kept["words"]) == (False, "call", "Que no le manden más ofertas")
    assert await holds(desk, contact) == 1
    yes = said | {"given": True, "how": "paper", "words": "Ficha firmada, caja 12"}
    (kept,) = (await ana.post(path, yes))["consents"]
    assert (kept["given"], kept["how"]) == (True, "paper") and await holds(desk, contact) == 0
    audited = await desk.world.fetch(
        "select verb from access.audit where workspace_id = $1 and verb like 'consent.%' order by seq",
        desk.world.workspace,
    )
    assert [one["verb"] for one in audited] == ["consent.withdraw", "consent.grant"]


async def test_nothing_is_noted_without_words_that_show_it_nor_by_who_may_not(desk: Desk) -> None:
    ana, eva = await desk.add("ana"), await desk.add("eva", "analyst")
    await desk.world.whatsapp("Hola")
    (row,) = await desk.world.fetch("select id from contacts.contact where workspace_id = $1", desk.world.workspace)
    path = f"/contacts/{row['id']}/consents"
    said = {"purpose": None, "given": False, "how": "call", "words": "  x "}
    assert (await ana.ask("POST", path, said)).status_code == 422
    later = said | {"words": "No más", "said_at": "2099-01-01T00:00:00Z"}
    assert (await ana.ask("POST", path, later)).status_code == 422
    assert (await eva.ask("POST", path, said | {"words": "No más"})).status_code == 403
    assert await holds(desk, row["id"]) == 0
    await ana.post(path, said | {"words": "No más, de nada"})
    assert await holds(desk, row["id"]) == 1
