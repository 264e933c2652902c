"""The library of templates through a real desk and a stand-in of Meta: looked at, sent for review, told of."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.channels.whatsapp.test_linting import GOOD
from tests.rooms.console.desk import Desk, open_desk
from trato.app.founding import open_channel
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.whatsapp.server import Config, Running, serve
from trato.rooms.channels.simulators.whatsapp.world import Number, TemplateText

ACCOUNT = "100000000000001"
NUMBER = Number("555000111", "51155501099", "Pirca", "http://127.0.0.1:9/nobody", "t0ken", "s3cret")


@pytest.fixture
async def meta() -> AsyncIterator[Running]:
    running = await serve(Config(numbers=(replace(NUMBER, templates={}, reviews={}),)))
    yield running
    await running.stop()


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path, meta: Running) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        async with world.tx(SYSTEM) as tx:
            world.accounts["library"] = await open_channel(
                house, tx, world.brand, "whatsapp", NUMBER.id, "Avisos",
                settings={"business_account_id": ACCOUNT, "api_base": meta.url},
                secrets={"access_token": "t0ken", "app_secret": "s3cret", "verify_token": "v"},
            )  # fmt: skip
        house.book.forget(world.workspace)
        yield world


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    async with open_desk(world.house, world) as desk:
        yield desk


def news(name: str, language: str, event: str, reason: str = "NONE") -> bytes:
    value = {
        "event": event, "message_template_id": 7, "message_template_name": name,
        "message_template_language": language, "reason": reason,
    }  # fmt: skip
    change = {"value": value, "field": "message_template_status_update"}
    entry = {"id": ACCOUNT, "time": 1, "changes": [change]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


async def test_a_template_is_linted_sent_reviewed_and_chosen_only_once_it_is_approved(world: World, desk: Desk) -> None:
    boss = await desk.add("boss", "architect")
    draft = {"account_id": str(world.accounts["library"]), **msgspec.to_builtins(GOOD)}
    bad = await boss.post("/templates/check", {**draft, "body": "{{1}}, hola"})
    assert not bad["good"] and bad["complaints"][0]["said"]["es"]
    refused = await boss.ask("POST", "/templates/send", {**draft, "body": "{{1}}, hola"})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "template_refused", "body")
    assert (await boss.post("/templates/check", draft)) == {"good": True, "complaints": []}
    assert (await boss.post("/templates/send", draft)) == {"state": "pending"}
    again = await boss.ask("POST", "/templates/send", draft)
    assert (again.status_code, again.json()["code"], again.json()["what"]) == (409, "library_unreachable", "100")

    async def state() -> list[tuple[str, str, int]]:
        shown = await boss.get("/templates/library")
        return [(one["state"], one["reason"], one["version"]) for one in shown["templates"] if one["name"] == GOOD.name]

    assert await state() == [("pending", "", 1)]
    chooser = await boss.get("/templates", account_id=draft["account_id"])
    assert [(one["name"], one["state"]) for one in chooser] == [(GOOD.name, "pending")]
    for event, reason, expected in (
        ("REJECTED", "INVALID_FORMAT", [("rejected", "INVALID_FORMAT", 1)]),
        ("APPROVED", "NONE", [("approved", "", 1)]),
        ("PAUSED", "LOW_QUALITY", [("paused", "LOW_QUALITY", 1)]),
    ):
        await world.accept("library", news(GOOD.name, GOOD.language, event, reason))
        await world.receive()
        assert await state() == expected


async def test_a_look_brings_new_ones_keeps_versions_and_says_what_is_gone(
    world: World, desk: Desk, meta: Running
) -> None:
    boss = await desk.add("boss", "architect")
    account = {"account_id": str(world.accounts["library"])}
    number = meta.simulator.world.numbers[NUMBER.id]
    number.add_template(TemplateText("saludo", "es", "Hola {{1}}, te escribe Pirca.", "utility", buttons=("Gracias",)))
    number.add_template(TemplateText("promo", "es", "Pirca: hoy {{1}} con baja.", "marketing"))
    assert await boss.post("/templates/look", account) == {"found": 2, "new": 2, "changed": 0, "gone": 0}
    assert await boss.post("/templates/look", account) == {"found": 2, "new": 0, "changed": 0, "gone": 0}
    number.add_template(TemplateText("saludo", "es", "Hola {{1}}, te saluda Pirca.", "utility"))
    del number.templates["promo", "es"]
    assert await boss.post("/templates/look", account) == {"found": 1, "new": 0, "changed": 1, "gone": 1}
    kept = {one["name"]: one for one in (await boss.get("/templates/library"))["templates"]}
    assert (kept["saludo"]["version"], kept["saludo"]["body"]) == (2, "Hola {{1}}, te saluda Pirca.")
    assert (kept["promo"]["state"], kept["promo"]["reason"]) == ("disabled", "gone")
    said: list[Any] = await world.fetch("select body from channels.template_version")
    assert [one["body"] for one in said] == ["Hola {{1}}, te escribe Pirca."]
    assert [one["name"] for one in await boss.get("/templates", **account)] == ["saludo"]


async def test_a_provider_that_says_no_is_quoted_and_one_without_a_library_is_named(
    world: World, desk: Desk, meta: Running
) -> None:
    boss = await desk.add("boss", "architect")
    meta.simulator.world.numbers[NUMBER.id].token = "another"
    answer = await boss.ask("POST", "/templates/look", {"account_id": str(world.accounts["library"])})
    assert (answer.json()["code"], answer.json()["what"]) == ("library_unreachable", "190")
    answer = await boss.ask("POST", "/templates/look", {"account_id": str(world.accounts["webchat"])})
    assert answer.json()["code"] == "no_library"
    agent = await desk.add("ana")
    answer = await agent.ask("POST", "/templates/look", {"account_id": str(world.accounts["library"])})
    assert answer.status_code == 403
