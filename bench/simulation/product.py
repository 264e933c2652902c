"""The product's processes, each a generator that stops wherever the real one could be killed."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bench.simulation.store import Store, Tx
from bench.simulation.world import Item, Provider, instant
from trato.rooms.channels.model import InboundEvent, InboundKind, NotAccepted, SendOutcome, Unknown
from trato.rooms.conversations.model import RANK, DeliveryState
from trato.rooms.conversations.rules import back_off, climbs, next_state, place_in_time

Steps = Generator[None, None, None]
SECOND = timedelta(seconds=1)
LEASE = 3000  # milliseconds
MOST = 20
IN_HAND = 3000  # milliseconds for which nobody else tries a delivery that was counted
WARY = 3  # deliveries that go one by one after a crash
ATTEMPTS = 4
PROMISE = 2000  # milliseconds within which an answer is promised
WAITING = (DeliveryState.QUEUED, DeliveryState.HELD, DeliveryState.CLEARED)


class Poisoned(Exception):
    """A delivery that cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery in the inbox."""

    id: int
    item: Item
    received: int
    next_at: int
    status: str = "new"
    attempts: int = 0
    hold: int = -1


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a person, in its place."""

    pid: str
    conversation: int
    place: tuple[datetime, int]
    edited: int = -1


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours on its way."""

    key: int
    conversation: int
    idempotent: bool
    queued: tuple[int, int]
    next_at: int
    state: DeliveryState = DeliveryState.CLEARED
    attempt: int = 0
    lease: int = 0
    pid: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise of an answer in one conversation."""

    id: int
    conversation: int
    due: int
    stopped: int = -1
    breached: bool = False


@dataclass(slots=True)
class Product:
    """Everything that runs. `bugs` are planted ones."""

    store: Store
    provider: Provider
    chance: random.Random
    bugs: frozenset[str]
    now: int = 0
    deaths: int = 0

    # ---- web ----

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

    # ---- worker: receive ----

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
            effects += self._take_parked(tx, pid)
        for item in effects:
            self._take_effect(tx, item)

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

    def _take_parked(self, tx: Tx, pid: str) -> list[Item]:
        parked: tuple[Item, ...] = tx.get("parked", pid, ())
        if parked:
            tx.put("parked", pid, ())
        return list(parked)

    def _take_effect(self, tx: Tx, item: Item) -> None:
        if item.kind == "edited":
            said: Said | None = tx.get("said", item.pid)
            if said is None:
                self._park(tx, item)
            elif item.at > said.edited:
                tx.put("said", item.pid, replace(said, edited=item.at))
            return
        sent: Sent | None = tx.get("sent", item.our_key)
        if sent is not None and not sent.pid and sent.state is DeliveryState.UNCERTAIN:
            sent = replace(sent, pid=item.pid)
        if sent is None or sent.pid != item.pid:
            self._park(tx, item)
            return
        assert item.status is not None
        if "statuses_fall" in self.bugs or climbs(sent.state, sent.rank, item.status):
            state = DeliveryState(item.status.value)
            sent = replace(sent, state=state, rank=RANK[state])
        tx.put("sent", sent.key, sent)

    def _park(self, tx: Tx, item: Item) -> None:
        parked: tuple[Item, ...] = tx.get("parked", item.pid, ())
        if "early_receipts_dropped" not in self.bugs and item not in parked:
            tx.put("parked", item.pid, (*parked, item))

    # ---- worker: send, expire, time ----

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
        for item in self._take_parked(tx, pid):
            self._take_effect(tx, item)

    def _doubt(self, tx: Tx, sent: Sent) -> None:
        """Keep a message that may or may not have left; a receipt that came before the doubt ends it."""
        tx.put("sent", sent.key, sent)
        if sent.state is DeliveryState.UNCERTAIN and "early_receipts_dropped" not in self.bugs:
            for parked in self.store.of("parked"):
                if parked and parked[0].our_key == sent.key:
                    for item in self._take_parked(tx, parked[0].pid):
                        self._take_effect(tx, item)

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
