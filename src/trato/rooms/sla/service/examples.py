"""A policy at work on one message, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, HolderKind, HoursBook, always_open
from trato.rooms.sla import rules
from trato.rooms.sla.errors import SenselessPolicy
from trato.rooms.sla.model import Choice, Clock, Line, Matter, Policy, PolicyId, PolicyTerms, Target
from trato.rooms.sla.service.policies import promise_book


@dataclass(frozen=True, slots=True)
class Example:
    """One message under a policy: its clocks with their derivations, and who is chosen for each target in earnest."""

    matter: Matter
    timezone: str
    at: datetime
    clocks: tuple[tuple[Clock, tuple[Line, ...]], ...]
    choices: tuple[Choice, ...]


async def work_out(
    tx: Tx, policy_id: UUID | None, name: str, terms: PolicyTerms, calendar_id: UUID | None, at: datetime | None
) -> Example:
    """Return what a message received `at` (wall-clock time of the place) would be promised by `terms`.

    `calendar_id` are the policy's own hours, if any. Without `at` it is ten minutes before closing on the coming
    Friday. Raises SenselessPolicy, and Invalid where there is no brand.
    """
    field = rules.is_sensible(terms)
    if field:
        raise SenselessPolicy(field=field, reason="out_of_range")
    brand = _brand(await brands.list_brands(tx), terms)
    book = await promise_book(tx)
    id_ = PolicyId(policy_id or uuid7())
    policy = Policy(id_, 1, name, "", terms)
    hours = _with_own(await brands.hours_book(tx), id_, calendar_id)
    matter = rules.typical_matter(terms.scope, brand.id, brand.country)
    chosen = rules.hours_for(policy, Target.FIRST_RESPONSE, matter, hours)
    place = chosen.calendar.hours if chosen else always_open(brand.timezone)
    instant = _instant(at, place.timezone) if at else rules.telling_moment(place, tx.now)
    clocks = rules.example_clocks(policy, matter, instant, hours)
    others = tuple(one for one in book.policies if one.id != id_)
    return Example(
        matter=matter,
        timezone=place.timezone,
        at=instant,
        clocks=tuple((one, _lines(one, hours)) for one in clocks),
        choices=tuple(rules.choose((*others, policy), matter, one.target) for one in clocks),
    )


def _brand(found: Sequence[Brand], terms: PolicyTerms) -> Brand:
    wanted = [one for one in found if terms.scope.brand_id in (None, one.id)]
    if not wanted:
        raise Invalid(field="brand_id", reason="no_brand")
    return next((one for one in wanted if one.country == terms.scope.country), wanted[0])


def _with_own(book: HoursBook, policy_id: PolicyId, calendar_id: UUID | None) -> HoursBook:
    key = (HolderKind.POLICY, policy_id)
    attached = {holder: kept for holder, kept in book.attached.items() if holder != key}
    own = next((one for one in book.calendars if one == calendar_id), None)
    return replace(book, attached={**attached, key: own} if own else attached)


def _instant(at: datetime, zone: str) -> datetime:
    return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _lines(clock: Clock, hours: HoursBook) -> tuple[Line, ...]:
    """Derive as `explain` does; what becomes of it afterwards nobody knows yet."""
    calendar = next((one for one in hours.calendars.values() if one.calendar_id == clock.calendar_id), None)
    return rules.explain(clock, (), calendar.hours if calendar else always_open(), (), clock.due_at)[:-1]
