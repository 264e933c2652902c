"""Words of the workforce: presence, capacity and load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

USUAL_UNITS = 10  # what one conversation takes, when its channel says nothing else
USUAL_CAPACITY = 50  # five chats at once


class PresenceState(StrEnum):
    """Only `ONLINE` is given new work; `BUSY` goes on with what is held."""

    ONLINE = "online"
    BUSY = "busy"
    BREAK = "break"
    AWAY = "away"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Presence:
    """Where an agent is since `since`. `reason` is a code, as lunch or idle."""

    user_id: UUID
    state: PresenceState
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ChannelWeight:
    """What one conversation of a channel takes; an exclusive one takes all of a person."""

    units: int = USUAL_UNITS
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What an agent holds now: open cases by channel."""

    cases: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.cases.values())


NOTHING_HELD = Held({})


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent as routing sees them: all in units, but `cases`."""

    user_id: UUID
    presence: Presence
    capacity: int
    load: int
    cases: int

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.load)
