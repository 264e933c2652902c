"""Words of contacts: persons outside who write to us, and the addresses they write from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from msgspec import Struct

from trato.rooms.contacts.phones import from_international as from_international
from trato.rooms.contacts.phones import normalise as normalise

ContactId = NewType("ContactId", UUID)
IdentityId = NewType("IdentityId", UUID)
OrganisationId = NewType("OrganisationId", UUID)
ConsentId = NewType("ConsentId", UUID)
ConsentTextId = NewType("ConsentTextId", UUID)
ConsentRequestId = NewType("ConsentRequestId", UUID)
LinkId = NewType("LinkId", UUID)
BlockId = NewType("BlockId", UUID)
ActivityId = NewType("ActivityId", UUID)
AttributeId = NewType("AttributeId", UUID)
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


class Purpose(StrEnum):
    """What a person is asked to agree to."""

    SERVICE = "service"
    MARKETING = "marketing"
    LINKING = "linking"
    PROFILING = "profiling"
    SURVEY = "survey"
    RECORDING = "recording"
    TRAINING = "training"


class LegalBasis(StrEnum):
    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"
    LEGAL_OBLIGATION = "legal_obligation"


class EvidenceKind(StrEnum):
    """What shows that a consent was given or taken back."""

    MESSAGE = "message"
    PROVIDER = "provider"
    FORM = "form"
    AGENT = "agent"
    IMPORT = "import"
    CALL = "call"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class UnlinkReason(StrEnum):
    WITHDRAWN = "withdrawn"  # the consent behind the link was taken back
    MISTAKE = "mistake"
    ASKED = "asked"  # the contact asked for it


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
class Evidence:
    """What a consent rests on: `id` names the message, form answer or call; the provider and imports may have none."""

    kind: EvidenceKind
    id: UUID | None = None


class ConsentHow(StrEnum):
    """How somebody said the yes or no that a person of ours noted."""

    CALL = "call"
    IN_PERSON = "in_person"
    PAPER = "paper"
    MAIL = "mail"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The words that people are asked to agree to; a version never changes."""

    id: ConsentTextId
    controller_id: UUID
    purpose: Purpose
    locale: str
    version: int
    body: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """A dated yes or no to one purpose of one controller. It stands until `withdrawn_at`."""

    id: ConsentId
    contact_id: ContactId
    controller_id: UUID
    purpose: Purpose
    granted: bool
    legal_basis: LegalBasis
    text_id: ConsentTextId | None
    evidence: Evidence
    given_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """That we asked, in which words, until when the answer counts, and what it was."""

    id: ConsentRequestId
    contact_id: ContactId
    controller_id: UUID
    purpose: Purpose
    text_id: ConsentTextId
    asked_at: datetime
    until: datetime
    profile_id: ContactId | None = None
    message_id: UUID | None = None
    answer: Answer | None = None
    answered_at: datetime | None = None
    consent_id: ConsentId | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """That `contact_id` is seen as one profile with `profile_id`. Nothing is moved: ending it restores both."""

    id: LinkId
    contact_id: ContactId
    profile_id: ContactId
    consent_id: ConsentId
    linked_at: datetime
    unlinked_at: datetime | None = None
    unlink_reason: UnlinkReason | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another contact who said or has the same address: worth asking about, never linked by that alone."""

    contact_id: ContactId
    kind: IdentityKind


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


class AttributeKind(StrEnum):
    """What values of an attribute are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


AttributeData = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that may be kept about contacts, for one purpose and for so long (S215).

    `names` are its words by language. `seen_with` and `edited_with` are the verbs that one needs at the contact.
    `retention_days` counts from when a value was set; None keeps it as long as the contact. `needed_to_resolve`:
    a person who resolves a case is asked for it first.
    """

    id: AttributeId
    key: str
    names: Mapping[str, str]
    kind: AttributeKind
    purpose: Purpose
    legal_basis: LegalBasis
    retention_days: int | None
    sensitive: bool
    seen_with: str
    edited_with: str
    created_at: datetime
    choices: tuple[str, ...] = ()
    position: int = 0
    retired_at: datetime | None = None
    needed_to_resolve: bool = False


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """What is kept of one attribute about a contact: who said it, when, and until when it stays."""

    contact_id: ContactId
    attribute_id: AttributeId
    value: AttributeData
    source: NameSource
    set_at: datetime
    set_by: UUID | None
    expires_at: datetime | None


class Bar(StrEnum):
    """Why an attribute may not be kept about a contact."""

    CONSENT_MISSING = "consent_missing"
    REFUSED = "refused"  # the contact said no to its purpose
