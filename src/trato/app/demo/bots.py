"""Pirca on a Telegram of this machine and at its kiosks: accounts, stand-ins, and what was said before a restart."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.routing import BaseRoute, Mount

from trato.app.demo.cast import PIRCA
from trato.app.demo.loading.house import MOVE_ACCOUNT, Firm
from trato.app.demo.places import HOST, Places
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels.simulators.api.server import CALLS
from trato.rooms.channels.simulators.api.server import make_app as make_system
from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.telegram.server import make_app as make_telegram
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot
from trato.rooms.routing import api as routing

MOUNT, KIOSKS = "/telegram", "/kioscos"
USERNAME, NAME = "pirca_cocina_bot", "Pirca en Telegram"
TOKEN, SECRET = "7000000001:muestra", "muestra-de-telegram"
KIOSK_ID, KIOSK_NAME = "kioscos", "Kioscos de Pirca"
KIOSK_SECRET = "whsec_" + base64.b64encode(b"muestra de los kioscos de Pirca").decode()
FIRST_PERSON = 8_100_200_300
FIND = "select id from channels.account where workspace_id = $1 and channel = $2 and external_id = $3"
SAID = """
select i.address, c.name, coalesce(d.provider_id, m.provider_id) as provider_id, m.direction, m.text, m.occurred_at
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
join contacts.identity i on i.id = v.identity_id and i.workspace_id = $1
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.workspace_id = $1 and v.account_id = $2
order by m.sort_at limit 2000
"""


@dataclass(frozen=True, slots=True)
class Bots:
    """The stand-ins, and where they listen on the demo's own site."""

    telegram: Simulator
    kiosks: System

    def mounts(self) -> Sequence[BaseRoute]:
        """Return what listens beside the demo's pages."""
        return [Mount(MOUNT, make_telegram(self.telegram)), Mount(KIOSKS, make_system(self.kiosks))]

    def hush(self) -> None:
        """End the event streams, which never end by themselves."""
        self.telegram.bell.close()
        self.kiosks.bell.close()

    async def close(self) -> None:
        """Drop what is on its way."""
        await self.telegram.courier.close()
        await self.kiosks.courier.close()


async def open_bots(house: House, firm: Firm, places: Places, inside: str) -> Bots:
    """Connect the accounts where they are not yet, and put them with their chats into stand-ins that call us."""
    site = f"http://{HOST}:{places.pages}"
    calls, secret = {"url": f"{site}{KIOSKS}{CALLS}"}, {"signing_secret": KIOSK_SECRET}
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        base = {"api_base": f"{site}{MOUNT}"}
        bot = await account_of(house, tx, firm, "telegram", USERNAME, NAME, base, SECRETS)
        kiosks = await account_of(house, tx, firm, "api", KIOSK_ID, KIOSK_NAME, calls, secret)
        said = await tx.connection.fetch(SAID, tx.workspace, bot)
        said_there = await tx.connection.fetch(SAID, tx.workspace, kiosks)
    return Bots(_telegram(f"{inside}/hooks/{bot}", said), _system(f"{inside}/hooks/{kiosks}", said_there))


def _telegram(hook: str, said: Sequence[Any]) -> Simulator:
    simulator = Simulator()
    bot = simulator.add_bot(Bot(TOKEN, USERNAME, NAME, hook, SECRET))
    simulator.add_person(FIRST_PERSON, "Visita de Lima", "visita")
    for row in said:
        _remember(simulator, bot, row)
    return simulator


def _system(hook: str, said: Sequence[Any]) -> System:
    system = System("Pirca", hook, KIOSK_SECRET, title=KIOSK_NAME)
    system.names["k-1"] = "Visita del kiosco"
    for row in said:
        person, name = row["address"], row["provider_id"]
        system.names.setdefault(person, row["name"] or person)
        if name:
            line = Line(name, mine=row["direction"] == "in", at=row["occurred_at"], text=row["text"] or "…")
            system.chats.setdefault(person, {})[name] = line
    return system


SECRETS = {"bot_token": TOKEN, "secret_token": SECRET}


async def account_of(
    house: House,
    tx: Tx,
    firm: Firm,
    channel: str,
    external_id: str,
    name: str,
    settings: dict[str, Any],
    secrets: dict[str, str],
) -> UUID:
    """Return Pirca's account of a channel, opened where it is not there yet, with these settings in any case."""
    known: UUID | None = await tx.connection.fetchval(FIND, tx.workspace, channel, external_id)
    if known is not None:
        await tx.connection.execute(MOVE_ACCOUNT, tx.workspace, known, settings)
        house.book.forget(firm.workspace)
        return known
    brand = await brands.get_brand(tx, BrandId(firm.brands[PIRCA]))
    queue = next(one for one in await routing.list_queues(tx) if one.brand_id == brand.id)
    assert queue.team_id is not None, "the demo's queues have teams"
    team = await access.get_team(tx, queue.team_id)
    founded = FoundedBrand(brand, brand.controller_id, team.id, queue)
    return await open_channel(
        house, tx, founded, channel, external_id, name, settings=settings, secrets=secrets,
        owner_id=UserId(firm.users["renato"]),
    )  # fmt: skip


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
