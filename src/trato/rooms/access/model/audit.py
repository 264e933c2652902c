"""The log of deeds, chained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct


class AuditRow(Struct, frozen=True):
    """One line of the audit log: ids and codes, never names or text."""

    seq: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    verb: str
    object_kind: str
    object_id: UUID | None
    codes: Mapping[str, object]
    prev_hash: bytes
    hash: bytes


class Walked(Struct, frozen=True):
    """How far a walk along the audit log is: lines that hold, lines there are, and the first that does not follow."""

    to: int
    of: int
    broken_at: int | None


class Chain(Struct, frozen=True):
    """What a walk along the audit log found. `broken_at` is the first line that does not follow from the one before."""

    length: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, added or taken away."""
        return self.broken_at is None
