"""A process lives through a database that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from trato.app import mail
from trato.app.wiring import open_house
from trato.kit.db import connect
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.kit.rounds import Rounds
from trato.kit.settings import read_settings
from trato.rooms.channels import api as channels

NOBODY = "postgresql://trato@127.0.0.1:1/trato"  # port 1: nothing listens there


async def test_a_process_that_starts_while_the_database_is_away_starts_and_says_so_at_the_first_deed() -> None:
    db = await connect(NOBODY, NOBODY)
    try:
        with pytest.raises(Unavailable):
            async with db.transaction(uuid4(), SYSTEM):
                pass
        with pytest.raises(Unavailable):
            await db.workspaces()
    finally:
        await db.close()


async def test_the_postman_waits_for_a_database_that_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LOOK_EVERY", 0.01)
    looks = 0

    async def look(self: mail.Postman, acceptor: channels.Acceptor) -> None:
        nonlocal looks
        looks += 1
        await mail_look(self, acceptor)

    mail_look = mail.Postman._look
    monkeypatch.setattr(mail.Postman, "_look", look)
    house = await open_house(read_settings({"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": NOBODY}))
    running = asyncio.create_task(mail.Postman(house).run())
    try:
        while looks < 3:
            assert not running.done(), running.result()
            await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await house.db.close()


async def test_rounds_go_on_after_a_look_that_failed() -> None:
    looks = 0
    worked = asyncio.Event()

    async def look() -> Iterable[UUID]:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise LookupError("a bug")
        return [uuid4()]

    async def work(_: UUID) -> int:
        worked.set()
        return 0

    running = asyncio.create_task(Rounds("some", "topic", look, work, every=0.01).run())
    await asyncio.wait_for(worked.wait(), 5)
    running.cancel()
