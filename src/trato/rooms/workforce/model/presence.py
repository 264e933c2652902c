"""Words of the workforce: presence, capacity and load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

USUAL_UNITS = 10  # what one conversation takes, when its channel says nothing else
USUAL_CAPACITY = 50  # five chats at once
USUAL_ASYNC_CAPACITY = 100  # ten cases that may wait while their person does something else


class PresenceState(StrEnum):
    """Only `ONLINE` is given new work; `BUSY` goes on with what is held."""

    ONLINE = "online"
    BUSY = "busy"
    BREAK = "break"
    AWAY = "away"
    OFFLINE = "offline"


PRESENT = frozenset({PresenceState.ONLINE, PresenceState.BUSY})  # at the desk, with room for more or without
IDLE = "idle"  # nobody touched the desk
DISCONNECTED = "disconnected"  # no screen of theirs is there
UNANSWERED = "unanswered"  # cases were offered, and nobody said anything
SIGNED_OUT = "signed_out"
DEACTIVATED = "deactivated"
BY_ITSELF = frozenset({IDLE, DISCONNECTED})  # ends by the agent's first act


@dataclass(frozen=True, slots=True)
class Presence:
    """Where an agent is since `since`. `reason` is a code, as lunch or idle."""

    user_id: UUID
    state: PresenceState
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that agents may give, the state that it puts them in, and its words by language."""

    code: str
    state: PresenceState
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Where an agent is said to be, when their screens were last there, and when one was last touched."""

    presence: Presence
    seen_at: datetime
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited before an agent is put away or offline; None for ever."""

    idle: timedelta | None
    gone: timedelta
    offline: timedelta | None


@dataclass(frozen=True, slots=True)
class ChannelWeight:
    """What one conversation of a channel takes; an exclusive one takes all of a person.

    A `live` one has somebody waiting on the other side, and is counted apart from those that have not.
    """

    units: int = USUAL_UNITS
    exclusive: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Capacity:
    """What an agent can hold at once: units of live and of deferred work, and the most cases of some channels."""

    live: int = USUAL_CAPACITY
    deferred: int = USUAL_ASYNC_CAPACITY
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Load:
    """Units taken of live and of deferred work."""

    live: int = 0
    deferred: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What an agent holds now: open cases by channel."""

    cases: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.cases.values())


NOTHING_HELD = Held({})


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody can hold and holds. `over`: more than they may, so nothing new is given until there is room."""

    capacity: Capacity
    load: Load
    held: Held
    over: bool


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent as routing sees them: all in units, but `cases`, `held` and `limits`, which count cases.

    `capacity` and `load` are those of live work; `held` and `limits` are by channel.
    """

    user_id: UUID
    presence: Presence
    capacity: int
    load: int
    cases: int
    async_capacity: int = USUAL_ASYNC_CAPACITY
    async_load: int = 0
    held: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)

    @property
    def live_free(self) -> int:
        return max(0, self.capacity - self.load)

    @property
    def async_free(self) -> int:
        return max(0, self.async_capacity - self.async_load)

    @property
    def free(self) -> int:
        return self.live_free
