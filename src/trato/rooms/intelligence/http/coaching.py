"""The addresses of coaching: hints beside a case, and for supervisors how each agent's cases go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.intelligence.http.reach import check_case
from trato.rooms.intelligence.rules.coaching import MOST, HintCode
from trato.rooms.intelligence.service import coaching


class HintView(Struct, frozen=True):
    """`about` is the message that it is about, or the case. `severity`: 3 now, 2 soon, 1 good to know."""

    code: HintCode
    severity: int
    about: UUID
    minutes: int | None  # left of a promise, or waited


class HintKey(Struct, frozen=True):
    code: HintCode
    about: UUID


class Shown(Struct, frozen=True):
    id: UUID
    hints: tuple[HintKey, ...]


class Dismissed(Struct, frozen=True):
    id: UUID
    code: HintCode
    about: UUID


class ZoneAsked(Struct, frozen=True):
    zone: str = "UTC"


class TrendWeek(Struct, frozen=True):
    """`csat` is the mean of what is predicted of the `judged`; `turned` of `began_badly` ended in a good mood."""

    week: date
    cases: int
    hints: int
    dismissed: int
    began_badly: int
    turned: int
    judged: int
    csat: float | None


class AgentTrend(Struct, frozen=True):
    agent_id: UUID
    name: str
    weeks: list[TrendWeek]


class TrendCase(Struct, frozen=True):
    id: UUID
    number: int
    subject: str
    at: datetime
    hints: int
    csat: int | None
    first: str
    last: str


async def list_hints(tx: Tx, who: Principal, given: OneId) -> list[HintView]:
    """Tell what may help with a case now: at most three hints, from what is stored, without those put away."""
    await check_case(tx, who, given.id)
    found = await coaching.hints(tx, given.id, who.user.id)
    return [HintView(one.code, one.severity, one.about, one.minutes) for one in found]


async def show_hints(tx: Tx, who: Principal, given: Shown) -> None:
    """Note which hints were on screen; each counts once."""
    await check_case(tx, who, given.id)
    if len(given.hints) > MOST:
        raise Invalid(field="hints", reason="range")
    await coaching.show_hints(tx, given.id, who.user.id, [(one.about, one.code) for one in given.hints])


async def dismiss_hint(tx: Tx, who: Principal, given: Dismissed) -> None:
    """Put a hint away: it comes back for a new cause only."""
    await check_case(tx, who, given.id)
    await coaching.dismiss_hint(tx, given.id, who.user.id, given.about, given.code)


async def trends(tx: Tx, who: Principal, given: ZoneAsked) -> list[AgentTrend]:
    """Tell how the cases went that each agent resolved in the last eight weeks, of those within reach."""
    try:
        ZoneInfo(given.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid(field="zone", reason="unknown") from error
    found: dict[UUID, AgentTrend] = {}
    for row in await coaching.trends(tx, who.rights.scope(Verb.FLOOR_READ), given.zone):
        one = found.setdefault(row["agent_id"], AgentTrend(row["agent_id"], row["name"], []))
        one.weeks.append(
            TrendWeek(
                row["week"], row["cases"], row["hints"], row["dismissed"], row["began_badly"], row["turned"],
                row["judged"], row["csat"],
            )
        )  # fmt: skip
    return list(found.values())


async def cases_behind(tx: Tx, who: Principal, given: OneId) -> list[TrendCase]:
    """List the cases that an agent's trend counts, newest first."""
    return [
        TrendCase(
            row["id"], row["number"], row["subject"] or row["preview"], row["at"], row["hints"], row["csat"],
            row["first"] or "", row["last"] or "",
        )
        for row in await coaching.cases_behind(tx, who.rights.scope(Verb.FLOOR_READ), given.id)
    ]  # fmt: skip


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/hints", Verb.CASES_READ, list_hints, OneId),
    ("POST", "/api/v1/cases/{id}/hints/shown", Verb.CASES_READ, show_hints, Shown),
    ("POST", "/api/v1/cases/{id}/hints/dismissed", Verb.CASES_READ, dismiss_hint, Dismissed),
    ("GET", "/api/v1/coaching/agents", Verb.FLOOR_READ, trends, ZoneAsked),
    ("GET", "/api/v1/coaching/agents/{id}/cases", Verb.FLOOR_READ, cases_behind, OneId),
)
