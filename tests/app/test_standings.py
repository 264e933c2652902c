"""How channels stand with brands and in countries: the nearest word counts, dated, and cases keep that of their day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.kit.ids import uuid7
from trato.rooms.channels.standings import StandingRow, missing_locals, nearest, usual

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BRAND = uuid7()


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


def said(
    tier: int, brand: UUID | None = None, country: str = "", days: int = 9, ended: int | None = None
) -> StandingRow:
    to_at = None if ended is None else NOW - timedelta(days=ended)
    return StandingRow(brand, "whatsapp", tier, True, True, NOW - timedelta(days=days), to_at, country)


def test_the_nearest_word_counts_the_brand_before_the_country_before_everywhere() -> None:
    wide, there, mine, both = said(3), said(2, country="MX"), said(1, BRAND), said(2, BRAND, "MX")
    assert nearest([wide, there], "whatsapp", BRAND, "MX", NOW) is there
    assert nearest([wide, there, mine], "whatsapp", BRAND, "MX", NOW) is mine
    assert nearest([wide, there, mine, both], "whatsapp", BRAND, "MX", NOW) is both
    assert nearest([there, mine], "whatsapp", uuid7(), "PE", NOW) is None


def test_a_word_counts_from_when_it_was_said_until_another_was() -> None:
    old, new = said(3, days=9, ended=2), said(1, days=2)
    assert nearest([new, old], "whatsapp", BRAND, "", NOW) is new
    assert nearest([new, old], "whatsapp", BRAND, "", NOW - timedelta(days=5)) is old


def test_until_somebody_says_so_a_channel_is_as_the_manuals_sort_it() -> None:
    assert (usual("whatsapp", NOW).live, usual("email", NOW).live, usual("email", NOW).modern) == (True, False, False)
    assert (usual("community", NOW).care, usual("ivr", NOW).live) == ("self", True)


def test_the_local_channels_of_a_country_are_missed_where_there_is_no_account() -> None:
    assert missing_locals({"MX", "JP", "PE"}, {("MX", "whatsapp")}) == [("JP", "line")]


async def matrix(person: Person, **asked: Any) -> dict[str, dict[str, Any]]:
    return {one["channel"]: one for one in (await person.get("/channels/standings", **asked))["channels"]}


async def test_what_is_said_on_the_screen_holds_for_what_comes_from_then_on(desk: Desk) -> None:
    leader = await desk.add("lia", "service_leader")
    brand = str(desk.world.brand.brand.id)
    assert (await matrix(leader, brand_id=brand))["whatsapp"]["said"] == "usual"
    await desk.world.whatsapp("Antes")
    word = {"channel": "whatsapp", "brand_id": brand, "tier": 1, "live": True, "care": "both", "offered": True}
    answer = await leader.ask("PUT", "/channels/standings", word)
    assert answer.status_code == 200, answer.text
    shown = (await matrix(leader, brand_id=brand))["whatsapp"]
    assert (shown["said"], shown["tier"], shown["care"], shown["accounts"]) == ("here", 1, "both", 1)
    assert (await matrix(leader, brand_id=brand, country="CL"))["whatsapp"]["said"] == "wider"
    await desk.world.whatsapp("Después", phone="51999000111", name="Otra")
    every = "select tier from cases.opening where workspace_id = $1 order by case_id"
    assert [one["tier"] for one in await desk.world.fetch(every, desk.world.workspace)] == [None, 1]
    back = await leader.ask("PUT", "/channels/standings", {"channel": "whatsapp", "brand_id": brand})
    assert back.status_code == 200
    assert (await matrix(leader, brand_id=brand))["whatsapp"]["said"] == "usual"


async def test_a_fifth_main_channel_is_counted_and_nonsense_is_refused(desk: Desk) -> None:
    leader = await desk.add("lia", "service_leader")
    for channel in ("whatsapp", "webchat", "email", "messenger", "community"):
        await leader.ask("PUT", "/channels/standings", {"channel": channel, "tier": 1})
    found = await leader.get("/channels/standings")
    assert (found["main"], found["most_main"]) == (5, 4)
    for wrong in ({"channel": "pigeon", "tier": 1}, {"channel": "email", "tier": 4},
                  {"channel": "email", "tier": 1, "country": "Perú"}):  # fmt: skip
        assert (await leader.ask("PUT", "/channels/standings", wrong)).status_code == 422
    agent = await desk.add("ana", "agent")
    assert (await agent.ask("PUT", "/channels/standings", {"channel": "email", "tier": 1})).status_code == 403
