"""What goes out: messages, the calls that carry them, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model.arriving import Media, Part, ReceiptStatus, Surface
from trato.rooms.channels.model.granting import Grant
from trato.rooms.contacts.model import Address


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
