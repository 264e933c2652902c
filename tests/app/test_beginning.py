"""From an empty house to the first answer, through the doors that the wizard uses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette

from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app import doors, routes, told
from trato.app.beginning import __main__ as telephone
from trato.app.beginning import first_run, practice
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.migrations import migrate
from trato.rooms.access import api as access
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.channels.simulators.whatsapp import server

SITE = "http://localhost:8000"
CODE = "ABCD-EFGH-JKMN"
ADA: dict[str, Any] = {
    "code": "abcd efghjkmn", "workspace": "Ferretería Quispe & Hijos", "name": "Ada Quispe",
    "email": "ada@quispe.example", "password": "una-clave-larga", "locale": "es",
}  # fmt: skip
BRAND = {"name": "Quispe", "country": "PE", "timezone": "America/Lima", "locale": "es"}


@pytest.fixture
async def empty(database_urls: Urls, tmp_path: Path) -> AsyncIterator[House]:
    """A house in which nobody lives, on a database of its own."""
    owner = await asyncpg.connect(database_urls.owner)
    await owner.execute("create database empty_house")
    try:
        urls = database_urls
        theirs = replace(urls, owner=_moved(urls.owner), app=_moved(urls.app), door=_moved(urls.door))
        await migrate(theirs.owner)
        async with open_test_house(theirs, tmp_path) as house:
            yield house
    finally:
        await owner.execute("drop database empty_house with (force)")
        await owner.close()


def _moved(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/empty_house"))


def client_of(house: House, code: str = CODE) -> httpx.AsyncClient:
    entrance = Entrance(house.db, house.keyring, access.Passwords(), SITE)
    app = Starlette(
        routes=[
            *first_run.routes(house, entrance, {told.FIRST_CODE: code}),
            *practice.routes(house),
            *doors.routes(house, entrance, routes.table(house)),
        ]
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=SITE, headers={"origin": SITE})


async def test_who_reads_the_terminal_becomes_the_only_first_administrator(empty: House) -> None:
    async with client_of(empty) as browser:
        assert (await browser.get("/api/v1/first-run")).json() == {"needed": True}
        wrong = await browser.post("/api/v1/first-run", json={**ADA, "code": "AAAA-AAAA-AAAA"})
        assert (wrong.status_code, wrong.json()["code"]) == (403, "first_code_wrong")
        weak = await browser.post("/api/v1/first-run", json={**ADA, "password": "1234567890"})
        assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
        assert await empty.db.workspaces() == []
        rivals = [browser.post("/api/v1/first-run", json={**ADA, "email": f"{n}@quispe.example"}) for n in range(4)]
        assert sorted(one.status_code for one in await asyncio.gather(*rivals)) == [204, 409, 409, 409]
        assert len(await empty.db.workspaces()) == 1
        assert (await browser.get("/api/v1/account")).json()["workspace"]["slug"] == "ferreteria-quispe-hijos"
        assert (await browser.get("/api/v1/first-run")).json() == {"needed": False}


async def test_without_a_code_in_the_terminal_nobody_begins(empty: House) -> None:
    async with client_of(empty, code="") as browser:
        assert (await browser.get("/api/v1/first-run")).json() == {"needed": False}
        answer = await browser.post("/api/v1/first-run", json={**ADA, "code": ""})
        assert (answer.status_code, answer.json()["code"]) == (409, "first_run_over")


async def test_the_code_cannot_be_guessed_by_trying(empty: House) -> None:
    async with client_of(empty) as browser:
        tries = [await browser.post("/api/v1/first-run", json={**ADA, "code": f"AAAA{n}"}) for n in range(21)]
        assert {one.status_code for one in tries[:20]} == {403}
        assert tries[20].status_code == 429


async def test_each_step_may_be_gone_back_to_and_nothing_is_made_twice(empty: House) -> None:
    async with client_of(empty) as browser:
        await browser.post("/api/v1/first-run", json=ADA)
        begun = (await browser.get("/api/v1/setup")).json()
        assert begun["done"] == []
        assert {one["name"]: one["seconds"] for one in begun["promises"]}["WhatsApp"] == 120

        first = (await browser.put("/api/v1/setup/brand", json=BRAND)).json()
        assert first["brand"]["legal_name"] == "Quispe"
        assert "Inmaculada Concepción" in " ".join(one["name"] for one in first["hours"]["holidays"])
        moved = {**BRAND, "name": "Quispe México", "country": "MX", "timezone": "America/Mexico_City"}
        again = (await browser.put("/api/v1/setup/brand", json=moved)).json()
        assert (again["brand"]["id"], again["brand"]["name"]) == (first["brand"]["id"], "Quispe México")
        assert again["hours"]["timezone"] == "America/Mexico_City"
        assert again["hours"]["week"][5] == [["09:00", "14:00"]]

        week = [[["08:00", "12:00"], ["14:00", "18:00"]]] * 5 + [[], []]
        hours = (await browser.put("/api/v1/setup/hours", json={"week": week})).json()
        assert hours["hours"]["week"] == week
        bad = await browser.put("/api/v1/setup/hours", json={"week": [[["08:00", "12:00"], ["11:00", "18:00"]]] * 7})
        assert (bad.status_code, bad.json()["reason"]) == (422, "overlap")

        for _ in range(2):
            opened = (await browser.put("/api/v1/setup/channel", json={"kind": "practice_chat"})).json()
        own = {"kind": "own_site", "site": "tienda.quispe.example/inicio"}
        assert (await browser.put("/api/v1/setup/channel", json=own)).json()["channel"]["sites"] == [
            "https://tienda.quispe.example"
        ]
        (workspace,) = await empty.db.workspaces()
        async with empty.db.transaction(workspace, SYSTEM) as tx:
            empty.book.forget(workspace)
            assert len(await empty.book.of_workspace(tx)) == 2
        page = await browser.get(urlsplit(opened["channel"]["page"]).path)
        assert f'data-key="{opened["channel"]["snippet_key"]}"' in page.text
        assert (await browser.get("/practice/none")).status_code == 404
        passed = (await browser.put("/api/v1/setup/words", json={})).json()
        assert passed["done"] == ["brand", "hours", "channel", "words"]
        done = (await browser.put("/api/v1/setup/dismissed", json={"dismissed": True})).json()
        assert (done["done"], done["dismissed"]) == (["brand", "hours", "channel", "words"], True)


async def test_the_telephone_to_practise_with_takes_up_the_numbers_that_are_wanted(empty: House) -> None:
    async with client_of(empty) as browser:
        await browser.post("/api/v1/first-run", json=ADA)
        await browser.put("/api/v1/setup/brand", json=BRAND)
        opened = (await browser.put("/api/v1/setup/channel", json={"kind": "practice_phone"})).json()
        assert opened["channel"]["page"] == ""
        assert (empty.settings.home / told.WANTED).exists()
        running = await server.serve(server.Config())
        try:
            practice.note(empty.settings.home, running.url)
            (workspace,) = await empty.db.workspaces()
            await telephone.connect(empty, running, workspace)
            (number,) = running.simulator.world.numbers.values()
            assert (
                number.callback_url == f"http://127.0.0.1:{empty.settings.port}/hooks/{opened['channel']['account_id']}"
            )
            shown = (await browser.get("/api/v1/setup")).json()["channel"]["page"]
            assert (await browser.get("/api/v1/setup")).json()["channel"]["kind"] == "practice_phone"
            assert shown.endswith("/phone/") and shown.startswith("http://localhost:")
        finally:
            await running.stop()
