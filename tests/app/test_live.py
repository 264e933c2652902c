"""The desk's live line: what changed comes once, in a chain, to whoever may see it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.app.feed import Feed
from trato.app.live import Hub
from trato.app.tv import Screens
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.console.service.alerts import judge_all
from trato.rooms.console.service.walls import Walls


@dataclass(slots=True)
class Console:
    """A connected console: its frames by topic, each chained to the one before."""

    socket: ClientConnection
    frames: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, **said: Any) -> None:
        await self.socket.send(json.dumps(said))

    async def next(self, topic: str, kind: str = "", within: float = 5.0) -> dict[str, Any]:
        """Return the next frame of a topic that carries a resource of this kind."""
        async with asyncio.timeout(within):
            while True:
                frame: dict[str, Any] = json.loads(await self.socket.recv())
                self.frames.append(frame)
                if frame["topic"] == topic and (not kind or kind in [one["type"] for one in frame["resources"]]):
                    return frame

    async def watch(self, topic: str) -> dict[str, Any]:
        await self.say(subscribe=topic)
        return await self.next(topic)

    def check_chains(self) -> None:
        last: dict[str, int] = {}
        for frame in self.frames:
            if frame.get("error"):
                continue
            assert frame["prev"] is None or frame["prev"] == last[frame["topic"]]
            last[frame["topic"]] = frame["seq"]


@dataclass(slots=True)
class Floor:
    desk: Desk
    port: int

    @asynccontextmanager
    async def console(self, name: str) -> AsyncIterator[Console]:
        headers = {"cookie": self.desk.people[name].client.headers["cookie"]}
        async with connect(f"ws://127.0.0.1:{self.port}/api/v1/live", additional_headers=headers,
                           origin=f"http://127.0.0.1:{self.port}") as socket:  # type: ignore[arg-type]  # fmt: skip
            yield Console(socket)


@pytest.fixture
async def floor(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Floor]:
    """A desk with its live door on a loopback port."""
    async with (
        open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house,
        open_desk(house, await make_world(house)) as desk,
    ):
        feed = Feed(house.db, database_urls.app)
        listening = asyncio.create_task(feed.run())
        hub = Hub(house, desk.entrance, feed)
        own = socket.create_server(("127.0.0.1", 0))
        both = [hub.route(), Screens(hub).route()]
        config = uvicorn.Config(
            Starlette(routes=both),
            log_config=None,
            ws="websockets-sansio",
            lifespan="off",
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[own]))
        try:
            yield Floor(desk, own.getsockname()[1])
        finally:
            server.should_exit = True
            await serving
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            own.close()


def rows_of(frame: dict[str, Any]) -> list[str]:
    return [one["row"]["preview"] for one in frame["resources"] if one["type"] == "case_row"]


async def test_a_message_comes_to_the_list_and_the_counts_of_whoever_watches(floor: Floor) -> None:
    await floor.desk.add("camila", team=floor.desk.world.brand.team_id)
    async with floor.console("camila") as console:
        assert (await console.watch("cases:unassigned"))["prev"] is None
        await console.watch("views")
        await floor.desk.world.whatsapp("Hola")
        frame = await console.next("cases:unassigned", "case_row")
        assert rows_of(frame) == ["Hola"] and frame["resources"][0]["row"]["unread"] == 1
        views = await console.next("views", "views")
        counts = {one["id"]: one["count"] for one in views["resources"][0]["views"]}
        assert counts["unassigned"] == 1 and counts["mine"] == 0
        await floor.desk.world.whatsapp("¿están?")
        assert rows_of(await console.next("cases:unassigned", "case_row")) == ["¿están?"]
        console.check_chains()


async def test_a_case_that_is_taken_leaves_one_list_and_comes_to_the_other(floor: Floor) -> None:
    camila = await floor.desk.add("camila", team=floor.desk.world.brand.team_id)
    await floor.desk.world.whatsapp("Hola")
    row = (await camila.get("/cases", view="all"))["items"][0]
    async with floor.console("camila") as console:
        await console.watch("cases:unassigned")
        await console.watch("cases:mine")
        await console.watch("me")
        await camila.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "team_id": None})
        gone = await console.next("cases:unassigned", "gone")
        assert gone["resources"] == [{"type": "gone", "of": "case_row", "id": row["id"]}]
        async with asyncio.timeout(5):
            while not any(one["topic"] == "cases:mine" and one["resources"] for one in console.frames):
                console.frames.append(json.loads(await console.socket.recv()))
        console.check_chains()


async def test_a_case_on_screen_shows_messages_notes_what_happened_and_who_else_looks(floor: Floor) -> None:
    camila = await floor.desk.add("camila")
    ana = await floor.desk.add("ana")
    await floor.desk.world.whatsapp("Hola")
    case_id = (await camila.get("/cases", view="all"))["items"][0]["id"]
    topic = f"case:{case_id}"
    async with floor.console("camila") as one, floor.console("ana") as other:
        await one.watch(topic)
        await other.watch(topic)
        await other.say(viewing=case_id)
        seen = await one.next(topic, "case")
        assert [viewer["name"] for viewer in seen["resources"][0]["case"]["viewers"]] == ["Ana"]
        conversation = seen["resources"][0]["case"]["conversations"][0]["id"]
        await other.say(typing={"case_id": case_id, "conversation_id": conversation, "on": True})
        seen = await one.next(topic, "case")
        assert seen["resources"][0]["case"]["viewers"][0]["typing"] is True
        await floor.desk.world.whatsapp("¿siguen ahí?")
        frame = await one.next(topic, "message")
        said = [r["message"]["parts"][0]["text"] for r in frame["resources"] if r["type"] == "message"]
        assert said == ["¿siguen ahí?"]
        note = {"id": str(uuid7()), "text": "Llamar mañana", "mentions": []}
        await ana.post(f"/cases/{case_id}/notes", note)
        frame = await one.next(topic, "note")
        assert [r["note"]["text"] for r in frame["resources"] if r["type"] == "note"] == ["Llamar mañana"]
        await ana.post(f"/cases/{case_id}/tags", {"name": "cambio"})
        frame = await one.next(topic, "timeline")
        assert [r["entry"]["values"]["tag"] for r in frame["resources"] if r["type"] == "timeline"] == ["cambio"]
        one.check_chains()
    async with floor.console("camila") as one:
        await one.watch(topic)
        await floor.desk.world.whatsapp("hola?")
        assert (await one.next(topic, "case"))["resources"][0]["case"]["viewers"] == []


def looks_of(frame: dict[str, Any], case_id: str) -> list[tuple[str, bool]] | None:
    """Return who looks at a case by a frame, and who types; None when it says nothing of that."""
    said = [one["of"] for one in frame["resources"] if one["type"] == "viewers"]
    said += [of for one in frame["resources"] if one["type"] == "viewed" for of in one["cases"]]
    return next(([(v["name"], v["typing"]) for v in of["viewers"]] for of in said if of["case_id"] == case_id), None)


async def until_looked_at(console: Console, topic: str, case_id: str, wanted: list[tuple[str, bool]]) -> None:
    """Wait for a frame that says exactly this; a row that changes meanwhile repeats what was said before."""
    while looks_of(await console.next(topic, "viewers"), case_id) != wanted:
        pass


async def test_a_list_shows_who_looks_at_its_cases_and_who_types_and_to_nobody_beyond_their_reach(floor: Floor) -> None:
    camila = await floor.desk.add("camila")
    await floor.desk.add("ana")
    await floor.desk.add("outsider", "agent", ScopeKind.QUEUE, uuid7())
    await floor.desk.world.whatsapp("Hola")
    row = (await camila.get("/cases", view="all"))["items"][0]
    case_id = row["id"]
    conversation = (await camila.get(f"/cases/{case_id}"))["conversations"][0]["id"]
    async with floor.console("camila") as one, floor.console("outsider") as outsider:
        await one.watch("cases:all")
        assert (await one.next("cases:all", "viewed"))["resources"] == [{"type": "viewed", "cases": []}]
        await outsider.watch("cases:all")
        async with floor.console("ana") as ana:
            await ana.watch(f"case:{case_id}")
            await ana.say(viewing=case_id)
            await until_looked_at(one, "cases:all", case_id, [("Ana", False)])
            await ana.say(typing={"case_id": case_id, "conversation_id": conversation, "on": True})
            await until_looked_at(one, "cases:all", case_id, [("Ana", True)])
            # Who opens another list of it knows at once, and a case that comes to a list brings who looks at it.
            await one.watch("cases:unassigned")
            assert looks_of(await one.next("cases:unassigned", "viewed"), case_id) == [("Ana", True)]
            await one.watch("cases:mine")
            assert looks_of(await one.next("cases:mine", "viewed"), case_id) is None
            await camila.post(f"/cases/{case_id}/assign", {"user_id": str(camila.id), "team_id": None})
            await until_looked_at(one, "cases:mine", case_id, [("Ana", True)])
        await until_looked_at(one, "cases:all", case_id, [])
        one.check_chains()
        with pytest.raises(TimeoutError):
            await outsider.next("cases:all", "viewers", within=0.5)


async def test_who_is_a_stranger_hears_nothing_and_what_is_out_of_reach_is_not_there(floor: Floor) -> None:
    camila = await floor.desk.add("camila")
    await floor.desk.add("outsider", "agent", ScopeKind.QUEUE, uuid7())
    await floor.desk.world.whatsapp("Hola")
    case_id = (await camila.get("/cases", view="all"))["items"][0]["id"]
    url = f"ws://127.0.0.1:{floor.port}/api/v1/live"
    async with floor.console("outsider") as console:
        for topic in (f"case:{case_id}", f"case:{uuid7()}", "case:nonsense", "cases:nonsense", "nonsense"):
            assert (await console.watch(topic))["error"] == "not_found"
        await console.watch("cases:all")
        await floor.desk.world.whatsapp("¿hay alguien?")
        with pytest.raises(TimeoutError):
            await console.next("cases:all", "case_row", within=1.0)
    with pytest.raises(ConnectionClosed) as closed:
        async with connect(url, origin=f"http://127.0.0.1:{floor.port}") as nobody:  # type: ignore[arg-type]
            await nobody.recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401
    with pytest.raises(InvalidStatus):
        async with connect(url, origin="http://evil.example"):  # type: ignore[arg-type]
            pass


async def test_a_revoked_right_or_session_hangs_up_at_once(floor: Floor) -> None:
    camila = await floor.desk.add("camila", "agent")
    async with floor.console("camila") as console:
        await console.watch("views")
        async with floor.desk.world.tx() as tx:
            (grant,) = [one for one in await access.list_grants(tx) if one.user_id == camila.id]
            await access.grant(tx, None, (await access.add_user(tx, f"{uuid7().hex}@x.example", "Boss")).id,
                               "system_admin", ScopeKind.WORKSPACE)  # fmt: skip
            await access.revoke(tx, None, grant.id)
        with pytest.raises(ConnectionClosed) as closed:
            await console.next("views", "never", within=5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4403
    async with floor.console("camila") as console:
        await console.watch("views")
        async with floor.desk.world.tx() as tx:
            await access.end_sessions_of(tx, camila.id)
        with pytest.raises(ConnectionClosed) as closed:
            await console.next("views", "never", within=5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401


async def test_whoever_holds_a_case_is_told_of_its_messages_and_what_they_settled_comes_to_all_their_screens(
    floor: Floor,
) -> None:
    team = floor.desk.world.brand.team_id
    camila, diego = await floor.desk.add("camila", team=team), await floor.desk.add("diego", team=team)
    async with floor.console("camila") as console, floor.console("diego") as other:
        await console.watch("me")
        await other.watch("me")
        await floor.desk.world.whatsapp("Hola")
        for one in (console, other):
            told = (await one.next("me", "notice"))["resources"]
            assert [each["notice"]["kind"] for each in told if each["type"] == "notice"] == ["team_queue"]
        row = (await camila.get("/cases", view="all"))["items"][0]
        await diego.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "team_id": None})
        notice = (await console.next("me", "notice"))["resources"][-1]["notice"]
        assert notice["kind"] == "new_case" and notice["case_id"] == row["id"] and notice["contact"] == "Rosa Huamán"
        await floor.desk.world.whatsapp("¿Siguen ahí?")
        assert (await console.next("me", "notice"))["resources"][-1]["notice"]["kind"] == "message"
        await camila.ask("PATCH", "/me/preferences", {"theme": "dark"})
        mine = (await console.next("me", "me"))["resources"][0]["me"]
        assert mine["preferences"]["theme"] == "dark"
        console.check_chains()
        other.check_chains()
    assert [one for one in other.frames if any(each["type"] == "me" for each in one["resources"])] == []


async def test_a_message_changes_the_board_of_whoever_watches_it_and_of_nobody_else(floor: Floor) -> None:
    await floor.desk.add("ana", "supervisor")
    await floor.desk.add("camila", team=floor.desk.world.brand.team_id)
    async with floor.console("ana") as console, floor.console("camila") as agent:
        assert (await agent.watch("wall:"))["error"] == "not_found"
        await console.watch("wall:")
        assert (await console.next("wall:", "wall"))["resources"][0]["wall"]["numbers"]["waiting"] == 0
        began = asyncio.get_running_loop().time()
        await floor.desk.world.whatsapp("Hola")
        told = await console.next("wall:", "wall")
        assert told["resources"][0]["wall"]["numbers"]["waiting"] == 1
        assert asyncio.get_running_loop().time() - began < 5
        console.check_chains()


async def test_an_alert_comes_as_it_is_raised_gets_worse_and_ends_to_those_within_reach(floor: Floor) -> None:
    desk = floor.desk
    boss = await desk.add("ana", "supervisor")
    await desk.add("queue", "supervisor", ScopeKind.BRAND, desk.world.brand.brand.id)
    await desk.add("camila", team=desk.world.brand.team_id)
    rule = {"id": str(uuid7()), "measure": "waiting", "threshold": 0, "for_seconds": 0}
    assert (await boss.ask("POST", "/floor/alert-rules", rule)).status_code == 200

    async def judged(by: Walls) -> None:
        async with desk.world.tx() as tx:
            await judge_all(tx, by)

    async with floor.console("ana") as all_of_it, floor.console("queue") as a_queue, floor.console("camila") as agent:
        assert (await agent.watch("alerts"))["error"] == "not_found"
        for one in (all_of_it, a_queue):
            await one.watch("alerts")
            assert (await one.next("alerts", "alerts"))["resources"][0]["alerts"] == []
        walls = Walls()
        await desk.world.whatsapp("Hola")
        await judged(walls)
        alert = (await all_of_it.next("alerts", "alert"))["resources"][0]["alert"]
        assert (alert["value"], alert["ended_at"]) == (1, None)
        await desk.world.whatsapp("¿Hay alguien?", phone="51999000222")
        await judged(walls)
        worse = (await all_of_it.next("alerts", "alert", within=4))["resources"]
        assert [(one["alert"]["id"], one["alert"]["worst"]) for one in worse] == [(alert["id"], 2)]
        await boss.ask("DELETE", f"/floor/alert-rules/{rule['id']}")
        assert (await all_of_it.next("alerts", "alert"))["resources"][0]["alert"]["ended_at"] is not None
        with pytest.raises(TimeoutError):
            await a_queue.next("alerts", "alert", within=0.2)
        all_of_it.check_chains()


async def test_whoever_comes_to_a_board_is_told_it_though_nothing_changes(floor: Floor) -> None:
    await floor.desk.add("ana", "supervisor")
    async with floor.console("ana") as one, floor.console("ana") as other:
        await one.watch("agents:")
        await one.next("agents:", "agents")
        await other.watch("agents:")
        await other.next("agents:", "agents")
