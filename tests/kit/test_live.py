"""Wake-ups go on after the line or the server of a process falls."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from tests.embedded import Urls
from trato.kit.live import Doorbell, listen


class Falling:
    """A line whose server died in the middle of a call, as asyncpg tells it."""

    def is_closed(self) -> bool:
        return False

    def terminate(self) -> None:
        pass

    async def execute(self, *_: object) -> None:
        raise asyncpg.InternalClientError("cannot switch to state 12; another operation (2) is in progress")


class Ear:
    """Hears rings while a test runs."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[tuple[str, UUID]] = asyncio.Queue()
        self.connected = asyncio.Queue[None]()

    def hear(self, topic: str, workspace: UUID) -> None:
        self.heard.put_nowait((topic, workspace))

    def connect(self) -> None:
        self.connected.put_nowait(None)

    async def hears(self, topic: str, workspace: UUID) -> None:
        while await asyncio.wait_for(self.heard.get(), 10) != (topic, workspace):
            pass


async def _end_listeners(owner: str) -> None:
    connection: asyncpg.Connection[Any] = await asyncpg.connect(owner)
    try:
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where query ilike 'listen%' and datname = current_database()"
        )
    finally:
        await connection.close()


async def test_a_bell_rings_again_after_its_line_fell_in_the_middle_of_a_ring(database_urls: Urls) -> None:
    ear, workspace = Ear(), uuid4()
    listening = asyncio.create_task(listen(database_urls.app, ear.hear, ear.connect))
    bell = Doorbell(database_urls.app)
    await asyncio.wait_for(ear.connected.get(), 10)
    bell._connection = Falling()  # type: ignore[assignment]
    bell.start()
    try:
        bell.ring("first", workspace)
        while bell._connection is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        bell.ring("second", workspace)
        await ear.hears("second", workspace)
    finally:
        await bell.stop()
        listening.cancel()


async def test_an_ear_connects_again_and_says_so_when_its_line_falls(database_urls: Urls) -> None:
    ear, workspace = Ear(), uuid4()
    listening = asyncio.create_task(listen(database_urls.app, ear.hear, ear.connect))
    bell = Doorbell(database_urls.app)
    bell.start()
    try:
        await asyncio.wait_for(ear.connected.get(), 10)
        await _end_listeners(database_urls.owner)
        await asyncio.wait_for(ear.connected.get(), 10)
        bell.ring("again", workspace)
        await ear.hears("again", workspace)
    finally:
        await bell.stop()
        listening.cancel()
