"""What other systems may tell us, closed: a field that we do not know is an error that they should hear of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

MOST_EVENTS = 100
MOST_FILES = 10
TEXT_LIMIT = 8_000
Id = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Ref = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Short = Annotated[str, Meta(max_length=200)]
Body = Annotated[str, Meta(max_length=TEXT_LIMIT)]
Instant = Annotated[datetime, Meta(tz=True)]


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    pass


class Person(_Closed, frozen=True, kw_only=True):
    """Who wrote. `id` is theirs in the other system; `verified` says that it checked `email` and `phone`."""

    id: Id
    name: Short = ""
    email: Short = ""
    phone: Short = ""
    language: Annotated[str, Meta(max_length=20)] = ""
    verified: bool = False


class File(_Closed, frozen=True, kw_only=True):
    """A file at an address (`url`), or in the call itself (`content`, base64)."""

    url: Annotated[str, Meta(max_length=2_000)] = ""
    content: str = ""
    name: Short = ""
    type: Annotated[str, Meta(max_length=100)] = ""


class Chosen(_Closed, frozen=True, kw_only=True):
    """What somebody chose of what we offered."""

    id: Id
    title: Short = ""


class _Told(_Closed, frozen=True, kw_only=True):
    id: Id  # of the message in the other system
    contact: Person
    conversation: Ref = ""
    at: Instant | None = None


class MessageTold(_Told, frozen=True, kw_only=True, tag="message"):
    text: Body = ""
    files: Annotated[tuple[File, ...], Meta(max_length=MOST_FILES)] = ()
    choice: Chosen | None = None
    reply_to: Ref = ""


class EditTold(_Told, frozen=True, kw_only=True, tag="message.edited"):
    text: Annotated[str, Meta(min_length=1, max_length=TEXT_LIMIT)]


class DeletionTold(_Told, frozen=True, kw_only=True, tag="message.deleted"):
    pass


class ReceiptTold(_Closed, frozen=True, kw_only=True, tag="receipt"):
    """What became of a message of ours; `message` is the id with which it was answered."""

    message: Id
    status: Literal["delivered", "read", "failed"]
    at: Instant | None = None
    code: Annotated[str, Meta(max_length=60)] = ""
    reason: Short = ""


class TypingTold(_Closed, frozen=True, kw_only=True, tag="typing"):
    contact: Person
    conversation: Ref = ""
    on: bool = True


Event: TypeAlias = MessageTold | EditTold | DeletionTold | ReceiptTold | TypingTold


class Batch(_Closed, frozen=True, kw_only=True):
    events: Annotated[tuple[Event, ...], Meta(min_length=1, max_length=MOST_EVENTS)]
