"""The page of the model outside: who may, what is told, and a trial that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rooms.console.desk import Desk
from tests.rooms.intelligence.models import served
from trato.rooms.access.model import ScopeKind
from trato.rooms.intelligence.simulators.server import Model, Turn

KEY = "sk-de-muestra"


def told(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "model": "simulado", "seconds": 2, "uses": ["rewrite"], "month_tokens": 100_000} | more


async def test_a_model_is_set_up_tried_and_dropped(desk: Desk) -> None:
    boss = await desk.add("camila", "system_admin")
    first = await boss.get("/llm")
    assert first["settings"] is None and first["example"]["written"] != first["example"]["sent"]
    async with served(Model(key=KEY)) as url:
        kept = (await boss.ask("PUT", "/llm", told(url, key=KEY))).json()
        assert kept["settings"]["has_key"] and KEY not in str(kept)
        tried = await boss.post("/llm/trial")
        assert tried["trouble"] == "" and tried["standing"]["spent"]["calls"] == 1
        assert [one["use"] for one in tried["standing"]["calls"]] == ["test"]
    assert (await boss.ask("DELETE", "/llm")).status_code == 204
    after = await boss.get("/llm")
    assert after["settings"] is None and after["spent"]["calls"] == 1
    assert (await boss.post("/llm/trial"))["trouble"] == "off"


@pytest.mark.parametrize(
    "model, key, trouble",
    [
        (Model(key=KEY), "otra", "key_refused"),
        (Model(name="otro"), None, "model_unknown"),
        (Model(), None, "server"),
    ],
)
async def test_a_trial_says_what_is_wrong(desk: Desk, model: Model, key: str | None, trouble: str) -> None:
    boss = await desk.add("camila", "system_admin")
    if trouble == "server":
        model.turns.extend([Turn(status=500)] * 2)
    async with served(model) as url:
        await boss.ask("PUT", "/llm", told(url, key=key))
        assert (await boss.post("/llm/trial"))["trouble"] == trouble
    assert (await boss.post("/llm/trial"))["trouble"] == "connect", "it is gone now"


async def test_only_who_may_everywhere_sets_up_a_model(desk: Desk) -> None:
    agent = await desk.add("lucia", "agent")
    part = await desk.add("tomas", "system_admin", ScopeKind.BRAND, desk.world.brand.brand.id)
    for person in (agent, part):
        assert (await person.ask("GET", "/llm")).status_code == 403
        assert (await person.ask("PUT", "/llm", told("https://a.example/v1"))).status_code == 403
        assert (await person.ask("POST", "/llm/trial")).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"url": "nada"}, {"seconds": 0}, {"seconds": 61}, {"month_tokens": 0}, {"currency": "usd"}, {"month_money": "5"},
              {"price_in": "-1"}, {"model": " "}, {"key": "con\nsalto"}, {"uses": ["test", "otra"]}]
)  # fmt: skip
async def test_what_makes_no_sense_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    boss = await desk.add("camila", "system_admin")
    assert (await boss.ask("PUT", "/llm", told("https://a.example/v1") | wrong)).status_code == 422
    assert (await boss.get("/llm"))["settings"] is None
