"""The addresses of triage: what stands aside, the sample that is looked at, corrections, and each brand's way."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import available_timezones

from msgspec import Meta, Struct, field

from trato.flow import triage as deeds
from trato.kit.errors import Invalid, NotFound
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.console.model import MessageView
from trato.rooms.console.model.triage import TriagePage, TriageSummary, TriageWayView
from trato.rooms.console.service import thread, triage
from trato.rooms.console.service.reach import case_of_message, check_case
from trato.rooms.console.service.triage import Days
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import YES, Aspect, TriageWay, TrollWay

Keys = Annotated[str, Meta(max_length=2_000)]
Share = Annotated[float, Meta(ge=0, le=1)]
Threshold = Annotated[float, Meta(ge=0.5, le=1)]


class TriageQuery(Struct, frozen=True):
    """What narrows the list: values of one field parted by commas, `none` for what has none.

    Both days are inside; `today` is the one that it is now. They pass in `zone`; where none is named, in that of each
    brand.
    """

    cursor: str = ""
    limit: int = 50
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")
    today: bool = False
    zone: Annotated[str, Meta(max_length=80)] = ""
    reason: Keys = ""
    by: Keys = ""
    channel: Keys = ""
    surface: Keys = ""
    country: Keys = ""
    brand: Keys = ""
    queue: Keys = ""
    team: Keys = ""


class SampleQuery(Struct, frozen=True):
    cursor: str = ""
    limit: int = 50


class Looked(Struct, frozen=True):
    """What who looked at a case of the sample says: sorted rightly, or with `meant` what it is instead."""

    id: UUID
    right: bool
    meant: str = ""


class ToCorrect(Struct, frozen=True):
    id: UUID
    aspect: Aspect
    meant: Annotated[str, Meta(max_length=30)]


class WayChange(Struct, frozen=True, kw_only=True):
    """How a brand sorts from now on."""

    id: UUID
    active: bool
    spam: Threshold
    troll: Threshold
    no_engagement: Threshold
    sample: Share
    trolls: TrollWay
    reply: Annotated[str, Meta(max_length=1000)] = ""
    reply_days: Annotated[int, Meta(ge=1, le=365)] = 30
    team_id: UUID | None = None


async def page(tx: Tx, who: Principal, given: TriageQuery) -> TriagePage:
    """List what stands aside within reach, the newest first."""
    if given.zone and given.zone not in available_timezones():
        raise Invalid(field="zone", reason="unknown")
    first, last = given.first or given.last, given.last or given.first
    days: Days = "today" if given.today else (first, last) if first and last else None
    narrowed = {name: [one for one in getattr(given, name).split(",") if one] for name in triage.NARROWED_BY}
    return await triage.page(tx, who, given.cursor, given.limit, days, given.zone, narrowed)


async def sample(tx: Tx, who: Principal, given: SampleQuery) -> TriagePage:
    """List the cases of the sample that nobody has looked at, the oldest first."""
    return await triage.sample(tx, who, given.cursor, given.limit)


async def summary(tx: Tx, who: Principal, given: Nothing) -> TriageSummary:
    """Tell how much stands aside, how well it was sorted, and what wrong ones cost."""
    return await triage.summary(tx, who)


async def review(tx: Tx, who: Principal, given: Looked) -> TriageSummary:
    """Say whether a case of the sample was sorted rightly; a wrong one is corrected and its case follows."""
    await check_case(tx, who, given.id, Verb.CASES_SET_ASIDE)
    if not await intelligence.review(tx, given.id, right=given.right):
        raise NotFound()
    if not given.right:
        await deeds.correct_case(tx, given.id, given.meant or YES)
    return await triage.summary(tx, who)


async def correct(tx: Tx, who: Principal, given: ToCorrect) -> MessageView:
    """Say what a message is instead of what was understood; its case follows where it needs an answer, or none."""
    verb = Verb.CASES_SET_ASIDE if given.aspect is Aspect.ENGAGEABLE else Verb.CASES_TAG
    case_id = await case_of_message(tx, who, given.id, verb)
    await deeds.correct(tx, given.id, case_id, given.aspect, given.meant)
    return await thread.load_message(tx, given.id)


async def ways(tx: Tx, who: Principal, given: Nothing) -> list[TriageWayView]:
    """List how each brand within reach sorts what needs no answer."""
    scope = who.rights.scope(Verb.BRANDS_MANAGE)
    found = {one.id: one.name for one in await brands.list_brands(tx) if scope.covers(Place(brand_id=one.id))}
    said = await intelligence.ways(tx, found)
    return [_way(said[brand], name) for brand, name in sorted(found.items(), key=lambda one: one[1])]


async def set_way(tx: Tx, who: Principal, given: WayChange) -> list[TriageWayView]:
    """Say how a brand sorts what needs no answer, and what it does with trolls."""
    if not who.rights.scope(Verb.BRANDS_MANAGE).covers(Place(brand_id=given.id)):
        raise NotFound()
    await brands.get_brand(tx, BrandId(given.id))
    if given.trolls is TrollWay.REPLY and not given.reply.strip():
        raise Invalid(field="reply", reason="needs_words")
    if given.trolls is TrollWay.ESCALATE and given.team_id is None:
        raise Invalid(field="team_id", reason="needs_a_team")
    await intelligence.set_way(
        tx,
        TriageWay(
            given.id, given.active, given.spam, given.troll, given.no_engagement, given.sample, given.trolls,
            given.reply.strip(), given.reply_days, given.team_id,
        ),
    )  # fmt: skip
    return await ways(tx, who, Nothing())


def _way(one: TriageWay, name: str) -> TriageWayView:
    return TriageWayView(
        brand_id=one.brand_id, brand=name, active=one.active, spam=round(one.spam, 4), troll=round(one.troll, 4),
        no_engagement=round(one.no_engagement, 4), sample=round(one.sample, 4), trolls=one.trolls.value,
        reply=one.reply, reply_days=one.reply_days, team_id=one.team_id,
    )  # fmt: skip


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/triage", Verb.CASES_SET_ASIDE, page, TriageQuery),
    ("GET", "/api/v1/triage/sample", Verb.CASES_SET_ASIDE, sample, SampleQuery),
    ("GET", "/api/v1/triage/summary", Verb.CASES_SET_ASIDE, summary, Nothing),
    ("POST", "/api/v1/triage/cases/{id}/review", Verb.CASES_SET_ASIDE, review, Looked),
    ("GET", "/api/v1/triage/ways", Verb.BRANDS_MANAGE, ways, Nothing),
    ("PUT", "/api/v1/triage/ways/{id}", Verb.BRANDS_MANAGE, set_way, WayChange),
    ("POST", "/api/v1/messages/{id}/correct", Verb.CASES_READ, correct, ToCorrect),
)
