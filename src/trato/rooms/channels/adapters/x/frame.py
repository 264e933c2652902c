"""What all readers of a delivery need, and reading X's times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, text_in
from trato.rooms.channels.adapters.x.people import Users
from trato.rooms.channels.model import AccountView, InboundEvent, InboundKind


@dataclass(frozen=True, slots=True)
class Frame:
    """One delivery: whose it is, who and what comes with it."""

    account: AccountView
    received_at: datetime
    ours: str  # the id of the account that it is about
    users: Users = field(default_factory=dict)
    posts: Mapping[str, JsonMap] = field(default_factory=dict)
    media: Mapping[str, JsonMap] = field(default_factory=dict)

    def at(self, holder: JsonMap, *names: str) -> datetime:
        """Return the first instant of these fields, else when the delivery came."""
        return next((found for name in names if (found := _instant(holder, name))), self.received_at)

    def strange(self, kind: str, content: JsonMap, identifier: str = "") -> InboundEvent:
        """Return what nobody said to us, or we cannot read: without author, so that it opens no case."""
        key = identifier or text_in(content, "id") or fingerprint(content)
        return InboundEvent(
            InboundKind.UNSUPPORTED,
            f"strange:{kind}:{key}",
            self.at(content, "created_at", "timestamp_ms", "created_timestamp", "event_timestamp_ms"),
            public=False,
            account_ref=self.ours,
            detail={"type": kind, "keys": sorted(content)[:20]},
        )


def _instant(holder: JsonMap, name: str) -> datetime | None:
    """Return an instant in one of X's three forms: ISO 8601, milliseconds, and that of the older API."""
    text = text_in(holder, name)
    if not text or text.isdecimal():
        return instant_in(holder, name)
    for read in (datetime.fromisoformat, _old):
        try:
            found = read(text)
        except (ValueError, OverflowError):
            continue
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _old(text: str) -> datetime:
    return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")


def includes_of(body: JsonMap) -> JsonMap:
    """Return what comes along with an event or a page of them."""
    return map_in(body, "includes")
