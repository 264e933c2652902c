"""Renewing the tokens of accounts before they end: asked outside of any transaction, by one worker at a time.

A token that is used up by its renewal is worth nothing to the next one: so an account is claimed first, and what was
given is sealed before anybody else asks. Where a worker dies between the two, the provider refuses the next renewal,
and the account says that it must be connected anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM, jsonable
from trato.kit.tx import Tx
from trato.rooms.channels.model import HttpRequest, Renewed, RenewedState, Renewing
from trato.rooms.channels.service.accounts import Account, AccountBook, Seal, mark_broken
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.store import accounts as store

NAME = "renewing"
AGAIN, BROKEN_AGAIN = timedelta(minutes=1), timedelta(minutes=15)
RESTING = frozenset({"draft", "retired"})


@dataclass(slots=True)
class Renewer:
    """Renews what ends soon in one workspace after another."""

    db: Database
    book: AccountBook
    carrier: Carrier
    seal: Seal

    async def work(self, workspace: UUID) -> int:
        """Renew the tokens that end soon; return how many were asked for."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            now = tx.now
            claimed = [
                (account, call)
                for account, call in self._due(await self.book.of_workspace(tx), now)
                if await store.claim(tx, account.id, NAME, BROKEN_AGAIN if account.row.state == "broken" else AGAIN)
            ]
        for account, call in claimed:
            adapter = self.book.adapter(account.row.channel)
            assert isinstance(adapter, Renewing)
            found = adapter.renewed(await self.carrier.call(call), account.view, now)
            async with self.db.transaction(workspace, SYSTEM) as tx:
                await self._settle(tx, account, found)
            self.book.forget(workspace)
        return len(claimed)

    def _due(self, accounts: Mapping[UUID, Account], now: datetime) -> list[tuple[Account, HttpRequest]]:
        due = []
        for account in accounts.values():
            adapter = self.book.adapter(account.row.channel)
            if account.row.state in RESTING or not isinstance(adapter, Renewing):
                continue
            if (call := adapter.renewal(account.view, now)) is not None:
                due.append((account, call))
        return due

    async def _settle(self, tx: Tx, account: Account, found: Renewed) -> None:
        match found.state:
            case RenewedState.DONE:
                sealed = self.seal(tx.workspace, account.id, jsonable(dict(found.secrets)).encode())
                await store.replace_secrets(tx, account.id, account.row.secrets, sealed)
            case RenewedState.REFUSED:
                await mark_broken(tx, account.id, found.code)
            case RenewedState.AGAIN:
                return
            case other:
                assert_never(other)
