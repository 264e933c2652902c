"""Facts of calls."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class CallMoved(Event, frozen=True, kw_only=True):
    """Who called is somewhere else now: in the queue, talking, on hold, gone. `subject` is the call."""

    kind: ClassVar[str] = "calls.moved"
    state: str
    outcome: str = ""


class LegMoved(Event, frozen=True, kw_only=True):
    """One of us is rung, talks, or does neither any more. `subject` is the call."""

    kind: ClassVar[str] = "calls.leg_moved"
    user_id: UUID
    state: str
    why: str = ""


class ErrandFailed(Event, frozen=True, kw_only=True):
    """A provider did not do what it was told. `subject` is the call."""

    kind: ClassVar[str] = "calls.errand_failed"
    what: str
    code: str
