"""What a stand-in of the demo is, and what all need: an account of Pirca's, and what was said before a restart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.routing import BaseRoute

from trato.app.demo.cast import PIRCA
from trato.app.demo.loading.house import MOVE_ACCOUNT, Firm
from trato.app.demo.places import HOST, Places
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels.connecting import Said
from trato.rooms.routing import api as routing

FIND = "select id from channels.account where workspace_id = $1 and channel = $2 and external_id = $3"
SAID = """
select i.address, c.name, coalesce(d.provider_id, m.provider_id) as provider_id, m.direction, m.text, m.occurred_at,
  d.state, m.public, v.thread_key, m.reply_to, m.account_id
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
join contacts.identity i on i.id = v.identity_id and i.workspace_id = $1
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.workspace_id = $1 and v.account_id = $2
order by m.sort_at limit 2000
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a stand-in opens: `inside` is where the product listens for calls from this machine."""

    house: House
    firm: Firm
    places: Places
    inside: str

    @property
    def site(self) -> str:
        """Return where the demo's pages listen, for calls from this machine."""
        return f"http://{HOST}:{self.places.pages}"

    def hook(self, account: UUID) -> str:
        """Return where a provider brings what is said to an account."""
        return f"{self.inside}/hooks/{account}"


@dataclass(frozen=True, slots=True)
class Door:
    """A page where a newcomer plays the customer: what it is called, what one does there, its path on the site."""

    path: str
    title: Said
    help: Said


async def _nothing() -> None:
    """Have nothing on its way."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A provider beside the demo's pages. `hush` ends its event streams, `close` drops what is on its way."""

    routes: Sequence[BaseRoute]
    doors: Sequence[Door]
    hush: Callable[[], None]
    close: Callable[[], Awaitable[None]] = _nothing


Opener = Callable[[Stage], Awaitable[StandIn]]


async def account_of(
    stage: Stage,
    tx: Tx,
    channel: str,
    external_id: str,
    name: str,
    settings: dict[str, Any],
    secrets: dict[str, str],
) -> UUID:
    """Return Pirca's account of a channel, opened where it is not there yet, with these settings in any case."""
    firm = stage.firm
    known: UUID | None = await tx.connection.fetchval(FIND, tx.workspace, channel, external_id)
    if known is not None:
        await tx.connection.execute(MOVE_ACCOUNT, tx.workspace, known, settings)
        stage.house.book.forget(firm.workspace)
        return known
    brand = await brands.get_brand(tx, BrandId(firm.brands[PIRCA]))
    queue = next(one for one in await routing.list_queues(tx) if one.brand_id == brand.id)
    assert queue.team_id is not None, "the demo's queues have teams"
    team = await access.get_team(tx, queue.team_id)
    founded = FoundedBrand(brand, brand.controller_id, team.id, queue)
    return await open_channel(
        stage.house, tx, founded, channel, external_id, name, settings=settings, secrets=secrets,
        owner_id=UserId(firm.users["renato"]),
    )  # fmt: skip


async def said_on(tx: Tx, account: UUID) -> Sequence[Any]:
    """Return what was said on an account, the oldest first, by the columns of `SAID`."""
    rows: Sequence[Any] = await tx.connection.fetch(SAID, tx.workspace, account)
    return rows
