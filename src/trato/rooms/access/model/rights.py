"""Who may do what, and where: verbs, roles, grants and what they reach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

from trato.rooms.access.model.organisation import TeamId, UserId

GrantId = NewType("GrantId", UUID)


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
    MESSAGES_MODERATE = "messages.moderate"
    MESSAGES_REMOVE = "messages.remove"
    CONTACTS_READ = "contacts.read"
    CONTACTS_WRITE = "contacts.write"
    CONTACTS_BLOCK = "contacts.block"
    CONTACTS_LINK = "contacts.link"
    CONTACTS_EXPORT = "contacts.export"
    CONTACTS_FORGET = "contacts.forget"
    CONSENTS_READ = "consents.read"
    CONSENTS_WRITE = "consents.write"
    VIEWS_SHARE = "views.share"
    CANNED_USE = "canned.use"
    CANNED_EDIT = "canned.edit"
    MACROS_USE = "macros.use"
    MACROS_SHARE = "macros.share"
    AUTOMATION_MANAGE = "automation.manage"
    PRESENCE_SET = "presence.set"
    PRESENCE_MANAGE = "presence.manage"
    FLOOR_READ = "floor.read"
    FLOOR_SHARE = "floor.share"
    CASES_WATCH = "cases.watch"
    ALERTS_MANAGE = "alerts.manage"
    SCHEDULES_MANAGE = "schedules.manage"
    PEOPLE_READ = "people.read"
    QUEUES_MANAGE = "queues.manage"
    SLA_MANAGE = "sla.manage"
    BRANDS_MANAGE = "brands.manage"
    DISPOSITIONS_MANAGE = "dispositions.manage"
    CHANNELS_READ = "channels.read"
    CHANNELS_MANAGE = "channels.manage"
    CHANNELS_APPROVE = "channels.approve"
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
    LLM_MANAGE = "llm.manage"
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


class ScopeKind(StrEnum):
    """What a grant reaches."""

    WORKSPACE = "workspace"
    UNIT = "unit"
    BRAND = "brand"
    QUEUE = "queue"
    ACCOUNT = "account"


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
