"""Over days that nobody counted: every number is the sum of its parts, and opens exactly the rows that it counts."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.flow.world import World
from tests.rooms.reporting.adding_up import misfits
from tests.rooms.reporting.day import MONDAY, turn
from tests.rooms.reporting.made import make
from trato.app.commands.report import machine
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.rooms.reporting.model import Asked
from trato.rooms.reporting.service import reports

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 3)
CASES = 20
SEEDS = range(12) if os.environ.get("TRATO_LONG") == "1" else (1,)


async def charge(world: World, seed: int) -> None:
    """Let every answer have cost something, in one of two currencies, or nobody knows how much."""
    chance = random.Random(seed)
    answers = await world.fetch("""
select m.id, v.brand_id, m.occurred_at as at from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = m.workspace_id
where m.direction = 'out' order by m.id""")
    for one in answers:
        price = Decimal(chance.randrange(1, 10**6)) / 10**6 if chance.random() < 0.8 else None
        await world.fetch(
            """
insert into conversations.delivery_cost
  (message_id, workspace_id, category, price, currency, at, brand_id)
values ($1, $2, $3, $4, $5, $6, $7) returning 1""",
            one["id"], world.workspace, chance.choice(["utility", "service"]), price,
            chance.choice(["USD", "PEN"]) if price else None, one["at"], one["brand_id"],
        )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
async def test_numbers_hold_together_over_days_made_up_from_a_seed(house: House, seed: int) -> None:
    history = await make(house, seed, CASES)
    await charge(history.days[0].world, seed)
    turn(house, MONDAY + timedelta(days=10))
    workspace = history.days[0].world.workspace
    assert await misfits(house.db, workspace, FIRST, LAST, page=9) == []
    async with house.db.transaction(workspace, SYSTEM) as tx:
        report = await reports.report(tx, machine(tx, workspace, "es"), Asked(first=FIRST, last=LAST))
    (cost,) = [one.now for one in report.told if one.key == "message_cost"]
    assert cost.n > 5 and cost.beside and set(cost.money or {}) == {"USD", "PEN"} and cost.value is None
    now, did = {one.key: one.now for one in report.told}, history.counted()
    assert all(now[key].n for key in ("predicted_satisfaction", "auto_tagged", "suggestions_used", "corrections"))
    reasons = {one.key: {line.key: line.figures[one.key].n for line in one.reasons} for one in report.told}
    assert reasons["calls"] == {
        key: did[f"call {key}"] for key in ("answered", "missed", "words", "aside") if did[f"call {key}"]
    }
    assert now["reviews"].n == did["reviewed"] and now["stars"].n == did["reviewed"]
    assert {key: now[key].n for key in ("offered", "resolved", "reopened", "set_aside", "escalations")} == {
        "offered": CASES + did["reviewed"] - did["merged"] - did["set_aside"] + did["restored"],
        "resolved": did["resolved"] - did["undone"],
        "reopened": did["reopened"],
        "set_aside": did["set_aside"] - did["restored"],
        "escalations": did["escalated"],
    }
