"""What is promised: for which matters, within how long, and how one policy is chosen among several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.channels.model import Surface

PolicyId = NewType("PolicyId", UUID)


class Target(StrEnum):
    """What is promised. Only people keep `FIRST_HUMAN_RESPONSE`; `CEILING` is wall-clock and above all policies."""

    FIRST_RESPONSE = "first_response"
    FIRST_HUMAN_RESPONSE = "first_human_response"
    NEXT_RESPONSE = "next_response"
    CEILING = "ceiling"
    RESOLUTION = "resolution"


class PauseReason(StrEnum):
    """Why time does not count: what a case waits on, or that it was thought done before it reopened."""

    CONTACT = "contact"
    THIRD_PARTY = "third_party"
    TEAM = "team"
    UNTIL = "until"
    RESOLVED = "resolved"


class AnsweredBy(StrEnum):
    """Whose message was accepted; automatic replies are no answers and never come here."""

    USER = "user"
    BOT = "bot"


PUBLIC_SURFACES = frozenset({Surface.PUBLIC_COMMENT, Surface.MENTION, Surface.REVIEW})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a promise may depend on. `account_id` is the channel account, `tier` 1 to 3; the customer is whose
    `organisation_id` and `flags` (marks as "vip") it has; `team_id` is who is to answer.
    """

    surface: Surface
    channel: str
    brand_id: UUID
    account_id: UUID | None = None
    tier: int | None = None
    country: str = ""
    priority: int = 0
    queue_id: UUID | None = None
    team_id: UUID | None = None
    organisation_id: UUID | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contact writes: a surface of a channel account, with the country and the tier of that account."""

    surface: Surface
    channel: str
    account_id: UUID | None = None
    tier: int | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of a matter may change while its promises run, whoever answers; of its `Place`, see `follow_places`."""

    priority: int = 0
    queue_id: UUID | None = None
    team_id: UUID | None = None
    organisation_id: UUID | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyScope:
    """Which matters a policy is for; what is None fits everything."""

    surface: Surface | None = None
    channel: str | None = None
    brand_id: UUID | None = None
    account_id: UUID | None = None
    tier: int | None = None
    country: str | None = None
    priority: int | None = None
    organisation_id: UUID | None = None
    flag: str | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """One duration of a policy, and the reasons of waiting that stop its time."""

    target: Target
    within: timedelta
    pause_on: frozenset[PauseReason] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What a policy says; a change makes the next version.

    `factors` multiply the durations by country (S111); `approach` is the share of the time after which a promise
    is said to approach; a `locked` policy may be made stricter by narrower ones, never laxer.
    """

    scope: PolicyScope
    promises: tuple[Promised, ...]
    wall_clock: bool = False
    bot_counts: bool = True
    approach: float = 0.8
    factors: tuple[tuple[str, float], ...] = ()
    locked: bool = False

    def promised(self, target: Target) -> Promised | None:
        """Return what is promised for `target`, if anything."""
        return next((one for one in self.promises if one.target is target), None)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in one version. `source` names the manual's row that it comes from."""

    id: PolicyId
    version: int
    name: str
    source: str
    terms: PolicyTerms
    code: str = ""  # lasts when the name changes


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """What a policy said from `from_at` on, and who made it so."""

    version: int
    from_at: datetime
    by_kind: str
    by_id: UUID | None
    terms: PolicyTerms


class FindingKind(StrEnum):
    """How another policy takes matters from one."""

    REPLACED = "replaced"  # it is for the same matters and younger: this one is never chosen for these targets
    LOCKED = "locked"  # it is wider, stricter and locked: its time counts instead
    MEETS = "meets"  # some matters fit both, and it goes first


@dataclass(frozen=True, slots=True)
class Finding:
    """What the policy `by` does to another, and for which targets."""

    kind: FindingKind
    by: PolicyId
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do to running promises; `sooner` and `later` are those that get another due time.

    `overdue` of them would be late at once. It is not `complete` when there are more than were looked at.
    """

    looked: int
    sooner: int
    later: int
    overdue: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """A policy that was looked at for a target: `why` is fits, overruled, locked, filter or silent."""

    policy: Policy
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy chosen for a target, if any, and every one that was looked at."""

    target: Target
    policy: Policy | None
    considered: tuple[Considered, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: a code for the catalogue of translations, and its values."""

    code: str
    values: Mapping[str, object]
