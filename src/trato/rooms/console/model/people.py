"""People: contacts beside the case, and whoever sits at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.access.model import Keeping
from trato.rooms.console.model.calls import CallAtDesk
from trato.rooms.console.model.lists import CaseRow, Person
from trato.rooms.console.model.preferences import Preferences
from trato.rooms.intelligence.model.llm import LlmInUse


class IdentityView(Struct, frozen=True):
    id: UUID
    kind: str
    channel: str
    value: str
    scope: str
    verified: bool
    likelihood: float | None = None


class ConsentView(Struct, frozen=True):
    purpose: str
    given: bool
    at: datetime
    text_version: str
    how: str = ""  # it was said, where somebody of ours noted it
    words: str = ""


class ActivityView(Struct, frozen=True):
    id: UUID
    kind: str
    at: datetime
    title: str
    amount: str | None
    currency: str | None
    source: str


class BlockView(Struct, frozen=True):
    reason: str
    at: datetime
    by: Person


class AttributeView(Struct, frozen=True):
    """Something that may be kept about a contact, and what is: for which purpose, since when, until when.

    `value` is None where nothing is kept; `barred` says why nothing may be.
    """

    key: str
    names: Mapping[str, str]
    kind: str
    choices: tuple[str, ...]
    purpose: str
    sensitive: bool
    value: str | float | int | bool | None
    source: str | None
    set_at: datetime | None
    expires_at: datetime | None
    editable: bool
    barred: str | None


class WorthPartView(Struct, frozen=True):
    """One reason why a contact weighs: what it counts, and the points that it gives."""

    reason: str
    amount: float
    points: float


class WorthView(Struct, frozen=True):
    """0 to 100, with its reasons."""

    points: int
    parts: tuple[WorthPartView, ...]


class ContactWorthView(Struct, frozen=True):
    """How much a contact weighs. None is unknown, which is not nothing; `refused`: they object to being profiled."""

    influence: WorthView | None
    value: WorthView | None
    refused: bool


class ContactPanel(Struct, frozen=True):
    id: UUID
    name: str
    language: str | None
    country: str | None
    time_zone: str | None
    organisation: str | None
    since: datetime
    blocked: BlockView | None
    identities: tuple[IdentityView, ...]
    consents: tuple[ConsentView, ...]
    attributes: tuple[AttributeView, ...]
    previous_cases: tuple[CaseRow, ...]
    activity: tuple[ActivityView, ...]
    worth: ContactWorthView


class ContactRow(Struct, frozen=True):
    id: UUID
    name: str
    identities: tuple[IdentityView, ...]
    blocked: bool


class ContactPage(Struct, frozen=True):
    items: tuple[ContactRow, ...]
    next: str | None


class PresenceView(Struct, frozen=True):
    state: str
    reason: str | None
    since: datetime


class ReasonView(Struct, frozen=True):
    """A reason for not taking work; `kept` says whether agents may still give it."""

    code: str
    state: str
    names: Mapping[str, str]
    kept: bool


class Half(Struct, frozen=True):
    now: int
    limit: int


class Load(Struct, frozen=True):
    """Cases held, and how many at once; `live` ones have somebody waiting on the other side."""

    now: int
    limit: int
    live: Half
    deferred: Half


class DayPart(Struct, frozen=True):
    """An interval of presence; `until` is None while it lasts."""

    state: str
    reason: str | None
    since: datetime
    until: datetime | None


class MyDay(Struct, frozen=True):
    """One's own day since midnight. `seconds` is the time in each state; `adherence` is None without a schedule.

    `resolved` counts each time, as reports do. `first_answers` were given today, or fell due unanswered in one's hands;
    `first_in_time` are those kept.
    """

    since: datetime
    parts: tuple[DayPart, ...]
    seconds: Mapping[str, int]
    resolved: int
    answered: int
    first_answers: int
    first_in_time: int
    adherence: float | None


class OfferView(Struct, frozen=True):
    """A case that one is asked to take until `ends_at`. `about` is its subject, or its last words."""

    case_id: UUID
    number: int
    contact: str
    channel: str
    about: str
    queue: str
    due_at: datetime | None
    offered_at: datetime
    ends_at: datetime


class UserRef(Struct, frozen=True):
    id: UUID
    name: str
    email: str
    alias: str | None


class WorkspaceRef(Struct, frozen=True):
    id: UUID
    slug: str
    name: str


class BrandRef(Struct, frozen=True):
    """A brand within reach; what is sent in its name can be taken back for `undo_seconds`."""

    id: UUID
    name: str
    country: str
    undo_seconds: int


class TeamRef(Struct, frozen=True):
    id: UUID
    name: str
    brand_id: UUID | None


class QueueRef(Struct, frozen=True):
    id: UUID
    name: str
    brand_id: UUID | None


class Me(Struct, frozen=True):
    user: UserRef
    workspace: WorkspaceRef
    brands: tuple[BrandRef, ...]
    teams: tuple[TeamRef, ...]
    permissions: tuple[str, ...]
    verbs: tuple[str, ...]
    locale: str
    time_zone: str
    presence: PresenceView
    presence_reasons: tuple[ReasonView, ...]
    offers: tuple[OfferView, ...]
    calls: tuple[CallAtDesk, ...]
    load: Load
    preferences: Preferences
    now: datetime
    must_enrol: bool = False  # nothing before a second factor is set up
    keeping: Keeping | None = None  # None: nothing may stay on this machine
    language_model: LlmInUse | None = None  # None: there is none, or it is used for nothing


class Assignee(Struct, frozen=True):
    id: UUID
    name: str
    presence: str
    load: Load
    team_ids: tuple[UUID, ...]


class AccountView(Struct, frozen=True):
    """A channel account that one may write first with."""

    id: UUID
    channel: str
    name: str
    brand_id: UUID
    surface: str
    starts_conversations: bool
    templates: bool
    subject: bool
    identity_kinds: tuple[str, ...]
