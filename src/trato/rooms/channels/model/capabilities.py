"""What a channel can carry, and what may be done in one of its conversations now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from trato.rooms.channels.model.arriving import MediaKind, Surface


class LengthUnit(StrEnum):
    CHARACTERS = "characters"
    BYTES = "bytes"
    CODE_UNITS = "code_units"  # of UTF-16: a sign beyond the first plane, as an emoji, is two
    WEIGHTED = "weighted"


class ReceiptLevel(StrEnum):
    NONE = "none"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"


class WindowState(StrEnum):
    OPEN = "open"
    HUMAN_ONLY = "human_only"
    TEMPLATE_ONLY = "template_only"
    CLOSED = "closed"


class OptOutReach(StrEnum):
    """What a no for ever stops: what we begin (an answer to who writes again may leave), or all until they say yes."""

    BEGUN = "begun"
    ALL = "all"


class Moderation(StrEnum):
    """A deed on one thing that was said in public (`model/moderating.py`)."""

    HIDE = "hide"
    UNHIDE = "unhide"
    DELETE = "delete"
    LIKE = "like"
    UNLIKE = "unlike"


class Elsewhere(StrEnum):
    """Whether an account may answer what was said to another account of its channel (S134)."""

    FREELY = "freely"  # like anybody
    UNAPPROVED = "unapproved"  # once its provider has approved it, and nobody has said that it did
    NAMED = "named"  # only where people name it
    NEVER = "never"


class ThreadControl(StrEnum):
    """Whether other applications of the business may hold a conversation (`model/threads.py`)."""

    NONE = "none"
    STANDBY = "standby"  # we are told, and can ask for nothing
    HANDOVER = "handover"  # it is passed, taken and asked for


class ThreadAct(StrEnum):
    """What may be asked of the provider about who holds a conversation."""

    TAKE = "take"
    PASS = "pass"
    REQUEST = "request"


class ConversationFacts(Struct, frozen=True, omit_defaults=True):
    """What capabilities may depend on."""

    last_inbound_at: datetime | None = None
    window_until: datetime | None = None  # a longer window that the provider granted
    surface: Surface = Surface.DIRECT_MESSAGE  # an account may have several, each with limits of its own


class PrivateReply(Struct, frozen=True):
    """That what somebody said in public may be answered once in private: on which channel, and for how long."""

    channel: str
    within: timedelta


class Charging(Struct, frozen=True):
    """By which categories of its rate cards a channel charges: a text, one with files; templates by their own."""

    text: str
    files: str = ""
    templates: tuple[str, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category, each once."""
        return tuple(dict.fromkeys(one for one in (self.text, self.files, *self.templates) if one))


class CardLimits(Struct, frozen=True):
    """What a channel draws of cards: how many side by side, and how long what stands on one may be (characters).

    `even`: every card has as many buttons. `worded`: a card needs a subtitle. Buttons open addresses where `links`,
    and call where `calls`.
    """

    most: int
    title: int
    subtitle: int
    button: int
    buttons: int = 3
    pictures: bool = True
    links: bool = True
    calls: bool = False
    even: bool = False
    worded: bool = False


class Allowance(Struct, frozen=True):
    """That at most so many messages of one account leave within a time, on one surface."""

    most: int
    within: timedelta


class Capabilities(Struct, frozen=True, omit_defaults=True):
    """What may be done in one conversation now. Code outside adapters asks these; it never names a channel."""

    live: bool  # a person waits on the other side (COPC real-time) or not (deferrable)
    text_limit: int
    text_unit: LengthUnit = LengthUnit.CHARACTERS
    segmented: bool = False  # texts are carried, and charged, in segments of GSM 03.38 or UCS-2
    caption_limit: int = 0
    window: WindowState = WindowState.OPEN
    open_until: datetime | None = None
    receipts: ReceiptLevel = ReceiptLevel.NONE
    idempotent_send: bool = False
    media: Mapping[MediaKind, int] = {}  # largest size in bytes
    mime: tuple[str, ...] = ()  # accepted types; empty means any
    files: int = 10  # with one message
    buttons: int = 0
    list_rows: int = 0
    sections: bool = False  # a list has parts with names
    link_buttons: int = 0  # buttons below a text of which some open an address
    cards: CardLimits | None = None  # None: cards are told as text, what they offer as options
    templates: bool = False
    subject: bool = False
    recipients: int = 1  # addresses that one message may go to
    rich_text: bool = False
    light_marks: bool = False  # *bold*, _italic_, ~struck~ and ```code``` are drawn as such
    read_marks: bool = False  # people can be told that we have read what they wrote
    reactions: bool = False
    edits: bool = False
    deletions: bool = False
    typing_in: bool = False
    typing_out: bool = False
    starts_conversations: bool = False  # may we write first
    public: bool = False  # everybody reads what is written
    private_reply: PrivateReply | None = None
    moderation: frozenset[Moderation] = frozenset()  # what may be done with what others said in public
    own_moderation: frozenset[Moderation] = frozenset()  # and with what we said there ourselves
    thread_control: ThreadControl = ThreadControl.NONE
    thread_acts: frozenset[ThreadAct] = frozenset()
    replaces: bool = False  # one answer stands: a new one takes the place of the one before
    answers_elsewhere: Elsewhere = Elsewhere.NEVER
    private_link: str = ""  # where people can write to us in private, for a channel without private replies
    charged: bool = False  # each message costs money
    charging: Charging | None = None  # by what, so that it is known before
    opt_out: OptOutReach = OptOutReach.BEGUN
    per_second: float = 20.0  # of one account
    allowances: tuple[Allowance, ...] = ()
    spacing: timedelta = timedelta(0)  # between two calls to one person, where a message takes several
    nudge_after: timedelta | None = None  # cadence of auto-close (records.md, rule 3)
    close_after: timedelta = timedelta(hours=72)
    reopen_within: timedelta = timedelta(hours=72)
