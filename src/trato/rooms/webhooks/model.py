"""Words of outgoing webhooks: where facts are told, and how each telling went."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

EndpointId = NewType("EndpointId", UUID)


class EndpointState(StrEnum):
    """Active; paused by a person (facts wait); disabled by us after long failure (facts are not kept for it)."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Endpoint(Struct, frozen=True):
    """An address of another system. `kinds` are the facts it wants, `cases.*` for a room's; none means all."""

    id: EndpointId
    url: str
    description: str
    kinds: tuple[str, ...]
    state: EndpointState
    state_reason: str
    failing_since: datetime | None
    created_at: datetime


class Secrets(Struct, frozen=True):
    """What signs for an endpoint, sealed: the secret, and the one before it until it ends."""

    endpoint_id: EndpointId
    url: str
    secret: bytes
    old_secret: bytes | None
    old_secret_until: datetime | None


class Delivery(Struct, frozen=True):
    """One fact told to one endpoint; `seq` is the fact's number in the log of the workspace."""

    endpoint_id: EndpointId
    seq: int
    kind: str
    case_id: UUID | None
    state: DeliveryState
    attempts: int
    next_at: datetime
    response_code: int | None
    duration_ms: int | None
    error: str
    created_at: datetime
    delivered_at: datetime | None


class Attempt(Struct, frozen=True):
    """One try, as it went."""

    at: datetime
    response_code: int | None
    duration_ms: int
    error: str


class Claimed(Struct, frozen=True):
    """A delivery in hand. `fence` numbers the claim, so that a late answer of an earlier one changes nothing."""

    endpoint_id: EndpointId
    seq: int
    attempts: int
    fence: int


class Tried(Struct, frozen=True):
    """What came of one try: an HTTP status or an error code, and how long the receiver asked us to wait."""

    claimed: Claimed
    status: int | None
    duration_ms: int
    error: str = ""
    retry_after: float | None = None


class Settled(Struct, frozen=True):
    """What a try leads to."""

    tried: Tried
    state: DeliveryState
    next_at: datetime
