"""What writing at the desk leans on: taking back, files, and what is offered first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.rooms.console.desk import Desk, Person
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.conversations import api as conversations
from trato.rooms.knowledge import api as knowledge


async def begun(desk: Desk, who: Person) -> tuple[str, str]:
    """Let somebody write to us; return the case and the conversation."""
    await desk.world.whatsapp("Hola")
    case = (await who.get("/cases", view="all"))["items"][0]["id"]
    return case, (await who.get(f"/cases/{case}"))["conversations"][0]["id"]


async def write(who: Person, case: str, conversation: str, text: str, **more: Any) -> Any:
    body = {"id": str(uuid7()), "case_id": case, "text": text, **more}
    return await who.post(f"/conversations/{conversation}/messages", body)


@pytest.mark.parametrize(
    ("said", "seconds"), [(None, 5), (0, 0), (12, 12), (90, 30), (-3, 0), ("mucho", 5), (True, 5), (7.9, 7)]
)
def test_the_time_to_take_back_is_between_none_and_half_a_minute(said: object, seconds: int) -> None:
    assert conversations.undo_seconds(said) == seconds


async def test_each_brand_says_for_how_long_a_message_can_be_taken_back(desk: Desk) -> None:
    camila = await desk.add("camila")
    (brand,) = (await camila.get("/me"))["brands"]
    assert brand["undo_seconds"] == 5
    async with desk.world.tx(Actor(ActorKind.USER, camila.id)) as tx:
        await access.set_setting(tx, desk.world.workspace, "send.undo_seconds", 20)
    assert (await camila.get("/me"))["brands"][0]["undo_seconds"] == 20
    async with desk.world.tx(Actor(ActorKind.USER, camila.id)) as tx:
        await access.set_setting(tx, UUID(brand["id"]), "send.undo_seconds", 0)
    assert (await camila.get("/me"))["brands"][0]["undo_seconds"] == 0


async def test_a_message_taken_back_is_no_preview_and_its_files_go_with_the_next(desk: Desk) -> None:
    camila, ana = await desk.add("camila"), await desk.add("ana")
    case, conversation = await begun(desk, camila)
    file = uuid7()
    kept = await camila.client.put(
        f"/api/v1/attachments/{file}?name=a.txt", content=b"uno", headers={"content-type": "text/plain"}
    )
    assert kept.status_code == 200, kept.text
    first = await write(camila, case, conversation, "Clario", attachments=[str(file)], undo_seconds=5)
    assert (await camila.get(f"/cases/{case}"))["preview"] == "Clario a.txt"
    at = f"/conversations/{conversation}/messages"
    second = {"id": str(uuid7()), "case_id": case, "text": "Claro", "attachments": [str(file)]}
    assert (await camila.ask("POST", at, second)).status_code == 404  # it goes with the first as long as that stands
    await camila.post(f"/messages/{first['id']}/cancel")
    assert (await camila.get(f"/cases/{case}"))["preview"] == "Hola"
    assert (await ana.ask("POST", at, {**second, "id": str(uuid7())})).status_code == 404  # another's file
    sent = await camila.post(at, second)
    assert [one["id"] for one in sent["attachments"]] == [str(file)]
    assert (await ana.ask("GET", f"/files/{file}")).status_code == 200


async def test_what_somebody_uses_most_on_a_channel_is_offered_first(desk: Desk) -> None:
    camila, ana = await desk.add("camila"), await desk.add("ana")
    case, conversation = await begun(desk, camila)
    brand = str(desk.world.brand.brand.id)
    async with desk.world.tx() as tx:
        made = {
            name: await knowledge.add_canned(tx, desk.world.brand.brand.id, name, name.title(), {"es": name})
            for name in ("adios", "foto", "plazo")
        }

    async def offered(who: Person, channel: str) -> list[str]:
        shown = await who.get("/canned-replies", brand_id=brand, channel=channel)
        return [one["shortcut"] for one in shown if one["shortcut"] in made]

    def using(name: str) -> list[dict[str, Any]]:
        return [{"kind": "canned", "id": str(made[name].id), "version": 1, "edit_share": 0}]

    assert await offered(camila, "whatsapp") == ["adios", "foto", "plazo"]
    for name in ("plazo", "foto", "plazo"):
        await write(camila, case, conversation, name, sources=using(name))
    assert await offered(camila, "whatsapp") == ["plazo", "foto", "adios"]
    assert await offered(camila, "email") == ["plazo", "foto", "adios"]  # habits of elsewhere are better than none
    assert await offered(ana, "whatsapp") == ["adios", "foto", "plazo"]
    async with desk.world.tx() as tx:  # a habit fades: what was used long ago yields to what is used now
        await tx.connection.execute(
            """update knowledge.canned_habit set at = at - interval '200 days'
            where canned_id = $2 and workspace_id = $1""",
            tx.workspace, made["plazo"].id,
        )  # fmt: skip
    assert await offered(camila, "whatsapp") == ["foto", "plazo", "adios"]


async def test_a_note_that_calls_a_team_finds_everybody_in_it_but_who_wrote_it(desk: Desk) -> None:
    team = desk.world.brand.team_id
    camila, diego = await desk.add("camila", team=team), await desk.add("diego", team=team)
    away = await desk.add("away")
    case, _ = await begun(desk, camila)
    note = {"id": str(uuid7()), "text": "@Equipo", "mentions": [], "teams": [str(team), str(uuid7())]}
    written = await camila.post(f"/cases/{case}/notes", note)
    assert written["mentions"] == [str(diego.id)]
    assert [one["id"] for one in (await diego.get("/cases", view="mentions"))["items"]] == [case]
    for other in (camila, away):
        assert (await other.get("/cases", view="mentions"))["items"] == []


async def test_a_message_takes_no_more_files_than_its_channel(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, conversation = await begun(desk, camila)
    files = [str(uuid7()) for _ in range(11)]
    for n, file in enumerate(files):
        put = camila.client.put(f"/api/v1/attachments/{file}?name={n}.txt", content=b"x%d" % n)
        assert (await put).status_code == 200
    at = f"/conversations/{conversation}/messages"
    refused = await camila.ask("POST", at, {"id": str(uuid7()), "case_id": case, "text": "", "attachments": files})
    assert refused.status_code == 422
    assert refused.json()["code"] == "too_many_files" and refused.json()["limit"] == 10
    assert (await write(camila, case, conversation, "", attachments=files[:10]))["attachments"][9]["name"] == "9.txt"


async def test_a_mail_goes_to_its_copies_and_to_no_more_than_one_mail_takes(desk: Desk) -> None:
    camila = await desk.add("camila")
    accounts = {one["channel"]: one for one in await camila.get("/channel-accounts")}
    first: dict[str, Any] = {"id": str(uuid7()), "text": "Su pedido salió", "subject": "Su pedido"}
    body = {"case_id": str(uuid7()), "account_id": accounts["email"]["id"], "address": "rosa@correo.example",
            "purpose": "service", "case_subject": "Pedido", "message": first}  # fmt: skip
    started = await camila.post("/conversations", body)
    case, conversation = body["case_id"], started["conversation_id"]
    caps = (await camila.get(f"/cases/{case}"))["conversations"][0]["capabilities"]
    assert caps["recipients"] == 50
    at = f"/conversations/{conversation}/messages"

    many = [f"persona{n}@correo.example" for n in range(200)]
    new = {"case_id": case, "text": "Hola a todos"}
    refused = await camila.ask("POST", at, {**new, "id": str(uuid7()), "copied": many})
    assert refused.status_code == 422 and refused.json()["code"] == "too_many_recipients"
    assert (refused.json()["limit"], refused.json()["given"]) == (50, 201)
    wrong = await camila.ask("POST", at, {**new, "id": str(uuid7()), "blind": ["a@x.pe", "nadie"]})
    assert wrong.status_code == 422 and (wrong.json()["code"], wrong.json()["address"]) == ("address_invalid", "nadie")
    sent = await write(camila, case, conversation, "Hola", to=["luis@x.pe"], copied=[" ana@x.pe "], blind=["jefa@x.pe"])
    assert (sent["mail"]["to"], sent["mail"]["copied"], sent["mail"]["blind"]) == (
        ["luis@x.pe"], ["ana@x.pe"], ["jefa@x.pe"],
    )  # fmt: skip

    case, conversation = await begun(desk, camila)  # no mail: it has no copies
    at = f"/conversations/{conversation}/messages"
    refused = await camila.ask("POST", at, {"id": str(uuid7()), "case_id": case, "text": "x", "copied": ["a@x.pe"]})
    assert refused.status_code == 422


async def test_who_wrote_lately_may_be_written_to_freely_and_a_stranger_only_by_template(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    contact = (await camila.get(f"/cases/{case}"))["contact"]["id"]
    accounts = {one["channel"]: one["id"] for one in await camila.get("/channel-accounts")}
    at = f"/channel-accounts/{accounts['whatsapp']}/capabilities"
    assert (await camila.get(at))["window"] == "template_only"
    assert (await camila.get(at, contact_id=contact))["window"] == "open"
    assert (await camila.get(f"/channel-accounts/{accounts['email']}/capabilities"))["window"] == "open"
    assert (await camila.ask("GET", f"{at}?contact_id={uuid7()}")).status_code == 404
    assert (await camila.ask("GET", f"/channel-accounts/{uuid7()}/capabilities")).status_code == 404
