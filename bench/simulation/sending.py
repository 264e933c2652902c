"""The worker sends what was written, and deals with what dead senders had in hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bench.simulation.state import Sent, State, Steps
from bench.simulation.store import Tx
from trato.rooms.channels.model import NotAccepted, SendOutcome, Unknown
from trato.rooms.conversations.model import DeliveryState
from trato.rooms.conversations.rules import back_off, next_state

LEASE = 3000  # milliseconds
WAITING = (DeliveryState.QUEUED, DeliveryState.HELD, DeliveryState.CLEARED)


class Sending(State):
    """The outbox."""

    __slots__ = ()

    def send(self) -> Steps:
        """Claim, post and write back, for ever."""
        while True:
            yield
            one = None
            with Tx(self.store) as tx:
                one = self._claim(tx)
                yield
                tx.commit()
            if one is None:
                continue
            yield
            if self.now > one.lease - LEASE // 2:  # a lease lasts twice as long as a call may: it ended before it left
                yield from self._write_back(one, Unknown("deadline"))
                continue
            outcome, _ = self.provider.post(one.conversation, one.key, self.now, idempotent=one.idempotent)
            for _ in range(self.chance.randint(1, 6)):  # receipts may overtake the answer, a lease may run out
                yield
            yield from self._write_back(one, outcome)

    def _claim(self, tx: Tx) -> Sent | None:
        rows: list[Sent] = self.store.of("sent")
        busy = {row.conversation for row in rows if row.state is DeliveryState.SENDING}
        waiting = sorted((row for row in rows if row.state in WAITING), key=lambda row: row.queued)
        for row in waiting:
            if "no_line" not in self.bugs:
                if row.conversation in busy:
                    continue
                busy.add(row.conversation)
            if row.next_at <= self.now and tx.lock("sent", row.key):
                mine = replace(row, state=DeliveryState.SENDING, attempt=row.attempt + 1, lease=self.now + LEASE)
                tx.put("sent", row.key, mine)
                return mine
        return None

    def _write_back(self, one: Sent, outcome: SendOutcome) -> Iterator[None]:
        with Tx(self.store) as tx:
            while not tx.lock("lane"):
                yield
            found: Sent = tx.get("sent", one.key)
            yield
            if "no_fence" in self.bugs or found.attempt == one.attempt and found.state is DeliveryState.SENDING:
                self._settle(tx, found, outcome)
            tx.commit()

    def _settle(self, tx: Tx, found: Sent, outcome: SendOutcome) -> None:
        state = next_state(outcome, idempotent=found.idempotent or "resent" in self.bugs)
        wait = int(back_off(found.attempt, self.chance.random()).total_seconds() * 1000)
        if isinstance(outcome, NotAccepted | Unknown):
            self._doubt(tx, replace(found, state=state, next_at=self.now + min(wait, 2000)))
            return
        pid = self.provider.known[found.key]
        tx.put("sent", found.key, replace(found, state=state, pid=pid, rank=max(found.rank, 1)))
        self._answered(tx, found.conversation)
        for item in self.take_parked(tx, pid):
            self.take_effect(tx, item)

    def _doubt(self, tx: Tx, sent: Sent) -> None:
        """Keep a message that may or may not have left; a receipt that came before the doubt ends it."""
        tx.put("sent", sent.key, sent)
        if sent.state is DeliveryState.UNCERTAIN and "early_receipts_dropped" not in self.bugs:
            for parked in self.store.of("parked"):
                if parked and parked[0].our_key == sent.key:
                    for item in self.take_parked(tx, parked[0].pid):
                        self.take_effect(tx, item)

    def _answered(self, tx: Tx, conversation: int) -> None:
        running = tx.get("running", conversation)
        if running is not None:
            tx.put("clock", running, replace(tx.get("clock", running), stopped=self.now))
            tx.put("running", conversation, None)

    def expire(self) -> Steps:
        """Deal with what dead senders had in hand, for ever."""
        while True:
            yield
            with Tx(self.store) as tx:
                while not tx.lock("lane"):
                    yield
                for row in self.store.of("sent"):
                    if row.state is DeliveryState.SENDING and row.lease < self.now:
                        again = row.idempotent or "requeued" in self.bugs
                        state = next_state(Unknown("lease_expired"), idempotent=again)
                        self._doubt(tx, replace(row, state=state, next_at=self.now))
                yield
                tx.commit()
