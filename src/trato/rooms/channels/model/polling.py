"""Channels that are asked because they do not tell: what an adapter reads, page by page, and how far it has come."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.leaving import HttpRequest, ProviderAnswer


class Quota(Struct, frozen=True):
    """What a provider lets an account spend in a day, which ends at midnight in `zone`."""

    units: int
    zone: str


class Kept(Struct, frozen=True):
    """What was read and is to be stored as it came. The same `key` is stored once.

    `headers` are kept with it: what the look knew and the page does not say.
    """

    key: bytes
    raw: bytes
    headers: Mapping[str, str] = {}


class Troubled(Struct, frozen=True):
    """Why a look did not end. `refused`: our credentials are not taken."""

    code: str
    refused: bool = False
    wait: timedelta | None = None


# yields calls and is sent their answers, yields what is to be kept, and returns the cursor to go on from
Look = Generator[HttpRequest | Kept, ProviderAnswer | None, str | Troubled]


@runtime_checkable
class Polled(Protocol):
    """An adapter whose provider must be asked; `quota` is None where nothing is counted by the day."""

    quota: Quota | None

    def every(self, account: AccountView) -> timedelta:
        """Return how long to wait between two looks."""

    def look(self, account: AccountView, cursor: str, now: datetime) -> Look:
        """Read what is new since `cursor`, "" before the first look; pure as everything of an adapter."""


class PollState(Struct, frozen=True):
    """How the reading of an account does. `units` are those spent on the provider's `day`."""

    account_id: UUID
    next_at: datetime
    looked_at: datetime | None
    failures: int
    trouble: str
    troubled_since: datetime | None
    day: str
    units: int
