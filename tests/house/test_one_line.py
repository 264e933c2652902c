"""A channel is its folder and one line of registration: with those, letters come, are answered and leave."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.flow.conftest import house as house
from tests.flow.conftest import world as world
from tests.flow.providers import provider_door, reply, ring_nobody, take_mail
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.flow.outbound import Sender
from trato.rooms.channels import adapters
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters import registry

LOFT = Path(__file__).parent / "loft"
FILES = {"adapter.py", "connecting.py", "names.json", "glyph.svg"}


@pytest.fixture
def pigeon(monkeypatch: pytest.MonkeyPatch) -> str:
    """Put the folder beside the others and register its name, as its line in `channels.json` would."""
    monkeypatch.setattr(adapters, "__path__", [*adapters.__path__, str(LOFT)])
    found = registry.find("pigeon")
    monkeypatch.setitem(registry.CHANNELS, "pigeon", found)
    monkeypatch.setitem(registry.ADAPTERS, "pigeon", found.adapter)
    monkeypatch.setitem(registry.CONNECTIONS, "pigeon", found.connection)
    return "pigeon"


async def _connect(world: World, channel: str) -> UUID:
    async with world.tx() as tx:
        world.accounts[channel] = await open_channel(
            world.house, tx, world.brand, channel, "loft-1", "Palomar", settings={"loft": "http://loft/letters"},
            secrets={"ring": "r1ng"},
        )  # fmt: skip
    return world.accounts[channel]


async def test_what_its_folder_says_is_enough_for_a_letter_to_become_a_case_and_be_answered(
    pigeon: str, world: World
) -> None:
    account = await _connect(world, pigeon)
    async with provider_door(world.house) as door:
        raw = json.dumps({"id": "l-1", "from": "ana", "text": "¿a qué hora abren?"})
        refused = await door.post(f"/hooks/{account}", content=raw, headers={"x-ring": "tin"})
        taken = await door.post(f"/hooks/{account}", content=raw, headers={"x-ring": "r1ng"})
    assert (refused.status_code, taken.status_code) == (401, 200)
    await world.receive()
    await reply(world, "A las nueve.")

    flown: list[dict[str, str]] = []

    def loft(request: httpx.Request) -> httpx.Response:
        flown.append(json.loads(request.content))
        return httpx.Response(200, json={"number": "p-7"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(loft)) as http:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    assert [(one["to"], one["text"]) for one in flown] == [("ana", "A las nueve.")]
    (case,) = await world.fetch('select state from cases."case"')
    (left,) = await world.fetch("select state, provider_id from conversations.delivery")
    assert (left["state"], left["provider_id"]) == ("sent", "p-7")
    assert case["state"] in ("open", "pending")


def test_its_name_is_known_wherever_channels_are_named(pigeon: str) -> None:
    assert channels.channel_names("es")[pigeon] == "Paloma"
    assert pigeon in channels.all_channels()


def test_every_line_has_its_folder_and_no_folder_is_without_its_line() -> None:
    whole = {one.parent.name for one in registry.HERE.glob("*/connecting.py")}
    assert whole == set(registry.LINES)
    assert len(registry.LINES) == len(set(registry.LINES))
    for line in registry.LINES:
        assert {one.name for one in (registry.HERE / line).iterdir()} >= FILES, line
