"""Leaders import from their desk: tried dry, begun, watched, taken out again; nobody else may."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.rooms.console.desk import open_desk
from tests.rooms.imports.world import Desk, small
from trato.app.importing import runner_of

pytestmark = pytest.mark.anyio


def packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(folder))
    return out.getvalue()


async def test_a_leader_tries_begins_and_undoes_an_import(desk: Desk, tmp_path: Path) -> None:
    world = desk.world
    async with open_desk(world.house, world) as open_:
        boss = await open_.add("jefa", "director_of_care")
        agent = await open_.add("agente", "agent")
        refused = await agent.client.put("/api/v1/imports/files?name=a.zip", content=packed(small(tmp_path)))
        assert refused.status_code == 403
        bad = await boss.client.put("/api/v1/imports/files?name=a.zip", content=b"no zip")
        assert bad.status_code == 422
        kept = (await boss.client.put("/api/v1/imports/files?name=a.zip", content=packed(tmp_path))).json()
        asked = {"file": kept["file"], "name": "Antes", "dry": True}
        dry = (await boss.client.post("/api/v1/imports", json=asked)).json()
        assert dry["state"] == "waiting"
        runner = runner_of(world.house)
        assert await runner.work(world.workspace) == 1
        told = (await boss.client.get(f"/api/v1/imports/{dry['id']}")).json()
        assert (told["run"]["state"], told["run"]["done"], told["run"]["of"]) == ("done", 12, 12)
        assert told["run"]["counts"]["message"] == {"created": 3}
        assert await world.fetch("select 1 from conversations.message") == []
        real = (await boss.client.post("/api/v1/imports", json={**asked, "dry": False})).json()
        assert await runner.work(world.workspace) == 1
        assert len(await world.fetch("select 1 from conversations.message")) == 3
        assert (await boss.client.post(f"/api/v1/imports/{real['id']}/undo", json={})).is_success
        assert await world.fetch("select 1 from conversations.message") == []
        listed = (await boss.client.get("/api/v1/imports")).json()
        assert [(one["name"], one["state"]) for one in listed] == [("Antes", "undone"), ("Antes", "done")]
        assert (await agent.client.get("/api/v1/imports")).status_code == 403
