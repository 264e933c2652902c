"""The manuals' practices for Messenger and WhatsApp, account by account: looked at live, or confirmed by somebody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app.channel_accounts.facts import Setup
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import CHANNELS
from trato.rooms.channels.model import Capabilities, CardLimits, MediaKind
from trato.rooms.channels.practices import CheckKind, PlatformState, Practice, Standing, judge

NAMED = [(channel, one) for channel, found in CHANNELS.items() for one in found.practices]


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


def test_every_row_of_the_manuals_is_there_once() -> None:
    assert [one.id for one in channels.practices_of("messenger")] == [f"S{n}" for n in range(139, 155)]
    assert [one.id for one in channels.practices_of("whatsapp")] == [f"S{n}" for n in range(155, 170)]


@pytest.mark.parametrize(("channel", "one"), NAMED, ids=[one.id for _, one in NAMED])
def test_each_is_whole_in_three_languages_and_says_where_a_change_was_read(channel: str, one: Practice) -> None:
    said = [one.asks, one.remedy, *([one.platform.told, one.platform.instead] if one.platform else [])]
    assert all(text for each in said for text in (each.es, each.en, each.pt))
    if one.platform:
        assert one.platform.source.startswith("https://") and re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.platform.seen)
        assert one.platform.since or one.platform.state is not PlatformState.WITHDRAWN


async def test_each_fact_and_capability_that_is_named_is_one_that_is_computed(desk: Desk) -> None:
    async with desk.world.tx() as tx:
        account = (await desk.world.house.book.of_workspace(tx))[desk.world.accounts["whatsapp"]]
        facts = Setup([], [], [], [], False, [account]).of(account, desk.world.house.book, tx)
    able = channels.carried(
        Capabilities(
            live=False,
            text_limit=1,
            buttons=3,
            media={MediaKind.IMAGE: 1, MediaKind.STICKER: 1},
            cards=CardLimits(2, 80, 80, 20),
        )
    )
    assert {one.check.code for _, one in NAMED if one.check.kind is CheckKind.FACT} <= facts.keys()
    assert {one.check.code for _, one in NAMED if one.check.kind is CheckKind.CAPABILITY} <= able


def test_a_finding_that_was_not_reached_is_neither_met_nor_unmet() -> None:
    (number,) = [one for _, one in NAMED if one.id == "S155"]
    states = [judge([number], {}, found, (), {})[0].standing for found in ([], [{"check": "number", "state": "bad"}])]
    assert states == [Standing.UNSEEN, Standing.UNMET]


async def checklist(person: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    (found,) = await person.get("/channels/practices")
    return found, {one["id"]: one for one in found["practices"]}


async def test_a_checklist_follows_what_is_set_up_and_keeps_who_confirmed(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    leader = await desk.add("lia", "service_leader")
    before, rows = await checklist(admin)
    assert (rows["S163"]["standing"], rows["S164"]["standing"]) == ("unmet", "met")
    assert rows["S156"]["standing"] == "unasked" and rows["S157"]["standing"] == "met"
    for kind in ("greeting", "away"):
        body = {"kind": kind, "brand_id": None, "channel": "", "texts": {"es": "Hola"}, "active": True,
                "window_minutes": 60, "after_minutes": 1}  # fmt: skip
        answer = await leader.ask("PUT", "/automation/replies", body)
        assert answer.status_code < 300, answer.text
    path = f"/channels/accounts/{desk.world.accounts['whatsapp']}/practices"
    await admin.post(path, {"practice": "S156", "done": False, "note": "Tiene IVR"})
    await admin.post(path, {"practice": "S156", "done": True, "note": "Línea fija"})
    after, rows = await checklist(admin)
    assert rows["S163"]["standing"] == "met"
    assert (rows["S156"]["standing"], rows["S156"]["confirmed"]["by"]) == ("met", "Ada")
    assert rows["S156"]["confirmed"]["note"] == "Línea fija"
    assert after["met"] == before["met"] + 2 and after["of"] == 15
    refused = await admin.ask("POST", path, {"practice": "S157", "done": True})
    assert refused.status_code == 404 and refused.json()["code"] == "practice_unknown"
