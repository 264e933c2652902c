"""What most requests say: nothing but their address, or one id in it."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct


class Nothing(Struct, frozen=True):
    """A request that says nothing but its address."""


class OneId(Struct, frozen=True):
    """A request whose address names one thing."""

    id: UUID
