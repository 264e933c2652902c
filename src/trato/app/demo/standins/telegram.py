"""Pirca on a Telegram of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.telegram.server import make_app
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot

MOUNT = "/telegram"
USERNAME, NAME = "pirca_cocina_bot", "Pirca en Telegram"
TOKEN, SECRET = "7000000001:muestra", "muestra-de-telegram"
FIRST_PERSON = 8_100_200_300
DOOR = Door(
    f"{MOUNT}/telefono/",
    Said("Telegram", "Telegram", "Telegram"),
    Said(
        "Telegram simulado: escribir al bot de Pirca.",
        "Simulated Telegram: write to Pirca's bot.",
        "Telegram simulado: escrever ao bot da Pirca.",
    ),
)


async def open_telegram(stage: Stage) -> StandIn:
    """Connect the bot where it is not yet, and put it with its chats into a Telegram that calls us."""
    settings = {"api_base": f"{stage.site}{MOUNT}"}
    secrets = {"bot_token": TOKEN, "secret_token": SECRET}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "telegram", USERNAME, NAME, settings, secrets)
        said = await said_on(tx, account)
    simulator = _played(stage.hook(account), said)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.bell.close, simulator.courier.close)


def _played(hook: str, said: Sequence[Any]) -> Simulator:
    simulator = Simulator()
    bot = simulator.add_bot(Bot(TOKEN, USERNAME, NAME, hook, SECRET))
    simulator.add_person(FIRST_PERSON, "Visita de Lima", "visita")
    for row in said:
        _remember(simulator, bot, row)
    return simulator


def _remember(simulator: Simulator, bot: Bot, row: Any) -> None:
    number = (row["provider_id"] or "").rpartition(":")[2]
    if not row["address"].isdecimal():
        return
    person = simulator.add_person(int(row["address"]), row["name"] or row["address"])
    chat = simulator.world.chat(bot, person.id)
    chat.started = True
    if number.isdecimal():
        mine = row["direction"] == "in"
        chat.lines[number] = Line(number, mine=mine, at=row["occurred_at"], text=row["text"] or "…")
        simulator.world.begin_after(int(number))
