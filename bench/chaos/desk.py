"""The agents' side of the harness: answers under keys minted here, handed in until each is acknowledged."""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg

from bench.stand import Stand
from trato.kit.ids import uuid7

DOUBLE_CLICKS = 0.15
ANSWER = re.compile(r"Hola, ya lo reviso \(\d+\)")
TROUBLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError)
THREADS = """
select c.workspace_id, c.id, c.case_id from conversations.conversation c
join cases."case" k on k.id = c.case_id and k.workspace_id = c.workspace_id and k.state = 'open'
order by c.last_sort_at desc limit 300
"""


@dataclass(slots=True)
class Desk:
    """Hands answers to the agents' process, which may die at any time."""

    stand: Stand
    chance: random.Random
    environment: dict[str, str] = field(default_factory=dict)
    pending: dict[str, dict[str, str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)  # key -> conversation
    refused: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # by text, which is never the same twice
    process: asyncio.subprocess.Process | None = None
    fell: int = 0
    closing: bool = False

    async def run(self) -> None:
        """Keep the process alive and read what it says, until `close`."""
        while not self.closing:
            with (self.stand.home / "agents.log").open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bench.chaos.agents",
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
                    env=self.stand.environment | self.environment,
                )  # fmt: skip
            for told in list(self.pending.values()):
                self._tell(told)
            assert self.process.stdout
            while line := await self.process.stdout.readline():
                self._hear(json.loads(line))
            await self.process.wait()
            self.fell += 1

    def write(self, workspace: UUID, conversation: UUID, case: UUID, text: str) -> None:
        """Hand in an answer; now and then with a double click."""
        told = {
            "workspace": str(workspace),
            "id": str(uuid7()),
            "conversation": str(conversation),
            "case": str(case),
            "text": text,
        }
        self.pending[told["id"]] = told
        self.keys[text] = told["id"]
        self._tell(told)
        if self.chance.random() < DOUBLE_CLICKS:
            self._tell(told)

    def _tell(self, told: dict[str, str]) -> None:
        if self.process and self.process.stdin and self.process.returncode is None:
            with suppress(OSError, RuntimeError):
                self.process.stdin.write(json.dumps(told).encode() + b"\n")

    def _hear(self, said: dict[str, Any]) -> None:
        told = self.pending.get(said["id"])
        if told is None:
            return  # the second click
        if "again" in said:
            asyncio.get_running_loop().call_later(0.3, self._tell, told)
            return
        del self.pending[said["id"]]
        if "refused" in said:
            self.refused[said["id"]] = said["refused"]
        else:
            self.written[said["id"]] = told["conversation"]

    async def answer(self, per_second: float, stop: asyncio.Event) -> None:
        """Answer threads at random until told to stop."""
        threads: list[asyncpg.Record] = []
        n = 0
        while not stop.is_set():
            with suppress(*TROUBLE):
                threads = await read(self.stand, THREADS)
            for _ in range(max(1, round(per_second / 2))):
                if threads:
                    n += 1
                    row = self.chance.choice(threads)
                    self.write(row["workspace_id"], row["id"], row["case_id"], f"Hola, ya lo reviso ({n})")
            await asyncio.sleep(0.5)

    async def close(self) -> None:
        """End the process."""
        self.closing = True
        if self.process and self.process.returncode is None:
            self.process.kill()


async def read(stand: Stand, statement: str, *values: Any) -> list[asyncpg.Record]:
    """Read as the database's owner, on a connection of its own: the database may have died since."""
    connection = await asyncpg.connect(stand.server.url(), timeout=5)
    try:
        return await connection.fetch(statement, *values)
    finally:
        await connection.close()
