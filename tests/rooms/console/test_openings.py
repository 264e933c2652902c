"""When the brand of a case opens, for those who say a day without an hour."""

from __future__ import annotations

from datetime import datetime

from tests.rooms.console.desk import Desk
from trato.rooms.access.model import ScopeKind
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, HoursPlan, opening


async def test_a_day_opens_when_whoever_answers_for_the_case_does(desk: Desk) -> None:
    camila = await desk.add("camila")
    stranger = await desk.add("stranger", "agent", ScopeKind.QUEUE, desk.world.workspace)
    await desk.world.whatsapp("Hola")
    (case,) = await desk.world.fetch('select id from cases."case"')
    async with desk.world.tx() as tx:
        weekday = (opening("09:00", "13:00"), opening("15:00", "18:00"))
        plan = HoursPlan("America/Lima", (*(weekday,) * 5, (opening("10:30", "13:00"),), ()))
        kept = await brands.create_calendar(tx, "Tienda", plan)
        await brands.attach_calendar(tx, HolderKind.QUEUE, desk.world.brand.queue.id, kept.calendar_id)
    found = [datetime.fromisoformat(one) for one in await camila.get(f"/cases/{case['id']}/openings")]
    assert found == sorted(found) and 50 <= len(found) <= 54
    said = {(one.weekday(), one.strftime("%H:%M")) for one in found}
    assert said == {(0, "14:00"), (1, "14:00"), (2, "14:00"), (3, "14:00"), (4, "14:00"), (5, "15:30")}  # UTC
    assert (await stranger.ask("GET", f"/cases/{case['id']}/openings")).status_code == 404
