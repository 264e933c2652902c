"""What a supervisor watches: a few numbers with their targets, a line for each queue, and who is here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Measure(StrEnum):
    """The numbers that have targets. Waits are seconds, service level and load are percents, the others cases."""

    WAITING = "waiting"
    LONGEST_WAIT = "longest_wait"
    AT_RISK = "at_risk"
    BREACHED = "breached"
    SERVICE_LEVEL = "service_level"
    LOAD = "load"


AT_LEAST = frozenset({Measure.SERVICE_LEVEL})
USUAL_TARGETS: Mapping[Measure, int] = {
    Measure.WAITING: 20,
    Measure.LONGEST_WAIT: 15 * 60,
    Measure.AT_RISK: 5,
    Measure.BREACHED: 0,
    Measure.SERVICE_LEVEL: 80,
    Measure.LOAD: 85,
}


class Selection(Struct, frozen=True):
    """Which part of one's reach is looked at: of these brands, in these queues, of these teams. Empty is all."""

    brand: tuple[UUID, ...] = ()
    queue: tuple[UUID, ...] = ()
    team: tuple[UUID, ...] = ()


class Numbers(Struct, frozen=True):
    """How things stand. A case waits while it is open, nobody has it in charge and it rests on nobody else.

    `since` is when the contact who waits longest wrote first, `due_next` when the next promise breaks. Today is the
    brand's own day: `offered` cases were opened by contacts in it, and of the `decided` first answers that were due or
    given in it, `kept` came in time. `aside` are the cases and messages that were set aside in it and stand so: no
    service level counts them.
    """

    open: int = 0
    waiting: int = 0
    since: datetime | None = None
    at_risk: int = 0
    breached: int = 0
    due_next: datetime | None = None
    offered: int = 0
    kept: int = 0
    decided: int = 0
    aside: int = 0


class Crew(Struct, frozen=True):
    """Who works here: in how many states, and what those available or busy hold, live and deferred."""

    agents: int = 0
    available: int = 0
    busy: int = 0
    away: int = 0
    offline: int = 0
    load: int = 0
    capacity: int = 0


class Target(Struct, frozen=True):
    """The target of a number: everywhere, or in one queue."""

    measure: Measure
    value: int
    queue_id: UUID | None = None


class QueueLine(Struct, frozen=True):
    """One queue. `id` is None for cases that are in none, or in one that is offered no more."""

    id: UUID | None
    name: str
    brand_id: UUID | None
    team_id: UUID | None
    automatic: bool
    numbers: Numbers
    crew: Crew


class Wall(Struct, frozen=True):
    """The board of one selection, within somebody's reach."""

    numbers: Numbers
    crew: Crew
    queues: tuple[QueueLine, ...]
    targets: tuple[Target, ...]


class FloorAgent(Struct, frozen=True):
    """An agent as a supervisor sees them. Loads and capacities are in units, of live and of deferred work apart.

    A usual conversation takes 10. `since` is None for a member of a team who never was at work.
    """

    id: UUID
    name: str
    team_ids: tuple[UUID, ...]
    state: str
    reason: str | None
    since: datetime | None
    load: int
    capacity: int
    deferred_load: int
    deferred_capacity: int
    cases: int


class ExpectedPart(Struct, frozen=True):
    """What is expected of an agent in a stretch of time, and in which states they keep it."""

    what: str
    since: datetime
    until: datetime
    kept_by: tuple[str, ...]


class AgentPlan(Struct, frozen=True):
    """What is expected of an agent today, and how they kept it so far; `adherence` is None before anything was."""

    expected: tuple[ExpectedPart, ...] = ()
    adherence: float | None = None
