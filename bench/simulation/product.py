"""The product's processes, each a generator that stops wherever the real one could be killed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bench.simulation.receiving import PROMISE, Receiving
from bench.simulation.sending import Sending
from bench.simulation.state import Clock, Row, Sent, Steps
from bench.simulation.store import Tx
from bench.simulation.world import Item


class Product(Receiving, Sending):
    """Everything that runs."""

    __slots__ = ()

    def accept(self, item: Item) -> Iterator[None]:
        """Store a delivery; once this ends, it was answered."""
        yield
        with Tx(self.store) as tx:
            at = self.now
            if "no_unique_key" in self.bugs:
                row = Row(self.store.next_id(), item, at, at)
                tx.put("inbox", row.id, row)
            else:
                while not tx.lock("key", item.key):  # a unique key waits for whoever writes it just now
                    yield
                if tx.get("key", item.key) is None:
                    row = Row(self.store.next_id(), item, at, at)
                    tx.put("key", item.key, row.id)
                    tx.put("inbox", row.id, row)
            yield
            tx.commit()
        yield

    def write(self, conversation: int, key: int, idempotent: bool) -> Iterator[None]:
        """Write an answer under a key that the browser made; a second click changes nothing."""
        yield
        with Tx(self.store) as tx:
            while not tx.lock("line", conversation):
                yield
            if tx.get("sent", key) is None:
                tx.put("sent", key, Sent(key, conversation, idempotent, (self.now, key), self.now))
            yield
            tx.commit()
        yield

    def keep_time(self) -> Steps:
        """Announce broken promises, once each, for ever."""
        while True:
            yield
            with Tx(self.store) as tx:
                twice = "timers_twice" in self.bugs
                due = [clock for clock in self.store.of("clock") if self._is_broken(clock)]
                mine = [clock for clock in due if twice or tx.lock("clock", clock.id)]
                yield
                for clock in mine:
                    now: Clock = clock if twice else tx.get("clock", clock.id)
                    if self._is_broken(now):
                        tx.put("clock", now.id, replace(now, breached=True))
                        tx.emit(self.now, "breached", now.id)
                tx.commit()

    def _is_broken(self, clock: Clock) -> bool:
        early = PROMISE // 2 if "early_timers" in self.bugs else 0
        late = clock.due - early <= self.now and (clock.stopped < 0 or clock.stopped > clock.due)
        return late and not clock.breached
