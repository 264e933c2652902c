"""A model outside: asked within its time and its budget, left alone while it fails, and never needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from ipaddress import ip_network
from typing import Any

import pytest

from tests.flow.world import World
from tests.rooms.intelligence.models import ask, served, told, use
from trato.kit.breaker import OPENS_AT
from trato.kit.http import OutsideClient
from trato.kit.secrets import Keyring
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.errors import LlmRefused
from trato.rooms.intelligence.model.llm import LlmOrder, LlmSaid, LlmTrouble, LlmUse, Prompt
from trato.rooms.intelligence.simulators.server import Model, Turn

KEY = "sk-de-muestra"


@pytest.fixture
async def outside() -> AsyncIterator[OutsideClient]:
    """The client that asks models; this machine is allowed."""
    async with intelligence.llm_client(local=True) as client:
        yield client


@pytest.fixture
async def model() -> Model:
    return Model(key=KEY)


@pytest.fixture
async def url(model: Model, world: World) -> AsyncIterator[str]:
    """A model at work for the workspace."""
    async with served(model) as url:
        await use(world, url, KEY)
        yield url


def trouble(said: LlmSaid | LlmTrouble) -> LlmTrouble | None:
    return said.trouble if isinstance(said, LlmSaid) else said


async def spent(world: World) -> tuple[int, int, Decimal]:
    async with world.tx() as tx:
        now = await intelligence.llm_spent(tx)
    return now.calls, now.tokens, now.money


async def test_it_answers_and_what_it_cost_is_counted_as_it_says(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    await use(world, url, price_in=Decimal(2), price_out=Decimal(10), month_money=Decimal(1))
    said = await ask(world, outside, prompt=Prompt("x" * 400, "y" * 400, 50))
    assert isinstance(said, LlmSaid) and said.text == "ok"
    assert said.tokens_in == 208 and said.tokens_out == 1
    assert await spent(world) == (1, 209, Decimal("0.000426"))
    (call,) = await world.fetch("select * from intelligence.llm_call")
    assert (call["tokens"], call["money"], call["trouble"]) == (209, Decimal("0.000426"), "")


async def test_the_key_is_sealed_never_shown_and_goes_to_no_other_address(world: World, url: str) -> None:
    (row,) = await world.fetch("select key from intelligence.llm")
    assert KEY.encode() not in row["key"]
    async with world.tx() as tx:
        settings = await intelligence.llm_settings(tx)
    assert settings is not None and settings.has_key and KEY not in str(settings)
    await use(world, url, model="otro")
    assert (await world.fetch("select key from intelligence.llm"))[0]["key"] == row["key"]
    await use(world, "https://otra.example/v1")
    assert (await world.fetch("select key from intelligence.llm"))[0]["key"] is None


async def test_what_was_changed_is_in_the_audit_log_without_the_key(world: World, url: str) -> None:
    asked = "select verb, codes::text as codes from access.audit where object_kind = 'llm' order by seq"
    rows = await world.fetch(asked)
    assert [row["verb"] for row in rows] == ["llm.key", "llm.change"]
    assert not [row for row in rows if KEY in row["codes"]]


async def test_nothing_is_asked_that_is_not_on(world: World, url: str, outside: OutsideClient, model: Model) -> None:
    await use(world, url, uses=(LlmUse.SUMMARY,))
    assert await ask(world, outside, LlmUse.REWRITE) is LlmTrouble.OFF
    assert trouble(await ask(world, outside, LlmUse.SUMMARY)) is None
    assert trouble(await ask(world, outside, LlmUse.TEST)) is None
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    "turn, expected",
    [
        (Turn(status=401), LlmTrouble.KEY_REFUSED),
        (Turn(status=404), LlmTrouble.MODEL_UNKNOWN),
        (Turn(status=400), LlmTrouble.REJECTED),
        (Turn(raw=b"<html>", status=200), LlmTrouble.UNREADABLE),
        (Turn(raw=b"[" * 100_000), LlmTrouble.UNREADABLE),
        (Turn(raw=b'{"choices": []}'), LlmTrouble.EMPTY),
        (Turn(raw=b'{"choices": [{"message": {"content": null}}]}'), LlmTrouble.EMPTY),
        (Turn(raw=b'{"choices": [], "usage": {"prompt_tokens": -5}}'), LlmTrouble.UNREADABLE),
        (Turn(raw=b"x" * 1_100_000), LlmTrouble.UNREADABLE),
        (Turn(text="  "), LlmTrouble.EMPTY),
        (Turn(text="abc", finish="length"), LlmTrouble.CUT),
        (Turn(wait=3.0), LlmTrouble.TIMEOUT),
    ],
)  # fmt: skip
async def test_whatever_it_does_a_reason_comes_back_in_time(
    world: World, url: str, outside: OutsideClient, model: Model, turn: Turn, expected: LlmTrouble
) -> None:
    await use(world, url, seconds=1.0)
    model.turns.append(turn)
    began = asyncio.get_running_loop().time()
    assert trouble(await ask(world, outside)) is expected
    assert asyncio.get_running_loop().time() - began < 2.0


async def test_a_hiccup_is_asked_again_once_and_no_more(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    model.turns.append(Turn(status=503))
    assert trouble(await ask(world, outside)) is None
    model.turns.extend([Turn(status=429)] * 3)
    assert trouble(await ask(world, outside)) is LlmTrouble.BUSY
    assert len(model.turns) == 1


async def test_a_newer_server_is_spoken_to_in_its_words(world: World, outside: OutsideClient) -> None:
    model = Model(newer=True)
    async with served(model) as url:
        await use(world, url)
        assert trouble(await ask(world, outside)) is None
    assert model.asked[0].max_completion_tokens == 50 and model.asked[0].temperature is None


async def test_calls_side_by_side_never_pass_the_budget(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    prompt = Prompt("s" * 100, "d" * 136, 100)  # at most 400 tokens
    await use(world, url, month_tokens=1_700)
    model.pace = 0.3
    said = await asyncio.gather(*(ask(world, outside, prompt=prompt) for _ in range(12)))
    assert sum(trouble(one) is None for one in said) == 4
    assert sum(one is LlmTrouble.BUDGET for one in said) == 8
    calls, tokens, _ = await spent(world)
    assert calls == 4 and tokens <= 1_700
    assert trouble(await ask(world, outside, prompt=prompt)) is None, "what was held and not used is free again"


async def test_money_is_a_budget_too(world: World, url: str, outside: OutsideClient) -> None:
    await use(world, url, price_out=Decimal(1000), month_money=Decimal("0.08"))
    assert trouble(await ask(world, outside)) is None
    await use(world, url, price_out=Decimal(1000), month_money=Decimal("0.04"))
    assert await ask(world, outside) is LlmTrouble.BUDGET


async def test_a_server_that_does_not_count_costs_what_was_held_and_one_that_refused_nothing(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    model.turns.append(Turn(text="ok", counts=False))
    await ask(world, outside)
    held = await spent(world)
    assert held[1] == len("Say ok.") + len("ok") + 64 + 50
    model.turns.append(Turn(status=400))
    await ask(world, outside)
    assert (await spent(world))[1] == held[1]


async def test_of_a_process_that_died_what_was_held_stays_spent(world: World, url: str) -> None:
    async with world.tx() as tx:
        order = await intelligence.hold_call(tx, world.house.keyring, LlmUse.REWRITE, Prompt("a", "b", 100))
    assert isinstance(order, LlmOrder)
    assert (await spent(world))[1] == order.tokens


async def test_who_settles_twice_counts_once(world: World, url: str) -> None:
    async with world.tx() as tx:
        order = await intelligence.hold_call(tx, world.house.keyring, LlmUse.REWRITE, Prompt("a", "b", 100))
    assert isinstance(order, LlmOrder)
    for _ in range(2):
        async with world.tx() as tx:
            await intelligence.settle_call(tx, order, LlmSaid("ok", 10, 5))
    assert (await spent(world))[1] == 15


async def break_it(world: World, outside: OutsideClient, model: Model) -> None:
    for _ in range(OPENS_AT):
        model.turns.append(Turn(status=401))
        assert trouble(await ask(world, outside)) is LlmTrouble.KEY_REFUSED


async def rested(world: World) -> None:
    async with world.tx() as tx:
        await tx.connection.execute("update intelligence.llm set rests_until = $1", tx.now - timedelta(seconds=1))


async def test_after_five_failures_it_is_left_alone_then_asked_by_one(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    await break_it(world, outside, model)
    seen = len(model.bodies)
    assert await ask(world, outside) is LlmTrouble.RESTING
    assert len(model.bodies) == seen, "nobody was asked"
    await rested(world)
    model.pace = 0.3
    said = await asyncio.gather(*(ask(world, outside) for _ in range(4)))
    assert sorted(str(trouble(one)) for one in said) == ["None", "resting", "resting", "resting"]
    assert trouble(await ask(world, outside)) is None


async def test_a_probe_that_fails_lets_it_rest_for_longer(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    await break_it(world, outside, model)
    await rested(world)
    model.turns.append(Turn(status=401))
    await ask(world, outside)
    async with world.tx() as tx:
        standing = await intelligence.llm_standing(tx)
        assert standing.failures == 6 and standing.rests_until is not None
        assert timedelta(seconds=8) < standing.rests_until - tx.now <= timedelta(seconds=10)


async def test_a_person_may_try_while_it_rests_and_what_is_said_anew_begins_anew(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    await break_it(world, outside, model)
    assert trouble(await ask(world, outside, LlmUse.TEST)) is None
    assert trouble(await ask(world, outside)) is None
    await break_it(world, outside, model)
    await use(world, url)
    assert trouble(await ask(world, outside)) is None


async def test_an_answer_that_people_may_not_see_is_no_failure_of_the_model(
    world: World, url: str, outside: OutsideClient, model: Model
) -> None:
    for _ in range(OPENS_AT + 1):
        async with world.tx() as tx:
            order = await intelligence.hold_call(tx, world.house.keyring, LlmUse.REWRITE, Prompt("a", "b", 10))
            assert isinstance(order, LlmOrder)
            await intelligence.settle_call(tx, order, LlmSaid("x", 1, 1), LlmTrouble.FOREIGN_LINK)
    async with world.tx() as tx:
        assert (await intelligence.llm_standing(tx)).failures == 0


@pytest.mark.parametrize("bad", ["http://modelo.example/v1", "ftp://a.example", "https://u:p@a.example/v1", "nada"])
async def test_addresses_that_may_not_be_called_are_refused_at_once(world: World, bad: str) -> None:
    async with world.tx() as tx:
        with pytest.raises(LlmRefused):
            await intelligence.save_llm(tx, world.house.keyring, told(bad), None, plain=False)


async def test_models_of_the_house_are_asked_only_where_the_operator_allows_it(
    world: World, url: str, model: Model
) -> None:
    async with intelligence.llm_client(local=False) as client:
        assert trouble(await ask(world, client)) is LlmTrouble.ADDRESS
    assert not model.bodies
    async with intelligence.llm_client(local=False, networks=[ip_network("127.0.0.0/8")]) as client:
        assert trouble(await ask(world, client)) is None
    async with intelligence.llm_client(local=False, networks=[ip_network("10.0.0.0/8")]) as client:
        assert trouble(await ask(world, client)) is LlmTrouble.ADDRESS


async def test_a_key_that_cannot_be_opened_any_more_is_said_so(world: World, url: str, outside: OutsideClient) -> None:
    async with world.tx() as tx:
        other: Any = Keyring((b"x" * 32,))
        held = await intelligence.hold_call(tx, other, LlmUse.REWRITE, Prompt("a", "b", 10))
    assert held is LlmTrouble.KEY_UNREADABLE
