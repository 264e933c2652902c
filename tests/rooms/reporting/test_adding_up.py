"""Over days that nobody counted: every number is the sum of its parts, and opens exactly the rows that it counts."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest

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


@pytest.mark.parametrize("seed", SEEDS)
async def test_numbers_hold_together_over_days_made_up_from_a_seed(house: House, seed: int) -> None:
    history = await make(house, seed, CASES)
    turn(house, MONDAY + timedelta(days=10))
    workspace = history.days[0].world.workspace
    assert await misfits(house.db, workspace, FIRST, LAST, page=9) == []
    async with house.db.transaction(workspace, SYSTEM) as tx:
        report = await reports.report(tx, machine(tx, workspace, "es"), Asked(first=FIRST, last=LAST))
    now, did = {one.key: one.now for one in report.told}, history.counted()
    assert {key: now[key].n for key in ("offered", "resolved", "reopened", "set_aside", "escalations")} == {
        "offered": CASES - did["merged"] - did["set_aside"] + did["restored"],
        "resolved": did["resolved"] - did["undone"],
        "reopened": did["reopened"],
        "set_aside": did["set_aside"] - did["restored"],
        "escalations": did["escalated"],
    }
