"""What a person is asked to agree to, what they answered, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.contacts.model.people import ContactId

ConsentId = NewType("ConsentId", UUID)
ConsentTextId = NewType("ConsentTextId", UUID)
ConsentRequestId = NewType("ConsentRequestId", UUID)


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
