"""Words of learning: what people taught, and what a case would be tagged with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

OURS = 0  # the number of examples that came with a starter: people's lessons count from 1


class Learner(StrEnum):
    """What is learned from people: their tags, and the reasons of their tree."""

    TAGS = "tags"
    REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Taught:
    """What people said of a case: what they put or confirmed, what they took away, and what nobody judged."""

    case_id: UUID
    name: Learner
    labels: tuple[UUID, ...]
    refused: tuple[UUID, ...] = ()
    unsure: tuple[UUID, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with the words that it is about: `vector` is empty where the encoder has not read them."""

    number: int
    message_id: UUID
    text: str
    labels: tuple[UUID, ...]
    refused: tuple[UUID, ...]
    unsure: tuple[UUID, ...]
    weight: float
    at: datetime
    encoder_id: str
    vector: bytes

    @property
    def is_ours(self) -> bool:
        """Say whether it is an example of a starter: no message of anybody, so that it proves nothing here."""
        return self.number == OURS


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands: until which lesson there are, and which model predicts (none before the first fit)."""

    name: Learner
    newest: int
    champion: UUID | None
    automatic: bool
    review_share: float
    forgot_at: datetime | None = None  # when somebody was forgotten last: models in memory are opened anew


@dataclass(frozen=True, slots=True)
class Typed:
    """What would be put on a case, by one message of it. Likeliest first; `above` is a branch that is sure."""

    case_id: UUID
    message_id: UUID
    contact_id: UUID
    tags: tuple[tuple[UUID, float], ...]
    decided_tags: tuple[UUID, ...]
    tags_version: str
    reasons: tuple[tuple[UUID, float], ...]
    decided_reason: UUID | None
    above_reason: UUID | None
    reasons_version: str
