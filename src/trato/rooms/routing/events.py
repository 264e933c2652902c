"""Facts that routing announces. The subject is the case; `user_id` is the agent."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event
from trato.rooms.routing.model import Outcome


class CaseOffered(Event, frozen=True, kw_only=True):
    """An agent is asked to take a case, until `ends_at`."""

    kind: ClassVar[str] = "routing.case_offered"
    user_id: UUID
    ends_at: datetime


class OfferSettled(Event, frozen=True, kw_only=True):
    """They took it, let it pass, said nothing in time, or it was taken back."""

    kind: ClassVar[str] = "routing.offer_settled"
    user_id: UUID
    outcome: Outcome
