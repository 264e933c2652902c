"""Facts that the workforce announces. The subject is the user."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event
from trato.rooms.workforce.model import USUAL_ASYNC_CAPACITY, PresenceState


class PresenceChanged(Event, frozen=True, kw_only=True):
    """Where an agent is from now on; `before` is where they were, if they ever said."""

    kind: ClassVar[str] = "workforce.presence_changed"
    state: PresenceState
    reason: str = ""
    before: PresenceState | None = None


class CapacityChanged(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "workforce.capacity_changed"
    capacity: int
    async_capacity: int = USUAL_ASYNC_CAPACITY
    limits: dict[str, int] = {}


class SkillsChanged(Event, frozen=True, kw_only=True):
    """All that an agent can do now: the level of each skill by its id."""

    kind: ClassVar[str] = "workforce.skills_changed"
    levels: dict[str, int]
