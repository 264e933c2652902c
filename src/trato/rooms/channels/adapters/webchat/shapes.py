"""The JSON that our widget and our door write into the inbox: one envelope for each delivery.

The widget posts a `Body`; the door, which knows who is speaking, wraps it in an `Envelope` without touching it.
Times are milliseconds since 1970 by the server's clock, as the widget estimates it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

MAX_ITEMS = 50
MAX_TEXT = 8_000  # characters; the door cuts nothing, it refuses

Id = Annotated[str, Meta(min_length=8, max_length=64, pattern="^[A-Za-z0-9._-]+$")]
Short = Annotated[str, Meta(max_length=512)]
Ref = Annotated[str, Meta(max_length=64, pattern="^[A-Za-z0-9._-]*$")]  # the name of something, or nothing


class Sender(Struct, frozen=True, omit_defaults=True):
    """Who the door found at the other end. `sub`, `name` and `email` were signed by the brand's own server."""

    visitor: Annotated[str, Meta(min_length=1, max_length=64)]
    sub: str = ""
    name: str = ""
    email: str = ""


class StoredFile(Struct, frozen=True, omit_defaults=True):
    """An uploaded file that the door vouches for; `key` names the blob, `size` is in bytes."""

    key: str
    mime: str
    size: Annotated[int, Meta(ge=0, le=2**53)]
    name: str = ""
    sha256: str = ""


class Envelope(Struct, frozen=True, omit_defaults=True):
    """What stands in the inbox. `files` holds, for each ticket used in the body, the file behind it."""

    sender: Sender
    body: Raw
    files: Mapping[str, StoredFile] = {}


class Body(Struct, frozen=True, omit_defaults=True):
    """What the widget posts; `id` is minted by it and stays the same over all its tries."""

    id: Id
    items: Annotated[list[Raw], Meta(min_length=1, max_length=MAX_ITEMS)]
    sent_at: int = 0
    locale: Short = ""


class Peek(Struct, frozen=True):
    """The only field that every item has."""

    type: str


class FileItem(Struct, frozen=True, omit_defaults=True):
    ticket: Annotated[str, Meta(max_length=2_000)]
    caption: str = ""


class MessageItem(Struct, frozen=True, tag="message", omit_defaults=True):
    """A message; `thread` tells conversations of one visitor apart ("" is the first)."""

    id: Id
    text: str = ""
    at: int = 0
    thread: Ref = ""
    reply_to: Ref = ""
    files: tuple[FileItem, ...] = ()


class ChoiceItem(Struct, frozen=True, tag="choice", omit_defaults=True):
    """A quick reply that the visitor pressed; `reply_to` is the message that offered it."""

    id: Id
    payload: Annotated[str, Meta(max_length=2_000)]
    title: str
    at: int = 0
    thread: Ref = ""
    reply_to: Ref = ""


class TypingItem(Struct, frozen=True, tag="typing", omit_defaults=True):
    at: int
    on: bool = True
    thread: Ref = ""


class PresenceItem(Struct, frozen=True, tag="presence", omit_defaults=True):
    """A widget came or went. `socket` names the connection, so that segments of several tabs can be joined."""

    state: str
    socket: Id
    at: int = 0
    reason: Short = ""


class EndItem(Struct, frozen=True, tag="end", omit_defaults=True):
    """The visitor needs nothing more: their conversation is over until they write again."""

    id: Id
    at: int = 0
    thread: Ref = ""


class ReceiptItem(Struct, frozen=True, tag="receipt", omit_defaults=True):
    target: Id
    status: str
    at: int = 0


class IdentifyItem(Struct, frozen=True, tag="identify", omit_defaults=True):
    """The visitor signed in on the site: the facts are the envelope's, which were signed, never this item's."""

    id: Id
    at: int = 0


class PageView(Struct, frozen=True, omit_defaults=True):
    url: Annotated[str, Meta(max_length=2_000)] = ""
    title: Short = ""
    referrer: Annotated[str, Meta(max_length=2_000)] = ""


class ContextItem(Struct, frozen=True, tag="context", omit_defaults=True):
    """What the page says of its visitor. It was not signed: shown to agents, never used to match or to decide.

    `email` is what the visitor typed as theirs.
    """

    id: Id
    at: int = 0
    attributes: Mapping[str, Any] = {}
    page: PageView | None = None
    zone: Short = ""
    email: Annotated[str, Meta(max_length=320)] = ""


class TrackItem(Struct, frozen=True, tag="track", omit_defaults=True):
    """Something that the visitor did on the site, for the contact's feed of activity."""

    id: Id
    name: Short
    at: int = 0
    amount: float | None = None
    currency: Annotated[str, Meta(max_length=3)] = ""
    ref: Short = ""
    properties: Mapping[str, Any] = {}


class OptItem(Struct, frozen=True, tag="opt", omit_defaults=True):
    """A yes or a no to one purpose, with the version of the text that was shown."""

    id: Id
    purpose: Short
    granted: bool
    text_version: Short
    at: int = 0


Item = (
    MessageItem
    | ChoiceItem
    | TypingItem
    | PresenceItem
    | EndItem
    | ReceiptItem
    | IdentifyItem
    | ContextItem
    | TrackItem
    | OptItem
)
KNOWN = frozenset({"message", "choice", "typing", "presence", "end", "receipt", "identify", "context", "track", "opt"})
