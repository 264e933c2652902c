"""Somebody else's server, which is told of our facts: each at least once, under one id, in order for each case."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.stand import Stand, free_port
from trato.kit.events import SYSTEM
from trato.rooms.webhooks import api as webhooks

KINDS = ("sla.clock_breached", "conversations.message_queued")
TOLD = "select workspace_id, seq, case_id from kit.event where kind = any($1::text[]) and origin = 'live'"


class _Quiet(uvicorn.Server):
    """A server that leaves Ctrl+C to the process it lives in."""

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        """Capture none."""
        return nullcontext()


@dataclass(slots=True)
class Receiver:
    """What was received. `lines` holds, for each case, the numbers in the order in which they first came."""

    chance: random.Random
    port: int = field(default_factory=free_port)
    ids: dict[str, tuple[str, int]] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    posts: int = 0
    refuses: float = 0.02  # share of what it is told
    troubles: list[str] = field(default_factory=list)
    _server: uvicorn.Server | None = None
    _task: asyncio.Task[None] | None = None

    async def take(self, request: Request) -> Response:
        """Take a fact, or have a bad moment."""
        body = msgspec.json.decode(await request.body())
        if self.chance.random() < self.refuses:
            return Response(status_code=500)
        self.posts += 1
        data = body["data"]
        name, number = request.headers["webhook-id"], (data["workspace"], data["seq"])
        if self.ids.setdefault(name, number) != number:
            self.troubles.append(f"I8 {name} is two facts: {self.ids[name]} and {number}")
        line = self.lines[data["case"] or data["subject"]]
        if data["seq"] not in line:
            line.append(data["seq"])
        return Response(status_code=204)

    async def listen(self) -> None:
        """Listen on loopback."""
        app = Starlette(routes=[Route("/", self.take, methods=["POST"])])
        config = uvicorn.Config(app, port=self.port, log_level="warning", access_log=False, ws="none")
        self._server = _Quiet(config)
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:  # noqa: ASYNC110 (uvicorn gives no event)
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop listening."""
        if self._server and self._task:
            self._server.should_exit = True
            await self._task

    async def ask(self, stand: Stand) -> None:
        """Ask the newest workspace of a stand to tell its facts here."""
        async with stand.house.db.transaction(stand.spaces[-1].workspace, SYSTEM) as tx:
            url = f"http://127.0.0.1:{self.port}/"
            await webhooks.add_endpoint(tx, stand.house.keyring, url, "Chaos", KINDS, plain=True)

    async def check(self, connection: asyncpg.Connection[Any]) -> list[str]:
        """Return what is wrong now that everything has come to rest."""
        known = {(workspace, seq) for workspace, seq in self.ids.values()}
        rows = await connection.fetch(TOLD, list(KINDS))
        missing = [row for row in rows if (str(row["workspace_id"]), row["seq"]) not in known]
        disordered = [case for case, line in self.lines.items() if line != sorted(line)]
        return [
            *self.troubles,
            *(f"I8 fact {row['seq']} of {row['workspace_id']} was never told" for row in missing),
            *(f"I8 the facts of case {case} were told in another order" for case in disordered),
        ]
