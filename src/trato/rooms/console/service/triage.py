"""What stands aside, in pages; how well it was sorted, as the sample says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model.triage import ReasonStanding, TriagePage, TriageRow, TriageSummary
from trato.rooms.console.rules.triage import interval
from trato.rooms.console.service.lists import read_cursor, write_cursor
from trato.rooms.console.store import triage as store

MOST = 100
NARROWED_BY = tuple(store.NARROWS)
Days = store.Days
LATELY = timedelta(days=30)


async def page(
    tx: Tx, who: Principal, cursor: str, limit: int, days: Days, zone: str, narrowed: Mapping[str, Sequence[str]],
) -> TriagePage:  # fmt: skip
    """Return what stands aside within reach, the newest first, of these days as they pass in `zone`.

    Where no zone is said they are those of each brand. Raises CursorUnknown.
    """
    limit = max(1, min(limit, MOST))
    before = read_cursor(cursor, (datetime, UUID))
    scope = who.rights.scope(Verb.CASES_SET_ASIDE)
    return _page(await store.list_aside(tx, scope, before, days, zone, narrowed, limit + 1), limit, "id")


async def sample(tx: Tx, who: Principal, cursor: str, limit: int) -> TriagePage:
    """Return the cases of the sample that nobody has looked at, the oldest first. Raises CursorUnknown."""
    limit = max(1, min(limit, MOST))
    after = read_cursor(cursor, (datetime, UUID))
    return _page(
        await store.list_sample(tx, who.rights.scope(Verb.CASES_SET_ASIDE), after, limit + 1), limit, "case_id"
    )


async def summary(tx: Tx, who: Principal) -> TriageSummary:
    """Return what was set aside in thirty days and stands so, how well, and what wrong ones cost."""
    scope = who.rights.scope(Verb.CASES_SET_ASIDE)
    aside = await store.standing(tx, scope, tx.now - LATELY)
    seen = await store.looked_at(tx, scope)
    back, waited = await store.cost(tx, scope, tx.now - LATELY)
    told = []
    for reason in sorted({*aside, *seen}, key=lambda one: (-aside.get(one, 0), one)):
        looked, right = seen.get(reason, (0, 0))
        low, high = interval(right, looked) or (None, None)
        told.append(ReasonStanding(reason, aside.get(reason, 0), looked, right, low, high))
    return TriageSummary(tuple(told), await store.to_review(tx, scope), waited, back)


def _page(rows: list[Any], limit: int, key: str) -> TriagePage:
    items = tuple(TriageRow(**dict(row)) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return TriagePage(items, write_cursor(last["at"], last[key]) if last else None)
