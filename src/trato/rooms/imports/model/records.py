"""Records as no system in particular has them. `key` is their own id there, unique in its kind; times are in UTC."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from trato.rooms.cases.model import CaseState, WaitingOn


class Kind(StrEnum):
    """What a record is, in the order in which records need each other."""

    ORGANISATION = "organisation"
    CONTACT = "contact"
    TAG = "tag"
    CANNED = "canned"
    ARTICLE = "article"
    CONVERSATION = "conversation"
    MESSAGE = "message"
    NOTE = "note"  # a message that never left


class Organisation(Struct, frozen=True, omit_defaults=True):
    """A company or household. `kind` is company or household."""

    key: str
    name: str
    kind: str = "company"


class Consent(Struct, frozen=True, omit_defaults=True):
    """A yes or a no to marketing, survey, or everything (""). A yes without `words` and a date proves nothing."""

    purpose: str
    granted: bool
    words: str = ""
    given_at: datetime | None = None


class Contact(Struct, frozen=True, omit_defaults=True):
    """A person outside. All its addresses are one person's because its own record there says so."""

    key: str
    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    locale: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    organisation: str = ""  # its key
    created_at: datetime | None = None
    consents: tuple[Consent, ...] = ()


class Tag(Struct, frozen=True, omit_defaults=True):
    key: str
    name: str


class CannedText(Struct, frozen=True, omit_defaults=True):
    """A saved text, by language."""

    key: str
    shortcut: str
    title: str
    texts: Mapping[str, str]
    folder: str = ""


class Article(Struct, frozen=True, omit_defaults=True):
    """A help-centre article; `body` may be HTML."""

    key: str
    title: str
    body: str
    language: str = ""
    category: str = ""
    published: bool = False
    changed_at: datetime | None = None


class Case(Struct, frozen=True, omit_defaults=True):
    """A ticket or conversation: one matter. `channel` is what the other system calls it, `inbox` which one of them."""

    key: str
    contact: str  # its key
    opened_at: datetime
    subject: str = ""
    channel: str = ""
    inbox: str = ""
    state: CaseState = CaseState.OPEN
    waiting_on: WaitingOn | None = None
    ended_at: datetime | None = None
    changed_at: datetime | None = None
    priority: int = 0  # -1 low, 0 usual, 1 high, 2 urgent
    tags: tuple[str, ...] = ()  # their names


class Author(StrEnum):
    CONTACT = "contact"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class WhoWrote(Struct, frozen=True, omit_defaults=True):
    """Who wrote a message: `contact` is a contact's key (none: the case's own); agents are known by e-mail."""

    kind: Author
    name: str = ""
    email: str = ""
    contact: str = ""


class File(Struct, frozen=True, omit_defaults=True):
    """An attachment; `ref` is what its source fetches it by: a path in a folder, a URL. `size` in bytes, 0 unknown."""

    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0


class Message(Struct, frozen=True, omit_defaults=True):
    """Something that was said in a case, or, when `private`, noted on it."""

    key: str
    case: str  # its key
    at: datetime
    author: WhoWrote
    text: str = ""
    private: bool = False
    files: tuple[File, ...] = ()


Record = Organisation | Contact | Tag | CannedText | Article | Case | Message

KINDS: Mapping[type[Struct], Kind] = {
    Organisation: Kind.ORGANISATION,
    Contact: Kind.CONTACT,
    Tag: Kind.TAG,
    CannedText: Kind.CANNED,
    Article: Kind.ARTICLE,
    Case: Kind.CONVERSATION,
    Message: Kind.MESSAGE,
}


def kind_of(record: Record) -> Kind:
    """Return what a record is; a private message is a note."""
    if isinstance(record, Message) and record.private:
        return Kind.NOTE
    return KINDS[type(record)]


def fingerprint(record: Record) -> bytes:
    """Return what tells a record from the same record after a change: the first 16 bytes of a SHA-256.

    Where a file is fetched from, and when a case was last looked at, change without anything being new.
    """
    if isinstance(record, Message) and record.files:
        record = replace(record, files=tuple(replace(file, ref="", size=0) for file in record.files))
    elif isinstance(record, Case):
        record = replace(record, changed_at=None)
    return hashlib.sha256(msgspec.json.encode(record, order="deterministic")).digest()[:16]
