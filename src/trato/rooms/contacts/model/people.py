"""Who contacts are: persons, the addresses they write from, and what they belong to and did elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from msgspec import Struct

ContactId = NewType("ContactId", UUID)
IdentityId = NewType("IdentityId", UUID)
OrganisationId = NewType("OrganisationId", UUID)
BlockId = NewType("BlockId", UUID)
ActivityId = NewType("ActivityId", UUID)
WebSessionId = NewType("WebSessionId", UUID)


class IdentityKind(StrEnum):
    """What an address is; the kind says how far it reaches (see `scope_of`)."""

    PHONE = "phone"  # a telephone number: WhatsApp, SMS and voice alike
    EMAIL = "email"
    WHATSAPP_USER = "whatsapp_user"  # business-scoped user id, as US.13491208655302741918
    WHATSAPP_PARENT = "whatsapp_parent"  # the same person for a parent business, as US.ENT.118157…
    WHATSAPP_NAME = "whatsapp_name"  # a public user name: may change hands, never used to match
    ACCOUNT_USER = "account_user"  # a person as one channel account knows them: Telegram, the generic channel
    ACCOUNT_NAME = "account_name"  # what such a person is called by others: may change hands, never used to match
    PAGE_USER = "page_user"  # a person of Facebook as one of its Pages knows them: page-scoped user id
    VISITOR = "visitor"  # a browser that opened the widget
    SITE_USER = "site_user"  # a person whom the brand's own site vouched for, by a signed token


class IdentityScope(StrEnum):
    """How far an identity reaches: one channel account, one business portfolio, or the world."""

    ACCOUNT = "account"
    PORTFOLIO = "portfolio"
    WORLD = "world"


_SCOPES = {
    IdentityKind.PHONE: IdentityScope.WORLD,
    IdentityKind.EMAIL: IdentityScope.WORLD,
    IdentityKind.WHATSAPP_USER: IdentityScope.PORTFOLIO,
    IdentityKind.WHATSAPP_PARENT: IdentityScope.PORTFOLIO,
    IdentityKind.WHATSAPP_NAME: IdentityScope.PORTFOLIO,
    IdentityKind.ACCOUNT_USER: IdentityScope.ACCOUNT,
    IdentityKind.ACCOUNT_NAME: IdentityScope.ACCOUNT,
    IdentityKind.PAGE_USER: IdentityScope.PORTFOLIO,  # the Page, whichever of its channels they came by
    IdentityKind.VISITOR: IdentityScope.ACCOUNT,
    IdentityKind.SITE_USER: IdentityScope.ACCOUNT,
}


PUBLIC_NAMES = frozenset({IdentityKind.WHATSAPP_NAME, IdentityKind.ACCOUNT_NAME})  # they may change hands


def scope_of(kind: IdentityKind) -> IdentityScope:
    """Return how far identities of `kind` reach."""
    return _SCOPES[kind]


class Address(Struct, frozen=True, omit_defaults=True):
    """One identifier of a person, as a channel gave it.

    `value` is the normalised key that identities are matched by; `raw` is what the provider wants
    back when we write to it (equal to `value` when empty); `scope` is "" for the world, else the id of the
    channel account or portfolio within which `value` is unique.
    """

    kind: IdentityKind
    value: str
    scope: str = ""
    raw: str = ""


class NameSource(StrEnum):
    """Who says what a contact is called; a better source is not overwritten by a worse one (see rules)."""

    CHANNEL = "channel"
    CONTACT = "contact"
    AGENT = "agent"
    SITE = "site"
    IMPORT = "import"


class OrganisationKind(StrEnum):
    COMPANY = "company"
    HOUSEHOLD = "household"


class EndedWhy(StrEnum):
    """Why an address is a contact's no more."""

    REPLACED = "replaced"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A customer company or a household to which contacts belong."""

    id: OrganisationId
    controller_id: UUID
    name: str
    kind: OrganisationKind
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A person outside who writes to us. `country` is an ISO 3166-1 code or empty."""

    id: ContactId
    controller_id: UUID
    name: str
    name_source: NameSource
    locale: str
    country: str
    organisation_id: OrganisationId | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """An address of one contact. Its contact never changes; when it ends, whoever writes from it is another person."""

    id: IdentityId
    contact_id: ContactId
    controller_id: UUID
    address: Address
    verified_at: datetime | None
    verified_how: str | None
    created_at: datetime
    ended_at: datetime | None = None
    ended_why: EndedWhy | None = None


@dataclass(frozen=True, slots=True)
class Block:
    id: BlockId
    contact_id: ContactId
    reason: str
    blocked_at: datetime
    blocked_by: UUID | None
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a contact did elsewhere: a purchase, a page seen, a visit. `amount` is in units of `currency`."""

    id: ActivityId
    contact_id: ContactId
    kind: str
    occurred_at: datetime
    source: str
    external_id: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark on a contact for a while, with its reason: "churn_risk", "vip"…"""

    id: UUID
    contact_id: ContactId
    flag: str
    reason: str
    set_at: datetime
    cleared_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebSession:
    """A visit across the widget, the help centre and forms."""

    id: WebSessionId
    account_id: UUID
    contact_id: ContactId | None
    started_at: datetime
    last_seen_at: datetime
    gone_at: datetime | None
    page: str
