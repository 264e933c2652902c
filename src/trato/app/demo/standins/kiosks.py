"""Pirca's kiosks: a system of somebody else's, connected by the API."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.api.server import CALLS, make_app
from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.talk.stage import Line

MOUNT = "/kioscos"
ID, NAME = "kioscos", "Kioscos de Pirca"
SECRET = "whsec_" + base64.b64encode(b"muestra de los kioscos de Pirca").decode()
DOOR = Door(
    f"{MOUNT}/pantalla/",
    Said("Kioscos", "Kiosks", "Quiosques"),
    Said(
        "Un sistema ajeno, conectado por la API: escribir desde un kiosco.",
        "Another system, connected by the API: write from a kiosk.",
        "Um sistema alheio, conectado pela API: escrever de um quiosque.",
    ),
)


async def open_kiosks(stage: Stage) -> StandIn:
    """Connect the kiosks where they are not yet, and give them what was said there before."""
    calls, secret = {"url": f"{stage.site}{MOUNT}{CALLS}"}, {"signing_secret": SECRET}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "api", ID, NAME, calls, secret)
        said = await said_on(tx, account)
    system = _played(stage.hook(account), said)
    return StandIn([Mount(MOUNT, make_app(system))], [DOOR], system.bell.close, system.courier.close)


def _played(hook: str, said: Sequence[Any]) -> System:
    system = System("Pirca", hook, SECRET, title=NAME)
    system.names["k-1"] = "Visita del kiosco"
    for row in said:
        person, name = row["address"], row["provider_id"]
        system.names.setdefault(person, row["name"] or person)
        if name:
            line = Line(name, mine=row["direction"] == "in", at=row["occurred_at"], text=row["text"] or "…")
            system.chats.setdefault(person, {})[name] = line
    return system
