"""The house behind the visitor's door: who they are, what they may see, and what rings for them."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote
from uuid import UUID

import msgspec
from msgspec.structs import replace

from trato.app import chat_view
from trato.app.chat_post import ChatPostbox
from trato.app.feed import Feed
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM, Recorded
from trato.kit.tx import Tx
from trato.rooms.cases.events import CaseAssigned
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.webchat.adapter import WebChat, topic_of
from trato.rooms.channels.adapters.webchat.settings import settings_of
from trato.rooms.channels.adapters.webchat.shapes import Envelope
from trato.rooms.channels.model import AccountView, ChannelAccountId
from trato.rooms.channels.webchat.model import (
    AgentTyping,
    Changed,
    ChatView,
    Face,
    Ports,
    Ring,
    Visitor,
    VisitorTyping,
)
from trato.rooms.console.store import chat as store
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.routing import api as routing

FIND_ACCOUNT = """
select id from channels.account where external_id = $1 and channel = $2 and state not in ('draft', 'retired')
order by id limit 2
"""
KEPT = 5.0  # seconds that the account of a key is remembered
WAIT_KEPT = 60.0  # seconds that the expected wait is
MOST_RINGS = 100
SOON = (0.15, 0.5, 1.5)  # seconds after a first message at which its own line looks for what became of it
FOLLOWED = ("conversations.", "console.case_read", CaseAssigned.kind)


class _About(msgspec.Struct, frozen=True):
    """What a fact says of whom it concerns."""

    conversation_id: UUID | None = None
    contact_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(eq=False, slots=True)
class _Listener:
    """One open widget: whose it is, and the rings that it has not heard yet."""

    account: AccountView
    visitor: Visitor
    rings: asyncio.Queue[Ring] = field(default_factory=lambda: asyncio.Queue(MOST_RINGS))
    contacts: set[UUID] = field(default_factory=set)
    conversations: set[UUID] = field(default_factory=set)
    cases: set[UUID] = field(default_factory=set)

    def ring(self, ring: Ring) -> None:
        """Ring, unless so many rings wait already that one more says nothing new."""
        if not self.rings.full():
            self.rings.put_nowait(ring)

    def follows(self, about: _About) -> bool:
        """Say whether a fact concerns this visitor, and learn by it which conversations and cases are theirs."""
        if about.contact_id in self.contacts and about.conversation_id is not None:
            self.conversations.add(about.conversation_id)
            if about.case_id is not None:
                self.cases.add(about.case_id)
            return True
        return about.conversation_id in self.conversations or about.case_id in self.cases

    def heard(self, topic: str) -> None:
        """Take a ring of the doorbell: that there is something to read, or that an agent types."""
        parts = topic.split("|")
        if len(parts) == 5 and parts[1] == "typing":
            self.ring(AgentTyping(unquote(parts[2]), Face(unquote(parts[3]), online=True), parts[4] == "1"))
        else:
            self.ring(Changed())


@dataclass(slots=True)
class Chat:
    """Answers the visitor's door. One for each web process."""

    house: House
    feed: Feed
    acceptor: channels.Acceptor
    postbox: ChatPostbox = field(init=False)
    _accounts: dict[str, tuple[float, UUID | None]] = field(default_factory=dict)
    _listeners: dict[UUID, set[_Listener]] = field(default_factory=lambda: defaultdict(set))
    _soon: set[asyncio.Task[None]] = field(default_factory=set)
    _waits: dict[UUID, tuple[float, int | None]] = field(default_factory=dict)
    _queues: routing.WaitBook = field(default_factory=routing.WaitBook)
    _read: tuple[list[Recorded], list[_About]] | None = None

    def __post_init__(self) -> None:
        self.postbox = ChatPostbox(self.house)

    def ports(self) -> Ports:
        """Return what the door asks of the house."""
        return Ports(
            find_account=self.find_account,
            accept=self.accept,
            read=self.read,
            bell=self.bell,
            signal=self.signal,
            postbox=self.postbox,
            blobs=self.house.blobs,
            clock=wall_clock,
        )

    async def find_account(self, key: str) -> AccountView | None:
        """Return the account of a widget's key; None when there is none, or more than one workspace claims it."""
        kept = self._accounts.get(key)
        if kept is None or kept[0] < time.monotonic():
            async with self.house.db.at_door() as door:
                rows = await door.fetch(FIND_ACCOUNT, key, WebChat.channel)
            if len(self._accounts) > 10_000:
                self._accounts.clear()
            kept = self._accounts[key] = (time.monotonic() + KEPT, rows[0]["id"] if len(rows) == 1 else None)
        return await self.house.book.at_door(self.house.db, kept[1]) if kept[1] else None

    async def accept(
        self, workspace: UUID, account: UUID, dedupe_key: bytes, raw: bytes, headers: dict[str, str], /
    ) -> None:
        """Put a delivery into the inbox and return after the commit."""
        await self.acceptor.accept(workspace, account, dedupe_key, raw, headers)
        strangers = [one for one in self._listeners.get(workspace, ()) if not one.contacts]
        if strangers:
            sender = msgspec.json.decode(raw, type=Envelope).sender
            for one in strangers:
                if one.visitor.id == sender.visitor:
                    self._look_soon(one)

    def _look_soon(self, listener: _Listener) -> None:
        task = asyncio.create_task(self._look(listener), name="chat-look")
        self._soon.add(task)
        task.add_done_callback(self._soon.discard)

    async def _look(self, listener: _Listener) -> None:
        """Ring somebody whom we did not know until they wrote: no fact can name them yet."""
        for wait in SOON:
            await asyncio.sleep(wait)
            await self._learn(listener)
            listener.ring(Changed())
            if listener.contacts:
                return

    async def read(self, account: AccountView, visitor: Visitor, before: str, limit: int) -> ChatView:
        """Return what a visitor may see."""
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            told = settings_of(account.settings).wait
            waits = self._queues if told else None
            view = await chat_view.chat_view(tx, self.house.book, account, visitor, before, limit, waits)
            if not view.service.open or not told:
                return view
            service = replace(view.service, wait_seconds=await self._wait(tx, account.id))
        return replace(view, service=service)

    async def _wait(self, tx: Tx, account: UUID) -> int | None:
        kept = self._waits.get(account)
        if kept is None or kept[0] < time.monotonic():
            kept = (time.monotonic() + WAIT_KEPT, await chat_view.expected_wait(tx, account))
            self._waits[account] = kept
        return kept[1]

    @asynccontextmanager
    async def bell(self, account: AccountView, visitor: Visitor) -> AsyncIterator[AsyncIterator[Ring]]:
        """Listen to what concerns a visitor, while the context is open."""
        listener = _Listener(account, visitor)
        workspace = account.workspace_id
        async with AsyncExitStack() as stack:
            for address in visitor.addresses(account.id):
                await stack.enter_async_context(self.feed.hear(topic_of(account, address), listener.heard))
            self._listeners[workspace].add(listener)
            stack.callback(self._listeners[workspace].discard, listener)
            await stack.enter_async_context(self.feed.watch(workspace, self._watch(listener)))
            await self._learn(listener)
            yield _rings(listener)

    def _watch(self, listener: _Listener) -> Callable[[list[Recorded]], None]:
        """Return what lets facts of the workspace ring a listener. A batch is read once, whoever watches."""

        def watch(facts: list[Recorded]) -> None:
            if self._read is None or self._read[0] is not facts:
                self._read = (facts, _concerned(facts))
            for one in self._read[1]:
                if listener.follows(one):
                    listener.ring(Changed())
                    return

        return watch

    async def _learn(self, listener: _Listener) -> None:
        async with self.house.db.transaction(listener.account.workspace_id, SYSTEM) as tx:
            found = await chat_view.conversations_of(tx, self.house.book, listener.account, listener.visitor)
        listener.contacts, listener.conversations, listener.cases = found

    async def signal(self, account: AccountView, visitor: Visitor, typing: VisitorTyping) -> None:
        """Tell agents that a visitor types."""
        async with self.house.db.transaction(account.workspace_id, SYSTEM) as tx:
            _, threads, _ = await chat_view.conversations_of(tx, self.house.book, account, visitor)
        for conversation in threads:
            self.house.db.bell.ring(
                f"desk:{account.workspace_id.hex}|contact|{conversation}|{int(typing.on)}", account.workspace_id
            )


