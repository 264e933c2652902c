"""A workspace leaves whole and comes back as it was."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.embedded import Urls
from tests.flow.providers import fetch_files
from tests.flow.test_quarantine import mail_with
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.imports.world import Desk, small
from trato.app import export
from trato.app.export import ExportRefused, check, lines_of
from trato.app.export_reading import read_export

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def world(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A workspace that lived: chats, a mail with a file, a history that was imported."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        made = await make_world(house)
        await made.webchat("¿Tienen tallas grandes? 👟", "Busco la 45")
        await made.whatsapp("Hola\n«comillas» y \\ barras")
        await mail_with(made, b"una factura")
        await fetch_files(made)
        await Desk(made).folder(small(tmp_path_factory.mktemp("theirs")))
        yield made


async def test_what_leaves_comes_back_as_it_was(world: World, tmp_path: Path) -> None:
    settings = world.house.settings
    manifest = await export.export(settings, world.workspace, tmp_path / "out")
    assert manifest.tables["conversations.message"].rows == 7
    assert len(manifest.files) == 2
    made = await read_export(settings, tmp_path / "out", "copia")
    assert made.workspace != world.workspace  # the first one is still here
    assert made.sealed == 0
    again = await export.export(settings, made.workspace, tmp_path / "again")
    assert again.files == manifest.files
    for name in manifest.tables:
        sealed = name in {"channels.account", "access.workspace"}  # sealed to its place, and called otherwise
        before = [line.replace(str(world.workspace), str(made.workspace)) for line in lines_of(tmp_path / "out", name)]
        after = list(lines_of(tmp_path / "again", name))
        assert len(before) == len(after), name
        if not sealed:
            assert sorted(before) == sorted(after), name
    world.house.book.forget(made.workspace)
    copy = replace(world, workspace=made.workspace)
    async with copy.tx() as tx:
        accounts = await world.house.book.of_workspace(tx)
    assert "t0ken" in {one.view.secrets.get("token") for one in accounts.values()}
    await copy.whatsapp("Sigo aquí")  # and life goes on in it
    assert len(await copy.fetch("select 1 from conversations.message")) == 8


async def test_a_killed_export_goes_on_and_a_damaged_one_is_refused(world: World, tmp_path: Path) -> None:
    settings, folder = world.house.settings, tmp_path / "out"

    class Killed(BaseException):
        pass

    for place in ("conversations.message", "files"):

        def die(what: str, _: int, place: str = place) -> None:
            if what == place:
                raise Killed

        with pytest.raises(Killed):
            await export.export(settings, world.workspace, folder, die)
        assert not (folder / export.MANIFEST).exists()
    seen: list[str] = []
    await export.export(settings, world.workspace, folder, lambda what, _: seen.append(what))
    assert set(seen) == {"files"}  # the tables were whole
    check(folder)
    file = next((folder / export.FILES).rglob("*/*"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(ExportRefused):
        await read_export(settings, folder, "otra")
    file.write_bytes(whole)
    told = json.loads((folder / export.MANIFEST).read_text())
    told["tables"]["cases.case"]["sha256"] = "0" * 64
    (folder / export.MANIFEST).write_text(json.dumps(told))
    with pytest.raises(ExportRefused):
        await read_export(settings, folder, "otra")
    assert await world.fetch("select 1 from access.workspace where slug = 'otra'") == []
