"""Why a case is where it is, as a supervisor reads it: names beside ids, points beside reasons."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.lists import Person


class CandidateView(Struct, frozen=True):
    """Somebody who was considered; `why` is what spoke against them (a code), "" for the chosen."""

    person: Person
    why: str
    skill: str | None
    points: float
    free: int
    cases: int


class StickyView(Struct, frozen=True):
    """Who held the contact's case before; `why_not` is a code."""

    person: Person
    honoured: bool
    why_not: str


class DecisionView(Struct, frozen=True):
    """One decision about who takes a case: `factors` are points by what gave them, `others` counts by reason."""

    id: UUID
    at: datetime
    author: str
    reason: str
    outcome: str
    queue: str | None
    waited_seconds: float | None
    chosen: Person | None
    by: Person | None
    candidates: tuple[CandidateView, ...]
    others: dict[str, int]
    factors: dict[str, float]
    sticky: StickyView | None


class NeedView(Struct, frozen=True):
    """A skill that a case asks for, from `level` on, and how many of its team are able, wherever they are now."""

    skill: str
    level: int
    able: int


class WaitingView(Struct, frozen=True):
    """Why a case goes on waiting (a code of routing), and the people of its team counted by what is against them."""

    why: str
    people: dict[str, int]
    needs: tuple[NeedView, ...]


class WhyView(Struct, frozen=True):
    """The decisions about a case, the last first, and why it waits now, if it does."""

    decisions: tuple[DecisionView, ...]
    waiting: WaitingView | None
