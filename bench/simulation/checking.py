"""The invariants, over what is left when the dust has settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bench.simulation.product import Product
from bench.simulation.receiving import ATTEMPTS
from bench.simulation.state import Clock, Row, Said, Sent
from bench.simulation.world import Item, instant
from trato.rooms.conversations.model import RANK, DeliveryState
from trato.rooms.conversations.rules import FUTURE, OLDEST

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the world knows: deliveries that were answered, in order, and the keys that were acknowledged."""

    accepted: list[Item]
    written: list[tuple[int, int]]  # (conversation, key)


def violations(product: Product, seen: Seen) -> list[str]:
    """Return every broken invariant, by its number."""
    return [*_inbox(product, seen), *_order(product, seen), *_effects(product, seen), *_sends(product, seen),
            *_time(product)]  # fmt: skip


def _inbox(product: Product, seen: Seen) -> Iterator[str]:
    rows: list[Row] = product.store.of("inbox")
    count = Counter(row.item.key for row in rows)
    state = {row.item.key: row for row in rows}
    for item in {item.key: item for item in seen.accepted}.values():
        if count[item.key] != 1:
            yield f"I1 {item.key} is {count[item.key]} times in the inbox"
            continue
        row = state[item.key]
        if row.status == "new":
            yield f"I1 {item.key} was never finished"
        if row.status == "dead" and not item.kills and item.fails + product.deaths < ATTEMPTS:
            yield f"I1 {item.key} was given up after {product.deaths} deaths"
        if item.kills and row.status != "dead":
            yield f"I12 {item.key} kills who reads it, and is {row.status} after {row.attempts} attempts"
        if item.fails > 2 and (row.status != "dead" or row.attempts < ATTEMPTS):
            yield f"I12 {item.key} is poison, and {row.status} after {row.attempts} attempts"
    told = Counter(what[1] for _, kind, what in product.store.log if kind == "said")
    for item in seen.accepted:
        done = item.kind == "said" and item.key in state and state[item.key].status == "done"
        if done and (told[item.pid] != 1 or item.pid not in product.store.rows["said"]):
            yield f"I2 {item.pid} became {told[item.pid]} messages"


def _order(product: Product, seen: Seen) -> Iterator[str]:
    told: dict[int, list[str]] = defaultdict(list)
    for _, kind, what in product.store.log:
        if kind == "said":
            told[what[0]].append(what[1])
    said: dict[str, Said] = {one.pid: one for one in product.store.of("said")}
    want: dict[int, dict[str, Item]] = defaultdict(dict)
    for item in seen.accepted:
        if item.kind == "said" and item.pid in said:
            want[item.conversation].setdefault(item.pid, item)
    received = {row.item.key: instant(row.received) for row in product.store.of("inbox")}
    for conversation, items in want.items():
        arrived = list(items)
        if [pid for pid in told[conversation] if pid in items] != arrived:
            yield f"I3 conversation {conversation} was told as {told[conversation]}, said as {arrived}"
        sane = [pid for pid in arrived if abs(instant(items[pid].at) - received[items[pid].key]) < A_DAY]
        placed = sorted(sane, key=lambda pid: said[pid].place)
        if placed != sorted(sane, key=lambda pid: items[pid].at // 1000):  # within a second: as they came
            yield f"I3 conversation {conversation} stands as {placed}, said as {sane}"
        for pid in arrived:
            drift = said[pid].place[0] - received[items[pid].key]
            if not -OLDEST <= drift <= FUTURE:
                yield f"I3 {pid} stands {drift} from when it was received"


def _effects(product: Product, seen: Seen) -> Iterator[str]:
    highest: dict[str, int] = defaultdict(int)
    given_up = {row.item.key for row in product.store.of("inbox") if row.status == "dead"}
    for item in seen.accepted:
        if item.key in given_up:  # four deaths in a row with it in hand: it waits for a person, visibly
            continue
        if item.kind == "receipt" and item.status is not None:
            highest[item.pid] = max(highest[item.pid], RANK[DeliveryState(item.status.value)])
        if item.kind == "edited":
            said = product.store.rows["said"].get(item.pid)
            if said is not None and said.edited < item.at:
                yield f"I5 the edit of {item.pid} is lost"
    for sent in product.store.of("sent"):
        received = highest[product.provider.known.get(sent.key, "")]
        if sent.rank < received:
            yield f"I5 {sent.key} is {sent.state} with rank {sent.rank}, {received} was received"
        if sent.rank and sent.state in RANK and RANK[sent.state] != sent.rank:
            yield f"I5 {sent.key} is {sent.state} with rank {sent.rank}"


def _sends(product: Product, seen: Seen) -> Iterator[str]:
    taken = product.provider.count()
    rows: dict[int, Sent] = {row.key: row for row in product.store.of("sent")}
    for _, key in seen.written:
        row = rows.get(key)
        if row is None:
            yield f"I6 the answer {key} is lost"
        elif taken[key] > 1:
            yield f"I4 {key} was taken {taken[key]} times"
        elif not taken[key] and row.state is not DeliveryState.UNCERTAIN:
            yield f"I4 {key} is {row.state} and was never taken"
        elif row.state in (DeliveryState.SENDING, DeliveryState.CLEARED):
            yield f"I4 {key} never came to an end"
        elif row.idempotent and row.state is DeliveryState.UNCERTAIN:
            yield f"I4 {key} is in doubt without need"
    lines: dict[int, list[int]] = defaultdict(list)
    for conversation, key in product.provider.ledger:
        if key not in lines[conversation]:
            lines[conversation].append(key)
    for conversation, keys in lines.items():
        if keys != sorted(keys, key=lambda key: rows[key].queued if key in rows else (0, 0)):
            yield f"I3 answers left conversation {conversation} as {keys}"


def _time(product: Product) -> Iterator[str]:
    told: dict[int, list[int]] = defaultdict(list)
    for at, kind, what in product.store.log:
        if kind == "breached":
            told[what].append(at)
    clocks: list[Clock] = product.store.of("clock")
    for clock in clocks:
        broken = clock.due <= product.now and (clock.stopped < 0 or clock.stopped > clock.due)
        if len(told[clock.id]) != int(broken):
            yield f"I7 clock {clock.id} fired {len(told[clock.id])} times"
        if any(at < clock.due for at in told[clock.id]):
            yield f"I7 clock {clock.id} fired early"
