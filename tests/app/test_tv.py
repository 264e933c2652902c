"""A screen where nobody signs in: its link opens one board, read only, until it ends."""

from __future__ import annotations

import asyncio
import json

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.app.test_live import Console, Floor, floor
from trato.app.tv import LINK_ENDED
from trato.rooms.access import api as access

__all__ = ["floor"]


async def link_of(floor: Floor, name: str = "ana", **what: object) -> dict[str, str]:
    made = await floor.desk.people[name].post("/floor/links", {"name": "Sala", "days": 30, **what})
    return {"id": made["link"]["id"], "secret": made["secret"]}


def screen(floor: Floor) -> connect:
    return connect(f"ws://127.0.0.1:{floor.port}/api/v1/tv/live", origin=f"http://127.0.0.1:{floor.port}")  # type: ignore[arg-type]


async def closes(socket: ClientConnection) -> int:
    async with asyncio.timeout(5):
        while True:
            try:
                await socket.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 0


async def test_a_screen_shows_numbers_as_they_change_and_nobodys_words(floor: Floor) -> None:
    await floor.desk.add("ana", "supervisor")
    link = await link_of(floor)
    async with screen(floor) as socket:
        await socket.send(link["secret"])
        console = Console(socket)
        await console.next("wall:", "wall")
        await socket.send(json.dumps({"subscribe": "cases:all"}))
        await floor.desk.world.whatsapp("Quiero la tabla de nogal", name="Rosa Huamán")
        told = await console.next("wall:", "wall")
        assert told["resources"][0]["wall"]["numbers"]["waiting"] == 1
        said = json.dumps(console.frames)
        assert "Rosa" not in said and "nogal" not in said
        assert {frame["topic"] for frame in console.frames} == {"wall:"}


async def test_a_revoked_link_goes_dark_at_once_and_opens_nothing_more(floor: Floor) -> None:
    ana = await floor.desk.add("ana", "supervisor")
    link = await link_of(floor)
    async with screen(floor) as socket:
        await socket.send(link["secret"])
        await Console(socket).next("wall:", "wall")
        began = asyncio.get_running_loop().time()
        assert (await ana.ask("DELETE", f"/floor/links/{link['id']}")).status_code == 204
        await closes(socket)
        assert asyncio.get_running_loop().time() - began < 3
    async with screen(floor) as socket:
        await socket.send(link["secret"])
        assert await closes(socket) == LINK_ENDED
    assert (await ana.get("/floor/links"))[0]["revoked_at"] is not None


async def test_what_is_kept_of_a_link_opens_nothing(floor: Floor) -> None:
    await floor.desk.add("ana", "supervisor")
    link = await link_of(floor)
    kept = await floor.desk.world.fetch("select * from console.wall_link")
    assert link["secret"] not in str(kept) and len(kept[0]["hash"]) == 32
    for wrong in ("", "nada", link["secret"][:-2] + "AA", "ñ" * 40):
        async with screen(floor) as socket:
            await socket.send(wrong)
            assert await closes(socket) == LINK_ENDED


async def test_a_link_sees_what_its_maker_may_see_and_no_longer_than_they_may(floor: Floor) -> None:
    ana = await floor.desk.add("ana", "supervisor")
    await floor.desk.add("rosa", "director_of_care")
    link = await link_of(floor, queue=str(floor.desk.world.brand.queue.id))
    async with floor.desk.world.tx() as tx:
        await access.disable_user(tx, ana.id)
    async with screen(floor) as socket:
        await socket.send(link["secret"])
        assert await closes(socket) == LINK_ENDED


async def test_an_agent_makes_no_links_and_nobody_one_without_end(floor: Floor) -> None:
    camila = await floor.desk.add("camila", team=floor.desk.world.brand.team_id)
    ana = await floor.desk.add("ana", "supervisor")
    assert (await camila.ask("POST", "/floor/links", {"name": "Sala", "days": 3})).status_code == 403
    for wrong in ({"name": "Sala", "days": 0}, {"name": "Sala", "days": 4000}, {"name": "  ", "days": 3}):
        assert (await ana.ask("POST", "/floor/links", wrong)).status_code == 422
