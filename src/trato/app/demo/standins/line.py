"""Pirca on a LINE of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.line.server import make_app
from trato.rooms.channels.simulators.line.simulator import Simulator
from trato.rooms.channels.simulators.line.world import Account
from trato.rooms.channels.simulators.talk.stage import Line

MOUNT = "/line"
ACCOUNT, BASIC_ID, NAME = f"U{'70a1c0de' * 4}", "@pirca", "Pirca en LINE"
TOKEN, SECRET = "muestra-de-line", "muestra-del-canal"
QUOTA = 5_000
FIRST_PERSON = f"U{'5eaf00d1' * 4}"
DOOR = Door(
    f"{MOUNT}/telefono/",
    Said("LINE", "LINE", "LINE"),
    Said(
        "LINE simulado: escribir a la cuenta oficial de Pirca.",
        "Simulated LINE: write to Pirca's official account.",
        "LINE simulado: escrever à conta oficial da Pirca.",
    ),
)


async def open_line(stage: Stage) -> StandIn:
    """Connect the account where it is not yet, and put it with its chats into a LINE that calls us."""
    settings = {"api_base": f"{stage.site}{MOUNT}"}
    secrets = {"access_token": TOKEN, "channel_secret": SECRET}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "line", ACCOUNT, NAME, settings, secrets)
        said = await said_on(tx, account)
    simulator = _played(stage.hook(account), said)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.bell.close, simulator.courier.close)


def _played(hook: str, said: Sequence[Any]) -> Simulator:
    simulator = Simulator()
    account = simulator.add_account(Account(ACCOUNT, BASIC_ID, NAME, TOKEN, SECRET, hook, quota=QUOTA))
    simulator.add_person(FIRST_PERSON, "Visita de Lima")
    for row in said:
        _remember(simulator, account, row)
    return simulator


def _remember(simulator: Simulator, account: Account, row: Any) -> None:
    person = simulator.add_person(row["address"], row["name"] or row["address"])
    chat = simulator.world.chat(account, person)
    chat.friends = True
    number = row["provider_id"] or ""
    if number.isdecimal():
        mine = row["direction"] == "in"
        chat.lines[number] = Line(number, mine=mine, at=row["occurred_at"], text=row["text"] or "…")
        simulator.world.begin_after(int(number))
