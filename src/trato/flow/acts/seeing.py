"""Telling contacts that we have read what they wrote: by the worker, once for each conversation's newest message."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import msgspec
from msgspec import Struct

from trato.kit.db import Database
from trato.kit.events import SYSTEM, Origin, Recorded
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts, HttpAnswer, HttpRequest, TransportFailure
from trato.rooms.conversations import api as conversations

SETTING = "send.read_marks"  # of a unit; an account's own setting `read_marks` comes before it
MOST = 50


async def telling_accounts(tx: Tx, book: channels.AccountBook) -> list[UUID]:
    """Return the channel accounts that tell contacts of reading: where the channel can, and nobody said no."""
    able = [
        one
        for one in (await book.of_workspace(tx)).values()
        if book.adapter(one.row.channel).capabilities(one.view, ConversationFacts(), tx.now).read_marks
    ]
    said = await access.settings_in(tx, {one.row.unit_id for one in able}, SETTING) if able else {}
    return [
        one.id
        for one in able
        if one.view.settings.get("read_marks", said[one.row.unit_id].value if one.row.unit_id in said else True)
        is not False
    ]


class Read(Struct, frozen=True):
    """What the desk's fact says of a reading."""

    message_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoteReads:
    """Follows `console.case_read`: what was read is told by the worker, after the reader's own request is long done."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({"console.case_read"})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Keep what is to be told of these readings; a replay tells nobody anything."""
        live = [msgspec.json.decode(fact.body, type=Read) for fact in facts if fact.origin is Origin.LIVE]
        read = [one.message_id for one in live if one.message_id is not None]
        if read:
            await conversations.note_seen(tx, read, await telling_accounts(tx, self.book))


@dataclass(slots=True)
class Seer:
    """Tells what was read, workspace by workspace."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier

    async def look(self) -> list[UUID]:
        """Return the workspaces in which contacts wait to be told."""
        async with self.db.at_door() as door:
            now = await self.db.clock(door)
            return await conversations.waiting_for_seen(door, now)

    async def work(self, workspace: UUID) -> int:
        """Tell some of what was read; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            telling = set(await telling_accounts(tx, self.book))
            wanted = await conversations.claim_seen(tx, MOST)
            accounts = await self.book.of_workspace(tx, [one.account_id for one in wanted])
        calls = {
            one.conversation_id: self.book.adapter(accounts[one.account_id].row.channel).read_mark(
                one.provider_id, accounts[one.account_id].view, (one.address,)
            )
            for one in wanted
            if one.account_id in telling
        }
        answers = dict(zip(calls, await asyncio.gather(*(self._tell(call) for call in calls.values())), strict=True))
        async with self.db.transaction(workspace, SYSTEM) as tx:
            for one in wanted:
                error, final = answers.get(one.conversation_id, ("switched_off", True))
                if error and not final:
                    await conversations.retry_seen(tx, one, error)
                else:
                    await conversations.end_seen(tx, one, error)
        return len(wanted)

    async def _tell(self, call: HttpRequest | None) -> tuple[str, bool]:
        """Return what went wrong ("" when nothing did), and whether it is final."""
        if call is None:
            return "cannot", True
        got: HttpAnswer | TransportFailure = await self.carrier.call(call)
        if isinstance(got, TransportFailure):
            return got.error, False
        if got.status < 300:
            return "", True
        return f"http_{got.status}", got.status < 500 and got.status != 429
