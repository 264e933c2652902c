"""How one's own day goes: where one was, what one did, how many promises were kept."""

from __future__ import annotations

from collections import defaultdict
from zoneinfo import ZoneInfo

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal
from trato.rooms.console.model import DayPart, MyDay
from trato.rooms.console.service import agents
from trato.rooms.console.store import my_day as store
from trato.rooms.workforce import api as workforce


async def look(tx: Tx, who: Principal) -> MyDay:
    """Return the day of whoever asks, since midnight where they live, from recorded facts."""
    since, found = await agents.days(tx, who, [who.user.id])
    parts = [DayPart(*one) for one in found.get(who.user.id, ())]
    seconds: dict[str, int] = defaultdict(int)
    for one in parts:
        seconds[one.state] += int(((one.until or tx.now) - one.since).total_seconds())
    firsts = await store.firsts(tx, who.user.id, since)
    zone = agents.zone_name((await access.get_user(tx, who.user.id)).time_zone)
    today = since.astimezone(ZoneInfo(zone)).date()
    kept = await workforce.adherence_between(tx, [who.user.id], today, today, zone)
    return MyDay(
        since=since,
        parts=tuple(parts),
        seconds=dict(seconds),
        resolved=await store.resolved(tx, who.user.id, since),
        answered=await store.answered(tx, who.user.id, since),
        first_answers=firsts["firsts"],
        first_in_time=firsts["kept"],
        adherence=kept[0].adherence if kept else None,
    )
