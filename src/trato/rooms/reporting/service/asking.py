"""What somebody may see of what they ask: within their reach, or, without that right, what they did themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.kit.errors import Forbidden, Invalid, NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, Scope, Verb
from trato.rooms.intelligence.model import USUAL_EFFORT
from trato.rooms.reporting.errors import MeasureUnknown
from trato.rooms.reporting.model import BY, BY_KEY, MEASURES, Asked, Dimension, Measure
from trato.rooms.reporting.rules import periods
from trato.rooms.reporting.store import reading
from trato.rooms.reporting.store.reading import Wanted
from trato.rooms.reporting.store.statements import OF_EFFORT

MOST_KEYS = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted, in two periods, by whose right. `own`: nothing but what the asker did."""

    now: Wanted
    before: Wanted
    measures: tuple[Measure, ...]
    own: bool
    readable: Scope


async def question(tx: Tx, who: Principal, asked: Asked, verb: Verb = Verb.REPORTS_READ) -> Question:
    """Return what is to be counted, to be read, or with `verb` to be taken away.

    Raises Forbidden, NotFound (a unit out of reach), MeasureUnknown, and what `periods.period_of` raises.
    """
    scope, own = reach(who, verb)
    filters = _filters(asked)
    brands = await reading.list_brands(tx, who.rights.scope(Verb.CASES_READ) if own else scope)
    within = await _within(tx, brands, scope, own, asked.unit) if asked.unit else None
    if within is not None:
        named = filters.get(Dimension.BRAND)
        filters[Dimension.BRAND] = [one for one in within if named is None or one in named]
    if own:
        filters[Dimension.AGENT] = [str(who.user.id)]
    chosen = filters.get(Dimension.BRAND)
    zones = Counter(row["timezone"] for row in brands if chosen is None or str(row["id"]) in chosen)
    zone = asked.zone or (zones.most_common(1)[0][0] if zones else who.user.time_zone)
    period = periods.period_of(asked.first, asked.last, zone, asked.grain, tx.now)
    earlier = periods.before(period, tx.now)
    measures = tuple(one for one in _measures(asked.measures) if not own or Dimension.AGENT in BY[one.source])
    seen = Scope(everywhere=True) if own else scope
    takes = await _efforts(tx, [row["id"] for row in brands]) if _asks_efforts(measures) else ([], [], [], [])
    return Question(
        Wanted(seen, period, tx.now, filters, takes), Wanted(seen, earlier, tx.now, filters, takes), measures, own,
        who.rights.scope(Verb.CASES_READ),
    )  # fmt: skip


def reach(who: Principal, verb: Verb = Verb.REPORTS_READ) -> tuple[Scope, bool]:
    """Return within what somebody may see numbers, and whether only their own. Raises Forbidden."""
    scope = who.rights.scope(verb)
    if not scope.is_empty:
        return scope, False
    if verb is not Verb.REPORTS_READ or not who.rights.may(Verb.CASES_REPLY):
        raise Forbidden(verb=verb.value)
    return scope, True


def fits(measure: Measure, wanted: Wanted, own: bool = False) -> bool:
    """Say whether every filter is one that this measure knows: what cannot be narrowed so is left out, never wrong."""
    return all(one in BY[measure.source] for one in wanted.filters)


def _asks_efforts(measures: Iterable[Measure]) -> bool:
    return any(one.source in OF_EFFORT for one in measures)


async def _efforts(tx: Tx, brands: Sequence[UUID]) -> tuple[list[UUID], list[float], list[float], list[float]]:
    """Return what each deed by hand takes in each of these brands, in seconds, as columns."""
    columns = []
    for effort, usual in USUAL_EFFORT.items():
        said = await access.settings_in(tx, brands, effort.value)
        values = (said[one].value if one in said else usual for one in brands)
        columns.append([float(one) if isinstance(one, int | float) else float(usual) for one in values])
    triage, tag, correction = columns
    return list(brands), triage, tag, correction


def _filters(asked: Asked) -> dict[Dimension, Sequence[str]]:
    found: dict[Dimension, Sequence[str]] = {}
    for dimension in Dimension:
        said = getattr(asked, dimension.value)
        if said:
            keys = [one.strip() for one in said.split(",") if one.strip()]
            if len(keys) > MOST_KEYS:
                raise Invalid(field=dimension.value, reason="too_many", most=MOST_KEYS)
            found[dimension] = keys
    return found


async def _within(tx: Tx, brands: Sequence[object], scope: Scope, own: bool, unit: str) -> list[str]:
    """Return the brands of a unit that somebody may see. Raises NotFound, as for a unit that never was."""
    try:
        asked = UUID(unit)
    except ValueError:
        raise NotFound() from None
    found = [str(row["id"]) for row in brands if asked in (row["path"] or ())]  # type: ignore[index]
    known = any(row["id"] == asked for row in await reading.list_units(tx))
    if not found and not (known and (scope.everywhere or asked in scope.units)):
        raise NotFound()
    return found


def _measures(said: str) -> Sequence[Measure]:
    if not said:
        return MEASURES
    keys = [one.strip() for one in said.split(",") if one.strip()]
    for key in keys:
        if key not in BY_KEY:
            raise MeasureUnknown(measure=key[:80])
    return [BY_KEY[key] for key in dict.fromkeys(keys)]
