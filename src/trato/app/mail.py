"""The postman: keeps a watch on every mailbox, stores what it finds, and hands over what we send."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

import structlog

from trato.app.wiring import House
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels import mailbox, smtp
from trato.rooms.channels.model import AccountView, MailSubmission, ProviderAnswer
from trato.rooms.channels.store import accounts as account_store

POLLED = ["email"]  # channels that are read, not told: their accounts have a mailbox
LOOK_EVERY = 5.0  # seconds between looks for new mailboxes
CURSOR = "imap"
log = structlog.get_logger()


class Postman:
    """Watches the mailboxes of all workspaces. Two workers may watch one: what both store is stored once."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._watches: dict[UUID, asyncio.Task[None]] = {}

    async def submit(
        self, account: AccountView, submission: MailSubmission, open_blob: Callable[[str], Awaitable[bytes]]
    ) -> ProviderAnswer:
        """Hand a mail to the account's server."""
        return await smtp.submit(account, submission, open_blob)

    async def run(self) -> None:
        """Begin a watch for each mailbox, and again when one ended."""
        acceptor = channels.Acceptor(self.house.db)
        acceptor.start()
        while True:
            try:
                await self._look(acceptor)
            except (OSError, Unavailable):
                log.warning("postman.cannot_look")
            await asyncio.sleep(LOOK_EVERY)

    async def _look(self, acceptor: channels.Acceptor) -> None:
        async with self.house.db.at_door() as door:
            found = {row["id"] for row in await door.fetch(account_store.LIST_POLLED, POLLED)}
        for account_id, task in list(self._watches.items()):
            if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                log.warning("postman.watch_ended", account=str(account_id), error=type(error).__name__)
            if task.done() or account_id not in found:
                task.cancel()
                del self._watches[account_id]
        for account_id in found - self._watches.keys():
            self._watches[account_id] = asyncio.create_task(
                self._watch(account_id, acceptor), name=f"mailbox-{account_id}"
            )

    async def _watch(self, account_id: UUID, acceptor: channels.Acceptor) -> None:
        account = await self.house.book.at_door(self.house.db, account_id)
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            cursor = await account_store.get_cursor(tx, account.id, CURSOR)
        await mailbox.watch(account, cursor, partial(self._store, account, acceptor), partial(self._tell, account))

    async def _store(self, account: AccountView, acceptor: channels.Acceptor, mails: list[mailbox.RawMail]) -> None:
        """Store mails durably, then move the cursor: what is read twice is stored once."""
        async with asyncio.TaskGroup() as group:
            for mail in mails:
                group.create_task(
                    acceptor.accept(account.workspace_id, account.id, mail.key, mail.raw, dict(mail.headers))
                )
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            await account_store.set_cursor(tx, account.id, CURSOR, mails[-1].cursor)

    async def _tell(self, account: AccountView, trouble: mailbox.Trouble | None) -> None:
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            if trouble is None:
                await channels.mend(tx, account.id)
            elif trouble.refused:
                await channels.mark_broken(tx, account.id, trouble.code)
