"""One seed: who goes on, who dies, what the provider does; then peace, and the invariants."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from bench.simulation.checking import Seen, violations
from bench.simulation.product import Product
from bench.simulation.receiving import Killed
from bench.simulation.store import Store
from bench.simulation.world import CONVERSATIONS, UNSAID, Item, Provider, script
from trato.rooms.conversations.model import DeliveryState

BUGS = {
    "answered_early": "a webhook is answered before its commit",
    "no_unique_key": "inbox and messages have no unique key",
    "early_receipts_dropped": "receipts that come before their message are dropped",
    "requeued": "messages whose lease ran out are sent again, whatever the provider",
    "async_commit": "a commit does not wait for the disk",
    "resent": "a time-out is taken for a refusal",
    "no_fence": "an attempt that was overtaken writes its answer all the same",
    "no_line": "a later answer may leave before an earlier one",
    "no_hold": "a conversation goes on while a delivery of it waits to be tried again",
    "no_place": "a provider's clock is believed, whatever it says",
    "statuses_fall": "the last receipt wins",
    "no_turn": "two workers may read one delivery at a time",
    "no_note": "nothing says what a process had in hand when it died",
    "blames_all": "a death counts for all that was in hand",
    "timers_twice": "two workers may fire one timer",
    "early_timers": "a promise is broken before its time",
}
STORM = 230  # steps in which processes die
LONGEST = 6000
DAY = 86_400_000


@dataclass(slots=True)
class _Thread:
    """One thing that a process does at a time; `begin` makes it anew after a death."""

    process: str
    begin: Callable[[], Iterator[None]]
    steps: Iterator[None]


@dataclass(slots=True)
class Run:
    """The state of one seed."""

    seed: int
    bugs: frozenset[str]
    chance: random.Random = field(init=False)
    product: Product = field(init=False)
    lines: list[list[Item]] = field(init=False)
    busy: set[int] = field(default_factory=set)
    again: list[Item] = field(default_factory=list)
    seen: Seen = field(default_factory=lambda: Seen([], []))
    writes: list[tuple[int, int, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = chance = random.Random(self.seed)
        provider = Provider(chance)
        self.product = Product(Store(forgetful="async_commit" in self.bugs), provider, chance, self.bugs)
        self.lines = script(chance)
        for key in range(chance.randint(3, 6)):
            self.writes.append((chance.randrange(CONVERSATIONS), key, chance.random() < 0.5))

    # ---- outside ----

    def network(self) -> Iterator[None]:
        """Bring deliveries, each until it was answered, some once more; those of one person in order."""
        while True:
            yield
            item, line = self._next()
            if item is None:
                continue
            if line is not None:
                self.busy.add(item.conversation)
            if "answered_early" in self.bugs:
                self._answered(item, line)
            yield from self.product.accept(item)
            if "answered_early" not in self.bugs:
                self._answered(item, line)

    def _next(self) -> tuple[Item | None, list[Item] | None]:
        chance, receipts = self.chance, self.product.provider.outbox
        free = [line for n, line in enumerate(self.lines) if line and n not in self.busy]
        luck = chance.random()
        if self.again and luck < 0.2:
            return self.again.pop(chance.randrange(len(self.again))), None
        if receipts and (luck < 0.6 or not free):
            return chance.choice(receipts), receipts
        if not free:
            return None, None
        line = chance.choice(free)
        item = line[0]
        if item.at == UNSAID:
            item = line[0] = replace(item, at=self._said_at())
            if chance.random() < 0.2:  # an edit that may overtake its message
                receipts.append(Item(f"x{item.pid}", item.conversation, "edited", item.pid, item.at + 1000))
        return item, line

    def _said_at(self) -> int:
        luck, now = self.chance.random(), self.product.now
        if luck < 0.04:
            return now + 2 * DAY
        if luck < 0.08:
            return now - 40 * DAY
        return (now - (3000 if luck < 0.15 else 0)) // 1000 * 1000

    def _answered(self, item: Item, line: list[Item] | None) -> None:
        if item not in self.seen.accepted:
            self.seen.accepted.append(item)
            if self.chance.random() < 0.3:
                self.again.append(item)
        if line is not None:
            if item in line:
                line.remove(item)
            self.busy.discard(item.conversation)

    def agent(self) -> Iterator[None]:
        """Write answers, each until it is acknowledged, some with a double click."""
        while True:
            yield
            if not self.writes:
                continue
            conversation, key, idempotent = self.writes[0]
            for _click in range(1 + (self.chance.random() < 0.3)):
                yield from self.product.write(conversation, key, idempotent)
            self.writes.pop(0)
            self.seen.written.append((conversation, key))

    # ---- time goes on ----

    def threads(self) -> list[_Thread]:
        product = self.product
        table: list[tuple[str, Callable[[], Iterator[None]]]] = [
            ("web", self.network),
            ("web", self.network),
            ("web", self.agent),
        ]
        for worker in ("worker-1", "worker-2"):
            table += [
                (worker, partial(product.receive, worker)),
                (worker, product.send),
                (worker, product.expire),
                (worker, product.keep_time),
            ]
        return [_Thread(process, begin, begin()) for process, begin in table]

    def go(self) -> list[str]:
        """Live through the storm and the calm after it; return what was broken."""
        threads, chance, product = self.threads(), self.chance, self.product
        dying = 0.002 + chance.random() * 0.03
        flip, count = chance.random, len(threads)
        for step in range(LONGEST):
            thread = threads[int(flip() * count)]
            try:
                next(thread.steps)
            except Killed:
                self._begin_again(threads, thread.process)
            product.now += 1 + int(flip() * 60)
            if step < STORM:
                if flip() < dying:
                    self._kill(threads, thread.process)
            elif step % 20 == 0 and self._quiet():
                break
            else:
                product.store.flush()
        else:
            return ["I1 it never came to rest"]
        return violations(product, self.seen)

    def _kill(self, threads: list[_Thread], process: str) -> None:
        self.product.deaths += 1
        database = self.chance.random() < 0.2
        for name in dict.fromkeys(thread.process for thread in threads if database or thread.process == process):
            self._begin_again(threads, name)
        if database or process == "web":
            self.busy.clear()
        if database:
            self.product.store.crash()

    def _begin_again(self, threads: list[_Thread], process: str) -> None:
        for thread in threads:
            if thread.process == process:
                thread.steps.close()  # type: ignore[attr-defined]
                thread.steps = thread.begin()

    def _quiet(self) -> bool:
        store, product = self.product.store, self.product
        if self.writes or self.again or any(self.lines) or product.provider.outbox:
            return False
        if any(row.status == "new" for row in store.of("inbox")):
            return False
        if any(row.state in (DeliveryState.CLEARED, DeliveryState.SENDING) for row in store.of("sent")):
            return False
        overdue = (c for c in store.of("clock") if not c.breached and (c.stopped < 0 or c.stopped > c.due))
        return not any(overdue)


def run(seed: int, bugs: frozenset[str] = frozenset()) -> list[str]:
    """Return the violations of one seed, which are the same whenever it is run."""
    return Run(seed, bugs).go()
