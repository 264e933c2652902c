"""A day as it came: who wrote, who was there, and what the house had said about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.brands.model import OpeningHours
from trato.rooms.routing.model import Policy, Queue, WaitingCase


@dataclass(frozen=True, slots=True)
class Arrival:
    """A case that begins to wait in a queue at `case.queued_at`.

    `handling` is how many seconds of work it is for somebody who holds nothing else, `patience` how many seconds its
    contact waits for an answer (None for ever); an answer is promised `within` that time of the `hours` so named.
    """

    case: WaitingCase
    contact: UUID
    handling: float
    patience: float | None = None
    within: timedelta | None = None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where somebody was from one instant to another: a state of presence."""

    from_at: datetime
    to_at: datetime
    state: str = "online"


@dataclass(frozen=True, slots=True)
class Person:
    """An agent: what they can do, how much at once, in units, and where they were."""

    id: UUID
    teams: frozenset[UUID]
    skills: Mapping[UUID, int]
    live: int
    deferred: int
    spans: tuple[Span, ...]
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """What the house decides: how it chooses, its queues, its hours by name, and the share that a bot solves alone.

    `hours_of` says which of the hours a queue keeps, for overflow when it is closed.
    """

    policy: Policy
    queues: tuple[Queue, ...]
    hours: Mapping[str, OpeningHours]
    hours_of: Mapping[UUID, str] = field(default_factory=dict)
    bot_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Laws:
    """How work goes in a replayed day: what is assumed, because no log can tell what did not happen.

    Live work: a conversation takes `handling × (1 + slowing × (k − 1))` seconds, where k is how many live ones its
    agent holds with it, as it is given. Asynchronous work: one after the other, each `handling` seconds, slowed alike
    by the live ones held, and answered as it ends. The first answer to live work takes `reading` seconds. After live
    work its room stays taken for `wrap_up` seconds. The house looks once in every `tick` seconds in which something
    happened.
    """

    slowing: float = 0.25
    reading: float = 15.0
    wrap_up: float = 30.0
    tick: float = 1.0


@dataclass(frozen=True, slots=True)
class Day:
    """Cases in the order in which they came, and the people."""

    from_at: datetime
    to_at: datetime
    arrivals: Sequence[Arrival]
    people: tuple[Person, ...]
