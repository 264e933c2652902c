"""Running RECEIVE in a workspace's turn: the happy path in one transaction, and the hunt for a poisoned delivery.

The happy path has no savepoint. A batch that fails is rolled back and run again carefully: a savepoint around all;
when that fails, halves, and halves of halves, so that one culprit in 200 is found in some fifteen steps and the
others go on, in order. What is in hand is noted before it is touched: one that kills the process is found by that
(aftermath.py).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog

from trato.flow.aftermath import Aftermath, portions
from trato.flow.arrival import Batch
from trato.flow.inbound import RECEIVE
from trato.kit.db import Database
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.hands import Hands
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
    """Reads the inboxes of workspaces. `hands` notes what it works on, where a death of the process shall be told from
    it; `seconds` holds how long each step took, summed."""

    db: Database
    book: channels.AccountBook
    hands: Hands | None = None
    queues: routing.QueueBook = field(default_factory=routing.QueueBook)
    seconds: dict[str, float] = field(default_factory=dict)

    async def receive(self, workspace: UUID) -> int:
        """Read one batch of a workspace in its turn; return how many deliveries were in hand.

        What stands apart after a death is read without a rest in between: whatever came later waits behind it.
        """
        if self.hands is not None:
            await Aftermath(self.db, self.hands, self._keys_in).settle(workspace)
        done, apart = await self._receive_once(workspace)
        while apart:
            more, apart = await self._receive_once(workspace)
            done += more
        return done

    async def _receive_once(self, workspace: UUID) -> tuple[int, bool]:
        try:
            return await self._receive(workspace, careful=False)
        except Unavailable:
            raise
        except Exception:  # whatever it was, the careful way finds the delivery that did it
            log.exception("receive.batch_failed", workspace=str(workspace))
            return await self._receive(workspace, careful=True)
        finally:
            if self.hands is not None:
                self.hands.clear(workspace)

    async def _receive(self, workspace: UUID, *, careful: bool) -> tuple[int, bool]:
        """Read what may be read together; return how many went through, and whether they stood apart."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await channels.take_lane(tx):
                return 0, False
            held = await channels.held_keys(tx)  # before the list: time goes on, and whoever is due by then is in it
            waiting = [self._bent(one) for one in await channels.list_waiting(tx, MOST)]
            if not waiting:
                return 0, False
            done, apart = 0, False
            for together in portions(waiting, MOST):
                if self.hands is not None:
                    self.hands.note(workspace, [one.id for one in together])
                failpoint("receive.after_claim")
                if careful or held or any(one.attempts for one in together):
                    done = await self._carefully(tx, together, held)
                else:
                    done = len(together)
                    await self._run(tx, together)
                apart = together[0].company is not None
                if done:
                    break
            failpoint("receive.before_commit")
        failpoint("receive.after_commit")
        return done, apart and done > 0

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

    async def _keys_in(self, tx: Tx, delivery: Waiting) -> set[str]:
        """As `_keys_of`, in a process that may know no account yet."""
        await self.book.of_workspace(tx)
        return self._keys_of(delivery)

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
