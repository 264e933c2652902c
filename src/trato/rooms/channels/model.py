"""Words of channels: what comes in, what goes out, and what an adapter must know how to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType, Protocol
from uuid import UUID

from msgspec import Struct

from trato.rooms.contacts.model import Address

ChannelAccountId = NewType("ChannelAccountId", UUID)


class Surface(StrEnum):
    """Where on a channel a conversation happens; promises hang on it (records.md, rule 11)."""

    DIRECT_MESSAGE = "direct_message"
    CHAT = "chat"
    PUBLIC_COMMENT = "public_comment"
    MENTION = "mention"
    REVIEW = "review"
    MAIL = "mail"
    CALL = "call"
    FORM = "form"


# ---- what comes in -------------------------------------------------------------------------------


class InboundKind(StrEnum):
    """Everything that a provider may tell us about."""

    MESSAGE = "message"
    MESSAGE_EDITED = "message_edited"
    MESSAGE_DELETED = "message_deleted"
    REACTION = "reaction"
    POSTBACK = "postback"
    RECEIPT = "receipt"
    TYPING = "typing"
    COMMENT = "comment"
    COMMENT_EDITED = "comment_edited"
    COMMENT_REMOVED = "comment_removed"
    COMMENT_HIDDEN = "comment_hidden"
    REVIEW = "review"
    REVIEW_EDITED = "review_edited"
    MENTION = "mention"
    OPT_IN = "opt_in"
    OPT_OUT = "opt_out"
    HANDOVER = "handover"
    IDENTITY_CHANGED = "identity_changed"
    ACCOUNT_ALERT = "account_alert"
    CALL = "call"
    PRESENCE = "presence"  # a visitor's widget came or went: evidence for abandonment
    ENDED = "ended"  # the contact says that the conversation is over
    CONTEXT = "context"  # attributes and activity that a site tells of its visitor
    UNSUPPORTED = "unsupported"


class Direction(StrEnum):
    """`ECHO` is what we, or another application of ours, said on the same account."""

    IN = "in"
    ECHO = "echo"


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    DOCUMENT = "document"
    STICKER = "sticker"


class Text(Struct, frozen=True, tag="text", tag_field="type", omit_defaults=True):
    """Plain text; `html` is the sanitised rich form where the channel has one (mail)."""

    text: str
    html: str = ""
    quoted: str = ""  # what was trimmed away: earlier mails, shown folded


class Media(Struct, frozen=True, tag="media", tag_field="type", omit_defaults=True):
    """A file. `ref` is what `fetch_media` takes (a provider's id, a URL, a blob key); sizes in bytes."""

    media: MediaKind
    ref: str
    mime: str = ""
    name: str = ""
    caption: str = ""
    sha256: str = ""
    size: int = 0
    content_id: str = ""  # a mail's inline image
    attachment_id: str = ""  # set by us once the attachment row exists


class Location(Struct, frozen=True, tag="location", tag_field="type", omit_defaults=True):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""
    url: str = ""


class ContactCard(Struct, frozen=True, tag="contact", tag_field="type", omit_defaults=True):
    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    organisation: str = ""


class Choice(Struct, frozen=True, tag="choice", tag_field="type", omit_defaults=True):
    """What a person chose among buttons, a list or a form; `values` holds a form's answers."""

    payload: str
    title: str
    description: str = ""
    values: Mapping[str, Any] | None = None


class Options(Struct, frozen=True, tag="options", tag_field="type", omit_defaults=True):
    """Buttons or a list that we offer; the text goes in a `Text` part before it."""

    choices: tuple[Choice, ...]
    button: str = ""  # the label that opens a list


class Order(Struct, frozen=True, tag="order", tag_field="type", omit_defaults=True):
    catalogue: str
    items: tuple[Mapping[str, Any], ...]
    text: str = ""


class Unsupported(Struct, frozen=True, tag="unsupported", tag_field="type", omit_defaults=True):
    """Something that came and that we cannot show; the raw bytes are kept with the delivery."""

    what: str


Part = Text | Media | Location | ContactCard | Choice | Options | Order | Unsupported


class ReceiptStatus(StrEnum):
    """What a provider says became of a message of ours; statuses only climb (guarantees.md, I5)."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class Receipt(Struct, frozen=True, omit_defaults=True):
    """`pricing` keeps the provider's own words: WhatsApp's {billable, pricing_model, category, type}."""

    target: str  # the provider's id of our message
    status: ReceiptStatus
    code: str = ""
    reason: str = ""
    final: bool = True  # a failure that the provider will not retry by itself
    played: bool = False
    pricing: Mapping[str, Any] | None = None
    window_until: datetime | None = None
    watermark: datetime | None = None


class Referral(Struct, frozen=True, omit_defaults=True):
    """The advertisement or link that brought the person."""

    source: str
    source_id: str = ""
    url: str = ""
    headline: str = ""
    click_id: str = ""


class MailEnvelope(Struct, frozen=True, omit_defaults=True):
    """What only mail has: threading, copies, and whether a machine wrote it."""

    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    automatic: str = ""  # why we think that a machine wrote it; "" when a person did
    reply_token: str = ""  # our own token found in a header, an address or the subject


class InboundEvent(Struct, frozen=True, omit_defaults=True):
    """One thing that happened on a channel, in Trato's words.

    `dedupe_key` is unique within the channel account for ever. `provider_id` is the provider's id of the
    message this event is, or is about. `occurred_at` is the provider's time (data, never a deadline);
    `precision` is how coarse it is, so that an answer at .4 s sorts after a question at .9 s.
    """

    kind: InboundKind
    dedupe_key: str
    occurred_at: datetime
    author: tuple[Address, ...] = ()
    author_name: str = ""
    provider_id: str = ""
    precision: timedelta = timedelta(0)
    sequence: int = 0  # the provider's own order within one conversation, where it has one
    surface: Surface = Surface.DIRECT_MESSAGE
    thread_key: str = ""  # what tells conversations of one identity apart; "" where there is one
    direction: Direction = Direction.IN
    parts: tuple[Part, ...] = ()
    reply_to: str = ""
    forwarded: bool = False
    target: str = ""  # the message that an edit, a deletion or a reaction is about
    emoji: str = ""  # of a reaction; "" takes it back
    receipt: Receipt | None = None
    referral: Referral | None = None
    mail: MailEnvelope | None = None
    public: bool = False
    parent: str = ""  # the public post
    rating: int = 0
    language: str = ""  # as declared by the channel
    account_ref: str = ""  # the provider's id of the account it was for; must be ours
    previous: tuple[Address, ...] = ()  # of an identity change
    purpose: str = ""  # of an opt-in or opt-out: "marketing", "service" or "" for all
    detail: Mapping[str, Any] | None = None  # what has no field of its own


# ---- the door ------------------------------------------------------------------------------------


class WebhookRequest(Struct, frozen=True):
    """An HTTP request as it came. Header names are lower-case; `body` are the raw bytes that were signed."""

    method: str
    url: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Handshake(Struct, frozen=True):
    """The answer to a provider that checks our callback URL."""

    status: int
    body: str
    content_type: str = "text/plain"


class Delivery(Struct, frozen=True):
    """A raw delivery as the inbox keeps it."""

    raw: bytes
    headers: Mapping[str, str]
    received_at: datetime


class AccountView(Struct, frozen=True):
    """What an adapter may know of a channel account.

    `external_id` is the provider's id of the account (phone number id, mailbox address, widget key);
    `portfolio` the scope of portfolio-wide identities; `settings` and `secrets` are the adapter's own.
    """

    id: ChannelAccountId
    workspace_id: UUID
    channel: str
    external_id: str
    portfolio: str = ""
    country: str = ""  # ISO 3166-1 alpha-2: the region that national numbers are read in
    settings: Mapping[str, Any] = {}
    secrets: Mapping[str, str] = {}


class EndingToken(Struct, frozen=True):
    """An account whose token ends soon, or has ended."""

    account_id: UUID
    channel: str
    name: str
    brand_id: UUID
    queue_id: UUID | None
    ends_at: datetime


class Pulse(Struct, frozen=True):
    """When something last came to an account, and when something last left it."""

    account_id: UUID
    received_at: datetime | None
    sent_at: datetime | None


# ---- what a channel can do -----------------------------------------------------------------------


class LengthUnit(StrEnum):
    CHARACTERS = "characters"
    BYTES = "bytes"
    WEIGHTED = "weighted"
    SEGMENTS = "segments"


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


class ConversationFacts(Struct, frozen=True, omit_defaults=True):
    """What capabilities may depend on."""

    last_inbound_at: datetime | None = None
    window_until: datetime | None = None  # a longer window that the provider granted


class Capabilities(Struct, frozen=True, omit_defaults=True):
    """What may be done in one conversation now. Code outside adapters asks these; it never names a channel."""

    live: bool  # a person waits on the other side (COPC real-time) or not (deferrable)
    text_limit: int
    text_unit: LengthUnit = LengthUnit.CHARACTERS
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
    charged: bool = False  # each message costs money
    per_second: float = 20.0  # of one account
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
    reaction: str | None = None  # a reaction to `reply_to`; "" takes it back


class HttpRequest(Struct, frozen=True, tag="http", tag_field="transport", omit_defaults=True):
    """One call to a provider's API. `url` is absolute; `json` wins over `form`, `form` over `body`."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    json: Any = None
    form: Mapping[str, str] | None = None
    body: bytes | None = None
    upload: str = ""  # blob key of a file that must be uploaded in a multipart field `file`
    yields_media: str = ""  # this call uploads: its id replaces this placeholder in the next request


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


class FetchedMedia(Struct, frozen=True):
    content: bytes
    mime: str
    name: str = ""


class Malformed(ValueError):
    """A payload that cannot be read at all: the delivery is dead at once, its bytes are kept."""


class ChannelAdapter(Protocol):
    """What a channel must know how to do. Everything here is pure: no input, no output, no clock."""

    channel: str
    requires: Sequence[str]  # names of the secrets without which the account refuses everything

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Answer the provider's check of our callback URL, or None when `request` is not one."""

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Say whether `request` was signed by the provider. A missing secret or header is False."""

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the provider's delivery id, or the SHA-256 of the raw bytes."""

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Read a delivery: total (unknown kinds become UNSUPPORTED), or raise `Malformed`."""

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what may be done in a conversation with these facts at `now`."""

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[ProviderRequest, ...]:
        """Return the calls that send `message`; the last one's answer carries the provider's id."""

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort the provider's answer into the four outcomes."""

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return the next call that fetches the file `ref`, or None when the `previous` answer is the file."""

    def read_mark(self, provider_id: str, account: AccountView) -> HttpRequest | None:
        """Return the call that tells a person that we have read this message; None where nothing is told."""

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """Return the file `ref` when the delivery `raw` carries it inside (a mail), else None."""
