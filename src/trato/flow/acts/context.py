"""Asking a channel for the posts below which people write, where their deliveries do not tell."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import HttpAnswer, PublicPost, Reposting
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import WantedPost

MOST = 10


@dataclass(slots=True)
class PostFetcher:
    """Brings posts home, workspace by workspace."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier

    async def look(self) -> list[UUID]:
        """Return the workspaces that wait for posts."""
        async with self.db.at_door() as door:
            now = await self.db.clock(door)
            return await conversations.waiting_for_posts(door, now)

    async def work(self, workspace: UUID) -> int:
        """Ask for a few posts of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            wanted = await conversations.claim_posts(tx, MOST)
            accounts = await self.book.of_workspace(tx, [one.account_id for one in wanted])
        if not wanted:
            return 0
        told = await asyncio.gather(*(self._ask(accounts[one.account_id], one) for one in wanted))
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            for one, (post, error, final) in zip(wanted, told, strict=True):
                if post is not None:
                    await conversations.keep_post(tx, one, post)
                else:
                    await conversations.miss_post(tx, one, error, final=final)
        return len(wanted)

    async def _ask(self, account: channels.Account, one: WantedPost) -> tuple[PublicPost | None, str, bool]:
        """Return the post, or why there is none and whether there never will be."""
        adapter = self.book.adapter(account.row.channel)
        if not isinstance(adapter, Reposting):
            return None, "cannot", True
        got = await self.carrier.call(adapter.post(one.ref, account.view))
        if not isinstance(got, HttpAnswer):
            return None, got.error, False
        post = adapter.posted(got)
        return post, f"http_{got.status}", 400 <= got.status < 500 and got.status not in (408, 429)
