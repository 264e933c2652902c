"""Accept means commit: a delivery is answered only once it is durable.

Deliveries that come within a few milliseconds share one insert and one commit (a commit is what costs); nothing
else happens in the request (guarantees.md, "the design that was tried and held").
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.db import Database
from trato.kit.errors import TooLarge, Unavailable
from trato.kit.failpoints import failpoint
from trato.kit.mutants import is_on
from trato.rooms.channels.store import inbox

PAUSE = 0.004  # seconds that a delivery may wait for company
MOST = 200  # deliveries in one commit
WRITERS = 2  # connections that commit
OUR_KEY = re.compile(r"[0-9a-z.-]{1,80}")
LARGEST = 30 * 1024 * 1024  # bytes of one delivery: a mail with its attachments


@dataclass(slots=True)
class _Waiting:
    row: tuple[UUID, UUID, bytes, bytes, dict[str, str]]
    done: asyncio.Future[None]


@dataclass(slots=True)
class Acceptor:
    """Stores deliveries in batches; `accept` returns after the durable commit."""

    db: Database
    _queue: list[_Waiting] = field(default_factory=list)
    _something: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> None:
        """Begin to commit; call inside a running event loop."""
        self._tasks = [asyncio.create_task(self._commit_for_ever(), name=f"acceptor-{n}") for n in range(WRITERS)]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def accept(
        self, workspace: UUID, account: UUID, dedupe_key: bytes, raw: bytes, headers: dict[str, str]
    ) -> None:
        """Store one delivery and return once it is durable; one seen before is already stored.

        Raises `TooLarge` over 30 MiB, `Unavailable` when the database cannot commit: the sender shall try again.
        """
        if len(raw) > LARGEST:
            raise TooLarge(limit=LARGEST)
        row = (workspace, account, dedupe_key, raw, headers)
        waiting = _Waiting(row, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._something.set()
        if not is_on("answered_early"):
            await waiting.done

    async def _commit_for_ever(self) -> None:
        while True:
            await self._something.wait()
            if len(self._queue) < MOST:
                await asyncio.sleep(PAUSE)
            batch, self._queue = self._queue[:MOST], self._queue[MOST:]
            if not self._queue:
                self._something.clear()
            if batch:
                await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        failpoint("accept.before_insert")
        try:
            async with self.db.at_door() as door:
                await inbox.add_deliveries(door, [one.row for one in batch])
        except Exception as error:  # noqa: BLE001 (every sender must hear of it, whatever it was)
            refusal = error if isinstance(error, Unavailable) else Unavailable()
            refusal.__cause__ = error
            for one in batch:
                if not one.done.done():
                    one.done.set_exception(refusal)
            return
        failpoint("accept.after_commit")
        for one in batch:
            if not one.done.done():
                one.done.set_result(None)
        for workspace in {one.row[0] for one in batch}:
            self.db.bell.ring("inbox", workspace)


def headers_to_keep(headers: Mapping[str, str], key: str = "") -> dict[str, str]:
    """Return the request headers worth keeping with a delivery: no cookies, no credentials.

    `key` is what the address called says as ours: a message of ours that the delivery is about. It is kept as `:key`.
    """
    kept = ("content-type", "user-agent", "x-hub-signature-256", "x-forwarded-proto")
    found = {name: headers[name] for name in kept if name in headers}
    return found | {":key": key} if OUR_KEY.fullmatch(key) else found
