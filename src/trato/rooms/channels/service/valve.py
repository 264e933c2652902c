"""What lets messages through to one provider: a rate, and a breaker that opens when nothing arrives there."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.breaker import OPENS_AT, rest_after
from trato.kit.tx import Tx
from trato.rooms.channels.events import BreakerClosed, BreakerOpened
from trato.rooms.channels.model import NotAccepted, SendOutcome, Unknown
from trato.rooms.channels.store import breakers as store
from trato.rooms.channels.store.breakers import Breaker

OURS = frozenset({"too_many_at_once", "breaker_open"})  # these never left the machine: they tell nothing of a provider


@dataclass(slots=True)
class Valve:
    """What one account may send: a token bucket by its rate, and a breaker.

    After five failures in a row to reach the provider it is shut for 5 s, doubling up to two minutes. Then it is half
    open: one message goes as a probe, and what comes of it decides for the others. The other accounts are unaffected.
    It lives in one process, which tells the others by a row; the provider's own limits are the last word.
    """

    per_second: float
    tokens: float = 1.0
    filled_at: float = field(default_factory=time.monotonic)
    failures: int = 0
    shut_until: float = 0.0
    code: str = ""
    told: int = 0  # the failures that the row says, 0 without one
    _probing: bool = False

    @classmethod
    def of(cls, per_second: float, known: Breaker | None, shut_until: float) -> Valve:
        """Return the valve of an account as another process, or an earlier one, left it."""
        if known is None:
            return cls(per_second)
        return cls(per_second, failures=known.failures, shut_until=shut_until, code=known.code, told=known.failures)

    async def pass_one(self) -> None:
        """Take this account's next turn, and wait until it comes."""
        now = time.monotonic()
        self.tokens = min(max(self.per_second, 1.0), self.tokens + (now - self.filled_at) * self.per_second)
        self.filled_at = now
        self.tokens -= 1
        if self.tokens < 0:
            await asyncio.sleep(-self.tokens / self.per_second)

    def admits(self) -> bool:
        """Say whether a message may go now. Half open, the first one may and is the probe."""
        if self.failures < OPENS_AT:
            return True
        if self.is_shut or self._probing:
            return False
        self._probing = True
        return True

    def learn(self, outcome: SendOutcome) -> None:
        """Count failures to reach the provider. That it refused a message, or asked us to slow down, is an answer."""
        if isinstance(outcome, NotAccepted) and outcome.code in OURS:
            return
        self._probing = False
        match outcome:
            case Unknown(code=code) | NotAccepted(code=code, retry_after=None):
                self.failures += 1
                self.code = code
            case _:
                self.failures, self.shut_until, self.code = 0, 0.0, ""
        if self.failures >= OPENS_AT:
            self.shut_until = time.monotonic() + rest_after(self.failures)

    @property
    def is_shut(self) -> bool:
        return time.monotonic() < self.shut_until


async def tell_breaker(tx: Tx, account_id: UUID, valve: Valve, *, known: bool) -> None:
    """Write down what a valve learned, where that is news: it opened, opened again for longer, or flows.

    `known`: there was a row when the account was last read, whichever process wrote it.
    """
    if valve.failures >= OPENS_AT and valve.failures != valve.told:
        left = max(0.0, valve.shut_until - time.monotonic())
        if await store.set_breaker(tx, account_id, valve.failures, valve.code, left):
            tx.emit(BreakerOpened(subject=account_id, code=valve.code, failures=valve.failures))
        valve.told = valve.failures
    elif valve.failures == 0 and (valve.told or known):
        if await store.drop_breaker(tx, account_id):
            tx.emit(BreakerClosed(subject=account_id))
        valve.told = 0
