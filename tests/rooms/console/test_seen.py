"""Who writes on WhatsApp is told that we have read it: once, the newest, unless somebody said no."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import msgspec
import pytest

from tests.rooms.console.desk import Desk
from tests.rooms.console.test_composing import begun
from trato.app.wiring import reactions_of
from trato.flow.acts.seeing import Seer
from trato.kit.events import Actor, ActorKind
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels

Told = Callable[[], Awaitable[list[str]]]


@pytest.fixture
async def told(desk: Desk) -> AsyncIterator[tuple[Told, list[int]]]:
    """Let the worker work; return what the provider was asked to mark as read meanwhile. It answers with `status`."""
    house, marks, status = desk.world.house, [], [200]

    def provider(request: httpx.Request) -> httpx.Response:
        body: dict[str, Any] = msgspec.json.decode(request.content)
        assert body["status"] == "read"
        marks.append(body["message_id"])
        return httpx.Response(status[0], json={"success": status[0] == 200})

    async def nothing(*_: Any) -> Any:
        raise AssertionError("only HTTP is called")

    async with httpx.AsyncClient(transport=httpx.MockTransport(provider)) as http:
        seer = Seer(house.db, house.book, channels.Carrier(http, house.blobs, nothing, nothing))
        reactor = Reactor(house.db, [one for one in reactions_of(house) if one.name == "reads"])

        async def work() -> list[str]:
            marks.clear()
            while await reactor.work(desk.world.workspace):
                pass
            await desk.world.fetch("update conversations.seen set next_at = now() returning 1")
            await seer.work(desk.world.workspace)
            return [*marks]

        yield work, status


async def read(desk: Desk, case: str) -> None:
    who = desk.people["camila"]
    last = (await who.get(f"/cases/{case}/thread"))["items"][-1]["message"]["id"]
    await who.post(f"/cases/{case}/read", {"message_id": last})


async def provider_ids(desk: Desk) -> list[str]:
    rows = await desk.world.fetch(
        "select provider_id from conversations.message where direction = 'in' order by sort_at, sort_id, sort_item"
    )
    return [row["provider_id"] for row in rows]


async def test_the_newest_message_that_was_read_is_told_once(desk: Desk, told: tuple[Told, list[int]]) -> None:
    work, _ = told
    camila, ana = await desk.add("camila"), await desk.add("ana")
    case, _ = await begun(desk, camila)
    await desk.world.whatsapp("¿Hay alguien?")
    assert await work() == []
    await read(desk, case)
    assert await work() == [(await provider_ids(desk))[-1]]
    await ana.post(
        f"/cases/{case}/read", {"message_id": (await ana.get(f"/cases/{case}/thread"))["items"][0]["message"]["id"]}
    )
    assert await work() == []  # somebody else read less: nothing new is told
    await desk.world.whatsapp("Gracias")
    await read(desk, case)
    assert await work() == [(await provider_ids(desk))[-1]]


async def test_a_provider_that_is_down_is_tried_again_and_one_that_says_no_is_let_be(
    desk: Desk, told: tuple[Told, list[int]]
) -> None:
    work, status = told
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    await read(desk, case)
    status[0] = 503
    assert len(await work()) == 1 and len(await work()) == 1
    status[0] = 400
    assert len(await work()) == 1
    assert await work() == []
    (row,) = await desk.world.fetch("select waiting, told_at, error from conversations.seen")
    assert (row["waiting"], row["told_at"], row["error"]) == (False, None, "http_400")


@pytest.mark.parametrize("at", ["unit", "account"])
async def test_where_somebody_said_no_nobody_is_told(desk: Desk, told: tuple[Told, list[int]], at: str) -> None:
    work, _ = told
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    async with desk.world.tx(Actor(ActorKind.USER, camila.id)) as tx:
        if at == "unit":
            await access.set_setting(tx, desk.world.workspace, "send.read_marks", False)
        else:
            await channels.change_settings(tx, desk.world.accounts["whatsapp"], {"read_marks": False})
    desk.world.house.book._of_workspace.clear()  # read again as it is after a few seconds
    await read(desk, case)
    assert await work() == []
