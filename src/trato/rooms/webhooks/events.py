"""Facts that outgoing webhooks announce; they are not told to endpoints, but for a test."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event


class EndpointChanged(Event, frozen=True):
    """Subject: the endpoint, added, changed or removed."""

    kind: ClassVar[str] = "webhooks.endpoint_changed"
    state: str


class EndpointDisabled(Event, frozen=True):
    """Subject: the endpoint. An alarm: it failed for days, or asked (410) to be told no more."""

    kind: ClassVar[str] = "webhooks.endpoint_disabled"
    reason: str


class DeliveryGaveUp(Event, frozen=True):
    """Subject: the endpoint. After a day of attempts the fact `seq` was not taken; it can be told again by hand."""

    kind: ClassVar[str] = "webhooks.delivery_gave_up"
    seq: int


class EndpointTested(Event, frozen=True):
    """Subject: the endpoint. Somebody wants to see whether it takes what it is told; only it is told this."""

    kind: ClassVar[str] = "webhooks.tested"