async def tell_visitor(house: House, workspace: UUID, conversation: UUID, name: str, on: bool) -> None:
    """Ring the widgets behind a conversation: an agent types, or stopped."""
    async with house.db.transaction(workspace, SYSTEM) as tx:
        rows = await store.list_addresses(tx, conversation)
        accounts = await house.book.of_workspace(tx)
    for row in rows:
        account = accounts.get(row["account_id"])
        if account is None or account.row.channel != WebChat.channel:
            continue
        address = Address(IdentityKind(row["kind"]), row["address"], row["scope"])
        view = AccountView(ChannelAccountId(account.id), workspace, account.row.channel, account.row.external_id)
        thread = row["thread_key"].partition(":")[2]
        topic = f"{topic_of(view, address)}|typing|{quote(thread, safe='')}|{quote(name, safe='')}|{int(on)}"
        house.db.bell.ring(topic, workspace)


def _concerned(facts: list[Recorded]) -> list[_About]:
    """Return whom facts are about."""
    return [
        replace(msgspec.json.decode(one.body, type=_About), case_id=one.case_id)
        for one in facts
        if one.kind.startswith(FOLLOWED)
    ]


async def _rings(listener: _Listener) -> AsyncIterator[Ring]:
    while True:
        yield await listener.rings.get()
