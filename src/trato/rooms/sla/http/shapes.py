"""What the addresses of policies take and answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.brands.model import HoursPlan
from trato.rooms.channels.model import Surface
from trato.rooms.sla.model import (
    Finding,
    PauseReason,
    Policy,
    PolicyScope,
    PolicyTerms,
    Promised,
    Target,
)

LONGEST = 365 * 86_400  # seconds


class PromiseShape(Struct, frozen=True):
    """One duration of a policy, in seconds, and the reasons of waiting that stop its time."""

    target: Target
    seconds: Annotated[int, Meta(ge=1, le=LONGEST)]
    pause_on: tuple[PauseReason, ...] = ()


class TermsShape(Struct, frozen=True):
    """What a policy says. `factors` multiply its durations by country; `approach` is a share of the time."""

    promises: Annotated[tuple[PromiseShape, ...], Meta(min_length=1, max_length=5)]
    surface: Surface | None = None
    channel: Annotated[str, Meta(max_length=40)] | None = None
    brand_id: UUID | None = None
    account_id: UUID | None = None
    tier: Annotated[int, Meta(ge=1, le=3)] | None = None
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    priority: Annotated[int, Meta(ge=-1, le=2)] | None = None
    organisation_id: UUID | None = None
    flag: Annotated[str, Meta(pattern="^[a-z][a-z0-9_.]{0,63}$")] | None = None
    team_id: UUID | None = None
    wall_clock: bool = False
    bot_counts: bool = True
    approach: Annotated[float, Meta(gt=0, le=1)] = 0.8
    factors: Mapping[Annotated[str, Meta(pattern="^[A-Z]{2}$")], Annotated[float, Meta(gt=0, le=10)]] = {}
    locked: bool = False

    def terms(self) -> PolicyTerms:
        """Return them as the rules know them."""
        scope = PolicyScope(
            self.surface, self.channel, self.brand_id, self.account_id, self.tier, self.country, self.priority,
            self.organisation_id, self.flag, self.team_id,
        )  # fmt: skip
        promises = tuple(
            Promised(one.target, timedelta(seconds=one.seconds), frozenset(one.pause_on)) for one in self.promises
        )
        factors = tuple(sorted(self.factors.items()))
        return PolicyTerms(scope, promises, self.wall_clock, self.bot_counts, self.approach, factors, self.locked)


def shape_of(terms: PolicyTerms) -> TermsShape:
    """Return terms as they are sent."""
    scope = terms.scope
    return TermsShape(
        promises=tuple(
            PromiseShape(one.target, one.within // timedelta(seconds=1), tuple(sorted(one.pause_on)))
            for one in sorted(terms.promises, key=lambda each: list(Target).index(each.target))
        ),
        surface=scope.surface,
        channel=scope.channel,
        brand_id=scope.brand_id,
        account_id=scope.account_id,
        tier=scope.tier,
        country=scope.country,
        priority=scope.priority,
        organisation_id=scope.organisation_id,
        flag=scope.flag,
        team_id=scope.team_id,
        wall_clock=terms.wall_clock,
        bot_counts=terms.bot_counts,
        approach=terms.approach,
        factors=dict(terms.factors),
        locked=terms.locked,
    )


class PolicyView(Struct, frozen=True):
    """A policy as it is now. `findings` are the policies that take matters from it; `calendar_id` its own hours."""

    id: UUID
    code: str
    name: str
    source: str
    version: int
    terms: TermsShape
    calendar_id: UUID | None
    findings: tuple[Finding, ...]


def view_of(one: Policy, calendar_id: UUID | None, findings: tuple[Finding, ...]) -> PolicyView:
    """Return a policy as it is sent."""
    return PolicyView(one.id, one.code, one.name, one.source, one.version, shape_of(one.terms), calendar_id, findings)


class NewPolicy(Struct, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    terms: TermsShape
    calendar_id: UUID | None = None


class PolicyChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    terms: TermsShape
    version: int
    calendar_id: UUID | None = None


class Draft(Struct, frozen=True):
    """A policy as it stands on screen. `at` is wall-clock time of the place, without an offset."""

    terms: TermsShape
    name: str = ""
    policy_id: UUID | None = None
    calendar_id: UUID | None = None
    at: Annotated[datetime, Meta(tz=False)] | None = None


class LineView(Struct, frozen=True):
    """One line of a derivation: a code that the screen has words for, and its values."""

    code: str
    values: Mapping[str, Any]


class OrganisationRef(Struct, frozen=True):
    id: UUID
    name: str


class CustomersView(Struct, frozen=True):
    """Customers that a policy may be for: marks that contacts bear now, and organisations."""

    flags: tuple[str, ...]
    organisations: tuple[OrganisationRef, ...]


class ExplanationView(Struct, frozen=True):
    """The derivation of one promise; `timezone` is where its hours are kept."""

    id: UUID
    target: Target
    policy: str
    timezone: str
    due_at: datetime
    lines: tuple[LineView, ...]


class ClockExample(Struct, frozen=True):
    """One promise of the example. `chosen_id` is who would be chosen in earnest, None for this very draft."""

    target: Target
    seconds: int
    due_at: datetime
    approach_at: datetime
    calendar_id: UUID | None
    calendar_of: str
    chosen_id: UUID | None
    lines: tuple[LineView, ...]


class ExampleView(Struct, frozen=True):
    surface: str
    channel: str
    brand_id: UUID
    country: str
    timezone: str
    at: datetime
    clocks: tuple[ClockExample, ...]


class VersionView(Struct, frozen=True):
    version: int
    from_at: datetime
    by_kind: str
    by_id: UUID | None
    terms: TermsShape


class StarterView(Struct, frozen=True):
    """A promise of the manuals; `there` says whether it stands already, by whatever name."""

    source: str
    name: str
    terms: TermsShape
    there: bool


class Starters(Struct, frozen=True):
    sources: Annotated[tuple[str, ...], Meta(max_length=20)]


class TermsOf(Struct, frozen=True):
    id: UUID
    terms: TermsShape


class PlanOf(Struct, frozen=True):
    id: UUID
    plan: HoursPlan
