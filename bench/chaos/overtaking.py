"""Receipts that overtake: a provider that tells what became of a message before it has answered the send.

Chance brings that about seldom: our note of a send and our reading of its receipt race, and the note is nearly always
first. Here the answer is held until the receipt was read, so that what must wait for its message is there each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from bench.chaos.desk import TROUBLE
from bench.stand import Stand

LOOK = 0.05  # seconds
LONGEST = 9.0  # seconds that an answer is held: the sender gives up after twelve
READ = "select dedupe_key from channels.inbox where dedupe_key = any($1::bytea[]) and status <> 'new'"


@dataclass(slots=True)
class Overtaking:
    """Sees in the inbox which receipts were read. `overtaken` counts sends that were answered after their receipts."""

    stand: Stand
    overtaken: int = 0
    _awaited: dict[bytes, asyncio.Event] = field(default_factory=dict)

    async def until_read(self, keys: Sequence[bytes]) -> None:
        """Wait until the deliveries under these keys of the inbox were read, or too long."""
        events = [self._awaited.setdefault(key, asyncio.Event()) for key in keys]
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                for event in events:
                    await event.wait()
                self.overtaken += bool(events)
        for key in keys:
            self._awaited.pop(key, None)

    async def look(self) -> None:
        """Follow the inbox until cancelled: only what is awaited is asked for."""
        while True:
            with suppress(*TROUBLE):
                connection = await asyncpg.connect(self.stand.server.url(), timeout=5)
                try:
                    while True:
                        await self._look(connection)
                        await asyncio.sleep(LOOK)
                finally:
                    connection.terminate()
            await asyncio.sleep(LOOK)

    async def _look(self, connection: asyncpg.Connection[Any]) -> None:
        if self._awaited:
            for row in await connection.fetch(READ, list(self._awaited)):
                if (event := self._awaited.get(bytes(row["dedupe_key"]))) is not None:
                    event.set()
