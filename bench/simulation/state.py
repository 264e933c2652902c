"""What the product holds, in words of the simulation, and what is about a message."""

from __future__ import annotations

import random
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bench.simulation.store import Store, Tx
from bench.simulation.world import Item, Provider
from trato.rooms.conversations.model import RANK, DeliveryState
from trato.rooms.conversations.rules import climbs

Steps = Generator[None, None, None]


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
    company: int | None = None


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
class State:
    """Everything that a process needs. `bugs` are planted ones.

    `hands` are notes outside of the database of what each process works on, `left` those that dead ones left.
    """

    store: Store
    provider: Provider
    chance: random.Random
    bugs: frozenset[str]
    now: int = 0
    deaths: int = 0
    hands: dict[str, list[int]] = field(default_factory=dict)
    left: dict[str, list[list[int]]] = field(default_factory=dict)

    def take_parked(self, tx: Tx, pid: str) -> list[Item]:
        parked: tuple[Item, ...] = tx.get("parked", pid, ())
        if parked:
            tx.put("parked", pid, ())
        return list(parked)

    def take_effect(self, tx: Tx, item: Item) -> None:
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
