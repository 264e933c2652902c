"""A batch of arrivals on its way through the stages: what each step learns, the next one reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.channels.api import Account, AccountBook, Entry, EntryKind, Waiting
from trato.rooms.channels.model import Direction, InboundEvent, InboundKind
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts.api import Found
from trato.rooms.conversations.api import Word
from trato.rooms.conversations.model import Conversation
from trato.rooms.routing import api as routing

CONTENT = frozenset(
    {
        InboundKind.MESSAGE,
        InboundKind.POSTBACK,
        InboundKind.COMMENT,
        InboundKind.REVIEW,
        InboundKind.MENTION,
        InboundKind.UNSUPPORTED,
    }
)
EFFECTS = frozenset(
    {
        InboundKind.RECEIPT,
        InboundKind.MESSAGE_EDITED,
        InboundKind.MESSAGE_DELETED,
        InboundKind.REACTION,
        InboundKind.COMMENT_EDITED,
        InboundKind.COMMENT_REMOVED,
        InboundKind.COMMENT_HIDDEN,
        InboundKind.COMMENT_SHOWN,
        InboundKind.REVIEW_EDITED,
    }
)


class Stop(StrEnum):
    """Why an arrival goes no further."""

    DUPLICATE = "duplicate"
    FOREIGN = "foreign"  # the item is for another account: its delivery needs attention
    ASKED = "asked"  # it does not say who wrote it, and the provider is asked
    NAMELESS = "nameless"  # content that does not say who wrote it
    OURS = "ours"  # what a brand publishes by itself: nobody asked, so nobody waits
    EFFECT = "effect"  # about a message, not one
    SIGNAL = "signal"  # about a contact or an account


@dataclass(slots=True)
class Arrival:
    """One inbound event. `item` is its place in the delivery."""

    delivery: Waiting
    item: int
    event: InboundEvent
    account: Account
    message_id: UUID
    sort_at: datetime
    stopped: Stop | None = None
    found: Found | None = None
    conversation: Conversation | None = None
    case_id: UUID | None = None
    text: str = ""
    opens: bool = False
    continues: bool = False
    takes_over: bool = False  # it goes on with a case that what overtook it opened: the case begins with it
    courtesy: bool = False
    quiet: bool = False  # it deserves no answer: set aside, written by a machine, or said by ourselves
    entry: Entry | None = None  # of the account's profile, that was pressed
    spoken: str = ""  # the language in which it was
    awaited: tuple[UUID, str, UUID] | None = None
    late: bool = False
    elsewhere: bool = False  # another application of the business holds its conversation, and answers

    @property
    def is_served(self) -> bool:
        """Whether what was pressed is answered by itself, and nobody is wanted."""
        return self.entry is not None and self.entry.kind is not EntryKind.PERSON

    @property
    def queue_id(self) -> UUID | None:
        """Where its case waits."""
        if self.entry is not None and self.entry.kind is EntryKind.PERSON and self.entry.queue_id is not None:
            return self.entry.queue_id
        return self.account.queue_for(self.text)

    @property
    def is_echo(self) -> bool:
        return self.event.direction is Direction.ECHO

    @property
    def opts_out(self) -> bool:
        """Whether the whole message asks us to stop: by its word, or because the provider took it so."""
        return self.event.opting == "out" or not self.event.opting and compliance.is_opt_out(self.text)

    @property
    def opts_in(self) -> bool:
        return self.event.opting == "in" or not self.event.opting and compliance.is_opt_in(self.text)


@dataclass(slots=True)
class Batch:
    """Arrivals of one workspace in one transaction. `only` are the items to read of each delivery; None is all."""

    tx: Tx
    book: AccountBook
    deliveries: Sequence[Waiting]
    queues: routing.QueueBook = field(default_factory=routing.QueueBook)
    arrivals: list[Arrival] = field(default_factory=list)
    dead: list[tuple[Waiting, str]] = field(default_factory=list)
    failed: list[tuple[Waiting, str]] = field(default_factory=list)
    born: dict[UUID, tuple[Conversation, str]] = field(default_factory=dict)
    owned: dict[UUID, Conversation] = field(default_factory=dict)  # threads whose first word came after others
    former: dict[UUID, UUID] = field(default_factory=dict)  # the contacts to whom they belonged until now
    only: frozenset[int] | None = None
    words: dict[UUID, Word] = field(default_factory=dict)  # of who holds the conversations that begin here
    asked: list[tuple[UUID, Word]] = field(default_factory=list)  # what other applications would like to have

    @property
    def going(self) -> list[Arrival]:
        """The arrivals that are messages and go on, in order."""
        return [arrival for arrival in self.arrivals if arrival.stopped is None]


Step = Callable[[Batch], Awaitable[None]]


def grade_of(account: Account, at: datetime) -> cases.Grade:
    """Return how an account's channel stood with its brand at an instant."""
    standing = account.standing_at(at)
    return cases.Grade(standing.tier, standing.modern, standing.live) if standing else cases.Grade()
