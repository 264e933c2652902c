"""The control page: whoever opens it sees the pace and the people, and nobody else's page can move it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from trato.app.demo.cast import MEMBERS, PASSWORD
from trato.app.demo.page.site import Control, make_site
from trato.app.demo.places import Places
from trato.app.demo.playing.pace import Clock, Pace
from trato.app.demo.running import inside
from trato.app.demo.shop.orders import Orders
from trato.kit.clock import wall_clock
from trato.kit.settings import read_settings
from trato.kit.standard_webhooks import show_secret, signature_headers

HERE = "http://localhost:8687"
SECRET = b"what the demo told the shop"


@asynccontextmanager
async def site(home: Path, clock: Clock | None = None) -> AsyncIterator[httpx.AsyncClient]:
    settings = read_settings({"TRATO_HOME": str(home)})
    control = Control(settings, Places(8687, 8688, 8689, 8690, 8691), clock or Clock(), lambda: (7, 3))
    transport = httpx.ASGITransport(make_site(control, Starlette(), Orders(wall_clock, show_secret(SECRET))))
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        yield client


@pytest.mark.parametrize(("language", "words"), [("es", "Tormenta"), ("en", "Storm"), ("pt", "Tempestade")])
async def test_it_speaks_three_languages(tmp_path: Path, language: str, words: str) -> None:
    async with site(tmp_path) as client:
        page = await client.get("/", headers={"accept-language": language})
    assert words in page.text
    assert PASSWORD in page.text
    assert all(one.email in page.text for one in MEMBERS if not one.plays)


async def test_a_pace_is_chosen_at_once(tmp_path: Path) -> None:
    clock = Clock()
    async with site(tmp_path, clock) as client:
        told = await client.post("/pace", data={"pace": "storm"}, headers={"accept": "application/json"})
    assert told.json() == {"pace": "storm", "told": 7, "now": 3}
    assert clock.pace is Pace.STORM


async def test_another_sites_page_cannot_move_it(tmp_path: Path) -> None:
    clock = Clock()
    async with site(tmp_path, clock) as client:
        answer = await client.post("/pace", data={"pace": "storm"}, headers={"origin": "https://otro.example"})
    assert answer.status_code == 403
    assert clock.pace is Pace.CALM


async def test_a_pace_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    async with site(tmp_path) as client:
        assert (await client.post("/pace", data={"pace": "warp"})).status_code == 422


async def test_the_shop_wears_the_widget_of_the_product(tmp_path: Path) -> None:
    async with site(tmp_path) as client:
        page = await client.get("/demo/tienda")
    assert 'src="http://localhost:8686/widget.js?key=pirca-tienda" data-key="pirca-tienda"' in page.text


async def ask_orders(client: httpx.AsyncClient, address: str, secret: bytes) -> httpx.Response:
    body = json.dumps({"data": {"locale": "es", "contact": {"emails": [address]}, "case": None}}).encode()
    headers = signature_headers([secret], "msg_1", wall_clock(), body)
    return await client.post("/demo/pedidos", content=body, headers=headers)


async def test_the_shop_answers_trato_about_an_order_the_same_every_time(tmp_path: Path) -> None:
    async with site(tmp_path) as client:
        first, again = [await ask_orders(client, "rosa.quispe@correo.example", SECRET) for _ in range(2)]
    assert first.json() == again.json()
    assert first.json()["groups"][0]["title"] == "Pedido PR-48213"


async def test_the_shop_answers_nobody_else(tmp_path: Path) -> None:
    async with site(tmp_path) as client:
        answer = await ask_orders(client, "rosa.quispe@correo.example", b"another secret")
    assert answer.status_code == 401


def test_providers_of_the_demo_call_the_address_that_the_product_tells_them() -> None:
    def called(**told: str) -> str:
        return inside(read_settings({"TRATO_PORT": "9000", **told}))

    assert called() == "http://localhost:9000"
    assert called(TRATO_PUBLIC_URL="https://trato.empresa.example") == "http://127.0.0.1:9000"
