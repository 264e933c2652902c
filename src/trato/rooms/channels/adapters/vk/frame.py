"""What every reader of an event needs: whose it is, what it is called, and when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, map_in, text_in
from trato.rooms.channels.adapters.vk.names import addresses_of, id_in
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent, InboundKind
from trato.rooms.contacts.model import Address

PRECISION = timedelta(seconds=1)  # VK stamps whole seconds


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a callback: its envelope, and `told`, what it is about."""

    account: AccountView
    delivery: Delivery
    body: JsonMap

    @property
    def kind(self) -> str:
        return text_in(self.body, "type")

    @property
    def told(self) -> JsonMap:
        return map_in(self.body, "object")

    @property
    def group(self) -> str:
        return id_in(self.body, "group_id")

    @property
    def key(self) -> str:
        """VK's id of the event, by which one that comes twice is known (callback_base.event_id)."""
        return f"event:{text_in(self.body, 'event_id') or fingerprint(self.body)}"

    def event(self, kind: InboundKind, **fields: Any) -> InboundEvent:
        """Return an event of this callback; what `fields` do not say happened when it came."""
        fields.setdefault("occurred_at", self.delivery.received_at)
        return InboundEvent(kind, self.key, account_ref=self.group, precision=PRECISION, **fields)

    def strange(self, **fields: Any) -> InboundEvent:
        """Return what nobody said to us, or what we cannot read: without author, so that it opens no case."""
        detail = {"type": self.kind or "unknown", "keys": sorted(self.told)[:20]}
        return self.event(InboundKind.UNSUPPORTED, detail=detail, **fields)

    def who(self, identifier: str) -> tuple[Address, ...]:
        return addresses_of(identifier, self.account)
