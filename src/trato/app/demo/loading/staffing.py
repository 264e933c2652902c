"""Shifts of the demo's people, and the volumes that their firms brought from the tool before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.app.demo.volumes import HABITS, half_hours
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands.model import Brand
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model.schedules import PartKind, PlannedPart, ShiftPlan, Span, WeekTemplate

WEEKS = 12
SHARES = (0.35, 0.3)  # of the habits' volumes, by brand
DAY = timedelta(days=1)
LUNCH = (PlannedPart(PartKind.BREAK, "13:00", "14:00"), PlannedPart(PartKind.BREAK, "16:30", "16:45"))
EARLY = WeekTemplate(uuid7(), "Mañana", "", tuple(Span(day, "08:00", "16:00", LUNCH[:1]) for day in range(7)))
LATE = WeekTemplate(uuid7(), "Tarde", "", tuple(Span(day, "13:30", "21:30", LUNCH[1:]) for day in range(7)))


async def add(tx: Tx, founded: Sequence[Brand], people: Mapping[UUID, Sequence[UUID]]) -> None:
    """Bring each brand's volumes up to now, and give its people shifts from today to the end of next week."""
    for brand, share in zip(founded, SHARES, strict=True):
        zone = ZoneInfo(brand.timezone)
        today = tx.now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        midnight = datetime.combine(monday, time(), tzinfo=zone) - timedelta(weeks=WEEKS - 1)
        rows: list[tuple[str, datetime, int, float | None]] = []
        for channel, habit in HABITS.items():
            for slot, count in enumerate(half_hours(channel, WEEKS, share).counts):
                at = (midnight + slot // 48 * DAY + timedelta(minutes=slot % 48 * 30)).astimezone(UTC)
                if at < tx.now - timedelta(minutes=30):
                    rows.append((channel, at, int(count), habit.handle))
        await workforce.save_volumes(tx, brand.id, rows)
        for number, user in enumerate(people.get(brand.id, ())):
            template = (EARLY, LATE)[number % 2]
            plans = [
                ShiftPlan(one.user_id, one.starts, one.ends, brand.timezone, parts=one.parts)
                for one in workforce.expand(template, [user], monday, 2)
                if one.starts.date() >= today
            ]
            await workforce.add_shifts(tx, plans, "demo")
    for template in (EARLY, LATE):
        zone_name = founded[0].timezone
        await workforce.save_template(tx, WeekTemplate(uuid7(), template.name, zone_name, template.spans))
