"""What the desk shows of suggested answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.intelligence.model import TextSource


class SuggestionSource(Struct, frozen=True):
    """Where a text is from: who once answered so and when, or the saved reply by its shortcut and title."""

    kind: TextSource
    id: UUID
    by: str | None = None
    at: datetime | None = None
    shortcut: str | None = None
    title: str | None = None
    version: int | None = None


class SuggestionView(Struct, frozen=True):
    """A text for an answer, `{{slots}}` where somebody's own belongs. `values` fills what the contact told himself."""

    id: UUID
    message_id: UUID
    rank: int
    text: str
    language: str
    score: float
    model: str
    source: SuggestionSource
    values: dict[str, str]
    shown: bool
