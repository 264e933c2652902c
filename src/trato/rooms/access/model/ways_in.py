"""How people and programs come in, and who then stands there: links, passkeys, providers, sessions, tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from msgspec import Struct

from trato.rooms.access.model.organisation import User, UserId, WorkspaceId
from trato.rooms.access.model.rights import Rights, Verb

SessionId = NewType("SessionId", UUID)
PasskeyId = NewType("PasskeyId", UUID)
LinkId = NewType("LinkId", UUID)
OidcProviderId = NewType("OidcProviderId", UUID)
ApiTokenId = NewType("ApiTokenId", UUID)


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"


class LinkMail(StrEnum):
    """Whether a link goes by mail: without a mail server, people copy it."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Link(Struct, frozen=True):
    """A one-time link for one person; what it says is signed, so only its row is kept."""

    id: LinkId
    user_id: UserId
    purpose: LinkPurpose
    made_by: UserId | None
    made_at: datetime
    expires_at: datetime
    mail: LinkMail
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Letter(Struct, frozen=True):
    """A mail of the house without a link of its own; `told` fills its words."""

    id: UUID
    user_id: UserId
    kind: str
    told: Mapping[str, Any]


class Passkey(Struct, frozen=True):
    """A public key of a person. `synced`: their account carries it to other devices."""

    id: PasskeyId
    user_id: UserId
    name: str
    synced: bool
    created_at: datetime
    used_at: datetime | None


class Proven(Struct, frozen=True):
    """A key that a device made, or one that it proved to hold."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    synced: bool


class OidcState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"


class OidcProvider(Struct, frozen=True):
    """Who vouches for people of a workspace by OpenID Connect. `name` is what its button says."""

    id: OidcProviderId
    name: str
    issuer: str
    client_id: str
    state: OidcState
    created_at: datetime


class Vouched(Struct, frozen=True):
    """What a provider proved of somebody: who it is to the provider, and an e-mail that it has verified."""

    subject: str
    email: str


class Limit(Struct, frozen=True):
    """How many failures within how long one key may have."""

    failures: int
    within: timedelta


class Failures(Struct, frozen=True):
    """What the door has counted for one key."""

    count: int
    since: datetime


class Keeping(Struct, frozen=True):
    """How long a browser may show what it kept without asking: as long as its session would have lasted."""

    ends_at: datetime
    idle_seconds: int  # since it last heard from us


class Principal(Struct, frozen=True):
    """Who stands behind a request: a user, by a session or by an API token."""

    workspace_id: WorkspaceId
    user: User
    rights: Rights
    session_id: SessionId | None = None
    token_id: ApiTokenId | None = None
    must_enrol: bool = False  # in, but with no right before a second factor is set up
    keeping: Keeping | None = None  # None: nothing that is shown may stay on the machine


class Session(Struct, frozen=True):
    """An open sign-in. `token_hash` is the SHA-256 of what the cookie holds; the token itself is never kept."""

    id: SessionId
    user_id: UserId
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    must_enrol: bool = False
    second_factor: bool = False  # shown when it began, or set up since


class ApiToken(Struct, frozen=True):
    id: ApiTokenId
    user_id: UserId
    name: str
    verbs: tuple[Verb, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
