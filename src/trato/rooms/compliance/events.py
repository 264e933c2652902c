"""Facts that compliance announces."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class HoldPlaced(Event, frozen=True):
    """Subject: the hold."""

    kind: ClassVar[str] = "compliance.hold_placed"
    scope: str
    scope_id: UUID
    writer: str
    reason: str


class HoldReleased(Event, frozen=True):
    """Subject: the hold. The messages that it kept back are judged again (`freed_by`)."""

    kind: ClassVar[str] = "compliance.hold_released"
    writer: str


class MessageStopped(Event, frozen=True):
    """Subject: the message, held or blocked; `reason` is the code that screens put into words."""

    kind: ClassVar[str] = "compliance.message_stopped"
    outcome: str
    reason: str
    conversation_id: UUID


class OptedOut(Event, frozen=True):
    """Subject: the contact. An empty purpose is all of them."""

    kind: ClassVar[str] = "compliance.opted_out"
    controller_id: UUID
    purpose: str


class OptedIn(Event, frozen=True):
    """Subject: the contact."""

    kind: ClassVar[str] = "compliance.opted_in"
    controller_id: UUID
    purpose: str
