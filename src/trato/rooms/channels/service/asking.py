"""Asking providers for what their deliveries left open, without a transaction: names of people, what was said where."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.channels.model import Asking, ChannelAdapter, Learned, NotTold, Question, QuestionKind
from trato.rooms.channels.service.accepting import Acceptor
from trato.rooms.channels.service.accounts import Account, AccountBook
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.store import questions as store
from trato.rooms.contacts import api as contacts

LEASE = timedelta(minutes=2)
MOST = 10  # of one workspace at once
ATTEMPTS = 4
FIRST_WAIT = timedelta(seconds=20)


async def note_questions(tx: Tx, rows: Sequence[tuple[UUID, Question, UUID | None]]) -> None:
    """Keep what deliveries left open, to be asked once: (account, question, the contact whose name it is)."""
    if rows:
        told = {(account, one.kind.value, one.subject): contact for account, one, contact in rows}
        await store.add(tx, [(*key, contact) for key, contact in told.items()])


@dataclass(slots=True)
class Asker:
    """Asks for every workspace, whoever else does."""

    db: Database
    book: AccountBook
    carrier: Carrier
    acceptor: Acceptor

    async def look(self) -> list[UUID]:
        """Return the workspaces that have something to ask."""
        async with self.db.at_door() as door:
            now = self.db.bend(await door.fetchval("select clock_timestamp()"))
            return await store.waiting_workspaces(door, now)

    async def work(self, workspace: UUID) -> int:
        """Ask a few questions of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            asked = await store.claim(tx, LEASE, MOST)
            accounts = await self.book.of_workspace(tx, {one.account_id for one in asked}) if asked else {}
        told = await asyncio.gather(*(self._ask(accounts.get(one.account_id), one) for one in asked))
        for one, answer in zip(asked, told, strict=True):
            await self._keep(workspace, accounts.get(one.account_id), one, answer)
        return len(asked)

    async def _ask(self, account: Account | None, one: store.Asked) -> Learned | NotTold:
        adapter = self.book.adapter(account.row.channel) if account is not None else None
        if account is None or account.row.state == "retired" or not isinstance(adapter, Asking):
            return NotTold("nobody_to_ask", final=True)
        question = _question(one)
        return adapter.answered(question, await self.carrier.call(adapter.ask(question, account.view)), account.view)

    async def _keep(
        self, workspace: UUID, account: Account | None, one: store.Asked, answer: Learned | NotTold
    ) -> None:
        """Let an answer take effect: what is to be read is durable before the question is forgotten."""
        given_up = isinstance(answer, NotTold) and (answer.final or one.attempts >= ATTEMPTS)
        delivery = answer.delivery if isinstance(answer, Learned) else b""
        if isinstance(answer, NotTold) and given_up and account is not None:
            delivery = _for_people(self.book.adapter(account.row.channel), account, one, answer.code)
        if delivery:
            key = hashlib.sha256(delivery).digest()
            await self.acceptor.accept(workspace, one.account_id, key, delivery, {})
        async with self.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            if isinstance(answer, Learned) and one.contact_id is not None and account is not None:
                await _learn(tx, one.contact_id, account.row.channel, answer)
            if isinstance(answer, Learned) or given_up:
                await store.forget(tx, one)
            else:
                await store.put_off(tx, one, tx.now + (answer.wait or FIRST_WAIT * 2.0**one.attempts))


async def _learn(tx: Tx, contact_id: UUID, channel: str, told: Learned) -> None:
    """Keep what a provider told of a contact: what they are called, and how many hear them."""
    if told.name:
        await contacts.learn_name(tx, contact_id, told.name)
    if told.reach is not None:
        await contacts.note_reach(
            tx, [contacts.ToldReach(contact_id, channel, told.reach.followers, told.reach.verified)]
        )


def _for_people(adapter: ChannelAdapter, account: Account, one: store.Asked, code: str) -> bytes:
    return adapter.unanswered(_question(one), account.view, code) if isinstance(adapter, Asking) else b""


def _question(one: store.Asked) -> Question:
    return Question(QuestionKind(one.kind), one.subject)
