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


class MadeView(Struct, frozen=True):
    """A secret that we make and can make anew; without words it is brought to the provider by ourselves."""

    name: str
    label: Said | None


class AgreementView(Struct, frozen=True):
    """That the account may say yes on the provider's own page; `back` is what the provider must know beforehand."""

    button: Said
    about: Said
    back: str


class KindView(Struct, frozen=True):
    """A channel that can be connected: what it is, what must be at hand, what is asked."""

    channel: str
    name: Said
    about: Said
    needs: tuple[Said, ...]
    fields: tuple[FieldView, ...]
    write_to: Said
    hook: Said | None
    made: tuple[MadeView, ...]
    practices: int  # that the manuals ask of it
    profile: bool  # its provider shows what is set here before somebody writes
    agreement: AgreementView | None = None


class ActivationShown(Struct, frozen=True):
    """Who asked that an account go live, and what was said to it. `mine`: the reader may decide it."""

    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    approved: bool | None
    alone: bool
    reason: str
    mine: bool


class LineShown(Struct, frozen=True):
    """What waits to leave: how many messages, since when, when the next try is due, how many failed once and why."""

    messages: int
    oldest_at: datetime
    next_at: datetime
    retried: int
    reason: str


class BreakerShown(Struct, frozen=True):
    """Since when the provider is not reached, after how many failures in a row, and when the next probe goes."""

    since: datetime
    failures: int
    code: str
    probe_at: datetime


class PollShown(Struct, frozen=True):
    """How an account that must be asked is read: the last look that ended and the next, and what is in the way.

    `failures` are those in a row, since `since`; `spent` of `quota` units of the provider's day, None where none count.
    """

    looked_at: datetime | None
    next_at: datetime
    failures: int
    trouble: str
    since: datetime | None
    spent: int
    quota: int | None


class CareShown(Struct, frozen=True):
    """Where what asks for care goes; without `words` the usual ones of es, en and pt count."""

    account_id: UUID
    what: str
    words: list[str]


class AccountShown(Struct, frozen=True):
    """An account and how it does.

    `token_warning`: within 14, 7 or 1 days of its end, 0 after it. `tier` and `live` are those of its channel with its
    brand in its country now, None where nobody said; `units` are the nodes of the tree above its brand, from the root
    down; `per_second` is what its provider takes; `twins` are other accounts in use of the same channel, brand,
    country and purpose.
    """

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
    country: str
    units: list[str]
    tier: int | None
    live: bool | None
    activated_at: datetime | None
    activation: ActivationShown | None
    waiting: LineShown | None
    breaker: BreakerShown | None
    paused_until: datetime | None
    per_second: float
    twins: list[str]
    care: CareShown | None
    poll: PollShown | None = None


class OneAccount(Struct, frozen=True):
    id: UUID


class CareWanted(Struct, frozen=True):
    """Without an account of care, what comes waits in the account's own queue again."""

    id: UUID
    care_account_id: UUID | None = None
    what: str = "words"
    words: list[str] = []


class Named(Struct, frozen=True):
    """Somebody who may answer for an account."""

    id: UUID
    name: str


class Decided(Struct, frozen=True):
    """A word to an account that waits to go live."""

    id: UUID
    approved: bool
    reason: str = ""


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
    country: str | None = None


class AccountChange(Struct, frozen=True):
    """`values` holds secrets too where the change would send them elsewhere."""

    id: UUID
    name: str | None = None
    purpose: str | None = None
    owner_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    queue_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    values: dict[str, Any] = {}
    state: str | None = None
    country: str | None = None


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
