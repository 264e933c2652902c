"""Help that was asked for cases, as screens show it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.lists import ContactRef, Person


class HelpClock(Struct, frozen=True):
    """What is expected: `target` is acceptance or answer; `state` running, breached, met, met_late or voided."""

    id: UUID
    target: str
    state: str
    started_at: datetime
    approach_at: datetime
    due_at: datetime


class HelpView(Struct, frozen=True):
    """`state` is asked, accepted, or how it ended; `mine` that I asked, `for_me` that I am among those asked.

    `team` or `person` is of whom it is asked; at the level of supervisors a team is its leaders.
    """

    id: UUID
    level: str
    state: str
    team: str | None
    person: str | None
    by: Person
    why: str
    answer: str
    hands_over: bool
    rests: bool
    sent_at: datetime
    accepted_at: datetime | None
    accepted_by: Person | None
    ended_at: datetime | None
    clocks: tuple[HelpClock, ...]
    case_id: UUID
    case_number: int
    subject: str
    contact: ContactRef
    mine: bool
    for_me: bool
