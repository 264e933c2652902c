"""Outside of the product: people, a provider with its bad days, and a network that loses answers."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from trato.rooms.channels.model import Accepted, NotAccepted, ReceiptStatus, SendOutcome, Unknown

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
CONVERSATIONS = 3
UNSAID = -1  # the time of what was not said yet
STATUSES = (ReceiptStatus.SENT, ReceiptStatus.DELIVERED, ReceiptStatus.READ)


def instant(milliseconds: int) -> datetime:
    """Return the instant so many milliseconds after the beginning."""
    return BEGINNING + timedelta(milliseconds=milliseconds)


@dataclass(frozen=True, slots=True)
class Item:
    """One delivery of the provider. `target` is the provider's id of the message that an effect is about.

    `fails` says how often reading it fails: 9 is poison, 2 passes by; `kills`, that reading it ends the process. `at`
    is the provider's time, in milliseconds.
    """

    key: str
    conversation: int
    kind: str  # said, edited, receipt
    pid: str
    at: int
    fails: int = 0
    kills: bool = False
    status: ReceiptStatus | None = None
    our_key: int = -1


@dataclass(slots=True)
class Provider:
    """Takes messages, and has bad days. `ledger` is what it accepted."""

    chance: random.Random
    outbox: list[Item] = field(default_factory=list)
    ledger: list[tuple[int, int]] = field(default_factory=list)  # (conversation, key)
    known: dict[int, str] = field(default_factory=dict)
    owed: dict[int, list[Item]] = field(default_factory=dict)

    def post(self, conversation: int, key: int, now: int, *, idempotent: bool) -> tuple[SendOutcome, str]:
        """Take a message or not; return what it answers and, if it took it, the id."""
        luck = self.chance.random()
        if luck < 0.12:
            return NotAccepted("429", retry_after=timedelta(milliseconds=200)), ""
        if not (idempotent and key in self.known):
            self.ledger.append((conversation, key))
            self.known[key] = f"w{key}.{len(self.ledger)}"
            self._receipts(conversation, key, now)
        pid = self.known[key]
        return (Unknown("http_500"), pid) if luck < 0.25 else (Accepted(pid), pid)

    def _receipts(self, conversation: int, key: int, now: int) -> None:
        pid = self.known[key]
        words = list(STATUSES[: self.chance.randint(1, 3)])
        self.chance.shuffle(words)
        self.outbox += [
            Item(f"r:{pid}:{word}", conversation, "receipt", pid, now, status=word, our_key=key) for word in words
        ]

    def count(self) -> Counter[int]:
        """Return how often each key was taken."""
        return Counter(key for _, key in self.ledger)


def script(chance: random.Random) -> list[list[Item]]:
    """Return what each person will say, in order: a poison, one that passes by, one that kills, a wrong clock."""
    lines: list[list[Item]] = []
    number = 0
    for conversation in range(CONVERSATIONS):
        line: list[Item] = []
        for _ in range(chance.randint(2, 4)):
            number += 1
            luck = chance.random()
            fails = 9 if luck < 0.05 else 2 if luck < 0.12 else 0
            line.append(Item(f"e{number}", conversation, "said", f"m{number}", UNSAID, fails, 0.12 <= luck < 0.15))
        lines.append(line)
    return lines
