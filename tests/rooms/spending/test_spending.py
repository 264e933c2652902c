"""Rate cards, what a message will cost and what it did, and budgets with their alarms: through a real desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.providers import provider_door
from tests.flow.test_outbound import answer
from tests.flow.texting import bring, connect, texted, twilio
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app.warnings import warn_of_budgets
from trato.rooms.access.model import ScopeKind

CARD = "channel,country,category,price,currency,from,source\n"


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        yield world


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    async with open_desk(world.house, world) as desk:
        yield desk


async def keep(boss: Person, *lines: str, apply: bool = True) -> list[str]:
    told = await boss.post("/rates/csv", {"csv": CARD + "\n".join(lines), "apply": apply})
    return [one["outcome"] for one in told]


async def test_a_rate_card_is_tried_first_then_kept_and_a_later_line_ends_the_one_before(desk: Desk) -> None:
    boss = await desk.add("boss", "service_leader")
    card = (
        "sms,PE,sms,0.0457,USD,2026-01-01,Twilio",
        "sms,,sms,0.0600,USD,2026-01-01,Twilio",
        "fax,PE,x,1,USD,2026-01-01,",
    )
    assert await keep(boss, *card, apply=False) == ["new", "new", "refused"]
    assert await boss.get("/rates") == []
    assert await keep(boss, *card) == ["new", "new", "refused"]
    assert await keep(boss, *card[:2], "sms,PE,sms,0.05,USD,2026-03-01,", "sms,,sms,0.07,USD,2026-01-01,") == [
        "same", "same", "new", "changed",
    ]  # fmt: skip
    kept = [
        (one["market"], one["price"], one["from_at"][:10], (one["to_at"] or "")[:10])
        for one in await boss.get("/rates")
    ]
    assert kept == [
        ("", "0.070000", "2026-01-01", ""),
        ("PE", "0.045700", "2026-01-01", "2026-03-01"),
        ("PE", "0.050000", "2026-03-01", ""),
    ]
    again = (await boss.get("/rates/csv"))["csv"]
    assert {one["outcome"] for one in await boss.post("/rates/csv", {"csv": again})} == {"same"}
    assert await keep(boss, "sms,PE,sms,0.048,USD,2026-02-01,") == ["new"]  # between two that stand
    peru = [
        (one["price"], one["from_at"][:10], (one["to_at"] or "")[:10])
        for one in await boss.get("/rates")
        if one["market"]
    ]
    assert peru == [
        ("0.045700", "2026-01-01", "2026-02-01"),
        ("0.048000", "2026-02-01", "2026-03-01"),
        ("0.050000", "2026-03-01", ""),
    ]


async def test_who_keeps_one_brand_keeps_no_rate_card_and_sets_only_its_budget(world: World, desk: Desk) -> None:
    boss = await desk.add("boss", "service_leader", ScopeKind.BRAND, world.brand.brand.id)
    assert (await boss.ask("POST", "/rates/csv", {"csv": CARD})).status_code == 403
    assert (await boss.ask("GET", "/rates")).status_code == 403
    budget = {"amount": "10.00", "currency": "USD"}
    assert (await boss.ask("PUT", f"/budgets/{world.brand.brand.id}", budget)).json()["standing"]["amount"] == "10.00"
    agent = await desk.add("ana")
    assert (await agent.ask("PUT", f"/budgets/{world.brand.brand.id}", budget)).status_code == 403
    for amount in ("0", "-1", "1.005", "1e30"):
        answer = await boss.ask("PUT", f"/budgets/{world.brand.brand.id}", {"amount": amount, "currency": "USD"})
        assert answer.status_code == 422, amount


async def test_what_a_message_will_cost_is_what_it_costs_and_budget_report_and_delivery_agree(
    world: World, desk: Desk
) -> None:
    boss = await desk.add("boss", "service_leader")
    await keep(boss, "sms,,sms,0.06,USD,2026-01-01,Twilio", "sms,PE,sms,0.0457,USD,2026-01-01,Twilio")
    async with provider_door(world.house) as door, twilio(world, door) as (_, send):
        await bring(world, door, texted("SM1", "¿Dónde está mi pedido?"))
        await world.receive()
        (case,) = await world.fetch(
            'select c.id, v.id as thread from cases."case" c join conversations.conversation v on v.case_id = c.id'
        )
        prices: dict[str, Any] = await boss.get(f"/cases/{case['id']}/prices", conversation_id=case["thread"])
        assert (prices["charged"], prices["market"], prices["text"], prices["files"]) == (True, "PE", "sms", "mms")
        assert prices["prices"]["sms"]["price"] == "0.045700" and prices["prices"]["sms"]["source"] == "Twilio"
        assert "mms" not in prices["prices"]  # nobody said what those cost
        await answer(world, "á" * 100)  # two segments of UCS-2
        await send()
    (cost,) = await world.fetch(
        "select category, segments, price, currency, rate_card from conversations.delivery_cost"
    )
    assert (cost["segments"], f"{cost['price']}", cost["rate_card"]) == (2, "0.091400", "2026-01-01")
    (budget,) = await boss.get("/budgets")
    assert (budget["standing"]["spent"], budget["standing"]["currency"]) == ("0.091400", "USD")
    day = (await world.fetch("select (now() at time zone 'UTC')::date::text as day"))[0]["day"]
    report = await boss.get("/reports", **{"from": day, "to": day, "measures": "message_cost", "zone": "UTC"})
    assert report["told"][0]["now"]["money"] == {"USD": "0.091400"}
    behind = await boss.get("/reports/cases", **{"from": day, "to": day, "measure": "message_cost", "zone": "UTC"})
    assert [(one["case_id"], one["amount"], one["currency"]) for one in behind["items"]] == [
        (str(case["id"]), "0.091400", "USD")
    ]


async def test_a_budget_raises_its_alarm_at_four_fifths_and_when_it_is_spent_each_once(
    world: World, desk: Desk
) -> None:
    boss = await desk.add("boss", "service_leader")
    brand = world.brand.brand.id
    await boss.ask("PUT", f"/budgets/{brand}", {"amount": "1.00", "currency": "USD"})
    await world.whatsapp("Hola")

    async def spend(price: str) -> list[int]:
        """Let an answer have cost something, and look twice whether an alarm is raised; return the levels told."""
        message = await answer(world, f"cuesta {price}")
        await world.fetch(
            """insert into conversations.delivery_cost (message_id, workspace_id, price, currency, at, brand_id)
               values ($1, $2, $3::text::numeric, 'USD', now(), $4) returning 1""",
            message, world.workspace, price, brand,
        )  # fmt: skip
        for _ in range(2):
            async with world.tx() as tx:
                await warn_of_budgets(world.house, tx)
        rows = await world.fetch("select body from kit.event where kind = 'spending.budget_reached' order by seq")
        return [row["body"]["level"] for row in rows]

    assert await spend("0.799999") == []
    assert await spend("0.000001") == [80]
    attention = await boss.get("/needs-attention")
    assert [(one["level"], one["spent"], one["amount"]) for one in attention["budgets"]] == [(80, "0.800000", "1.00")]
    assert await spend("0.2") == [80, 100]
    await boss.ask("PUT", f"/budgets/{brand}", {"amount": None, "currency": "USD"})
    assert (await boss.get("/needs-attention"))["budgets"] == []
    assert (await boss.get("/budgets"))[0]["standing"]["amount"] is None


async def test_a_rule_on_trial_tells_what_its_messages_would_cost(world: World, desk: Desk) -> None:
    boss = await desk.add("boss", "service_leader")
    await keep(boss, "sms,,sms,0.0600,USD,2026-01-01,")
    async with provider_door(world.house) as door:
        for sid, person in (("SM1", "+51987310214"), ("SM2", "+51987310215")):
            await bring(world, door, texted(sid, "Hola", person))
    await world.receive()
    await world.whatsapp("Hola")
    rule = {"when": {"kind": "case_opened"}, "then": [{"do": "reply", "texts": {"es": "ñ" * 70 + "á" * 10}}]}
    tried = await boss.post("/automation/dry-run", {"body": rule})
    assert len(tried["matched"]) == 3
    assert tried["cost"] == {"messages": 3, "money": {"USD": "0.240000"}, "unpriced": 1}  # WhatsApp has no card here
