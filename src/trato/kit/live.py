"""Wake-ups: a coalesced doorbell sent after the commit, and the ear that hears it.

A ring inside a writing transaction takes a global lock in PostgreSQL and cuts commits four- to sevenfold, so each
process rings on a connection of its own, once for all that gathered meanwhile. A lost ring loses nothing: every
listener also looks by itself now and then.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg

PAUSE = 0.005  # seconds between rings of one process
PATIENCE = 0.2  # seconds before a broken line is made anew
CHANNEL = "trato"
# what asyncpg says when the server dies: in the middle of a call it may name a fault of its own
BROKEN = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError)
RING = "select pg_notify($1, payload) from unnest($2::text[]) payload"

Heard = Callable[[str, UUID], None]


class Doorbell:
    """Rings for (topic, workspace) pairs, at most every few milliseconds, each pair once a ring."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiting: dict[str, set[UUID]] = defaultdict(set)
        self._something = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._connection: asyncpg.Connection[Any] | None = None

    def start(self) -> None:
        """Begin to ring; call inside a running event loop."""
        self._task = asyncio.create_task(self._ring_for_ever(), name="doorbell")

    async def stop(self) -> None:
        """Stop ringing; what was not rung is found by the listeners' own looks."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def ring(self, topic: str, workspace: UUID) -> None:
        """Ask for a ring. Never waits, never fails."""
        self._waiting[topic].add(workspace)
        self._something.set()

    async def _ring_for_ever(self) -> None:
        try:
            while True:
                await self._something.wait()
                self._something.clear()
                waiting, self._waiting = self._waiting, defaultdict(set)
                try:
                    await self._ring_now(waiting)
                except BROKEN:
                    self._hang_up()  # the listeners look by themselves; the next ring connects again
                    await asyncio.sleep(PATIENCE)
                await asyncio.sleep(PAUSE)
        finally:
            self._hang_up()

    async def _ring_now(self, waiting: dict[str, set[UUID]]) -> None:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._url, timeout=5)
        payloads = [one for topic, workspaces in waiting.items() for one in _payloads(topic, workspaces)]
        await self._connection.execute(RING, CHANNEL, payloads)

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()


def _payloads(topic: str, workspaces: set[UUID]) -> list[str]:
    """Return payloads of at most 8,000 bytes, PostgreSQL's limit."""
    ids = sorted(workspace.hex for workspace in workspaces)
    return [f"{topic} {','.join(ids[i : i + 200])}" for i in range(0, len(ids), 200)]


async def listen(url: str, heard: Heard, connected: Callable[[], None]) -> None:
    """Call `heard(topic, workspace)` at each ring, for ever; connect again when the connection breaks.

    `connected` is called at each new connection: rings may have been missed, so look at everything.
    """
    while True:
        with suppress(*BROKEN):
            await _listen_once(url, heard, connected)
        await asyncio.sleep(PATIENCE)


async def _listen_once(url: str, heard: Heard, connected: Callable[[], None]) -> None:
    closed = asyncio.Event()
    connection = await asyncpg.connect(url, timeout=5)
    try:
        connection.add_termination_listener(partial(_note, closed))
        await connection.add_listener(CHANNEL, lambda _c, _p, _ch, payload: _tell(str(payload), heard))
        connected()
        await closed.wait()
    finally:
        if not connection.is_closed():
            connection.terminate()


def _note(closed: asyncio.Event, _: object) -> None:
    closed.set()


def _tell(payload: str, heard: Heard) -> None:
    topic, _, ids = payload.partition(" ")
    for one in ids.split(","):
        heard(topic, UUID(hex=one))
