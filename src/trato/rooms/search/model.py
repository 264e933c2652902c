"""Words of search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class DocumentKind(StrEnum):
    """What a document stands for. A case's own holds its number, its subject and who takes part in it."""

    MESSAGE = "message"
    NOTE = "note"
    CASE = "case"


class FilterName(StrEnum):
    CHANNEL = "channel"
    STATE = "state"
    AGENT = "agent"
    TAG = "tag"
    BRAND = "brand"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    HAS = "has"
    IS = "is"


class TermKind(StrEnum):
    """A word is found in its inflected forms; a phrase as it stands; a code whole, or by its digits."""

    WORD = "word"
    PHRASE = "phrase"
    CODE = "code"


class HintCode(StrEnum):
    UNKNOWN_FILTER = "unknown_filter"  # taken as words
    UNKNOWN_VALUE = "unknown_value"  # nothing can match
    ONLY_EXCLUDED = "only_excluded"  # there is nothing left to look for


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for. `words` are folded; the last word of a question may go on (`open_end`)."""

    kind: TermKind
    words: tuple[str, ...]
    negated: bool = False
    open_end: bool = False
    common: bool = False  # a word like "the": nice to have, not asked for


@dataclass(frozen=True, slots=True)
class Filter:
    name: FilterName
    value: str
    negated: bool = False


class Hint(Struct, frozen=True):
    """What was not understood, in the words of who asked, and what may have been meant."""

    code: HintCode
    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def asks(self) -> bool:
        """Say whether there is anything to look for."""
        return any(not one.negated for one in self.terms) or any(not one.negated for one in self.filters)


@dataclass(frozen=True, slots=True)
class Forms:
    """What a word may look like in the texts of one workspace, nearest first; `seen` in about how many of them."""

    exact: tuple[str, ...] = ()
    stem: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    typo: tuple[str, ...] = ()
    seen: int = 0


class Tier(StrEnum):
    """How near a text comes to what was asked."""

    EXACT = "exact"
    STEM = "stem"
    PREFIX = "prefix"
    TYPO = "typo"


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that has what was asked. `near` grows as the words stand closer, from 0 to 1."""

    id: UUID
    kind: DocumentKind
    case_id: UUID
    at: datetime
    tier: Tier
    near: float = 0.0
    adjacent: bool = False
    named: bool = False  # in the number of the case, or a name
    titled: bool = False  # in the subject
    spread: bool = False  # the case has all words, this document only some


@dataclass(frozen=True, slots=True)
class Document:
    """What is kept of one text: `fields` are (text, label), the label A for names, B subjects, C addresses, D texts."""

    id: UUID
    kind: DocumentKind
    case_id: UUID
    at: datetime
    fields: tuple[tuple[str, str], ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseConditions:
    """What the cases must be and must not be; None asks nothing."""

    states: tuple[str, ...] | None = None
    not_states: tuple[str, ...] | None = None
    holders: tuple[UUID, ...] | None = None
    not_holders: tuple[UUID, ...] | None = None
    nobody: bool | None = None
    tags: tuple[UUID, ...] | None = None
    not_tags: tuple[UUID, ...] | None = None
    brands: tuple[UUID, ...] | None = None
    not_brands: tuple[UUID, ...] | None = None

    @property
    def asks(self) -> bool:
        return self != CaseConditions()


class Segment(Struct, frozen=True):
    """A piece of a passage; plain text, whatever it looks like."""

    text: str
    hit: bool


class Passage(Struct, frozen=True):
    """Where it was found. `id` is of the message or the note; of the case itself for its subject or a name."""

    kind: DocumentKind
    id: UUID
    at: datetime
    author_kind: str
    author: str
    segments: tuple[Segment, ...]


class FoundCase(Struct, frozen=True):
    """A case with the places where it says what was asked, best first."""

    id: UUID
    number: int
    subject: str
    channel: str
    surface: str
    state: str
    set_aside: bool
    waiting_on: str | None
    contact_id: UUID
    contact_name: str
    contact: tuple[Segment, ...]
    holder: str
    brand_id: UUID
    last_message_at: datetime
    passages: tuple[Passage, ...]


class SearchPage(Struct, frozen=True):
    """`oldest` is how far the history goes back; `indexed` the share of it that can be found, 1 when all of it."""

    items: tuple[FoundCase, ...]
    next: str | None
    hints: tuple[Hint, ...]
    oldest: datetime | None
    indexed: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the history of a workspace has been taken in: cases go by number, from the newest down.

    `again` says that all of it had been in before; `is_of_now`, that it is taken in by the rules of this code.
    """

    next_number: int
    first_number: int
    cases: int
    started_at: datetime
    finished_at: datetime | None
    again: bool = False
    is_of_now: bool = True

    @property
    def is_done(self) -> bool:
        return self.finished_at is not None and self.is_of_now


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the documents understand it: texts of `tsquery`. An empty one asks nothing."""

    wanted: str
    exact: str
    stem: str
    prefix: str
    adjacent: str
    named: str  # in a name or a number
    titled: str  # in a subject
    seen: int  # of the rarest word, in about how many documents
    terms: tuple[str, ...] = ()
    seen_of: tuple[int, ...] = ()  # each of the terms, in about how many documents
    marks: str = ""
    forms: Mapping[str, Forms] = field(default_factory=dict)
