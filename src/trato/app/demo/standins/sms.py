"""The demo's number for texts on a Twilio of this machine: its account, the stand-in, and what was said before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from starlette.routing import Mount

from trato.app.demo.cast import PIRCA
from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.sms.server import make_app
from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.world import Bubble, Line

MOUNT = "/sms"
NUMBER, NAME = "+51155501011", "Pirca por SMS"
SID, TOKEN = f"AC{'7' * 32}", "muestra-de-twilio"
PRICES = {("PE", "sms"): "0.0457", ("", "sms"): "0.0600", ("", "mms"): "0.1500"}  # invented, of a segment in USD
PRICED = "select exists (select 1 from channels.rate_card where workspace_id = $1 and channel = 'sms')"
ADD_RATE = """
insert into channels.rate_card (id, workspace_id, channel, market, category, price, currency, version, from_at)
values ($2, $1, 'sms', $3, $4, $5, 'USD', 'muestra-1', $6)
"""
DOOR = Door(
    f"{MOUNT}/phone/",
    Said("SMS", "SMS", "SMS"),
    Said(
        "SMS simulados: escribir al número de Pirca; BAJA y ALTA hacen lo que dicen.",
        "Simulated texts: write to Pirca's number; STOP and START do what they say.",
        "SMS simulados: escrever ao número da Pirca; SAIR e VOLTAR A RECEBER fazem o que dizem.",
    ),
)


async def open_texts(stage: Stage) -> StandIn:
    """Connect the number where it is not yet, and put it with its threads into a Twilio that calls us."""
    settings = {"account_sid": SID, "mms": "yes", "api_base": f"{stage.site}{MOUNT}"}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "sms", NUMBER, NAME, settings, {"auth_token": TOKEN})
        if not await tx.connection.fetchval(PRICED, tx.workspace):
            for (market, category), price in PRICES.items():
                await tx.connection.execute(ADD_RATE, tx.workspace, uuid7(), market, category, Decimal(price), tx.now)
        said = await said_on(tx, account)
    simulator = Simulator()
    simulator.base = f"{stage.site}{MOUNT}"
    simulator.world.people["+51987310299"] = "Visita de Ica"
    hook = f"{stage.house.settings.public_url}/hooks/{account}"
    simulator.add_line(Line(NUMBER, PIRCA.title(), SID, TOKEN, hook, mms=True))
    for row in said:
        _remember(simulator, row)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.world.close, simulator.close)


def _remember(simulator: Simulator, row: Any) -> None:
    simulator.world.people.setdefault(row["address"], row["name"] or row["address"])
    mine = row["direction"] == "in"
    if not mine and not row["provider_id"]:
        return  # it never left
    status = "delivered" if mine or row["state"] in ("delivered", "read") else "sent"
    bubble = Bubble(row["provider_id"], row["occurred_at"], mine, row["text"] or "…", status=status)
    simulator.world.add(NUMBER, row["address"], bubble)
