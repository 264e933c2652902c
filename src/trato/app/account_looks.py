"""Looking at channel accounts with their providers, from time to time and by itself: what is wrong is known early.

A look holds no transaction while it calls out. A good one takes a broken account into service again; the end of its
token that it finds is what the warnings of 14, 7 and 1 days are counted from.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.app.channel_accounts.reading import connection_of
from trato.app.channel_accounts.showing import hook_of
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels


@dataclass(frozen=True, slots=True)
class AccountLooks:
    """The worker's looks at accounts, a few of a workspace at a time, one after the other."""

    house: House
    examiner: channels.Examiner

    async def work(self, workspace: UUID) -> int:
        """Look at the accounts that are due; return how many."""
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            due = await channels.claim_looks(tx)
            if not due:
                return 0
            self.house.book.forget(workspace)
            accounts = await self.house.book.of_workspace(tx)
        for account in (accounts[id] for id in due if id in accounts):
            connection = connection_of(account.row.channel)
            examined = await self.examiner.examine(connection, account.view, hook_of(self.house, account))
            async with self.house.db.transaction(workspace, SYSTEM) as tx:
                await channels.keep_examined(tx, account.id, examined)
                if examined.is_good and account.row.state == "broken":
                    await channels.mend(tx, account.id)
        return len(due)
