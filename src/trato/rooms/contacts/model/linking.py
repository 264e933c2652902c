"""Two contacts seen as one profile, and what speaks for asking about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.contacts.model.agreeing import ConsentId
from trato.rooms.contacts.model.people import ContactId, IdentityKind

LinkId = NewType("LinkId", UUID)


class UnlinkReason(StrEnum):
    WITHDRAWN = "withdrawn"  # the consent behind the link was taken back
    MISTAKE = "mistake"
    ASKED = "asked"  # the contact asked for it


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
