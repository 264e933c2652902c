"""The journey of a message outwards, once it is written and cleared (`flow/clearing.py`): sent, and what becomes of it.

`send` claims what is cleared, in order within each conversation, asks the standing orders once more, lets go of the
transaction, calls the provider, and writes back behind a fence. A provider that may or may not have taken a message
leaves it *uncertain*: flagged, and never sent again by the machine.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog

from trato.flow import clearing
from trato.flow.acts import answering, holding, stopping
from trato.kit.db import Database
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.mutants import is_on
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    OTHER_APP,
    Accepted,
    AccountView,
    Capabilities,
    ChannelAdapter,
    ConversationFacts,
    HttpRequest,
    NotAccepted,
    OutboundMessage,
    Rejected,
    RejectReason,
    SendOutcome,
    Surface,
    Unknown,
    shaped,
)
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import (
    Claimed,
    DeliveryState,
    HoldCause,
    Purpose,
    SendResult,
    ThreadHolder,
)

LEASE = 30.0  # seconds
LATEST_START = 15.0  # seconds after the claim; a call may take twelve
PATIENCE = 0.5  # seconds after which those that are done do not wait for the slow
MOST = 100  # messages in hand at once
log = structlog.get_logger()
AUTOMATIC = frozenset({Purpose.AUTO, Purpose.WINDOW_FALLBACK, Purpose.SURVEY, Purpose.BOT, Purpose.CAMPAIGN})


@dataclass(slots=True)
class Sender:
    """Sends what is cleared, for every workspace, with a valve for each account."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier
    valves: dict[UUID, channels.Valve] = field(default_factory=dict)
    turns: dict[tuple[UUID, Surface], channels.Turns] = field(default_factory=dict)
    _slow: set[asyncio.Task[None]] = field(default_factory=set)
    _spent: dict[UUID, int] = field(default_factory=dict)  # by account: units of a day's quota, not yet written down

    async def send(self, workspace: UUID) -> int:
        """Claim, send and write back one round for a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            accounts = await self.book.of_workspace(tx)
            claimed = await conversations.claim(tx, MOST, self._resting(tx, accounts), LEASE)
            claimed = await self._recheck(tx, accounts, claimed)
        failpoint("outbox.after_claim")
        if not claimed:
            return 0
        began = time.monotonic()
        sending = {
            asyncio.create_task(self._send_one(tx, accounts[one.account_id], one, began)): one for one in claimed
        }
        done, slow = await asyncio.wait(sending, timeout=PATIENCE)
        if slow:
            self._finish_later(workspace, {task: sending[task] for task in slow})
        if done:
            await self._settle(workspace, [(one, task.result()) for task, one in sending.items() if task in done])
        return len(claimed)

    def _finish_later(self, workspace: UUID, slow: dict[asyncio.Task[SendOutcome], Claimed]) -> None:
        """Write back what takes long when it ends: one slow account makes no other wait."""
        task = asyncio.create_task(self._finish(workspace, slow), name=f"send-slow-{workspace}")
        self._slow.add(task)
        task.add_done_callback(self._finished)

    async def _finish(self, workspace: UUID, slow: dict[asyncio.Task[SendOutcome], Claimed]) -> None:
        while slow:
            done, _ = await asyncio.wait(slow, return_when=asyncio.FIRST_COMPLETED)
            await self._settle(workspace, [(slow.pop(task), task.result()) for task in done])

    async def _settle(self, workspace: UUID, sent: list[tuple[Claimed, SendOutcome]]) -> None:
        """Write back; while the database is away, try again: what is known must not become a doubt."""
        end = time.monotonic() + LATEST_START
        while True:
            try:
                return await self._write_back(workspace, sent)
            except Unavailable:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.2)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._slow.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:  # their leases will run out
            log.error("send.not_written_back", task=task.get_name(), error=f"{type(error).__name__}: {error}")

    async def _recheck(self, tx: Tx, accounts: dict[UUID, channels.Account], claimed: list[Claimed]) -> list[Claimed]:
        """Read the standing orders once more: an opt-out or a freeze of a second ago stops what was cleared before."""
        facts = [
            clearing.claimed_facts(accounts[one.account_id], self._capabilities(tx, accounts[one.account_id], one), one)
            for one in claimed
        ]
        stopped = await clearing.recheck(tx, facts)
        if stopped:
            await conversations.take_back(tx, stopped)
        gone = {ruling.message_id for ruling in stopped}
        return [one for one in claimed if one.message_id not in gone]

    def _capabilities(self, tx: Tx, account: channels.Account, one: Claimed) -> Capabilities:
        return self.book.adapter(account.row.channel).capabilities(account.view, one.facts, tx.now)

    def _resting(self, tx: Tx, accounts: dict[UUID, channels.Account]) -> list[UUID]:
        return [
            account.id
            for account in accounts.values()
            if account.row.state != "active"
            or (account.row.paused_until and account.row.paused_until > tx.now)
            or account.shut_until > time.monotonic()
            or (account.id in self.valves and self.valves[account.id].is_shut)
        ]

    async def _send_one(self, tx: Tx, account: channels.Account, one: Claimed, began: float) -> SendOutcome:
        adapter = self.book.adapter(account.row.channel)
        caps = self._capabilities(tx, account, one)
        turns = self.turns.setdefault((account.id, one.surface), channels.Turns(caps.allowances))
        if wait := turns.take():
            return NotAccepted("own_limit", retry_after=wait)
        valve = self.valves.get(account.id)
        if valve is None:
            valve = self.valves[account.id] = channels.Valve.of(caps.per_second, account.breaker, account.shut_until)
        await valve.pass_one()
        if time.monotonic() - began > LATEST_START:  # the lease could run out with the call on its way
            return NotAccepted("too_many_at_once")
        if not valve.admits():  # another message is the probe, or the one before this failed
            return NotAccepted("breaker_open")
        outcome = await self._carry(adapter, account.view, caps, one)
        valve.learn(outcome)
        return outcome

    async def _carry(
        self, adapter: ChannelAdapter, account: AccountView, caps: Capabilities, one: Claimed
    ) -> SendOutcome:
        message = OutboundMessage(
            key=one.message_id, to=one.to, parts=shaped(one.parts, caps), template=one.template,
            reply_to=one.reply_to, mail=one.mail,
            thread_key=conversations.channel_thread(one.thread_key), case_number=one.case_number,
            automatic=one.purpose in AUTOMATIC, sender_name=one.alias,
            private_reply=one.private_reply, surface=one.surface, answers=one.answers,
        )  # fmt: skip
        try:
            requests = adapter.render(message, account, caps)
        except ValueError as error:
            return Rejected(RejectReason.PERMANENT, "cannot_render", str(error))
        if units := sum(call.units for call in requests if isinstance(call, HttpRequest)):
            self._spent[account.id] = self._spent.get(account.id, 0) + units
        outcome = await self.carrier.carry(one.message_id, requests, account, adapter, caps.spacing)
        if one.voiced and isinstance(outcome, Rejected) and outcome.reason is RejectReason.AUTH:
            # what it may not do elsewhere says nothing of how its account stands
            return Rejected(RejectReason.PERMANENT, "not_elsewhere", outcome.text)
        return outcome

    async def _write_back(self, workspace: UUID, sent: list[tuple[Claimed, SendOutcome]]) -> None:
        failpoint("outbox.before_commit")
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await channels.take_lane(tx, wait=True)  # a receipt that is being parked just now must be met
            accounts = await self.book.of_workspace(tx)
            results = [self._result(tx, accounts[one.account_id], one, outcome) for one, outcome in sent]
            answered = await conversations.write_back(tx, results)
            accounts_of = {one.message_id: one.account_id for one, _ in sent}
            taken = [(r.provider_id, accounts_of[r.message_id]) for r in results if r.provider_id]
            moved = await conversations.apply(tx, [], taken)
            moved |= await conversations.end_doubts(tx, _in_doubt(results))
            await answering.listen(tx, [*answered, *(await conversations.answered(tx, moved) if moved else [])])
            for account_id in {one.account_id for one, _ in sent} & self.valves.keys():
                known = accounts[account_id].breaker is not None
                await channels.tell_breaker(tx, account_id, self.valves[account_id], known=known)
            for account_id in {one.account_id for one, _ in sent} & self._spent.keys():
                adapter = self.book.adapter(accounts[account_id].row.channel)
                await channels.note_spent(tx, account_id, adapter, self._spent.pop(account_id))
            await self._learn_holders(tx, sent)
            for one, outcome in sent:
                await _tell_account(tx, one.account_id, outcome)
                if isinstance(outcome, Rejected) and outcome.reason is RejectReason.OPT_OUT:
                    account = accounts[one.account_id]
                    reach = self._capabilities(tx, account, one).opt_out
                    await stopping.learn(tx, account.row.controller_id, one, reach)
        failpoint("outbox.after_commit")

    async def _learn_holders(self, tx: Tx, sent: Sequence[tuple[Claimed, SendOutcome]]) -> None:
        """Learn from refusals that another application holds a conversation of which nobody told us."""
        gone = [one.conversation_id for one, outcome in sent if isinstance(outcome, Rejected) and is_others(outcome)]
        if gone:
            other = ThreadHolder.OTHER_APP
            known = frozenset({other})
            changed = await conversations.hold_threads(tx, gone, other, HoldCause.REFUSED, unless=known)
            await holding.follow(tx, self.book, changed, passed=False)

    def _result(self, tx: Tx, account: channels.Account, one: Claimed, outcome: SendOutcome) -> SendResult:
        caps = self._capabilities(tx, account, one)
        state = conversations.next_state(outcome, idempotent=caps.idempotent_send)
        retry = conversations.back_off(one.attempt, random.random())
        match outcome:
            case Accepted():
                return SendResult(one.message_id, one.attempt, state, outcome.provider_id)
            case Rejected():
                reason = outcome.code if outcome.reason is RejectReason.PERMANENT else outcome.reason.value
                return SendResult(one.message_id, one.attempt, state, reason=reason)
            case NotAccepted():
                wait = max(retry, outcome.retry_after or timedelta(0))
                return SendResult(one.message_id, one.attempt, state, reason=outcome.code, wait=wait)
            case Unknown():
                return SendResult(one.message_id, one.attempt, state, reason=outcome.code, wait=retry)

    async def expire(self, workspace: UUID) -> int:
        """Deal with messages whose sender died with them in hand: sent again where that does no harm, else in doubt."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            accounts = await self.book.of_workspace(tx)
            if not await conversations.list_expired(tx):
                return 0
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await channels.take_lane(tx, wait=True)
            expired = await conversations.list_expired(tx)
            if not expired:  # another worker was here while this one waited for its turn
                return 0
            results = []
            for message_id, attempt, account_id in expired:
                account = accounts[account_id]
                caps = self.book.adapter(account.row.channel).capabilities(account.view, ConversationFacts(), tx.now)
                again = caps.idempotent_send or is_on("expired_requeued")
                state = conversations.next_state(Unknown("lease_expired"), idempotent=again)
                results.append(SendResult(message_id, attempt, state, reason="lease_expired"))
            await conversations.write_back(tx, results)
            moved = await conversations.end_doubts(tx, _in_doubt(results))
            await answering.listen(tx, await conversations.answered(tx, moved) if moved else [])
        return len(expired)


def is_others(outcome: Rejected) -> bool:
    """Say whether a provider refused because another application answers in the conversation."""
    return outcome.code == OTHER_APP


def _in_doubt(results: Sequence[SendResult]) -> list[UUID]:
    return [result.message_id for result in results if result.state is DeliveryState.UNCERTAIN]


async def _tell_account(tx: Tx, account_id: UUID, outcome: SendOutcome) -> None:
    match outcome:
        case Rejected(reason=RejectReason.AUTH, code=code):
            await channels.mark_broken(tx, account_id, code)
        case NotAccepted(pauses_account=True, retry_after=wait, code=code):
            await channels.pause(tx, account_id, tx.now + (wait or timedelta(seconds=30)), code)
        case _:
            pass
