"""Pirca on a WeChat of this machine; what is said there comes sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.wechat.server import make_app
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.world import AFTER_A_MESSAGE, Account, Right

MOUNT = "/wechat"
APP_ID, ORIGINAL_ID, NAME = "wx70a1c0de70a1c0de", "gh_70a1c0de70a1", "Pirca en WeChat"
TOKEN, SECRET = "muestraDeWeChat", "muestra-de-wechat"
KEY = "muestraDePircaEnWeChatQueNadieMasConoce0123"
FIRST_PERSON = "oVisitaDeIquique00000000005e"
DOOR = Door(
    f"{MOUNT}/telefono/",
    Said("WeChat", "WeChat", "WeChat"),
    Said(
        "WeChat simulado: escribir a la cuenta oficial de Pirca.",
        "Simulated WeChat: write to Pirca's Official Account.",
        "WeChat simulado: escrever à conta oficial da Pirca.",
    ),
)


async def open_wechat(stage: Stage) -> StandIn:
    """Connect the account where it is not yet, and put it with its chats into a WeChat that calls us."""
    base = f"{stage.site}{MOUNT}"
    secrets = {"app_secret": SECRET, "token": TOKEN, "aes_key": KEY}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "wechat", APP_ID, NAME, {"api_base": base}, secrets)
        said = await said_on(tx, account)
    simulator = _played(base, stage.hook(account), said)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.bell.close, simulator.courier.close)


def _played(base: str, hook: str, said: Sequence[Any]) -> Simulator:
    simulator = Simulator()
    simulator.base = base
    account = simulator.add_account(Account(APP_ID, ORIGINAL_ID, NAME, SECRET, TOKEN, KEY, hook))
    simulator.add_person(FIRST_PERSON, "Visita de Iquique")
    for row in said:
        if row["direction"] == "in" and (row["provider_id"] or "").isdecimal():
            simulator.world.begin_after(int(row["provider_id"]))
    for row in said:
        _remember(simulator, account, row)
    return simulator


def _remember(simulator: Simulator, account: Account, row: Any) -> None:
    """Put a message back where it stood; ours had no number there."""
    person = simulator.add_person(row["address"], row["name"] or "Visita")
    chat = simulator.world.chat(account, person)
    chat.follows = True
    mine, name = row["direction"] == "in", row["provider_id"] or ""
    if mine:
        chat.said = Right(row["occurred_at"] + AFTER_A_MESSAGE, account.most)
    elif chat.said is not None:
        chat.said.left = max(0, chat.said.left - 1)
    number = name if mine and name.isdecimal() else simulator.world.next_number()
    chat.lines[number] = Line(number, mine=mine, at=row["occurred_at"], text=row["text"] or "…")
