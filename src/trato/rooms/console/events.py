"""Facts of the desk."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class CaseRead(Event, frozen=True, kw_only=True):
    """Somebody read a case further than before. The subject is the case."""

    kind: ClassVar[str] = "console.case_read"
    user_id: UUID
    conversation_id: UUID
    message_id: UUID | None = None  # up to which it was read


class PreferencesChanged(Event, frozen=True, kw_only=True):
    """Somebody settled something for themselves, or changed their profile. The subject is the user."""

    kind: ClassVar[str] = "console.preferences_changed"


class ViewSaved(Event, frozen=True, kw_only=True):
    """A saved view was made, changed, deleted or given back. The subject is the view; one of both ids says whose."""

    kind: ClassVar[str] = "console.view_saved"
    owner_id: UUID | None
    team_id: UUID | None


class WallLinkRevoked(Event, frozen=True, kw_only=True):
    """A link that showed a board on a screen was ended. The subject is the link."""

    kind: ClassVar[str] = "console.wall_link_revoked"


class AlertChanged(Event, frozen=True, kw_only=True):
    """An alert was raised or ended, or somebody did something with it. The subject is the alert."""

    kind: ClassVar[str] = "console.alert_changed"
    what: str
