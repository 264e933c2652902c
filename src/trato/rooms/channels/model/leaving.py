"""What goes out: what a channel can carry, the calls that carry it, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model.arriving import Media, MediaKind, Part, ReceiptStatus, Surface
from trato.rooms.channels.model.granting import Grant
from trato.rooms.contacts.model import Address

# ---- what a channel can do -----------------------------------------------------------------------


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
    answers_elsewhere: bool = False  # what people said below or to other accounts of the channel can be answered
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


# ---- what goes out -------------------------------------------------------------------------------


class Template(Struct, frozen=True, omit_defaults=True):
    """A text that the channel approved. `parameters` fill its body in order."""

    name: str
    language: str
    parameters: tuple[str, ...] = ()
    category: str = ""
    body: str = ""  # the text as people will read it, with {{1}} for parameters
    header_media: Media | None = None


class OutboundMail(Struct, frozen=True, omit_defaults=True):
    subject: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    to: tuple[str, ...] = ()  # besides the person of the conversation
    copied: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()  # copied too, and seen by nobody else


class OutboundMessage(Struct, frozen=True, omit_defaults=True):
    """One message to render. `key` is the message's id: our idempotency key for ever."""

    key: UUID
    to: tuple[Address, ...]
    parts: tuple[Part, ...] = ()
    template: Template | None = None
    reply_to: str = ""  # the provider's id of the message that this one quotes
    mail: OutboundMail | None = None
    thread_key: str = ""
    case_number: int = 0
    automatic: bool = False  # a machine wrote it: mail says so in its headers
    sender_name: str = ""
    private_reply: bool = False  # it answers in private what `reply_to` said in public
    reaction: str | None = None  # a reaction to `reply_to`; "" takes it back
    surface: Surface = Surface.DIRECT_MESSAGE
    answers: str = ""  # the provider's id of what its contact said last, in a thread that everybody reads


class Upload(Struct, frozen=True, omit_defaults=True):
    """A file of ours that goes in a multipart form; `field` is what the provider calls it there."""

    field: str
    blob: str
    name: str = "file"
    mime: str = "application/octet-stream"


class HttpRequest(Struct, frozen=True, tag="http", tag_field="transport", omit_defaults=True):
    """One call to a provider's API. `url` is absolute; `json` wins over `form`, `form` over `body`.

    `lends` are files of ours that the provider fetches: in `form` and `json`, `lent(n)` stands for where the nth lies.
    """

    method: str
    url: str
    headers: Mapping[str, str] = {}
    json: Any = None
    form: Mapping[str, str | tuple[str, ...]] | None = None
    body: bytes | None = None
    upload: str = ""  # blob key of a file that must be uploaded in a multipart field `file`
    yields_media: str = ""  # this call uploads: its id replaces this placeholder in the next request
    uploads: tuple[Upload, ...] = ()  # files that go with `form` in one call
    outside: bool = False  # people gave us this address: only the public internet is called
    standard_secrets: tuple[str, ...] = ()  # signs `json` as Standard Webhooks does, at the moment it leaves
    webhook_id: str = ""  # what such a signature names the call by: the same at every attempt
    lends: tuple[Media, ...] = ()
    grant: Grant | None = None  # the bearer token that it leaves with; it is had before, or the call is not made
    units: int = 0  # what it costs of the provider's daily quota
    below: str = ""  # what the id in the answer is unique below: ours of the message is both, with a colon


def lent(number: int) -> str:
    """Return what stands for the address of a lent file until it leaves."""
    return f"{{lent:{number}}}"


class MailSubmission(Struct, frozen=True, tag="mail", tag_field="transport", omit_defaults=True):
    """One mail for the account's SMTP server: bytes as they will be sent, blobs attached by key."""

    sender: str
    recipients: tuple[str, ...]
    message_id: str
    content: bytes
    attachments: tuple[Media, ...] = ()


class LocalPush(Struct, frozen=True, tag="local", tag_field="transport", omit_defaults=True):
    """A message for a widget: it is delivered by being readable; a doorbell tells open sockets."""

    topic: str
    body: Mapping[str, Any]


ProviderRequest = HttpRequest | MailSubmission | LocalPush


class HttpAnswer(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


class MailAnswer(Struct, frozen=True):
    code: int
    text: str
    stage: str  # "connect", "auth", "mail", "rcpt", "data", "done"


class LocalAnswer(Struct, frozen=True):
    provider_id: str


class TransportFailure(Struct, frozen=True):
    """No answer. `sent` says whether the request may have reached the provider."""

    error: str
    sent: bool


ProviderAnswer = HttpAnswer | MailAnswer | LocalAnswer | TransportFailure


class RejectReason(StrEnum):
    PERMANENT = "permanent"
    WINDOW = "window"  # the reply window is closed: ask for a template
    AUTH = "auth"  # the account's credentials broke: mark the account, raise an alarm
    OPT_OUT = "opt_out"


class Accepted(Struct, frozen=True, tag="accepted", tag_field="outcome"):
    provider_id: str
    status: ReceiptStatus = ReceiptStatus.SENT


class Rejected(Struct, frozen=True, tag="rejected", tag_field="outcome"):
    """The provider will never take it. `code` is the provider's; words for people hang on `reason` and `code`."""

    reason: RejectReason
    code: str
    text: str = ""


class NotAccepted(Struct, frozen=True, tag="not_accepted", tag_field="outcome"):
    """Surely not taken: send again, not before `retry_after`. `pauses_account` stops the whole account until then."""

    code: str
    retry_after: timedelta | None = None
    pauses_account: bool = False


class Unknown(Struct, frozen=True, tag="unknown", tag_field="outcome"):
    """It may or may not have left (a time-out, a 5xx on a send that is not idempotent)."""

    code: str


SendOutcome = Accepted | Rejected | NotAccepted | Unknown


class RenewedState(StrEnum):
    DONE = "done"
    AGAIN = "again"  # nothing is known to be wrong: ask again
    REFUSED = "refused"  # for good: the account must be connected anew


class Renewed(Struct, frozen=True):
    """What came of renewing an account's token; `secrets` are all of the account's from now on."""

    state: RenewedState
    secrets: Mapping[str, str] = {}
    code: str = ""


class FetchedMedia(Struct, frozen=True):
    content: bytes
    mime: str
    name: str = ""
