"""Carrying what was asked of a provider beside messages: claimed, called outside of any transaction, written back.

Such deeds are idempotent, so a silence of the provider is no doubt: it is asked again, and after eight silences people
are told instead of waiting on.
"""

from __future__ import annotations

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.tx import Connection, Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    Accepted,
    ChannelAdapter,
    HttpRequest,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    Unknown,
)
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import ModerationResult

LEASE = 30.0  # seconds; a call may take twelve
MOST = 20  # deeds in hand at once
ATTEMPTS = 8  # a minute or two of silence


class InHand(Protocol):
    """A deed that was claimed. `attempt` fences its write-back."""

    @property
    def id(self) -> UUID:
        """The deed."""

    @property
    def attempt(self) -> int:
        """How often it was tried."""

    @property
    def account_id(self) -> UUID:
        """The account by which it is asked."""


Deed = TypeVar("Deed", bound=InHand)


@dataclass(slots=True)
class Courier(ABC, Generic[Deed]):
    """Carries deeds, workspace by workspace. `valves` are shared with who sends: one account, one pace."""

    cannot: ClassVar[str]  # the code of what the channel does not do

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier
    valves: dict[UUID, channels.Valve] = field(default_factory=dict)
    _spent: dict[UUID, int] = field(default_factory=dict)  # by account: units of a day's quota, not yet written down

    @abstractmethod
    async def waiting(self, door: Connection) -> list[UUID]:
        """Return the workspaces in which something is asked."""

    @abstractmethod
    async def claim(self, tx: Tx, resting: Sequence[UUID]) -> list[Deed]:
        """Take up to `MOST` deeds in hand for `LEASE` seconds, none of `resting` accounts."""

    @abstractmethod
    def render(self, adapter: ChannelAdapter, account: channels.Account, deed: Deed) -> HttpRequest | None:
        """Return the call, None where the channel cannot. Raises ValueError where it cannot be done to this."""

    @abstractmethod
    def sort(self, adapter: ChannelAdapter, deed: Deed, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer to a call."""

    @abstractmethod
    async def keep(self, tx: Tx, results: Sequence[ModerationResult]) -> None:
        """Write back what came of attempts, and let it take effect."""

    async def look(self) -> list[UUID]:
        """Return the workspaces in which something is asked."""
        async with self.db.at_door() as door:
            return await self.waiting(door)

    async def work(self, workspace: UUID) -> int:
        """Carry a few deeds of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            accounts = await self.book.of_workspace(tx)
            resting = [
                one.id
                for one in accounts.values()
                if one.row.state != "active" or (one.row.paused_until and one.row.paused_until > tx.now)
            ]
            claimed = await self.claim(tx, resting)
        if not claimed:
            return 0
        outcomes = await asyncio.gather(*(self._carry(accounts[one.account_id], one) for one in claimed))
        await self._write_back(workspace, list(zip(claimed, outcomes, strict=True)))
        return len(claimed)

    async def _carry(self, account: channels.Account, deed: Deed) -> SendOutcome:
        adapter = self.book.adapter(account.row.channel)
        try:
            call = self.render(adapter, account, deed)
        except ValueError as error:
            return Rejected(RejectReason.PERMANENT, self.cannot, str(error))
        if call is None:
            return Rejected(RejectReason.PERMANENT, self.cannot)
        valve = self.valves.get(account.id)
        if valve is not None:
            await valve.pass_one()
        if call.units:
            self._spent[account.id] = self._spent.get(account.id, 0) + call.units
        return self.sort(adapter, deed, await self.carrier.call(call))

    async def _write_back(self, workspace: UUID, done: Sequence[tuple[Deed, SendOutcome]]) -> None:
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            await self.keep(tx, [result_of(one, outcome) for one, outcome in done])
            spenders = {one.account_id for one, _ in done} & self._spent.keys()
            accounts = await self.book.of_workspace(tx) if spenders else {}
            for account_id in spenders:
                adapter = self.book.adapter(accounts[account_id].row.channel)
                await channels.note_spent(tx, account_id, adapter, self._spent.pop(account_id))
            for one, outcome in done:
                match outcome:
                    case Rejected(reason=RejectReason.AUTH, code=code):
                        await channels.mark_broken(tx, one.account_id, code)
                    case NotAccepted(pauses_account=True, retry_after=wait, code=code) if wait:
                        await channels.pause(tx, one.account_id, tx.now + wait, code)
                    case _:
                        pass


def result_of(deed: InHand, outcome: SendOutcome) -> ModerationResult:
    """Return what an answer makes of a deed."""
    wait = conversations.back_off(deed.attempt, random.random())
    match outcome:
        case Accepted():
            return ModerationResult(deed.id, deed.attempt, "done")
        case Rejected():
            reason = outcome.code if outcome.reason is RejectReason.PERMANENT else outcome.reason.value
            return ModerationResult(deed.id, deed.attempt, "failed", reason)
        case NotAccepted() | Unknown() if deed.attempt % ATTEMPTS == 0:
            return ModerationResult(deed.id, deed.attempt, "failed", "unreachable")
        case NotAccepted():
            longest = max(wait, outcome.retry_after or wait)
            return ModerationResult(deed.id, deed.attempt, "queued", outcome.code, longest)
        case Unknown():
            return ModerationResult(deed.id, deed.attempt, "queued", outcome.code, wait)
