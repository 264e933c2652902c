"""The worker reads the inbox, in the workspace's turn; it may be killed at every `yield`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bench.simulation.state import Clock, Row, Said, State, Steps
from bench.simulation.store import Tx
from bench.simulation.world import Item, instant
from trato.rooms.channels.model import InboundEvent, InboundKind
from trato.rooms.conversations.rules import place_in_time

SECOND = timedelta(seconds=1)
MOST = 20
IN_HAND = 3000  # milliseconds for which nobody else tries a delivery that was counted
WARY = 3  # deliveries that go one by one after a crash
ATTEMPTS = 4
PROMISE = 2000  # milliseconds within which an answer is promised


class Poisoned(Exception):
    """A delivery that cannot be read."""


class Receiving(State):
    """The inbox and what becomes of it."""

    __slots__ = ()

    def receive(self, after_crash: bool) -> Steps:
        """Read the inbox in the workspace's turn, for ever."""
        wary = WARY if after_crash else 0
        while True:
            yield
            if wary:
                wary -= 1
                yield from self._warily()
            else:
                yield from self._batch()

    def _batch(self) -> Iterator[None]:
        with Tx(self.store) as tx:
            if not tx.lock("lane"):
                return
            held = self._held()
            waiting = self._waiting(MOST)
            yield
            if not waiting:
                return
            point = tx.savepoint()
            if held or any(row.attempts for row in waiting):
                self._halve(tx, waiting, held)
            else:
                try:
                    self._read(tx, waiting)
                except Poisoned:
                    tx.roll_back(point)
                    self._halve(tx, waiting, held)
            yield
            tx.commit()
        yield

    def _warily(self) -> Iterator[None]:
        with Tx(self.store) as tx:
            if not tx.lock("lane"):
                return
            held = self._held()
            row = next((row for row in self._waiting(MOST) if row.item.conversation not in held), None)
            if row is None:
                return
            attempts = row.attempts + 1
            counted = replace(row, attempts=attempts, status="dead" if attempts >= ATTEMPTS else "new")
            if "no_turn" not in self.bugs:
                counted = replace(counted, hold=row.item.conversation, next_at=self.now + IN_HAND)
            tx.put("inbox", row.id, counted)
            yield
            tx.commit()
        yield
        if counted.status == "dead":
            return
        with Tx(self.store) as tx:
            while not tx.lock("lane"):
                if "no_turn" in self.bugs:
                    return
                yield
            again: Row = tx.get("inbox", row.id)
            yield
            if again.status == "new":
                self._halve(tx, [again], set())
            tx.commit()

    def _new(self) -> list[Row]:
        return [row for row in self.store.of("inbox") if row.status == "new"]

    def _waiting(self, limit: int) -> list[Row]:
        rows = [row for row in self._new() if row.next_at <= self.now]
        rows.sort(key=lambda row: row.id)
        return rows[:limit]

    def _held(self) -> set[int]:
        """Return the conversations that wait; asked before what waits is listed, as time goes on in between."""
        if "no_hold" in self.bugs:
            return set()
        return {row.hold for row in self._new() if row.hold >= 0 and row.next_at > self.now}

    def _halve(self, tx: Tx, waiting: list[Row], held: set[int]) -> None:
        going = [row for row in waiting if row.item.conversation not in held]
        if not going:
            return
        point = tx.savepoint()
        try:
            self._read(tx, going)
        except Poisoned:
            tx.roll_back(point)
            if len(going) > 1:
                middle = len(going) // 2
                self._halve(tx, going[:middle], held)
                self._halve(tx, going[middle:], held)
                return
            row = going[0]
            attempts, dead = row.attempts + 1, row.attempts + 1 >= ATTEMPTS
            wait = 200 * 2**row.attempts
            tx.put(
                "inbox", row.id,
                replace(row, attempts=attempts, status="dead" if dead else "new", hold=row.item.conversation,
                        next_at=self.now + wait),
            )  # fmt: skip
            if not dead and "no_hold" not in self.bugs:
                held.add(row.item.conversation)

    def _read(self, tx: Tx, rows: list[Row]) -> None:
        appended: list[str] = []
        effects: list[Item] = []
        for row in rows:
            item = row.item
            if row.attempts < item.fails:
                raise Poisoned
            if item.kind == "said":
                if "no_unique_key" in self.bugs or tx.get("said", item.pid) is None:
                    self._append(tx, row)
                    appended.append(item.pid)
            else:
                effects.append(item)
            tx.put("inbox", row.id, replace(row, status="done"))
        for pid in appended:
            effects += self.take_parked(tx, pid)
        for item in effects:
            self.take_effect(tx, item)

    def _append(self, tx: Tx, row: Row) -> None:
        item = row.item
        event = InboundEvent(InboundKind.MESSAGE, item.key, instant(item.at), precision=SECOND)
        at = instant(item.at) if "no_place" in self.bugs else place_in_time(event, instant(row.received))
        tx.put("said", item.pid, Said(item.pid, item.conversation, (at, row.id)))
        tx.emit(self.now, "said", (item.conversation, item.pid))
        if tx.get("running", item.conversation) is None:
            clock = Clock(row.id, item.conversation, row.received + PROMISE)
            tx.put("clock", clock.id, clock)
            tx.put("running", item.conversation, clock.id)
