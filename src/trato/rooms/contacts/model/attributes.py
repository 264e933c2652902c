"""What may be kept about contacts, and what is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.contacts.model.agreeing import LegalBasis, Purpose
from trato.rooms.contacts.model.people import ContactId, NameSource

AttributeId = NewType("AttributeId", UUID)


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
