"""Words of access: who we are, who may do what, and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, NewType
from uuid import UUID

from msgspec import Struct

WorkspaceId = NewType("WorkspaceId", UUID)
UnitId = NewType("UnitId", UUID)
UserId = NewType("UserId", UUID)
TeamId = NewType("TeamId", UUID)
GrantId = NewType("GrantId", UUID)
SessionId = NewType("SessionId", UUID)
PasskeyId = NewType("PasskeyId", UUID)
LinkId = NewType("LinkId", UUID)
OidcProviderId = NewType("OidcProviderId", UUID)
ApiTokenId = NewType("ApiTokenId", UUID)


class Verb(StrEnum):
    """Everything that a person or a program may be allowed to do. `matrix.csv` says which role may what."""

    CASES_READ = "cases.read"
    CASES_REPLY = "cases.reply"
    CASES_ASSIGN = "cases.assign"
    CASES_TAKE = "cases.take"
    CASES_RESOLVE = "cases.resolve"
    CASES_SET_ASIDE = "cases.set_aside"
    CASES_MERGE = "cases.merge"
    CASES_TAG = "cases.tag"
    CASES_EXPORT = "cases.export"
    NOTES_WRITE = "notes.write"
    MESSAGES_START = "messages.start"
    MESSAGES_RESEND = "messages.resend"
    CONTACTS_READ = "contacts.read"
    CONTACTS_WRITE = "contacts.write"
    CONTACTS_BLOCK = "contacts.block"
    CONTACTS_LINK = "contacts.link"
    CONTACTS_EXPORT = "contacts.export"
    CONSENTS_READ = "consents.read"
    CONSENTS_WRITE = "consents.write"
    VIEWS_SHARE = "views.share"
    CANNED_USE = "canned.use"
    CANNED_EDIT = "canned.edit"
    PRESENCE_SET = "presence.set"
    PRESENCE_MANAGE = "presence.manage"
    PEOPLE_READ = "people.read"
    QUEUES_MANAGE = "queues.manage"
    SLA_MANAGE = "sla.manage"
    BRANDS_MANAGE = "brands.manage"
    DISPOSITIONS_MANAGE = "dispositions.manage"
    CHANNELS_READ = "channels.read"
    CHANNELS_MANAGE = "channels.manage"
    NEEDS_ATTENTION_READ = "needs_attention.read"
    NEEDS_ATTENTION_MANAGE = "needs_attention.manage"
    HOLDS_MANAGE = "holds.manage"
    APPROVALS_DECIDE = "approvals.decide"
    REPORTS_READ = "reports.read"
    REPORTS_EXPORT = "reports.export"
    SETTINGS_READ = "settings.read"
    SETTINGS_WRITE = "settings.write"
    SETTINGS_LOCK = "settings.lock"
    UNITS_MANAGE = "units.manage"
    USERS_READ = "users.read"
    USERS_MANAGE = "users.manage"
    ROLES_READ = "roles.read"
    GRANTS_MANAGE = "grants.manage"
    TOKENS_MANAGE = "tokens.manage"
    WEBHOOKS_MANAGE = "webhooks.manage"
    AUDIT_READ = "audit.read"
    PLAYBOOK_EDIT = "playbook.edit"
    SYSTEM_READ = "system.read"


class Public(Enum):
    """Marks a route that needs no sign-in; `SIGNED_IN` marks one that needs nothing more than that."""

    PUBLIC = "PUBLIC"
    SIGNED_IN = "SIGNED_IN"


PUBLIC = Public.PUBLIC
SIGNED_IN = Public.SIGNED_IN
Need = Verb | Public


class UnitKind(StrEnum):
    GLOBAL = "global"
    REGION = "region"
    COUNTRY = "country"
    BRAND = "brand"


class UserState(StrEnum):
    """`invited`: known, with teams and grants, and not in yet."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class ScopeKind(StrEnum):
    """What a grant reaches."""

    WORKSPACE = "workspace"
    UNIT = "unit"
    BRAND = "brand"
    QUEUE = "queue"
    ACCOUNT = "account"


class Workspace(Struct, frozen=True):
    id: WorkspaceId
    slug: str
    name: str
    locale: str
    created_at: datetime


class Unit(Struct, frozen=True):
    """A node of the organisation's tree. `path` holds the ids from the root down to itself.

    A unit of kind brand has the id of its brand.
    """

    id: UnitId
    parent_id: UnitId | None
    kind: UnitKind
    name: str
    path: tuple[UnitId, ...]


class User(Struct, frozen=True):
    """Who signs in. `alias` is the face that contacts see; empty means the name."""

    id: UserId
    email: str
    name: str
    alias: str
    locale: str
    time_zone: str
    state: UserState
    created_at: datetime


class Team(Struct, frozen=True):
    id: TeamId
    unit_id: UnitId
    name: str


class Member(Struct, frozen=True):
    """Who is in a team now; a leader is who answers for it."""

    user_id: UserId
    name: str
    email: str
    state: UserState
    leader: bool
    from_at: datetime


class MemberOf(Struct, frozen=True):
    """A team that somebody is in now."""

    team_id: TeamId
    name: str
    leader: bool
    from_at: datetime


