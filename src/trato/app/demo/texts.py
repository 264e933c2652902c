"""The demo's number for texts on a Twilio of this machine: its account, the stand-in, and what was said before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from starlette.routing import Mount

from trato.app.demo.bots import account_of
from trato.app.demo.cast import PIRCA
from trato.app.demo.loading.house import Firm
from trato.app.demo.places import HOST, Places
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
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
SAID = """
select i.address, c.name, coalesce(d.provider_id, m.provider_id) as provider_id, m.direction, m.text, m.occurred_at,
  d.state
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
join contacts.identity i on i.id = v.identity_id and i.workspace_id = $1
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.workspace_id = $1 and v.account_id = $2
order by m.sort_at limit 2000
"""


async def open_texts(house: House, firm: Firm, places: Places) -> Simulator:
    """Connect the number where it is not yet, and put it with its threads into a Twilio that listens to us."""
    settings = {"account_sid": SID, "mms": "yes", "api_base": f"http://{HOST}:{places.pages}{MOUNT}"}
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        account = await account_of(house, tx, firm, "sms", NUMBER, NAME, settings, {"auth_token": TOKEN})
        if not await tx.connection.fetchval(PRICED, tx.workspace):
            for (market, category), price in PRICES.items():
                await tx.connection.execute(ADD_RATE, tx.workspace, uuid7(), market, category, Decimal(price), tx.now)
        said = await tx.connection.fetch(SAID, tx.workspace, account)
    simulator = Simulator()
    simulator.add_line(
        Line(NUMBER, PIRCA.title(), SID, TOKEN, f"{house.settings.public_url}/hooks/{account}", mms=True)
    )
    for row in said:
        _remember(simulator, row)
    return simulator


def mount(simulator: Simulator) -> Mount:
    """Return where the stand-in and its telephone listen beside the demo's pages."""
    return Mount(MOUNT, make_app(simulator))


def _remember(simulator: Simulator, row: Any) -> None:
    simulator.world.people.setdefault(row["address"], row["name"] or row["address"])
    mine = row["direction"] == "in"
    if not mine and not row["provider_id"]:
        return  # it never left
    status = "delivered" if mine or row["state"] in ("delivered", "read") else "sent"
    bubble = Bubble(row["provider_id"], row["occurred_at"], mine, row["text"] or "…", status=status)
    simulator.world.add(NUMBER, row["address"], bubble)
