"""What went wrong, and the ways out of it: doubtful deliveries, and what needs attention."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind


async def answered(desk: Desk, who: Person, state: str) -> tuple[str, str]:
    """Let somebody answer, and let the delivery come to `state`; return the case and the message."""
    await desk.world.whatsapp("Hola")
    case = (await who.get("/cases", view="all"))["items"][0]["id"]
    conversation = (await who.get(f"/cases/{case}"))["conversations"][0]["id"]
    body = {"id": str(uuid7()), "case_id": case, "text": "Claro", "purpose": "reply"}
    message = (await who.post(f"/conversations/{conversation}/messages", body))["id"]
    async with desk.world.tx() as tx:
        await tx.connection.execute(
            """update conversations.delivery set state = $3, reason = 'timeout'
            where message_id = $2 and workspace_id = $1""",
            tx.workspace, UUID(message), state,
        )  # fmt: skip
    return case, message


async def test_a_doubtful_delivery_stands_in_its_list_until_somebody_sends_it_again(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, message = await answered(desk, camila, "uncertain")

    row = (await camila.get("/cases", view="uncertain"))["items"][0]
    assert row["id"] == case and row["uncertain"] == 1
    shown = (await camila.get(f"/cases/{case}/thread"))["items"][-1]["message"]["delivery"]
    assert shown["state"] == "uncertain" and shown["deeds"] == ["verify", "resend"]
    assert (await camila.post(f"/messages/{message}/verify"))["delivery"]["state"] == "uncertain"
    again = {"id": str(uuid7())}
    resent = await camila.post(f"/messages/{message}/resend", again)
    assert resent["id"] == again["id"] and resent["delivery"]["state"] == "cleared"
    assert (await camila.post(f"/messages/{message}/resend", again))["id"] == again["id"]
    assert (await camila.get("/cases", view="uncertain"))["items"] == []
    before = (await camila.get(f"/cases/{case}/thread"))["items"][-2]["message"]
    assert before["id"] == message and before["delivery"]["deeds"] == []


async def test_a_failed_delivery_is_counted_and_what_has_left_is_not_taken_back(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, message = await answered(desk, camila, "failed")
    assert (await camila.get(f"/cases/{case}"))["failed"] == 1
    _, gone = await answered(desk, camila, "sent")
    late = await camila.ask("POST", f"/messages/{gone}/cancel")
    assert late.status_code == 409 and late.json()["code"] == "already_left"
    assert (await camila.ask("POST", f"/messages/{message}/resend", {"id": str(uuid7())})).status_code == 200


async def test_what_needs_attention_is_shown_within_reach_and_can_be_read_again(desk: Desk) -> None:
    boss = await desk.add("boss", "director_of_care")
    away = await desk.add("away", "director_of_care", ScopeKind.QUEUE, uuid7())
    await desk.world.accept("whatsapp", b"{ this is no JSON")
    await desk.world.receive()
    async with desk.world.tx() as tx:
        await tx.connection.execute(
            "update channels.account set state = 'broken', state_reason = '190' where id = $2 and workspace_id = $1",
            tx.workspace, desk.world.accounts["email"],
        )  # fmt: skip

    (dead,) = (await boss.get("/needs-attention"))["deliveries"]
    assert dead["channel"] == "whatsapp" and dead["size"] == 17 and "malformed" in dead["error"]
    assert [one["reason"] for one in (await boss.get("/needs-attention"))["accounts"]] == ["190"]
    assert {tuple(waiting) for waiting in (await away.get("/needs-attention")).values()} == {()}
    foreign = await away.ask("POST", f"/needs-attention/{dead['id']}/replay")
    never = await away.ask("POST", "/needs-attention/999999/replay")
    assert (foreign.status_code, foreign.json()) == (never.status_code, never.json()) and never.status_code == 404
    assert await boss.post(f"/needs-attention/{dead['id']}/replay") is None
    assert (await boss.get("/needs-attention"))["deliveries"] == []
    assert (await boss.ask("POST", f"/needs-attention/reactions/1/{uuid4()}/retry")).status_code == 404


async def test_a_case_closed_meanwhile_says_so(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    case = (await camila.get("/cases", view="all"))["items"][0]["id"]
    conversation = (await camila.get(f"/cases/{case}"))["conversations"][0]["id"]
    await camila.post(f"/cases/{case}/set-aside", {"reason": "spam"})

    for path, body in (
        (f"/cases/{case}/assign", {"user_id": str(camila.id), "team_id": None}),
        (f"/cases/{case}/resolve", {"disposition_id": None}),
        (f"/cases/{case}/wait", {"on": "contact", "until": None, "team_id": None}),
        (f"/conversations/{conversation}/messages", {"id": str(uuid7()), "case_id": case, "text": "x"}),
    ):
        answer = await camila.ask("POST", path, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "case_closed"), path
    assert (await camila.get(f"/cases/{case}"))["may"].count("case.reply") == 0