class PersonRow(Struct, frozen=True):
    """A user as those who administer see them; `roles` are of their own and of their teams."""

    id: UserId
    email: str
    name: str
    alias: str
    locale: str
    time_zone: str
    state: UserState
    created_at: datetime
    teams: tuple[TeamId, ...]
    roles: tuple[str, ...]
    seen_at: datetime | None
    second_factor: bool


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


class Employment(Struct, frozen=True):
    """Who employs an agent, where, and what an hour costs, from then on."""

    employer: str
    site: str = ""
    cost_per_hour: Decimal | None = None
    currency: str | None = None


class OwnRole(Struct, frozen=True):
    """A role of this workspace's own: a copy of a shipped one, changed."""

    code: str
    name: str
    description: str
    copied_from: str
    verbs: tuple[Verb, ...]
    changed_at: datetime


class Grant(Struct, frozen=True):
    """A role for a user or a team, within a scope, until an instant. `scope_id` is None for the whole workspace."""

    id: GrantId
    user_id: UserId | None
    team_id: TeamId | None
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None
    until: datetime | None = None
    granted_at: datetime | None = None
    granted_by: UserId | None = None


class Reach(Struct, frozen=True):
    """One grant in force. `units` are the units below its unit or brand, itself included.

    `verbs` are those of a role of the workspace's own; of a shipped role, None: the matrix says them.
    """

    role: str
    kind: ScopeKind
    id: UUID | None = None
    units: frozenset[UUID] = frozenset()
    verbs: frozenset[Verb] | None = None


class Limit(Struct, frozen=True):
    """How many failures within how long one key may have."""

    failures: int
    within: timedelta


class Failures(Struct, frozen=True):
    """What the door has counted for one key."""

    count: int
    since: datetime


class Place(Struct, frozen=True, omit_defaults=True):
    """Where an object stands. What is nowhere in particular (users, webhooks) belongs to the whole workspace."""

    unit_id: UUID | None = None
    brand_id: UUID | None = None
    queue_id: UUID | None = None
    account_id: UUID | None = None


EVERYWHERE = Place()


class Scope(Struct, frozen=True):
    """Where one actor may do one thing: everywhere, or in these brands, queues and channel accounts.

    `units` holds every unit reached, those of kind brand included. The one predicate of lists, search, counts,
    sockets and exports is `visible`; of a single object, `covers`: both are in `rules` and say the same.
    """

    everywhere: bool = False
    units: frozenset[UUID] = frozenset()
    queues: frozenset[UUID] = frozenset()
    accounts: frozenset[UUID] = frozenset()

    def covers(self, place: Place) -> bool:
        """Say whether an object that stands at `place` is inside."""
        return (
            self.everywhere
            or place.brand_id in self.units
            or place.unit_id in self.units
            or place.queue_id in self.queues
            or place.account_id in self.accounts
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is inside."""
        return not (self.everywhere or self.units or self.queues or self.accounts)

    @property
    def is_queues(self) -> bool:
        """Whether what is inside is what waits in some queues, and nothing else."""
        return bool(self.queues) and not (self.everywhere or self.units or self.accounts)

    def parameters(self) -> tuple[bool, list[UUID], list[UUID], list[UUID]]:
        """Return the four parameters of `visible`, in order."""
        return self.everywhere, sorted(self.units), sorted(self.queues), sorted(self.accounts)


NOWHERE = Scope()


class Rights(Struct, frozen=True):
    """What one actor may do, and where: resolved once a request, then asked without the database."""

    scopes: Mapping[Verb, Scope]

    def scope(self, verb: Verb) -> Scope:
        """Return where `verb` may be done; nowhere when it may not."""
        return self.scopes.get(verb, NOWHERE)

    def may(self, verb: Verb) -> bool:
        """Say whether `verb` may be done anywhere at all: what a route asks before it looks at objects."""
        return not self.scope(verb).is_empty


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


class Setting(Struct, frozen=True):
    """What a unit says about one key. `locked_by` is who forbade the units below to differ."""

    unit_id: UnitId
    key: str
    value: object
    locked_by: UserId | None = None


class SettingKind(StrEnum):
    """What a setting holds: yes or no, a number of hours or of seconds, or codes of roles."""

    SWITCH = "switch"
    HOURS = "hours"
    SECONDS = "seconds"
    ROLES = "roles"


class KnownSetting(Struct, frozen=True):
    """A setting that units may have, and what holds while nobody says anything."""

    key: str
    kind: SettingKind
    usual: Any
    least: int = 0
    most: int = 0


class SettingRow(Struct, frozen=True):
    """What one unit itself says about one key, who said it, and who locked it and why."""

    unit_id: UnitId
    key: str
    value: Any
    locked: bool
    reason: str
    set_by: UserId | None
    set_at: datetime


class AuditRow(Struct, frozen=True):
    """One line of the audit log: ids and codes, never names or text."""

    seq: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    verb: str
    object_kind: str
    object_id: UUID | None
    codes: Mapping[str, object]
    prev_hash: bytes
    hash: bytes


class Walked(Struct, frozen=True):
    """How far a walk along the audit log is: lines that hold, lines there are, and the first that does not follow."""

    to: int
    of: int
    broken_at: int | None


class Chain(Struct, frozen=True):
    """What a walk along the audit log found. `broken_at` is the first line that does not follow from the one before."""

    length: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, added or taken away."""
        return self.broken_at is None
