"""Alerts over the numbers of the board: what raises one, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.walls import Measure


class AlertDeed(StrEnum):
    """What somebody does with an alert: they saw it, they take care of it, it is to be quiet for a while."""

    SEEN = "seen"
    ACTED = "acted"
    SNOOZED = "snoozed"


class AlertRule(Struct, frozen=True):
    """An alert is raised when the number stays beyond `threshold` for `for_seconds`; its owner is told."""

    id: UUID
    measure: Measure
    queue_id: UUID | None
    threshold: int
    for_seconds: int
    owner_id: UUID
    owner: str
    sound: bool


class AlertMark(Struct, frozen=True):
    who: str
    what: AlertDeed
    at: datetime


class Alert(Struct, frozen=True):
    """One that was raised: the value then and the worst since; `ended_at` is None while it lasts."""

    id: UUID
    rule_id: UUID
    measure: Measure
    queue_id: UUID | None
    threshold: int
    value: int
    worst: int
    owner_id: UUID
    owner: str
    sound: bool
    raised_at: datetime
    snoozed_until: datetime | None
    ended_at: datetime | None
    marks: tuple[AlertMark, ...] = ()
