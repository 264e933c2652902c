"""Facts that access announces."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class WorkspaceCreated(Event, frozen=True):
    kind: ClassVar[str] = "access.workspace_created"


class UserAdded(Event, frozen=True):
    kind: ClassVar[str] = "access.user_added"


class UserDisabled(Event, frozen=True):
    """Subject: the user. Waiting cases go back to the team, sockets close."""

    kind: ClassVar[str] = "access.user_disabled"


class UserEnabled(Event, frozen=True):
    kind: ClassVar[str] = "access.user_enabled"


class GrantsChanged(Event, frozen=True):
    """Subject: the user or the team whose rights changed; open sockets ask again."""

    kind: ClassVar[str] = "access.grants_changed"
    team: bool = False


class SignedIn(Event, frozen=True):
    """Subject: the user."""

    kind: ClassVar[str] = "access.signed_in"
    session: UUID
    second_factor: bool


class SessionRevoked(Event, frozen=True):
    """Subject: the session; its sockets close."""

    kind: ClassVar[str] = "access.session_revoked"
    user: UUID


class TokenRevoked(Event, frozen=True):
    """Subject: the API token."""

    kind: ClassVar[str] = "access.token_revoked"
    user: UUID


class SettingChanged(Event, frozen=True):
    """Subject: the unit."""

    kind: ClassVar[str] = "access.setting_changed"
    key: str
    locked: bool
