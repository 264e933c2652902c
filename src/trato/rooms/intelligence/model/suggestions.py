"""Words of suggestions: texts that were good once, and what came of offering them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class TextSource(StrEnum):
    """Where a suggested text is from."""

    ANSWER = "answer"  # what one of us once answered
    CANNED = "canned"  # a saved reply


class RejectReason(StrEnum):
    """Why somebody did not want a suggestion."""

    OFF_TOPIC = "off_topic"  # it answers something else
    OUTDATED = "outdated"  # it is true no more
    TONE = "tone"  # we do not speak so
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What one of us once answered, as a template; `vector` is of the question, in half precision."""

    id: UUID
    question_id: UUID
    case_id: UUID
    contact_id: UUID
    brand_id: UUID
    author_id: UUID
    lang: str
    at: datetime
    text: str
    near_key: str
    csat: int
    encoder_id: str
    vector: Any
    instead_of: str = ""  # the near key of the answer that was edited to this one


@dataclass(frozen=True, slots=True)
class SavedText:
    """A saved reply in one language, with the brands that may use it."""

    id: UUID
    version: int
    title: str
    text: str
    lang: str
    brands: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TextRecord:
    """What people made of a text that was suggested."""

    accepted: int = 0
    edited: int = 0
    rejected: float = 0.0


@dataclass(frozen=True, slots=True)
class SuggestedText:
    """A text for an answer, with its source; of an answer who said it and when, of a saved reply its version."""

    source: TextSource
    source_id: UUID
    key: str
    text: str
    lang: str
    score: float
    by_id: UUID | None = None
    said_at: datetime | None = None
    version: int | None = None
