"""Words of the visitor's door, and what it asks of the house behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from trato.kit.blobs import Blobs
from trato.rooms.channels.model import AccountView, ChannelAccountId, Part
from trato.rooms.contacts.model import Address, IdentityKind


class Visitor(Struct, frozen=True, omit_defaults=True):
    """Who speaks: a browser (`id`), and the person behind it when the brand's server vouched for them (`sub`)."""

    id: str
    sub: str = ""
    name: str = ""
    email: str = ""

    def addresses(self, account: ChannelAccountId) -> tuple[Address, ...]:
        """Return the visitor's addresses, the surest first: that one says whose conversations these are."""
        browser = Address(IdentityKind.VISITOR, self.id, str(account))
        return (Address(IdentityKind.SITE_USER, self.sub, str(account)), browser) if self.sub else (browser,)


class Side(StrEnum):
    """Who said it, as the visitor sees it."""

    VISITOR = "visitor"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class Face(Struct, frozen=True, omit_defaults=True):
    """The person, or bot, that the visitor sees; `picture` is a URL or empty, `online` whether they are there now."""

    name: str
    picture: str = ""
    online: bool = False


class ChatMessage(Struct, frozen=True, omit_defaults=True):
    """A message as the visitor may see it: never a note, a held or a queued one.

    `id` is the id that the widget minted (a message of the visitor: the event's `provider_id`) or the message's own
    (ours: what `render` calls `key`). `status` is that of a message of the visitor: "sent" once it is in a
    conversation, "read" once an agent had it on screen; of ours: "sent", "delivered", "read".
    """

    id: str
    thread: str
    side: Side
    at: datetime
    parts: tuple[Part, ...]
    by: Face | None = None
    status: str = "sent"
    reply_to: str = ""
    survey: bool = False
    edited: bool = False
    deleted: bool = False


class Service(Struct, frozen=True, omit_defaults=True):
    """Whether somebody is there. `wait_seconds` is the expected wait, None when it cannot be told.

    `until` is when the brand closes (or opens, when it is closed); `zone` is its IANA time zone. `place` is that of
    whoever waits in a queue, 1 being the next.
    """

    open: bool = True
    wait_seconds: int | None = None
    until: datetime | None = None
    zone: str = ""
    place: int = 0


class ChatConversation(Struct, frozen=True, omit_defaults=True):
    """One line of the widget's home. `title` may be empty; `closed_at` is set once its last case is resolved.

    `queue` is what its visitor may expect while it waits for somebody.
    """

    thread: str
    last_at: datetime
    title: str = ""
    preview: str = ""
    unread: int = 0
    by: Face | None = None
    closed_at: datetime | None = None
    queue: Service | None = None


class ChatView(Struct, frozen=True, omit_defaults=True):
    """The visitor's conversations, latest first, and a page of their messages in order; `more` says there are older."""

    conversations: tuple[ChatConversation, ...] = ()
    messages: tuple[ChatMessage, ...] = ()
    more: bool = False
    service: Service = Service()


class Changed(Struct, frozen=True):
    """Something of this visitor's conversations changed: read again."""


class AgentTyping(Struct, frozen=True):
    """An agent began, or stopped, writing."""

    thread: str
    by: Face
    on: bool


class VisitorTyping(Struct, frozen=True):
    thread: str
    on: bool


Ring = Changed | AgentTyping


class FindAccount(Protocol):
    async def __call__(self, key: str) -> AccountView | None:
        """Return the live web chat account whose `external_id` is `key`, with its secrets."""


class Accept(Protocol):
    async def __call__(
        self, workspace: UUID, account: UUID, dedupe_key: bytes, raw: bytes, headers: dict[str, str], /
    ) -> None:
        """Put a delivery into the inbox and return after the commit; one seen before changes nothing."""


class ReadChat(Protocol):
    async def __call__(self, account: AccountView, visitor: Visitor, before: str, limit: int) -> ChatView:
        """Return the last `limit` messages of the visitor's conversations, or those before the message `before`."""


class Bell(Protocol):
    def __call__(self, account: AccountView, visitor: Visitor) -> AbstractAsyncContextManager[AsyncIterator[Ring]]:
        """Listen to what concerns the visitor. A lost ring loses nothing: the door also looks by itself."""


class Signal(Protocol):
    async def __call__(self, account: AccountView, visitor: Visitor, typing: VisitorTyping) -> None:
        """Tell agents who have the conversation on screen; best effort, never stored."""


class PostKind(StrEnum):
    """What a visitor may have e-mailed: a link to go on elsewhere, or a copy of a conversation."""

    RESUME = "resume"
    TRANSCRIPT = "transcript"


class PostAsk(Struct, frozen=True):
    """`page` is where the link leads, without query or fragment, on a site of the chat's own list."""

    kind: PostKind
    email: str
    thread: str = ""
    locale: str = ""
    page: str = ""


class Postbox(Protocol):
    """What the house does about e-mails."""

    async def serves(self, account: AccountView) -> bool:
        """Say whether there is a mailbox to send from."""

    async def ask(self, account: AccountView, visitor: Visitor, ask: PostAsk) -> None:
        """Have it sent; nothing of what happens then is told."""

    async def open(self, account: AccountView, post_id: UUID) -> str:
        """Use a link up; return the browser whose conversation it carries, "" when it no longer counts."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A token bucket: `burst` at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Allowances:
    """What one visitor and one network address may do; a family behind one router is one address."""

    sessions: Allowance = field(default=Allowance(30, 0.5))
    deliveries: Allowance = field(default=Allowance(40, 2))
    deliveries_by_address: Allowance = field(default=Allowance(400, 20))
    uploads: Allowance = field(default=Allowance(10, 0.2))
    reads: Allowance = field(default=Allowance(120, 4))
    sockets: Allowance = field(default=Allowance(40, 1))
    posts: Allowance = field(default=Allowance(3, 1 / 1200))
    posts_by_address: Allowance = field(default=Allowance(10, 1 / 300))


@dataclass(frozen=True, slots=True)
class Ports:
    """What the door needs of the house; `clock` is only for tokens and limits, never for a deadline."""

    find_account: FindAccount
    accept: Accept
    read: ReadChat
    bell: Bell
    signal: Signal
    postbox: Postbox
    blobs: Blobs
    clock: Callable[[], datetime]
    allowances: Allowances = field(default_factory=Allowances)
