"""The demo's language model: a stand-in that a few rules make talk, connected where nobody chose one."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Mount

from trato.app.demo.standins.standing import Stage, StandIn
from trato.kit.events import SYSTEM
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model.llm import LlmSettings, LlmUse
from trato.rooms.intelligence.simulators.server import Model, make_app

MOUNT = "/modelo"
NAME, KEY = "modelo-de-muestra", "sk-de-muestra"
PACE = 0.9  # seconds that it thinks, so that waiting is seen
TOKENS, MONEY, PRICE_IN, PRICE_OUT = 2_000_000, Decimal(20), Decimal(2), Decimal(8)  # invented, in USD a million


async def open_model(stage: Stage) -> StandIn:
    """Serve the model, and connect it where none is, or where it stood before a restart."""
    url = f"{stage.site}{MOUNT}/v1"
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        known = await intelligence.llm_settings(tx)
        if known is None or (known.url != url and known.url.endswith(f"{MOUNT}/v1")):
            uses = known.uses if known else (LlmUse.REWRITE, LlmUse.SUMMARY, LlmUse.NAMING)
            told = LlmSettings(url, NAME, True, 8.0, uses, TOKENS, MONEY, "USD", PRICE_IN, PRICE_OUT)
            await intelligence.save_llm(tx, stage.house.keyring, told, KEY, plain=True)
    return StandIn([Mount(MOUNT, make_app(Model(NAME, KEY, pace=PACE)))], [], lambda: None)
