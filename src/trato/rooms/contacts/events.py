"""Facts of contacts, told in ids, numbers and codes. The contact is the subject."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event
from trato.rooms.contacts.model import IdentityKind, Purpose, UnlinkReason


class ContactCreated(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.created"
    controller_id: UUID


class ContactChanged(Event, frozen=True, kw_only=True):
    """Its name, language, country or organisation changed; the new values stay in the contact."""

    kind: ClassVar[str] = "contacts.changed"


class IdentityAdded(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.identity_added"
    identity_id: UUID
    identity_kind: IdentityKind


class IdentityVerified(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.identity_verified"
    identity_id: UUID


class IdentityReplaced(Event, frozen=True, kw_only=True):
    """The provider gave the person another key; `joined` is False when it was another contact's already."""

    kind: ClassVar[str] = "contacts.identity_replaced"
    old_identity_id: UUID
    new_identity_id: UUID
    joined: bool = True


class IdentityEnded(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.identity_ended"
    identity_id: UUID


class ConsentAsked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.consent_asked"
    request_id: UUID
    purpose: Purpose


class ConsentGiven(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.consent_given"
    consent_id: UUID
    controller_id: UUID
    purpose: Purpose


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """The contact says no: to what it had agreed to, or from the first. `consent_id` is the row of that no."""

    kind: ClassVar[str] = "contacts.consent_withdrawn"
    consent_id: UUID
    controller_id: UUID
    purpose: Purpose


class ContactsLinked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.linked"
    link_id: UUID
    profile_id: UUID
    consent_id: UUID


class ContactsUnlinked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.unlinked"
    link_id: UUID
    profile_id: UUID
    reason: UnlinkReason


class ContactBlocked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.blocked"
    block_id: UUID


class ContactUnblocked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.unblocked"
    block_id: UUID


class ActivityTracked(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.activity_tracked"
    activity_id: UUID
    activity: str


class FlagSet(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.flag_set"
    flag: str


class FlagCleared(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "contacts.flag_cleared"
    flag: str


class AttributesChanged(Event, frozen=True, kw_only=True):
    """The subject is the contact; `keys` are the attributes that were set or taken away, never their values."""

    kind: ClassVar[str] = "contacts.attributes_changed"
    keys: tuple[str, ...]
    why: str  # set, withdrawn, expired
