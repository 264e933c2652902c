"""Hiding, showing, deleting and liking what was said in public (S133): asked by people, carried by the worker.

The channel says what it can do with what others said and with what we said; nothing here names one. A deed is written
first and called later, outside of any transaction, like an answer; unlike an answer it is idempotent, so a silence of
the provider is no doubt: it is asked again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.db import Database
from trato.kit.errors import Conflict
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    Accepted,
    ConversationFacts,
    Moderating,
    Moderation,
    NotAccepted,
    Rejected,
    RejectReason,
    SendOutcome,
    Unknown,
)
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import ClaimedModeration, ModerationResult, Standing

LEASE = 30.0  # seconds; a call may take twelve
MOST = 20  # deeds in hand at once
ATTEMPTS = 8  # a minute or two of silence, after which people are told instead of waiting on


class CannotModerate(Conflict):
    """The channel does not do this with what was said there; `act` says what was asked."""

    code = "cannot_moderate"


@dataclass(frozen=True, slots=True)
class NewModeration:
    """A deed on something said in public. `id` was minted by the browser: the key for ever."""

    id: UUID
    message_id: UUID
    act: Moderation


async def moderate(tx: Tx, book: channels.AccountBook, new: NewModeration) -> None:
    """Ask for a deed; a deletion rests as long as an answer does, for nothing brings it back.

    Raises CannotModerate, NothingToModerate, MessageNotFound and KeyReused.
    """
    account = await _able(tx, book, new.message_id, new.act)
    rests = 0
    if new.act is Moderation.DELETE:
        unit = account.row.unit_id
        said = (await access.settings_in(tx, {unit}, conversations.UNDO_SETTING)).get(unit)
        rests = conversations.undo_seconds(said.value if said else None)
    await conversations.moderate(tx, new.id, new.message_id, new.act, rests)


async def undo(tx: Tx, book: channels.AccountBook, id: UUID, undo_id: UUID) -> UUID:
    """Take a deed back; returns the message. Raises AlreadyLeft, CannotUndoModeration, and what `moderate` raises."""
    message_id, other_way = await conversations.undo_moderation(tx, id, undo_id)
    if other_way is not None:
        await _able(tx, book, message_id, other_way)
        await conversations.moderate(tx, undo_id, message_id, other_way, undoes=id)
    return message_id


async def _able(tx: Tx, book: channels.AccountBook, message_id: UUID, act: Moderation) -> channels.Account:
    """Return the account on which a deed is possible. Raises CannotModerate."""
    standing: Standing = await conversations.standing_in_public(tx, message_id)
    account = (await book.of_workspace(tx, [standing.account_id]))[standing.account_id]
    adapter = book.adapter(account.row.channel)
    facts = ConversationFacts(surface=standing.surface)
    caps = adapter.capabilities(account.view, facts, tx.now)
    if act not in (caps.own_moderation if standing.own else caps.moderation):
        raise CannotModerate(act=act.value, channel=account.row.channel)
    return account


@dataclass(slots=True)
class Moderator:
    """Carries what was asked, workspace by workspace. `valves` are shared with who sends: one account, one pace."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier
    valves: dict[UUID, channels.Valve] = field(default_factory=dict)
    _spent: dict[UUID, int] = field(default_factory=dict)  # by account: units of a day's quota, not yet written down

    async def look(self) -> list[UUID]:
        """Return the workspaces in which something is asked."""
        async with self.db.at_door() as door:
            return await conversations.waiting_for_moderation(door)

    async def work(self, workspace: UUID) -> int:
        """Carry a few deeds of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            accounts = await self.book.of_workspace(tx)
            resting = [
                one.id
                for one in accounts.values()
                if one.row.state != "active" or (one.row.paused_until and one.row.paused_until > tx.now)
            ]
            claimed = await conversations.claim_moderations(tx, MOST, resting, LEASE)
        if not claimed:
            return 0
        outcomes = await asyncio.gather(*(self._carry(accounts[one.account_id], one) for one in claimed))
        await self._write_back(workspace, list(zip(claimed, outcomes, strict=True)))
        return len(claimed)

    async def _carry(self, account: channels.Account, one: ClaimedModeration) -> SendOutcome:
        adapter = self.book.adapter(account.row.channel)
        if not isinstance(adapter, Moderating):
            return Rejected(RejectReason.PERMANENT, "cannot_moderate")
        try:
            call = adapter.moderate(one.order, account.view)
        except ValueError as error:
            return Rejected(RejectReason.PERMANENT, "cannot_moderate", str(error))
        valve = self.valves.get(account.id)
        if valve is not None:
            await valve.pass_one()
        if call.units:
            self._spent[account.id] = self._spent.get(account.id, 0) + call.units
        return adapter.moderated(one.order, await self.carrier.call(call))

    async def _write_back(self, workspace: UUID, done: Sequence[tuple[ClaimedModeration, SendOutcome]]) -> None:
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            await conversations.write_back_moderations(tx, [_result(one, outcome) for one, outcome in done])
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


def _result(one: ClaimedModeration, outcome: SendOutcome) -> ModerationResult:
    wait = conversations.back_off(one.attempt, random.random())
    match outcome:
        case Accepted():
            return ModerationResult(one.id, one.attempt, "done")
        case Rejected():
            reason = outcome.code if outcome.reason is RejectReason.PERMANENT else outcome.reason.value
            return ModerationResult(one.id, one.attempt, "failed", reason)
        case NotAccepted() | Unknown() if one.attempt % ATTEMPTS == 0:
            return ModerationResult(one.id, one.attempt, "failed", "unreachable")
        case NotAccepted():
            return ModerationResult(one.id, one.attempt, "queued", outcome.code, max(wait, outcome.retry_after or wait))
        case Unknown():
            return ModerationResult(one.id, one.attempt, "queued", outcome.code, wait)
