"""What comes in: deliveries of providers, and the events that adapters make of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from msgspec import Struct

from trato.rooms.contacts.model import Address


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
    COMMENT_SHOWN = "comment_shown"  # what was hidden is seen by everybody again
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
    story: Literal["", "ours", "theirs"] = ""  # of a story: of ours, which is answered, or of theirs, which names us


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
    """What a person chose among buttons, a list or a form; `values` holds a form's answers.

    As it is offered, `link` is an address that opens (https:) or a number that is called (tel:): nothing comes back
    of it. `section` names the part of a list in which it stands.
    """

    payload: str
    title: str
    description: str = ""
    values: Mapping[str, Any] | None = None
    link: str = ""
    section: str = ""


class Card(Struct, frozen=True, omit_defaults=True):
    """One of several things that are shown side by side; `picture` is a public address."""

    title: str
    subtitle: str = ""
    picture: str = ""
    choices: tuple[Choice, ...] = ()


class Options(Struct, frozen=True, tag="options", tag_field="type", omit_defaults=True):
    """Buttons, a list or cards that we offer; the text goes in a `Text` part before it."""

    choices: tuple[Choice, ...]
    button: str = ""  # the label that opens a list
    cards: tuple[Card, ...] = ()

    @property
    def offered(self) -> tuple[Choice, ...]:
        """Every choice, those of cards too, in the order in which they are read."""
        return (*self.choices, *(choice for card in self.cards for choice in card.choices))

    @property
    def replies(self) -> tuple[Choice, ...]:
        """What can come back: a number that somebody writes is a place here, from 1."""
        return tuple(choice for choice in self.offered if not choice.link)


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


class PublicPost(Struct, frozen=True, omit_defaults=True):
    """What a public conversation is below: a post, a video, a product. `author` is a name, `url` where it stands."""

    text: str = ""
    author: str = ""
    url: str = ""
    at: datetime | None = None


class ThreadTurn(StrEnum):
    """What a provider tells of who holds a conversation."""

    OURS = "ours"
    OTHERS = "others"
    ASKED = "asked"  # another application would like to have it


class Handover(Struct, frozen=True, omit_defaults=True):
    """`app` is the provider's id of the other application: who holds it, who had it, or who asks. `note` came along."""

    turn: ThreadTurn
    app: str = ""
    note: str = ""
    until: datetime | None = None  # when it goes back by itself


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


class Reach(Struct, frozen=True):
    """How many hear somebody, as the channel tells it: followers, and whether it vouches for who they are."""

    followers: int | None = None
    verified: bool | None = None


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
    post: PublicPost | None = None  # what the delivery tells of `parent`; else a `Reposting` adapter is asked
    rating: int = 0  # stars, 1 to 5; 0 where there are none
    stands: bool = False  # it is read again and again: what stands there now, not what was said just then
    facts: Mapping[str, str] | None = None  # what the channel tells of who wrote with what: device, app_version…
    reach: Reach | None = None  # of the author, where the channel tells it
    country: str = ""  # ISO 3166-1 alpha-2, where the channel tells the author's
    language: str = ""  # as declared by the channel
    standby: bool = False  # another application of the business holds the conversation: it answers, not we
    app: str = ""  # of an echo: the provider's id of the application that said it
    by_hand: bool = False  # of an echo: a person of the business wrote it, in another application
    handover: Handover | None = None  # of a HANDOVER that says who holds the conversation, or who wants it
    account_ref: str = ""  # the provider's id of the account it was for; must be ours
    previous: tuple[Address, ...] = ()  # of an identity change
    purpose: str = ""  # of an opt-in or opt-out: "marketing", "service" or "" for all
    opting: str = ""  # "out" or "in": the provider itself took this message for a word that stops, or starts again
    detail: Mapping[str, Any] | None = None  # what has no field of its own


# ---- the door ------------------------------------------------------------------------------------


class WebhookRequest(Struct, frozen=True):
    """An HTTP request as it came. Header names are lower-case; `body` are the raw bytes that were signed."""

    method: str
    url: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    at: datetime | None = None  # when it came, by our clock


class Handshake(Struct, frozen=True):
    """The answer to a provider that checks our callback URL."""

    status: int
    body: str
    content_type: str = "text/plain"


class Delivery(Struct, frozen=True):
    """A raw delivery as the inbox keeps it. `:key` among the headers is what we gave as `key` in the address called."""

    raw: bytes
    headers: Mapping[str, str]
    received_at: datetime


class Malformed(ValueError):
    """A payload that cannot be read at all: the delivery is dead at once, its bytes are kept."""
