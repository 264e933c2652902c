"""A stand-in for a language model, served on this machine, and a workspace that uses it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import uvicorn

from tests.flow.world import World
from trato.kit.http import OutsideClient
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model.llm import LlmOrder, LlmSaid, LlmSettings, LlmTrouble, LlmUse, Prompt
from trato.rooms.intelligence.simulators.server import Model, make_app

ALL = (LlmUse.REWRITE, LlmUse.SUMMARY, LlmUse.NAMING)


@asynccontextmanager
async def served(model: Model) -> AsyncIterator[str]:
    """Serve a model on a free port; gives the base of its address."""
    config = uvicorn.Config(make_app(model), host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn tells it in no other way)
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1"
    finally:
        server.should_exit = True
        await task


def told(url: str, **other: Any) -> LlmSettings:
    """Return settings that allow everything and cost nothing, but for what is given."""
    values: dict[str, Any] = {
        "model": "simulado", "has_key": False, "seconds": 2.0, "uses": ALL, "month_tokens": 1_000_000,
        "month_money": None, "currency": "USD", "price_in": Decimal(0), "price_out": Decimal(0),
    }  # fmt: skip
    return LlmSettings(url, **(values | other))


async def use(world: World, url: str, key: str | None = None, **other: Any) -> None:
    """Let the workspace use the model at `url`."""
    async with world.tx() as tx:
        await intelligence.save_llm(tx, world.house.keyring, told(url, **other), key, plain=True)


async def ask(
    world: World, client: OutsideClient, use: LlmUse = LlmUse.REWRITE, prompt: Prompt | None = None
) -> LlmSaid | LlmTrouble:
    """Hold a call, make it and settle it, as the doors do."""
    async with world.tx() as tx:
        order = await intelligence.hold_call(tx, world.house.keyring, use, prompt or Prompt("Say ok.", "ok", 50))
    if not isinstance(order, LlmOrder):
        return order
    said = await intelligence.make_call(client, order)
    async with world.tx() as tx:
        await intelligence.settle_call(tx, order, said)
    return said
