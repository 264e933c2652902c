"""What a plan knows: the cases that wait, the agents who work, and what counts for how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from trato.rooms.routing.model.decisions import Decision


class Need(NamedTuple):
    """A skill that a case asks for, and the level from which it will do (1 to 5)."""

    skill_id: UUID
    level: int = 1


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits in a queue, as the choice sees it.

    `units` is what it takes of a person, of the room for live or for asynchronous work; an `exclusive` one takes all
    of it. `since` is when its contact began to wait, `due_at` its first promise; `value` (0 to 1) how much the
    customer means to the brand, `mood` (-1 to 1) how they feel. `last_agent` held the contact's case before;
    `passed_by` declined this one or let it pass lately. `tier` (1 to 3) is what its channel is to the brand (S132).
    """

    case_id: UUID
    queue_id: UUID
    team_id: UUID
    channel: str
    queued_at: datetime
    since: datetime
    priority: int = 0
    due_at: datetime | None = None
    live: bool = True
    units: int = 10
    exclusive: bool = False
    value: float = 0.0
    mood: float = 0.0
    needs: tuple[Need, ...] = ()
    last_agent: UUID | None = None
    passed_by: frozenset[UUID] = frozenset()
    tier: int = 1


@dataclass(frozen=True, slots=True)
class AgentAtWork:
    """An agent as the choice sees them: `state` is a state of presence, rooms and capacities are in units.

    `channel_room` says how many more cases of a channel they take, where somebody set a limit. `waits_since` is when
    they were last given work, or came.
    """

    id: UUID
    state: str
    teams: frozenset[UUID]
    skills: Mapping[UUID, int]
    live_room: int
    deferred_room: int
    live_capacity: int
    deferred_capacity: int
    cases: int
    waits_since: datetime
    channel_room: Mapping[str, int] = field(default_factory=dict)

    def room(self, live: bool) -> int:
        """Return the units left for live or for asynchronous work."""
        return self.live_room if live else self.deferred_room


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts for how much, in points (S196, S197). One minute of waiting is worth `age`.

    Because waiting counts without end and everything else is bounded, a case that has waited `bound` longer than
    another goes before it whatever else is true: nothing starves.
    """

    priority: float = 20.0  # each step
    slack: float = 40.0  # at the instant of the promise; half of it `slack_half` before
    slack_half: timedelta = timedelta(minutes=5)
    late: float = 25.0  # once the promise is broken: those that can still be kept go first
    age: float = 1.0
    tier: float = 6.0  # a channel of tier 1; of tier 2 half of it, of tier 3 nothing
    value: float = 10.0
    mood: float = 10.0
    sticky: float = 12.0
    level: float = 1.0  # each level above what is needed
    scarce: float = 2.0  # each skill that the case does not need: keep those who can do more for what needs more
    load: float = 10.0  # a person who is full, against one who holds nothing

    @property
    def bound(self) -> timedelta:
        """After how much more waiting a case goes before any other that waits for the same people."""
        most = 3 * self.priority + max(self.slack, self.late) + self.tier + self.value + 2 * self.mood
        return timedelta(minutes=most / self.age)


@dataclass(frozen=True, slots=True)
class Policy:
    """How a workspace gives out its cases.

    `values` says how much a contact with a flag means to the brand, 0 to 1 (S197); `sticky` for how long a case of a
    queue waits for the agent who knows its contact (S195).
    """

    weights: Weights = Weights()
    values: Mapping[str, float] = field(default_factory=lambda: {"vip": 1.0})
    sticky: Mapping[UUID, timedelta] = field(default_factory=dict)


class NotGiven(StrEnum):
    """Why a case goes on waiting."""

    KEPT_FOR = "kept_for"  # for the agent who held the contact's last case
    NOBODY_THERE = "nobody_there"
    NOBODY_ABLE = "nobody_able"  # nobody who is there has the skills
    NO_ROOM = "no_room"
    OTHERS_FIRST = "others_first"
    BY_HAND = "by_hand"  # the engine gives nothing of this queue
    NO_TEAM = "no_team"
    RESTS = "rests"  # nobody needs to take it now
    AT_ONCE = "at_once"  # the next look of the engine gives it


@dataclass(frozen=True, slots=True)
class StillWaits:
    """Why a case is not given now, how many of its team have what against it, and how many are able to each need."""

    why: NotGiven
    against: Mapping[str, int] = field(default_factory=dict)
    needs: Mapping[Need, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now with everything that waits: who takes what, and why the others go on waiting."""

    decisions: tuple[Decision, ...]
    waiting: Mapping[UUID, NotGiven]
