"""The desk where answers are handed in: those of one workspace within two milliseconds share a transaction.

Alone, an answer costs a commit; a commit is what costs. Each answer is judged by itself: one that is refused takes
nobody with it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from trato.flow import writing
from trato.flow.writing import Answering
from trato.kit.db import Database
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels

PAUSE = 0.002  # seconds that an answer may wait for company
MOST = 100  # answers in one transaction

Show = Callable[[Tx, Sequence[UUID]], Awaitable[Mapping[UUID, Any]]]
_Handed = tuple[Answering, "asyncio.Future[Any]"]


async def _nothing(tx: Tx, ids: Sequence[UUID]) -> Mapping[UUID, Any]:
    return {}


@dataclass(slots=True)
class ReplyDesk:
    """Takes answers and returns once they are durable. `show` reads what was written back, a batch at a time."""

    db: Database
    book: channels.AccountBook
    show: Show = _nothing
    _waiting: dict[UUID, list[_Handed]] = field(default_factory=lambda: defaultdict(list))
    _committing: dict[UUID, asyncio.Task[None]] = field(default_factory=dict)

    async def hand_in(self, workspace: UUID, answering: Answering) -> Any:
        """Write an answer as *queued*, judged; return what `show` says of it after the commit. Raises as `reply`."""
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[workspace].append((answering, done))
        if workspace not in self._committing:
            self._committing[workspace] = asyncio.create_task(self._commit(workspace))
        return await done

    async def _commit(self, workspace: UUID) -> None:
        """Commit batch after batch, one at a time: what comes meanwhile makes the next one longer."""
        await asyncio.sleep(PAUSE)
        try:
            while handed := self._waiting[workspace][:MOST]:
                del self._waiting[workspace][:MOST]
                await self._write(workspace, handed)
        finally:
            del self._committing[workspace]

    async def _write(self, workspace: UUID, handed: list[_Handed], *, alone: bool = False) -> None:
        """Commit answers together; when that fails for no refusal, each alone, so that one takes nobody with it."""
        try:
            async with self.db.transaction(workspace, SYSTEM, ring=("events", "outbox")) as tx:
                refused = await writing.reply_many(tx, self.book, [answering for answering, _ in handed])
                shown = await self.show(tx, [answering.new.id for answering, _ in handed])
                failpoint("reply.before_commit")
        except Exception as error:  # noqa: BLE001 (everybody who waits must hear of it, whatever it was)
            if not alone and not isinstance(error, TratoError):
                for one in handed:
                    await self._write(workspace, [one], alone=True)
                return
            for _, done in handed:
                if not done.done():
                    done.set_exception(error)
            return
        failpoint("reply.after_commit")
        for answering, done in handed:
            if not done.done():
                refusal = refused.get(answering.new.id)
                done.set_exception(refusal) if refusal else done.set_result(shown.get(answering.new.id))
