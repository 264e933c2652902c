"""The demo's bot on a Telegram of this machine: its account, the stand-in, and what was said before a restart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.app.demo.cast import PIRCA
from trato.app.demo.loading.house import MOVE_ACCOUNT, Firm
from trato.app.demo.places import HOST, Places
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot
from trato.rooms.routing import api as routing

MOUNT = "/telegram"
USERNAME, NAME = "pirca_cocina_bot", "Pirca en Telegram"
TOKEN, SECRET = "7000000001:muestra", "muestra-de-telegram"
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


async def open_telegram(house: House, firm: Firm, places: Places, inside: str) -> Simulator:
    """Connect the bot where it is not yet, and put it with its chats into a Telegram that listens to us."""
    base = {"api_base": f"http://{HOST}:{places.pages}{MOUNT}"}
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        account = await account_of(house, tx, firm, "telegram", USERNAME, NAME, base, SECRETS)
        said = await tx.connection.fetch(SAID, tx.workspace, account)
    simulator = Simulator()
    bot = simulator.add_bot(Bot(TOKEN, USERNAME, NAME, f"{inside}/hooks/{account}", SECRET))
    simulator.add_person(FIRST_PERSON, "Visita de Lima", "visita")
    for row in said:
        _remember(simulator, bot, row)
    return simulator


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
    return await open_channel(house, tx, founded, channel, external_id, name, settings=settings, secrets=secrets)


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
