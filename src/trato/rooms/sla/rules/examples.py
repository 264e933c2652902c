"""A worked example of a policy: a message that comes in before closing time, by the rules that count in earnest."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.rooms.brands.model import HoursBook, OpeningHours
from trato.rooms.channels.model import Surface
from trato.rooms.sla.model import Clock, ClockStart, Matter, Policy, PolicyScope, StartCause
from trato.rooms.sla.rules.choosing import PromiseBook
from trato.rooms.sla.rules.defaults import DEFAULTS
from trato.rooms.sla.rules.starting import plan_clocks

BEFORE_CLOSING = timedelta(minutes=10)
_FRIDAY = 4
_USUAL_END = time(18, 0)


def typical_matter(scope: PolicyScope, brand_id: UUID, country: str) -> Matter:
    """Return a matter that fits `scope`; what it leaves open is as the manuals' promises have it."""
    known = [one.terms.scope for one in DEFAULTS]
    of_channel = (one.surface for one in known if one.channel == scope.channel and one.surface)
    surface = scope.surface or next(of_channel, Surface.DIRECT_MESSAGE)
    of_surface = (one.channel for one in known if one.surface is surface and one.channel)
    return Matter(
        surface=surface,
        channel=scope.channel or next(of_surface, ""),
        brand_id=scope.brand_id or brand_id,
        account_id=scope.account_id,
        tier=scope.tier,
        country=scope.country or country,
        priority=scope.priority or 0,
        team_id=scope.team_id,
        organisation_id=scope.organisation_id,
        flags=frozenset({scope.flag} if scope.flag else ()),
    )


def telling_moment(hours: OpeningHours, now: datetime) -> datetime:
    """Return ten minutes before closing on the coming Friday, which shows best what a weekend does; UTC."""
    place = ZoneInfo(hours.timezone)
    today = now.astimezone(place).date()
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7 or 7)
    end = datetime.combine(friday, _USUAL_END)
    openings = hours.openings_on(friday)
    if openings and not hours.always:
        end = datetime.combine(friday, time()) + timedelta(minutes=max(one.closes for one in openings))
    return (end - BEFORE_CLOSING).replace(tzinfo=place).astimezone(UTC)


def example_clocks(policy: Policy, matter: Matter, at: datetime, hours: HoursBook) -> list[Clock]:
    """Return the clocks that a message about `matter`, received `at`, would start under `policy` alone.

    First those of a new case, then those of a message that follows in it.
    """
    alone = PromiseBook(None, (policy,))
    found: list[Clock] = []
    for cause in StartCause:
        start = ClockStart(UUID(int=0), UUID(int=0), UUID(int=0), at, cause, matter)
        known = {one.target for one in found}
        found += [one for one in plan_clocks([start], alone, hours) if one.target not in known]
    return found
