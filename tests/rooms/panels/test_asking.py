"""A system is asked about a contact: the worked example of the documentation, over real HTTP."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.rooms.console.desk import Desk, Person
from trato.rooms.access.model import ScopeKind
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.panels import api as panels

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "orders_panel.py"


@contextmanager
def orders(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the example on a free port; gives its address. Its secret is told by `PANEL_SECRET`."""
    spec = importlib.util.spec_from_file_location("orders_panel", EXAMPLE)
    assert spec is not None and spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    example.Orders.log_message = lambda *_: None
    monkeypatch.setenv("PANEL_SECRET", "whsec_AAAA")
    with serving(example.Orders) as url:
        yield f"{url}/orders"


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Broken(BaseHTTPRequestHandler):
    """A system in trouble: what it answers is `said`, `status` first."""

    said: tuple[int, bytes] = (500, b"")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", "0")))
        status, body = self.said
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@dataclass
class Rosa:
    """Somebody who wrote, Camila beside her case, and who sets up the systems that are asked about her."""

    desk: Desk
    boss: Person
    camila: Person
    contact: UUID
    case: dict[str, Any]
    environment: pytest.MonkeyPatch

    async def add_panel(self, url: str, **more: Any) -> str:
        """Let a system be asked, which knows its secret."""
        made = await self.boss.post("/panels", {"name": "Pedidos", "url": url, "tells": ["emails"], **more})
        self.environment.setenv("PANEL_SECRET", made["secret"])
        id: str = made["panel"]["id"]
        return id

    async def ask(self, panel: str, *, on_case: bool = False) -> Any:
        body = {"case_id": self.case["id"]} if on_case else None
        return await self.camila.post(f"/contacts/{self.contact}/panels/{panel}/ask", body)

    async def shown(self, **query: Any) -> Any:
        return await self.camila.get(f"/contacts/{self.contact}/panels", **query)


@pytest.fixture
async def rosa(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Rosa:
    """Rosa writes, and is known by her address at the shop too."""
    boss, camila = await desk.add("boss", "system_admin"), await desk.add("camila", team=desk.world.brand.team_id)
    await desk.world.whatsapp("¿Dónde está mi pedido?")
    case = (await camila.get("/cases", view="all"))["items"][0]
    contact = UUID(case["contact"]["id"])
    async with desk.world.tx() as tx:
        await contacts.add_identity(tx, contact, Address(IdentityKind.EMAIL, "rosa@correo.example"))
    return Rosa(desk, boss, camila, contact, case, monkeypatch)


async def test_what_the_shop_knows_stands_beside_the_case(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        (before,) = await rosa.shown()
        assert (before["name"], before["groups"], before["answered_at"]) == ("Pedidos", [], None)

        answer = await rosa.ask(panel, on_case=True)

    (group,) = answer["groups"]
    assert (group["title"], group["url"]) == ("Pedido 10482", "https://shop.example/orders/10482")
    assert [fact["value"] for fact in group["facts"]] == ["En camino", "2026-11-24", "129.90"]
    assert answer["error"] == "" and (await rosa.shown()) == [answer]


async def test_the_example_refuses_whoever_does_not_sign_with_its_secret(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        await rosa.boss.post(f"/panels/{panel}/secret")  # the shop was not told the new one
        answer = await rosa.ask(panel)
    assert (answer["error"], answer["groups"]) == ("http_401", [])


async def test_a_system_of_one_brand_is_asked_beside_its_cases_alone(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url, brand_id=str(rosa.desk.world.brand.brand.id))
        assert await rosa.shown() == []
        assert [one["name"] for one in await rosa.shown(case_id=rosa.case["id"])] == ["Pedidos"]
        assert await rosa.ask(panel) is None
        answer = await rosa.ask(panel, on_case=True)
    assert len(answer["groups"]) == 1


async def test_a_fresh_answer_is_shown_without_asking_again(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        first = await rosa.ask(panel)
    again = await rosa.ask(panel)  # the shop is gone: it is not asked
    assert again == first


async def test_what_was_said_before_stays_with_its_age_when_the_shop_falls_silent(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        first = await rosa.ask(panel)
    async with rosa.desk.world.tx() as tx:
        await tx.connection.execute("update panels.answer set answered_at = answered_at - interval '2 minutes'")
    stale = await rosa.ask(panel)
    assert stale["error"] == "connect" and stale["groups"] == first["groups"]
    assert stale["answered_at"] < first["answered_at"] < stale["asked_at"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ((500, b""), "http_500"),
        ((301, b""), "http_301"),
        ((200, b"<html>"), "answer_unreadable"),
        ((200, b'{"groups": [{"title": 3}]}'), "answer_unreadable"),
        ((200, b"x" * 70_000), "answer_too_large"),
    ],
)
async def test_a_system_in_trouble_is_told_as_such(rosa: Rosa, said: tuple[int, bytes], error: str) -> None:
    rosa.environment.setattr(Broken, "said", said)
    with serving(Broken) as url:
        panel = await rosa.add_panel(url)
        answer = await rosa.ask(panel)
    assert (answer["error"], answer["groups"]) == (error, [])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://shop.example/x", "scheme"),
        ("https://a:b@shop.example/", "credentials"),
        ("https://shop.example:22/", "port"),
    ],
)
async def test_an_address_that_may_not_be_called_is_refused(rosa: Rosa, url: str, reason: str) -> None:
    refused = await rosa.boss.ask("POST", "/panels", {"name": "Pedidos", "url": url, "tells": ["emails"]})
    assert (refused.status_code, refused.json()["code"], refused.json()["reason"]) == (422, "panel_refused", reason)


async def test_whoever_cannot_see_the_contact_cannot_ask_about_it(rosa: Rosa) -> None:
    stranger = await rosa.desk.add("stranger", "agent", ScopeKind.QUEUE, uuid4())
    panel = await rosa.add_panel("https://shop.example/orders")
    asked = await stranger.ask("POST", f"/contacts/{rosa.contact}/panels/{panel}/ask", {})
    read = await stranger.ask("GET", f"/contacts/{rosa.contact}/panels")
    assert (asked.status_code, read.status_code) == (404, 404)


async def test_a_panel_at_rest_is_not_shown_and_one_removed_takes_what_it_said_along(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        await rosa.ask(panel)
    await rosa.boss.ask("PATCH", f"/panels/{panel}", {"paused": True})
    assert await rosa.shown() == []
    await rosa.boss.ask("DELETE", f"/panels/{panel}")
    async with rosa.desk.world.tx() as tx:
        assert await tx.connection.fetchval("select count(*) from panels.answer where panel_id = $1", UUID(panel)) == 0


async def test_what_a_system_said_is_forgotten_after_a_day_without_questions(rosa: Rosa) -> None:
    with orders(rosa.environment) as url:
        panel = await rosa.add_panel(url)
        await rosa.ask(panel)
    async with rosa.desk.world.tx() as tx:
        tx.now += timedelta(hours=23)
        await panels.forget_old(tx)
        assert (await panels.answers_about(tx, rosa.contact, None))[0].groups
        tx.now += timedelta(hours=2)
        await panels.forget_old(tx)
        assert (await panels.answers_about(tx, rosa.contact, None))[0].groups == ()
