"""What makes no sense is refused with a name; nothing of it is a bug."""

from __future__ import annotations

import pytest

from tests.flow.world import make_world
from tests.rooms.console.desk import open_desk
from trato.app.wiring import House

DAY = "from=2026-03-02&to=2026-03-02"
REFUSED = {
    "from=2026-03-08&to=2026-03-02": "period_reversed",
    "from=2024-03-08&to=2026-03-02": "period_too_long",
    "from=2011-12-30&to=2011-12-30&zone=Pacific/Apia": "no_such_day",
    "from=2026-02-30&to=2026-03-02": "invalid",
    "from=ayer&to=hoy": "invalid",
    "to=2026-03-02": "invalid",
    f"{DAY}&zone=America/Macondo": "report_zone_unknown",
    f"{DAY}&grain=fortnight": "invalid",
    f"{DAY}&measures=offered,happiness": "measure_unknown",
    f"{DAY}&unit=nothing": "not_found",
    f"{DAY}&agent={','.join(map(str, range(201)))}": "invalid",
}
OF_TABLE = {f"{DAY}&by=moon": "invalid", f"{DAY}&by=reason": "dimension_unknown", DAY: "invalid"}
OF_CASES = {
    f"{DAY}&measure=happiness": "measure_unknown",
    f"{DAY}&measure=present_time": "measure_unknown",
    f"{DAY}&measure=offered&part=rest": "measure_unknown",
    f"{DAY}&measure=offered&agent=none": "dimension_unknown",
    f"{DAY}&measure=offered&cursor=n0nsense": "cursor_unknown",
    f"{DAY}&measure=offered&limit=100000": "invalid",
}


async def test_what_makes_no_sense_is_refused_by_name(house: House) -> None:
    house.db.scale = None
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        for path, refusals in (("", REFUSED), ("/table", OF_TABLE), ("/cases", OF_CASES)):
            for query, code in refusals.items():
                answer = await boss.ask("GET", f"/reports{path}?{query}")
                assert (answer.json()["code"], 400 <= answer.status_code < 500) == (code, True), (path, query)
        empty = await boss.get("/reports", **{"from": "2026-03-02", "to": "2026-03-02"}, queue="'; drop table x; --")
        values = {one["key"]: one["now"]["value"] for one in empty["told"]}
        assert values["offered"] == 0 and values["answered_in_time"] is None and values["first_response"] is None


@pytest.mark.parametrize("locale", ["es", "en", "pt", "es-PE", "fr"])
async def test_measures_are_told_in_the_readers_language(house: House, locale: str) -> None:
    house.db.scale = None
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        await world.fetch('update access."user" set locale = $1 where id = $2 returning 1', locale, boss.id)
        offered = (await boss.get("/reports/measures"))[0]
        assert offered["name"] == {"en": "Cases offered", "pt": "Casos oferecidos"}.get(locale, "Casos ofrecidos")
