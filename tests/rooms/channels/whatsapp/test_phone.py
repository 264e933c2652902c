"""The telephone on which anyone can write: its calls, its words, its server."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import httpx
import pytest

from tests.rooms.channels.whatsapp.bench import Bench, bench
from trato.rooms.channels.model import InboundKind, Location, Text
from trato.rooms.channels.simulators.whatsapp.server import Config, serve

PAGE = files("trato.rooms.channels.simulators.meta").joinpath("page")


async def _post(b: Bench, name: str, **body: Any) -> httpx.Response:
    whom = {"person": b.person.wa_id, "number": b.number.id}
    return await b.wire.post(f"/phone/api/{name}", json={**whom, **body})


async def _state(b: Bench) -> dict[str, Any]:
    answer = await b.wire.get("/phone/api/state", params={"person": b.person.wa_id, "number": b.number.id})
    state: dict[str, Any] = answer.json()
    return state


async def test_a_newcomer_gets_a_telephone_and_writes() -> None:
    async with bench() as b:
        known = {"name": "Nico", "phone": "+54 9 11 5555-0101", "username": "@nico", "hides_phone": True}
        answer = await b.wire.post("/phone/api/people", json=known)
        said = {"person": answer.json()["wa_id"], "number": b.number.id, "content": {"kind": "text", "text": "Hola"}}
        assert (await b.wire.post("/phone/api/say", json=said)).status_code == 200
        await b.settle()
        (event,) = b.product.events
        assert (event.author_name, event.parts) == ("Nico", (Text("Hola"),))


async def test_files_places_and_choices_can_be_sent() -> None:
    async with bench() as b:
        query = {"number": b.number.id, "name": "caja.png"}
        stored = await b.wire.post(
            "/phone/api/files", params=query, content=b"\x89PNG", headers={"content-type": "image/png"}
        )
        media = stored.json()["media"]
        await _post(b, "say", content={"kind": "image", "media": media, "text": "Así llegó"})
        await _post(b, "say", content={"kind": "location", "text": "Obelisco", "latitude": -34.6, "longitude": -58.38})
        await _post(b, "say", content={"kind": "button", "text": "Sí", "payload": "SI"})
        await b.settle()
        assert b.product.kinds() == [InboundKind.MESSAGE] * 3
        assert any(isinstance(event.parts[0], Location) for event in b.product.events)
        shown = await b.wire.get(f"/phone/api/files/{media}")
        assert (shown.content, shown.headers["content-security-policy"]) == (b"\x89PNG", "sandbox")


async def test_the_page_sees_the_thread_and_what_was_done_to_it() -> None:
    async with bench() as b:
        identifier = (await _post(b, "say", content={"kind": "text", "text": "Hola"})).json()["id"]
        await b.settle()
        await _post(b, "edit", target=identifier, text="Hola!")
        await _post(b, "react", target=identifier, emoji="👍")
        state = await _state(b)
        (bubble,) = state["thread"]
        assert (bubble["content"]["text"], bubble["edited"], bubble["tick"]) == ("Hola!", True, "delivered")
        assert bubble["reactions"] == {"me": "👍"}
        await _post(b, "take-back", target=identifier)
        assert (await _state(b))["thread"][0]["deleted"] is True
        assert (await _post(b, "edit", target=identifier, text="otra vez")).status_code == 422


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("say", {"content": {"kind": "text", "text": "  "}}),
        ("say", {"content": {"kind": "telepathy"}}),
        ("say", {"content": {"kind": "image", "media": "999"}}),
        ("say", {"person": "999", "content": {"kind": "text", "text": "x"}}),
        ("say", {"number": "999", "content": {"kind": "text", "text": "x"}}),
        ("say", {"content": {"kind": "location", "latitude": 99, "longitude": 0}}),
        ("edit", {"target": "wamid.NADIE", "text": "x"}),
        ("see", {"person": 5}),
        ("marketing", {}),
    ],
)
async def test_what_makes_no_sense_is_refused(name: str, body: dict[str, Any]) -> None:
    async with bench() as b:
        assert (await _post(b, name, **body)).status_code == 422
        assert b.product.events == []


async def test_another_site_cannot_write_for_a_person() -> None:
    async with bench() as b:
        whole = {"person": b.person.wa_id, "number": b.number.id, "content": {"kind": "text", "text": "x"}}
        answer = await b.wire.post("/phone/api/say", json=whole, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403


async def test_faults_can_be_set_and_seen() -> None:
    async with bench() as b:
        body = {"rates": {"rate_limit": 0.5}, "order": ["error_after"]}
        assert (await b.wire.post("/phone/api/faults", json=body)).json()["rates"] == {"rate_limit": 0.5}
        assert (await b.wire.post("/phone/api/faults", json={"rates": {"rate_limit": 2}})).status_code == 422


async def test_it_listens_on_loopback_and_stops() -> None:
    running = await serve(Config())
    async with httpx.AsyncClient(base_url=running.url, trust_env=False) as client:
        page = await client.get("/phone/")
        assert page.status_code == 200
        assert "default-src 'self'" in page.headers["content-security-policy"]
        for name in ("phone.js", "phone.css", "words.js"):
            assert (await client.get(f"/phone/{name}")).status_code == 200
        assert (await client.get("/phone/secretos.txt")).status_code == 404
        async with client.stream("GET", "/phone/api/events") as events:
            line = await anext(aiter(events.aiter_lines()))
            assert json.loads(line.removeprefix("data: ")) == running.simulator.world.version
        await running.stop()
        with pytest.raises(httpx.ConnectError):
            await client.get("/phone/")
