"""When the brand of a case opens: a day that somebody says without an hour means that."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId, Holders
from trato.rooms.cases import api as cases

DAYS = 62


async def of_case(tx: Tx, case_id: UUID) -> list[datetime]:
    """Return the first opening of each of the next days on which it opens, UTC; none where nobody keeps hours."""
    case = (await cases.get_many(tx, [case_id]))[case_id]
    chosen = (await brands.hours_book(tx)).choose(
        Holders(queue=case.queue_id, channel_account=case.account_id, brand=BrandId(case.brand_id))
    )
    if chosen is None:
        return []
    hours = chosen.calendar.hours
    place = ZoneInfo(hours.timezone)
    first = tx.now.astimezone(place).date()
    found: list[datetime] = []
    for day in (first + timedelta(days=n) for n in range(DAYS)):
        try:
            at = hours.next_opening(datetime.combine(day, time(), place))
        except ValueError:
            return found  # it never opens again: somebody closed for good
        if at.astimezone(place).date() == day:
            found.append(at)
    return found
