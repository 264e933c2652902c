"""Channel accounts: as adapters see one, and how each does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from msgspec import Struct

ChannelAccountId = NewType("ChannelAccountId", UUID)


class AccountView(Struct, frozen=True):
    """What an adapter may know of a channel account.

    `external_id` is the provider's id of the account (phone number id, mailbox address, widget key);
    `portfolio` the scope of portfolio-wide identities; `settings` and `secrets` are the adapter's own; `hook` is the
    address that we give to providers for this account's webhooks, "" where it is not known.
    """

    id: ChannelAccountId
    workspace_id: UUID
    channel: str
    external_id: str
    portfolio: str = ""
    country: str = ""  # ISO 3166-1 alpha-2: the region that national numbers are read in
    settings: Mapping[str, Any] = {}
    secrets: Mapping[str, str] = {}
    hook: str = ""


class EndingToken(Struct, frozen=True):
    """An account whose token ends soon, or has ended."""

    account_id: UUID
    channel: str
    name: str
    brand_id: UUID
    queue_id: UUID | None
    ends_at: datetime


class Pulse(Struct, frozen=True):
    """When something last came to an account, and when something last left it."""

    account_id: UUID
    received_at: datetime | None
    sent_at: datetime | None
