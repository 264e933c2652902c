"""A draft follows its author from device to device, and no text of it is lost."""

from __future__ import annotations

from typing import Any

from tests.rooms.console.desk import Desk, Person
from tests.rooms.console.test_composing import begun
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind


async def put(who: Person, case: str, based_on: int, **body: Any) -> Any:
    answer = await who.ask("PUT", f"/cases/{case}/draft", {"based_on": based_on, "body": body})
    return answer.json() if answer.status_code != 204 and answer.content else None


async def test_what_was_begun_on_one_device_goes_on_on_another_until_it_is_sent(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, conversation = await begun(desk, camila)
    file = {"id": str(uuid7()), "name": "a.txt", "mime": "text/plain", "size": 3, "media": "document"}
    kept = await put(camila, case, 0, reply="Hola Ro", note="Ojo", conversation_id=conversation, attachments=[file])
    assert kept["revision"] == 1
    there = await camila.get(f"/cases/{case}/draft")
    assert (there["body"]["reply"], there["body"]["note"], there["body"]["attachments"]) == ("Hola Ro", "Ojo", [file])
    assert [(one["case_id"], one["revision"]) for one in await camila.get("/drafts")] == [(case, 1)]
    assert (await put(camila, case, 1, reply="Hola Rosa"))["revision"] == 2
    assert await put(camila, case, 2, reply=" ") is None
    assert await camila.get(f"/cases/{case}/draft") is None
    assert await camila.get("/drafts") == []


async def test_who_writes_upon_an_older_draft_is_told_what_stands_there(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    await put(camila, case, 0, reply="desde la oficina")
    await put(camila, case, 1, reply="desde la oficina, más")
    for body in ({"reply": "desde el teléfono"}, {"reply": ""}):
        refused = await camila.ask("PUT", f"/cases/{case}/draft", {"based_on": 1, "body": body})
        assert refused.status_code == 409 and refused.json()["code"] == "draft_changed"
        stands = refused.json()["draft"]
        assert (stands["revision"], stands["body"]["reply"]) == (2, "desde la oficina, más")
    again = await put(camila, case, 1, reply="desde la oficina, más")  # its first answer was lost on the way
    assert again["revision"] == 2
    assert (await put(camila, case, 2, reply="las dos cosas"))["revision"] == 3


async def test_a_draft_is_its_authors_alone_and_only_on_cases_in_reach(desk: Desk) -> None:
    camila, ana = await desk.add("camila"), await desk.add("ana")
    away = await desk.add("away", kind=ScopeKind.QUEUE, scope=uuid7())
    case, _ = await begun(desk, camila)
    await put(camila, case, 0, reply="mío")
    assert await ana.get(f"/cases/{case}/draft") is None and await ana.get("/drafts") == []
    assert (await put(ana, case, 0, reply="de Ana"))["revision"] == 1
    assert (await camila.get(f"/cases/{case}/draft"))["body"]["reply"] == "mío"
    for method, body in (("GET", None), ("PUT", {"based_on": 0, "body": {"reply": "x"}})):
        assert (await away.ask(method, f"/cases/{case}/draft", body)).status_code == 404
    long = await camila.ask("PUT", f"/cases/{case}/draft", {"based_on": 1, "body": {"reply": "x" * 600_001}})
    assert long.status_code == 422
