"""A small house behind the visitor's door, in memory: it takes what the real one takes and shows what it would show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from trato.kit.blobs import Blobs
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.webchat.adapter import WebChat
from trato.rooms.channels.model import (
    AccountView,
    ChannelAccountId,
    Delivery,
    InboundEvent,
    InboundKind,
    Part,
    Text,
)
from trato.rooms.channels.webchat.model import (
    AgentTyping,
    Allowance,
    Allowances,
    Changed,
    ChatConversation,
    ChatMessage,
    ChatView,
    Face,
    Ports,
    PostAsk,
    Ring,
    Service,
    Side,
    Visitor,
    VisitorTyping,
)

WORKSPACE = UUID("019f0000-0000-7000-8000-000000000001")
ACCOUNT = ChannelAccountId(UUID("019f0000-0000-7000-8000-000000000002"))
SITE = "https://pirca.pe"
NOON = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
OPEN = Service(open=True, wait_seconds=180, until=NOON + timedelta(hours=8), zone="America/Lima")
RANKS = {"sent": 0, "delivered": 1, "read": 2}
GENEROUS = Allowances(
    sessions=Allowance(1_000, 100),
    deliveries=Allowance(1_000, 100),
    deliveries_by_address=Allowance(1_000, 100),
    uploads=Allowance(1_000, 100),
    reads=Allowance(1_000, 100),
    sockets=Allowance(1_000, 100),
)


def an_account(*origins: str, **secrets: str) -> AccountView:
    return AccountView(
        id=ACCOUNT,
        workspace_id=WORKSPACE,
        channel="webchat",
        external_id="pirca",
        settings={
            "origins": list(origins or (SITE,)),
            "brand": "Pirca",
            "locale": "es",
            "assistant": "Asistente",
            "attributes": [{"key": "plan"}, {"key": "vip", "purpose": "profiling"}, {"key": "pagina"}],
            "activities": [{"key": "cart_abandoned", "purpose": "marketing"}],
        },
        secrets={"visitor_secret": "a" * 32, "identity_secret": "b" * 32} | secrets,
    )


@dataclass
class House:
    """Deliveries by dedupe key, and per visitor the messages that came of them."""

    folder: Path
    account: AccountView = field(default_factory=an_account)
    now: datetime | None = NOON
    service: Service = OPEN
    queue: Service | None = None
    allowances: Allowances = GENEROUS
    stored: dict[bytes, bytes] = field(default_factory=dict)
    events: list[InboundEvent] = field(default_factory=list)
    chats: dict[str, dict[str, ChatMessage]] = field(default_factory=dict)
    signals: list[VisitorTyping] = field(default_factory=list)
    mailbox: bool = True
    asked: list[tuple[str, PostAsk]] = field(default_factory=list)
    links: dict[UUID, str] = field(default_factory=dict)
    listeners: list[tuple[str, asyncio.Queue[Ring]]] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now or wall_clock()

    def ports(self) -> Ports:
        return Ports(
            find_account=self.find_account,
            accept=self.accept,
            read=self.read,
            bell=self.bell,
            signal=self.signal,
            postbox=self,
            blobs=Blobs(self.folder),
            clock=self.clock,
            allowances=self.allowances,
        )

    async def find_account(self, key: str) -> AccountView | None:
        return self.account if key == self.account.external_id else None

    async def accept(self, workspace: UUID, account: UUID, key: bytes, raw: bytes, headers: dict[str, str], /) -> None:
        if key in self.stored:
            return
        self.stored[key] = raw
        for event in WebChat().parse(Delivery(raw, headers, self.clock()), self.account):
            self._apply(event)

    def _apply(self, event: InboundEvent) -> None:
        if any(one.dedupe_key == event.dedupe_key for one in self.events):
            return
        self.events.append(event)
        owner = event.author[0].value
        chat = self.chats.setdefault(owner, {})
        if event.kind is InboundKind.MESSAGE:
            chat[event.provider_id] = ChatMessage(
                event.provider_id, event.thread_key, Side.VISITOR, event.occurred_at, event.parts
            )
        if event.receipt is not None and event.receipt.target in chat:
            self._climb(chat, event.receipt.target, event.receipt.status)
        self.ring(owner)

    def _climb(self, chat: dict[str, ChatMessage], target: str, status: str) -> None:
        one = chat[target]
        if RANKS[status] > RANKS[one.status]:
            chat[target] = ChatMessage(one.id, one.thread, one.side, one.at, one.parts, one.by, status)

    def say(self, owner: str, *parts: Part | str, by: str = "Camila", side: Side = Side.AGENT) -> str:
        """Have an agent, a bot or the system write to the visitor; return the message's id."""
        name = str(uuid7())
        said = tuple(Text(one) if isinstance(one, str) else one for one in parts)
        face = Face(by, online=True) if by else None
        self.chats.setdefault(owner, {})[name] = ChatMessage(name, "", side, self.clock(), said, face)
        self.ring(owner)
        return name

    def seen(self, owner: str) -> None:
        """Have an agent read what the visitor wrote."""
        chat = self.chats[owner]
        for name in [one.id for one in chat.values() if one.side is Side.VISITOR]:
            self._climb(chat, name, "read")
        self.ring(owner)

    def typing(self, owner: str, on: bool) -> None:
        self.ring(owner, AgentTyping("", Face("Camila", online=True), on))

    def ring(self, owner: str, ring: Ring | None = None) -> None:
        for name, queue in self.listeners:
            if name == owner:
                queue.put_nowait(ring or Changed())

    async def read(self, account: AccountView, visitor: Visitor, before: str, limit: int) -> ChatView:
        chat = self.chats.get(visitor.sub or visitor.id, {})
        ordered = sorted(chat.values(), key=lambda one: (one.at, one.id))
        if before in chat:
            ordered = ordered[: ordered.index(chat[before])]
        conversations: tuple[ChatConversation, ...] = ()
        if chat:
            last = max(chat.values(), key=lambda one: one.at)
            unread = sum(one.side is not Side.VISITOR and one.status != "read" for one in chat.values())
            text = next((part.text for part in last.parts if isinstance(part, Text)), "")
            conversations = (
                ChatConversation("", last.at, preview=text[:80], unread=unread, by=last.by, queue=self.queue),
            )
        return ChatView(conversations, tuple(ordered[-limit:]), len(ordered) > limit, self.service)

    @asynccontextmanager
    async def bell(self, account: AccountView, visitor: Visitor) -> AsyncIterator[AsyncIterator[Ring]]:
        queue: asyncio.Queue[Ring] = asyncio.Queue()
        entry = (visitor.sub or visitor.id, queue)
        self.listeners.append(entry)
        try:
            yield _drain(queue)
        finally:
            self.listeners.remove(entry)

    async def signal(self, account: AccountView, visitor: Visitor, typing: VisitorTyping) -> None:
        self.signals.append(typing)

    async def serves(self, account: AccountView) -> bool:
        return self.mailbox

    async def ask(self, account: AccountView, visitor: Visitor, ask: PostAsk) -> None:
        self.asked.append((visitor.id, ask))

    async def open(self, account: AccountView, post_id: UUID) -> str:
        return self.links.pop(post_id, "")


async def _drain(queue: asyncio.Queue[Ring]) -> AsyncIterator[Ring]:
    while True:
        yield await queue.get()
