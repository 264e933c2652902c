"""What is said and shown of channel accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from trato.rooms.channels.connecting import FieldKind, Finding, Said


class FieldView(Struct, frozen=True):
    """One thing that the wizard asks; words by language."""

    name: str
    label: Said
    hint: Said
    kind: FieldKind
    required: bool
    usual: str
    choices: tuple[str, ...]
    only_if: tuple[str, str] | None
    fixed: bool  # what the account is: it cannot be changed afterwards
    steers: bool  # where the secrets are sent to: with another value they must be typed again


class KindView(Struct, frozen=True):
    """A channel that can be connected: what it is, what must be at hand, what is asked."""

    channel: str
    name: Said
    about: Said
    needs: tuple[Said, ...]
    fields: tuple[FieldView, ...]
    write_to: Said
    hook: Said | None


class AccountShown(Struct, frozen=True):
    """An account and how it does. `token_warning`: within 14, 7 or 1 days of its end, 0 after it."""

    id: UUID
    channel: str
    name: str
    external_id: str
    brand_id: UUID
    brand: str
    purpose: str
    owner_id: UUID | None
    owner: str
    queue_id: UUID | None
    state: str
    state_reason: str
    practice: bool
    hook: str
    values: dict[str, Any]
    received_at: datetime | None
    sent_at: datetime | None
    checked_at: datetime | None
    findings: list[Finding]
    token_ends_at: datetime | None
    token_warning: int | None


class Shown(Struct, frozen=True):
    """A secret that we made, told once."""

    label: Said
    value: str


class Opened(Struct, frozen=True):
    account: AccountShown
    made: list[Shown]


class NewAccount(Struct, frozen=True):
    """`values` are what the wizard asked, by field."""

    channel: str
    name: str
    brand_id: UUID
    values: dict[str, Any]
    purpose: str = "care"
    owner_id: UUID | None = None
    queue_id: UUID | None = None


class AccountChange(Struct, frozen=True):
    """`values` holds secrets too where the change would send them elsewhere."""

    id: UUID
    name: str | None = None
    purpose: str | None = None
    owner_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    queue_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    values: dict[str, Any] = {}
    state: str | None = None


class NewSecrets(Struct, frozen=True):
    """Secrets to replace, by field; the others stay. Those of `made` are made anew."""

    id: UUID
    values: dict[str, str] = {}
    made: list[str] = []


class Rotated(Struct, frozen=True):
    made: list[Shown]


class TrialQuery(Struct, frozen=True):
    id: UUID
    since: datetime


class Trial(Struct, frozen=True):
    """The newest message that came to an account, to be answered as a test."""

    case_id: UUID | None
    conversation_id: UUID
    text: str
    at: datetime
