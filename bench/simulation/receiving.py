"""The worker reads the inbox, in the workspace's turn; it may be killed at every `yield`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bench.simulation.state import Clock, Row, Said, State, Steps
from bench.simulation.store import Tx
from bench.simulation.world import Item, instant
from trato.flow.aftermath import portions
from trato.rooms.channels.model import InboundEvent, InboundKind
from trato.rooms.conversations.rules import place_in_time

SECOND = timedelta(seconds=1)
MOST = 20
REST = 3000  # milliseconds for which nobody tries a delivery that was alone when its process died
PARTS = 4  # of a company that a process died with
ATTEMPTS = 4
PROMISE = 2000  # milliseconds within which an answer is promised


class Poisoned(Exception):
    """A delivery that cannot be read."""


class Killed(Exception):
    """A delivery that takes the process with it."""


class Receiving(State):
    """The inbox and what becomes of it."""

    __slots__ = ()

    def receive(self, process: str) -> Steps:
        """Read the inbox in the workspace's turn, for ever. What was in hand at a death is dealt with first."""
        left = self.hands.pop(process, None)
        if left:
            self.left.setdefault(process, []).append(left)
        while True:
            yield
            if self.left.get(process):
                yield from self._part(process)
            else:
                yield from self._batch(process)
                self.hands.pop(process, None)

    def _batch(self, process: str) -> Iterator[None]:
        with Tx(self.store) as tx:
            if not tx.lock("lane") and "no_turn" not in self.bugs:
                return
            held = self._held()
            waiting = self._waiting(MOST)
            yield
            for together in portions(waiting, MOST):
                if "no_note" not in self.bugs:
                    self.hands[process] = [row.id for row in together]
                yield
                if self._go(tx, together, held):
                    break
            yield
            tx.commit()
        yield

    def _go(self, tx: Tx, together: list[Row], held: set[int]) -> int:
        """Read what is in hand, with care where something may fail; return how many went through."""
        point = tx.savepoint()
        if not (held or any(row.attempts for row in together)):
            try:
                self._read(tx, together)
                return len(together)
            except Poisoned:
                tx.roll_back(point)
        return self._halve(tx, together, held)

    def _part(self, process: str) -> Iterator[None]:
        """Let what a process died with be read in smaller company; who was alone has spent an attempt."""
        with Tx(self.store) as tx:
            while not tx.lock("lane"):
                yield
            left = self.left[process][0]
            rows = [row for row in self._new() if row.id in left]
            for row in rows:
                if len(left) > 1 and "blames_all" not in self.bugs:
                    tx.put("inbox", row.id, replace(row, company=-(-len(left) // PARTS)))
                    continue
                attempts = row.attempts + 1
                tx.put(
                    "inbox", row.id,
                    replace(row, attempts=attempts, company=len(left), status="dead" if attempts >= ATTEMPTS else "new",
                            hold=row.item.conversation, next_at=self.now + REST),
                )  # fmt: skip
            yield
            tx.commit()
        self.left[process].pop(0)
        yield

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

    def _halve(self, tx: Tx, waiting: list[Row], held: set[int]) -> int:
        going = [row for row in waiting if row.item.conversation not in held]
        if not going:
            return 0
        point = tx.savepoint()
        try:
            self._read(tx, going)
        except Poisoned:
            tx.roll_back(point)
            if len(going) > 1:
                middle = len(going) // 2
                return self._halve(tx, going[:middle], held) + self._halve(tx, going[middle:], held)
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
            return 0
        return len(going)

    def _read(self, tx: Tx, rows: list[Row]) -> None:
        appended: list[str] = []
        effects: list[Item] = []
        for row in rows:
            item = row.item
            if item.kills:
                raise Killed
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
