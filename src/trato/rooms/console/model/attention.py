"""What stands still until a person looks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct


class DeadDelivery(Struct, frozen=True):
    """A delivery that could not be read; its raw bytes are kept. `size` in bytes."""

    id: int
    account_id: UUID
    account: str
    channel: str
    received_at: datetime
    attempts: int
    error: str
    size: int


class FailedReaction(Struct, frozen=True):
    """Something that follows from a fact and did not succeed; it is tried again unless it `gave_up`."""

    seq: int
    reaction: str
    case_id: UUID | None
    kind: str
    occurred_at: datetime | None
    attempts: int
    error: str
    gave_up: bool


class BrokenAccount(Struct, frozen=True):
    """A channel account whose credentials the provider refused; `reason` is its code."""

    id: UUID
    channel: str
    name: str
    reason: str


class TokenEnd(Struct, frozen=True):
    """A channel account whose token ends soon; `warning` is 14, 7 or 1 days, 0 once it has ended."""

    id: UUID
    channel: str
    name: str
    ends_at: datetime
    warning: int


class WaitingAccount(Struct, frozen=True):
    """A channel account that waits for a leader to let it go live."""

    id: UUID
    channel: str
    name: str
    asked_at: datetime


class Unreached(Struct, frozen=True):
    """A channel account whose provider is not reached; messages wait, and one goes as a probe at `probe_at`."""

    id: UUID
    channel: str
    name: str
    since: datetime
    code: str
    probe_at: datetime


class Faulty(Struct, frozen=True):
    """A channel account in use of which the last look found something wrong: how many findings, and when."""

    id: UUID
    channel: str
    name: str
    faults: int
    checked_at: datetime


class BudgetAlarm(Struct, frozen=True):
    """A brand that has spent 80 or 100 hundredths (`level`) of its month's budget on messages."""

    brand_id: UUID
    brand: str
    level: int
    spent: Decimal
    amount: Decimal
    currency: str


class Attention(Struct, frozen=True):
    """What stands still until a person looks, or will."""

    deliveries: tuple[DeadDelivery, ...]
    reactions: tuple[FailedReaction, ...]
    accounts: tuple[BrokenAccount, ...]
    tokens: tuple[TokenEnd, ...]
    approvals: tuple[WaitingAccount, ...]
    unreached: tuple[Unreached, ...]
    faulty: tuple[Faulty, ...]
    budgets: tuple[BudgetAlarm, ...] = ()
