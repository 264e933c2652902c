"""A harmful file never reaches anybody's screen; one that nobody could look at waits, and says so."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.providers import carrier_of
from tests.flow.world import World, make_world, open_test_house
from tests.kit.clamd import EICAR, clamd
from trato.flow.acts.fetching import Fetcher
from trato.kit.errors import NotFound
from trato.kit.ids import uuid7
from trato.kit.virus import Scanner
from trato.rooms.console.service import thread

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path / "home") as house:
        yield await make_world(house)


async def mail_with(world: World, content: bytes) -> None:
    """Let somebody write a mail with one file."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "rosa@correo.example", "hola@pirca.example", "Mi factura"
    mail["Message-ID"] = f"<{uuid7()}@correo.example>"
    mail.set_content("Va adjunta")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="factura.txt")
    await world.accept("email", mail.as_bytes())
    await world.receive()


async def fetch(world: World, where: str) -> dict[str, Any]:
    async with carrier_of(world) as carrier:
        fetcher = Fetcher(world.house.db, world.house.book, carrier, world.house.blobs, Scanner(where))
        await fetcher.work(world.workspace)
    (row,) = await world.fetch("select * from conversations.attachment")
    return row


async def shown(world: World) -> Any:
    (message,) = await world.fetch("select id from conversations.message")
    async with world.tx() as tx:
        return (await thread.load_message(tx, message["id"])).attachments[0]


async def test_a_harmful_file_is_kept_apart_and_never_given_out(world: World, tmp_path: Path) -> None:
    await mail_with(world, EICAR)
    async with clamd(tmp_path / "c") as where:
        row = await fetch(world, where)
    assert (row["state"], row["error"]) == ("quarantined", "Eicar-Test-Signature")
    with pytest.raises(NotFound):
        world.house.blobs.path(row["blob_key"])
    apart = list((tmp_path / "home" / "quarantine").rglob("*"))
    assert any(one.is_file() and one.read_bytes() == EICAR for one in apart)
    seen = await shown(world)
    assert (seen.state, seen.url, seen.reason_code) == ("quarantined", None, "Eicar-Test-Signature")


async def test_a_file_waits_for_the_scanner_and_says_so(world: World, tmp_path: Path) -> None:
    await mail_with(world, b"una factura")
    for _ in range(10):  # more often than a file is tried that cannot be had
        row = await fetch(world, str(tmp_path / "nobody"))
        async with world.tx() as tx:
            await tx.connection.execute("update conversations.attachment set next_at = now() - interval '1 s'")
    assert (row["state"], row["error"]) == ("pending", "scanner_away")
    seen = await shown(world)
    assert (seen.state, seen.url, seen.reason_code) == ("pending", None, "scanner_away")
    told = await world.fetch("select body from kit.event where kind = 'conversations.attachment_held'")
    assert len(told) == 1 and json.loads(json.dumps(told[0]["body"]))["reason"] == "scanner_away"
    async with clamd(tmp_path / "c") as where:
        row = await fetch(world, where)
    assert (row["state"], row["error"]) == ("ready", "")
    assert await world.house.blobs.open(row["blob_key"]) == b"una factura"
