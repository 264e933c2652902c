"""Channel profiles: kept in versions, brought to the provider by a worker, and looked at once a day."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Generator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.errors import ProfileChanged
from trato.rooms.channels.model import AccountView, ChannelAdapter, HttpRequest, ProviderAnswer
from trato.rooms.channels.profiles import HasProfile, Profile, ProfileFault, Profiling, drift
from trato.rooms.channels.service.accounts import Account, AccountBook
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.store import profiles as store
from trato.rooms.channels.store.profiles import Due, KeptProfile

LEASE = timedelta(minutes=3)
MOST = 5  # of one workspace at once
ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=15)
LOOKS_AGAIN = timedelta(days=1)
Answered = TypeVar("Answered")


def profiling_of(adapter: ChannelAdapter, account: AccountView) -> Profiling | None:
    """Return what is known of an account's profile; None where its provider shows none that we can bring."""
    if isinstance(adapter, HasProfile) and adapter.profiling.serves(account):
        return adapter.profiling
    return None


async def profiles_of(tx: Tx, accounts: Collection[UUID]) -> dict[UUID, KeptProfile]:
    """Return the newest profile of each of these accounts that has one: one statement."""
    return await store.get_many(tx, sorted(accounts)) if accounts else {}


async def save_profile(tx: Tx, account_id: UUID, profile: Profile, version: int) -> None:
    """Keep a profile as its next version, to be brought to the provider; `version` is what the author had seen.

    Raises ProfileChanged where somebody else saved meanwhile.
    """
    newest = await store.lock(tx, account_id)
    if newest != version:
        raise ProfileChanged(version=newest)
    await store.add_version(tx, account_id, newest + 1, profile)
    tx.audit(AuditEntry("channels.profile", "account", account_id, {"version": newest + 1}))


async def look_at_profile(tx: Tx, account_id: UUID, *, again: bool = False) -> None:
    """Let a worker bring a profile that is not there, or `again`, and look at one that is."""
    await store.ask(tx, account_id, again=again)


@dataclass(slots=True)
class Profiler:
    """Brings profiles to their providers, outside of any transaction; doing it twice does no harm."""

    db: Database
    book: AccountBook
    carrier: Carrier

    async def look(self) -> list[UUID]:
        """Return the workspaces in which a profile waits."""
        async with self.db.at_door() as door:
            now = self.db.bend(await door.fetchval("select clock_timestamp()"))
            return await store.waiting_workspaces(door, now)

    async def work(self, workspace: UUID) -> int:
        """Bring or look at a few profiles of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            due = await store.claim(tx, LEASE, MOST)
            kept = await profiles_of(tx, {one.account_id for one in due})
            accounts = await self.book.of_workspace(tx, {one.account_id for one in due}) if due else {}
        await asyncio.gather(*(self._deal(workspace, one, kept[one.account_id], accounts) for one in due))
        return len(due)

    async def _deal(self, workspace: UUID, one: Due, kept: KeptProfile, accounts: dict[UUID, Account]) -> None:
        account = accounts.get(one.account_id)
        known = profiling_of(self.book.adapter(account.row.channel), account.view) if account is not None else None
        if account is None or known is None or account.row.state == "retired":
            await self._tell(workspace, one, kept, ProfileFault("nowhere", final=True))
            return
        if one.state != "there":
            fault = await self.follow(known.put(account.view, kept.profile))
            if fault is not None:
                await self._tell(workspace, one, kept, fault)
                return
        theirs = await self.follow(known.look(account.view, kept.profile))
        if isinstance(theirs, ProfileFault):
            await self._tell(workspace, one, kept, theirs)
            return
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            differs = drift(known.lines(kept.profile), theirs)
            await store.tell(
                tx, one, "there", tx.now + LOOKS_AGAIN, there_at=kept.there_at or tx.now, drift=differs,
                looked_at=tx.now,
            )  # fmt: skip

    async def follow(self, steps: Generator[HttpRequest, ProviderAnswer | None, Answered]) -> Answered:
        """Carry the calls of an adapter to their end."""
        answer: ProviderAnswer | None = None
        while True:
            try:
                call = steps.send(answer)
            except StopIteration as end:
                told: Answered = end.value
                return told
            answer = await self.carrier.call(call)

    async def _tell(self, workspace: UUID, one: Due, kept: KeptProfile, fault: ProfileFault) -> None:
        """Write what went wrong; what may come right is asked again, each time later."""
        again = not fault.final and one.attempts < ATTEMPTS
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            wait = FIRST_WAIT * 2.0**one.attempts
            state = one.state if one.state == "there" else "waiting" if again else "failed"
            later = tx.now + LOOKS_AGAIN if one.state == "there" else None
            await store.tell(
                tx, one, state, tx.now + wait if again else later, fault.code, fault.words, kept.there_at, kept.drift,
                attempts=one.attempts if again else 0,
            )  # fmt: skip
