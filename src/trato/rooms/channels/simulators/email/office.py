"""The post office: mailboxes in memory, a ledger of what it took from us, and the faults it was told to commit."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.email.reading import normalised, read_mail
from trato.rooms.channels.adapters.email.threads import read_ids
from trato.rooms.channels.simulators.email.bounces import Failure, bounce, failure_of


class Fault(StrEnum):
    """What the server can be told to do wrong, once each time."""

    SIGN_IN = "sign_in"  # 535: the password is refused
    SENDER = "sender"  # 553 at MAIL FROM
    TEMPORARY = "temporary"  # 451 after DATA
    PERMANENT = "permanent"  # 554 after DATA
    BUSY = "busy"  # 421 at MAIL FROM
    LOST_AFTER_TAKING = "lost_after_taking"  # taken, and the connection lost before saying so
    LOST_WITHOUT_TAKING = "lost_without_taking"  # not taken, and the connection lost
    SLOW = "slow"  # answers after `slowness` seconds


@dataclass(frozen=True, slots=True)
class Stored:
    """One mail in a mailbox. `uid` grows; `sent` is the owner's own copy of what they sent."""

    uid: int
    raw: bytes
    at: datetime
    sent: bool = False


@dataclass(slots=True)
class Mailbox:
    """One address's mails. `changed` is set anew at each arrival."""

    address: str
    validity: int = 1
    mails: list[Stored] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    last_uid: int = 0

    @property
    def inbox(self) -> list[Stored]:
        """What arrived, oldest first."""
        return [one for one in self.mails if not one.sent]

    def put(self, raw: bytes, at: datetime, *, sent: bool = False) -> Stored:
        """Add a mail and wake whoever waits."""
        self.last_uid += 1
        stored = Stored(self.last_uid, raw, at, sent)
        self.mails.append(stored)
        self.wake()
        return stored

    def wake(self) -> None:
        """Let everyone who waits look again."""
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()

    def number_anew(self) -> None:
        """Lose all numbers, as a server does that was restored: another UIDVALIDITY, UIDs from 1."""
        self.validity += 1
        self.mails = [Stored(n, one.raw, one.at, one.sent) for n, one in enumerate(self.mails, 1)]
        self.last_uid = len(self.mails)
        self.wake()


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission as the server judged it; `refusals` is empty when it was taken."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    taken: bool
    refusals: tuple[str, ...] = ()


class PostOffice:
    """All mailboxes of this little world. `accounts` are the addresses that may submit, with their passwords."""

    def __init__(self, accounts: Mapping[str, str], clock: Callable[[], datetime] = wall_clock) -> None:
        self.accounts = {normalised(address): password for address, password in accounts.items()}
        self.clock = clock
        self.mailboxes: dict[str, Mailbox] = {}
        self.ledger: list[Entry] = []
        self.faults: deque[Fault] = deque()
        self.slowness = 1.0
        self.known_ids: set[str] = set()

    def mailbox(self, address: str) -> Mailbox:
        """Return an address's mailbox: in this world every address has one. Plus tags reach the address itself."""
        local, _, domain = normalised(address).rpartition("@")
        key = f"{local.split('+', 1)[0]}@{domain}"
        return self.mailboxes.setdefault(key, Mailbox(key))

    def inject(self, fault: Fault, times: int = 1) -> None:
        """Make the next `times` submissions fail that way."""
        self.faults.extend([fault] * times)

    def next_fault(self, *allowed: Fault) -> Fault | None:
        """Take the next fault, if it is one of `allowed`."""
        return self.faults.popleft() if self.faults and self.faults[0] in allowed else None

    def accepts(self, address: str, password: str) -> bool:
        """Say whether an account may sign in."""
        return bool(password) and self.accounts.get(normalised(address)) == password

    def deliver(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> None:
        """Put a mail into its recipients' mailboxes; addresses that fail send a bounce to `sender`."""
        now = self.clock()
        self.known_ids.update(read_ids(read_mail(raw).header("message-id")))
        for recipient in recipients:
            failure = failure_of(recipient)
            if failure is not None and sender:
                self.mailbox(sender).put(bounce(raw, recipient, sender, failure, now), now)
            if failure is None or failure is Failure.DELAYED:
                trace = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode()
                self.mailbox(recipient).put(trace + raw, now)

    def taken(self, message_id: str) -> int:
        """Return how often a mail with this id was taken."""
        return sum(entry.taken and entry.message_id == message_id for entry in self.ledger)
