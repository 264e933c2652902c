"""Running RECEIVE in a workspace's turn: the happy path in one transaction, and the hunt for a poisoned delivery.

The happy path has no savepoint. A batch that fails is rolled back and run again carefully: a savepoint around all;
when that fails, halves, and halves of halves, so that one culprit in 200 is found in some fifteen steps and the
others go on, in order.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog

from trato.flow.arrival import Batch
from trato.flow.inbound import RECEIVE
from trato.kit.db import Database
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import Waiting
from trato.rooms.channels.model import Delivery, Malformed
from trato.rooms.routing import api as routing

MOST = 200  # deliveries in one transaction
ATTEMPTS = 4  # of one delivery, the last included; the inbox counts them
log = structlog.get_logger()


@dataclass(slots=True)
class Receiver:
    """Reads the inboxes of workspaces. `seconds` holds how long each step took, summed; `after_crash` makes the first
    deliveries go one by one, each counted before it is tried, so that one that kills the process is found."""

    db: Database
    book: channels.AccountBook
    after_crash: bool = False
    queues: routing.QueueBook = field(default_factory=routing.QueueBook)
    seconds: dict[str, float] = field(default_factory=dict)
    _wary: dict[UUID, int] = field(default_factory=dict)

    async def receive(self, workspace: UUID) -> int:
        """Read one batch of a workspace in its turn; return how many deliveries were in hand."""
        if self.after_crash and self._wary.setdefault(workspace, MOST) > 0:
            return await self._receive_first(workspace)
        try:
            return await self._receive(workspace, careful=False)
        except Unavailable:
            raise
        except Exception:  # whatever it was, the careful way finds the delivery that did it
            log.exception("receive.batch_failed", workspace=str(workspace))
            return await self._receive(workspace, careful=True)

    async def _receive(self, workspace: UUID, *, careful: bool) -> int:
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await channels.take_lane(tx):
                return 0
            held = await channels.held_keys(tx)  # before the list: time goes on, and whoever is due by then is in it
            waiting = [self._bent(one) for one in await channels.list_waiting(tx, MOST)]
            failpoint("receive.after_claim")
            if not waiting:
                return 0
            if careful or held or any(one.attempts for one in waiting):
                done = await self._carefully(tx, waiting, held)
            else:
                done = len(waiting)
                await self._run(tx, waiting)
            failpoint("receive.before_commit")
        failpoint("receive.after_commit")
        return done

    async def _receive_first(self, workspace: UUID) -> int:
        """Read the first deliveries after a crash one by one, without a rest: whatever comes waits behind them."""
        done = 0
        while self._wary[workspace] > 0 and (went := await self._receive_warily(workspace)):
            done += went
        return done

    async def _receive_warily(self, workspace: UUID) -> int:
        """Try one delivery, counted before it is tried: what counts is an attempt, never another worker's turn."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await channels.take_lane(tx):
                return 0
            chosen = await self._first_free(tx)
            if chosen is None:
                self._wary[workspace] = 0
                return 0
            self._wary[workspace] -= 1
            hold_key = min(self._keys_of(chosen), default="")
            if not await channels.count_attempt(tx, chosen.id, chosen.account_id, hold_key):
                return 1
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await channels.take_lane(tx, wait=True)
            again = await channels.get_counted(tx, chosen.id)
            if again is not None:
                await self._carefully(tx, [self._bent(again)], set())
        return 1

    async def _first_free(self, tx: Tx) -> Waiting | None:
        """Return the oldest delivery that waits behind no other."""
        held = await channels.held_keys(tx)
        await self.book.of_workspace(tx)
        waiting = await channels.list_waiting(tx, MOST if held else 1)
        return next((one for one in waiting if not held or not self._keys_of(one) & held), None)

    def _bent(self, one: Waiting) -> Waiting:
        """Return a delivery as it came by Trato's time, which a scaled clock bends."""
        return replace(one, received_at=self.db.bend(one.received_at)) if self.db.scale else one

    async def _run(self, tx: Tx, waiting: Sequence[Waiting]) -> None:
        """Run RECEIVE over a batch and mark its deliveries."""
        batch = Batch(tx, self.book, waiting)
        await self._steps(batch)
        failpoint("receive.before_flush")
        unread: dict[int, tuple[Waiting, str]] = {}
        for delivery, why in batch.dead:
            unread.setdefault(delivery.id, (delivery, why))
        for delivery, why in unread.values():
            await channels.give_up(tx, delivery, why, final=True)
        await channels.finish(tx, [one.id for one in waiting if one.id not in unread])

    async def _steps(self, batch: Batch) -> None:
        for step in RECEIVE:
            began = time.perf_counter()
            await step(batch)
            name = step.__name__
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began

    async def _carefully(self, tx: Tx, waiting: Sequence[Waiting], held: set[str]) -> int:
        """Run what does not wait behind a failed delivery, hunting for more of those; return how many went through."""
        await self.book.of_workspace(tx)  # without it nobody knows whose a delivery is
        return await self._halve(tx, waiting, held)

    async def _halve(self, tx: Tx, waiting: Sequence[Waiting], held: set[str]) -> int:
        """Run a part under a savepoint; when it fails, its halves, in order. Returns how many went through."""
        going = [one for one in waiting if not self._keys_of(one) & held] if held else list(waiting)
        if not going:
            return 0
        facts, audits = len(tx.events), len(tx.audits)
        try:
            async with tx.connection.transaction():
                await self._run(tx, going)
        except Exception as error:
            if tx.connection.is_closed():
                raise
            del tx.events[facts:], tx.audits[audits:]
            if len(going) == 1:
                await self._blame(tx, going[0], error, held)
                return 0
            middle = len(going) // 2
            first = await self._halve(tx, going[:middle], held)
            return first + await self._halve(tx, going[middle:], held)
        return len(going)

    async def _blame(self, tx: Tx, culprit: Waiting, error: Exception, held: set[str]) -> None:
        log.warning("receive.delivery_failed", inbox_id=culprit.id, error=type(error).__name__)
        keys = await self._save_others(tx, culprit) or sorted(self._keys_of(culprit))
        why = f"{type(error).__name__}: {error}"
        if not await channels.give_up(tx, culprit, why, hold_key=keys[0] if keys else "", final=False):
            held.update(keys)

    async def _save_others(self, tx: Tx, culprit: Waiting) -> list[str]:
        """Let the other items of a delivery go on; return the conversations of those that fail.

        What follows in such a conversation waits with it, until the last attempt: then it goes on, with a gap.
        """
        authors = self._authors_of(culprit)
        failed: list[str] = []
        for item, key in enumerate(authors) if len(authors) > 1 else ():
            if key in failed and culprit.attempts + 1 < ATTEMPTS:
                continue
            facts, audits = len(tx.events), len(tx.audits)
            try:
                async with tx.connection.transaction():
                    await self._steps(Batch(tx, self.book, [culprit], only=frozenset({item})))
            except Exception:
                if tx.connection.is_closed():
                    raise
                del tx.events[facts:], tx.audits[audits:]
                failed.append(key)
                log.warning("receive.item_failed", inbox_id=culprit.id, item=item)
        return [key for key in failed if key]

    def _keys_of(self, delivery: Waiting) -> set[str]:
        """Return what names the conversations that a delivery speaks in, as far as it can be read."""
        return {key for key in self._authors_of(delivery) if key}

    def _authors_of(self, delivery: Waiting) -> list[str]:
        """Return for each item of a delivery what names its conversation; "" where nothing does."""
        account = self.book.known(delivery.account_id)
        if account is None:
            return []
        try:
            events = self.book.adapter(account.row.channel).parse(
                Delivery(delivery.raw, delivery.headers, delivery.received_at), account.view
            )
        except (Malformed, ValueError, TypeError, KeyError):
            return []
        return [f"{account.id}:{one.author[0].value}:{one.thread_key}" if one.author else "" for one in events]
