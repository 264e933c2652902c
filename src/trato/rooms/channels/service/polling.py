"""Asking the providers that do not tell: one look at an account at a time, stored raw before anybody reads it.

A look has no transaction open. What it read is durable before its cursor moves, so that a look that dies is made
again and what is read twice is stored once. One that fails is kept with its reason, and made again later and later.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import assert_never
from uuid import UUID

import structlog

from trato.kit.clock import wall_clock
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.channels.model import (
    AccountView,
    ChannelAdapter,
    HttpRequest,
    Kept,
    Look,
    Polled,
    PollState,
    Quota,
    Troubled,
)
from trato.rooms.channels.rules import after_trouble, next_look, provider_day
from trato.rooms.channels.service.accepting import Acceptor
from trato.rooms.channels.service.accounts import AccountBook, mark_broken
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.store import polls as store

LEASE = timedelta(minutes=3)
LONGEST = 120.0  # seconds that a look may take: the lease outlasts it
AT_ONCE = 4  # accounts of one workspace
log = structlog.get_logger()


@dataclass(slots=True)
class Poller:
    """Looks at the asked accounts of every workspace, whoever else does."""

    db: Database
    book: AccountBook
    carrier: Carrier
    acceptor: Acceptor
    _channels: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._channels = [name for name, adapter in self.book.adapters.items() if isinstance(adapter, Polled)]

    async def find(self) -> list[UUID]:
        """Return the workspaces that have an account to be asked."""
        async with self.db.at_door() as door:
            return await store.polled_workspaces(door, self._channels)

    async def work(self, workspace: UUID) -> int:
        """Look at the accounts of a workspace whose turn has come; return how many that were."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            turns = await store.claim(tx, self._channels, LEASE, AT_ONCE)
            accounts = await self.book.of_workspace(tx, [one.account_id for one in turns]) if turns else {}
        await asyncio.gather(*(self._turn(one, accounts[one.account_id].view) for one in turns))
        return len(turns)

    async def _turn(self, turn: store.Turn, account: AccountView) -> None:
        adapter = self.book.adapter(account.channel)
        assert isinstance(adapter, Polled)
        run = _Run()
        try:
            async with asyncio.timeout(LONGEST):
                found = await self._follow(adapter.look(account, turn.cursor, self.db.bend(wall_clock())), run)
        except TimeoutError:
            found = Troubled("too_slow")
        except Exception as error:  # a fault of ours or an answer nobody thought of: it is told, and tried again later
            log.exception("poll.failed", account=str(account.id))
            found = Troubled(type(error).__name__.lower())
        # the oldest first, as they would have been told
        for one in reversed(run.kept):
            await self.acceptor.accept(account.workspace_id, account.id, one.key, one.raw, dict(one.headers))
        failpoint("poll.before_settle")
        async with self.db.transaction(account.workspace_id, SYSTEM) as tx:
            await self._settle(tx, turn, account, adapter, found, run.units)

    async def _settle(
        self, tx: Tx, turn: store.Turn, account: AccountView, adapter: Polled, found: str | Troubled, units: int
    ) -> None:
        quota, every = adapter.quota, adapter.every(account)
        spent = await _spend(tx, turn.account_id, quota, units) + _before(tx, turn, quota)
        match found:
            case str():
                await store.settle(tx, turn, found, next_look(tx.now, every, quota, spent, units), 0, "")
            case Troubled(code=code, refused=refused, wait=wait):
                failures = turn.failures + 1
                again = max(after_trouble(tx.now, every, failures, wait), next_look(tx.now, every, quota, spent, units))
                await store.settle(tx, turn, turn.cursor, again, failures, code[:80])
                if refused:
                    await mark_broken(tx, turn.account_id, code)
            case other:
                assert_never(other)

    async def _follow(self, look: Look, run: _Run) -> str | Troubled:
        """Carry a look to its end; what it found is kept in `run`, also when it does not get there."""
        answer = None
        while True:
            try:
                step = look.send(answer)
            except StopIteration as end:
                found: str | Troubled = end.value
                return found
            answer = None
            match step:
                case HttpRequest():
                    run.units += step.units
                    answer = await self.carrier.call(step)
                case Kept():
                    run.kept.append(step)
                case other:
                    assert_never(other)


@dataclass(slots=True)
class _Run:
    """What one look found and cost so far."""

    kept: list[Kept] = field(default_factory=list)
    units: int = 0


async def note_spent(tx: Tx, account_id: UUID, adapter: ChannelAdapter, units: int) -> None:
    """Count what sending cost of a provider's day, where it is counted."""
    if isinstance(adapter, Polled):
        await _spend(tx, account_id, adapter.quota, units)


async def poll_states(tx: Tx) -> dict[UUID, PollState]:
    """Return how the reading of each asked account does."""
    return {one.account_id: one for one in await store.list_states(tx)}


async def _spend(tx: Tx, account_id: UUID, quota: Quota | None, units: int) -> int:
    if quota is not None and units:
        await store.spend(tx, account_id, provider_day(tx.now, quota.zone), units)
    return units


def _before(tx: Tx, turn: store.Turn, quota: Quota | None) -> int:
    """Return what had been spent today when the look began."""
    return turn.units if quota is not None and turn.day == provider_day(tx.now, quota.zone) else 0
