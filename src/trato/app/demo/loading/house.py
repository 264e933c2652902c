"""What the loader made, and finding it again: by its names, so that a second start loads nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.app.demo.cast import MEMBERS, PIRCA, SLUG, ZUMBAL, Member
from trato.app.demo.places import HOST, Places
from trato.app.demo.shop.orders import ADDRESS as ORDERS_ADDRESS
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState
from trato.rooms.channels import api as channels
from trato.rooms.channels.simulators.facebook.world import OTHER_APP
from trato.rooms.knowledge import api as knowledge
from trato.rooms.panels import api as panels
from trato.rooms.panels.model import Tell

FIND_WORKSPACE = "select id from access.workspace where slug = $1"
MOVE_ACCOUNT = "update channels.account set settings = settings || $3 where id = $2 and workspace_id = $1"
ANY_CASE = 'select exists (select 1 from cases."case" where workspace_id = $1 and state = $2)'
BUSINESS = "100000000000001"  # the stand-in's account of WhatsApp Business
OUR_APP = "200000000000002"  # as the Graph's stand-ins know us
ASSISTANTS = {OTHER_APP: "Asistente de pedidos"}  # applications of Pirca that answer in its inboxes as well


@dataclass(frozen=True, slots=True)
class Door:
    """A channel account of the demo, as the outside knows it."""

    brand: str
    channel: str
    account_id: UUID
    address: str
    name: str


DOORS = {
    (PIRCA, "whatsapp"): ("5115550101001", "Pirca Perú"),
    (PIRCA, "webchat"): ("pirca-tienda", "Tienda de Pirca"),
    (PIRCA, "email"): ("hola@pirca.example", "Correo de Pirca"),
    (PIRCA, "messenger"): ("104512345678901", "Pirca en Facebook"),
    (PIRCA, "facebook"): ("104512345678901", "Muro de Pirca"),
    (ZUMBAL, "whatsapp"): ("5255550202002", "Zumbal Soporte"),
    (ZUMBAL, "webchat"): ("zumbal-web", "Sitio de Zumbal"),
    (ZUMBAL, "email"): ("ayuda@zumbal.example", "Correo de Zumbal"),
}
ORDERS_NAME = "Pedidos de Pirca"
SHOWN_NUMBERS = {PIRCA: "51155501010", ZUMBAL: "525555020200"}


@dataclass(frozen=True, slots=True)
class Firm:
    """Grupo Lluvialta as the database holds it: ids by the keys of the cast and the wording."""

    workspace: UUID
    brands: dict[str, UUID]
    doors: dict[tuple[str, str], Door]
    users: dict[str, UUID]
    teams: dict[str, UUID]
    reasons: dict[str, UUID]
    tags: dict[str, UUID]
    canned: dict[str, tuple[UUID, int]]

    def member(self, user_id: UUID) -> Member | None:
        """Return who of the cast a user is."""
        return next((one for one in MEMBERS if self.users.get(one.key) == user_id), None)


async def find_workspace(house: House) -> UUID | None:
    """Return the demo's workspace, or None when it was never loaded."""
    for workspace in await house.db.workspaces():
        async with house.db.transaction(workspace, SYSTEM) as tx:
            if (await access.get_workspace(tx)).slug == SLUG:
                return workspace
    return None


async def read_firm(house: House, workspace: UUID) -> Firm:
    """Find everything that the loader made by its names."""
    async with house.db.transaction(workspace, SYSTEM) as tx:
        units = {one.name.lower(): one.id for one in await brands.list_brands(tx)}
        accounts = {(row.channel, row.external_id): row.id for row in await _accounts(house, tx)}
        doors = {
            key: Door(key[0], key[1], accounts[(key[1], address)], address, name)
            for key, (address, name) in DOORS.items()
            if (key[1], address) in accounts  # a home of an earlier version has fewer doors
        }
        return Firm(
            workspace=workspace,
            brands={PIRCA: units[PIRCA], ZUMBAL: units[ZUMBAL]},
            doors=doors,
            users={one.email.partition("@")[0]: one.id for one in await access.list_users(tx)},
            teams={_team_key(one.name): one.id for one in await access.list_teams(tx)},
            reasons={one.code: one.id for one in await cases.reasons(tx)},
            tags={one.name: one.id for one in await cases.tags(tx)},
            canned=await _canned(tx, list(units.values())),
        )


async def _accounts(house: House, tx: Tx) -> list[channels.AccountRow]:
    house.book.forget(tx.workspace)
    return [account.row for account in (await house.book.of_workspace(tx)).values()]


async def _canned(tx: Tx, units: list[UUID]) -> dict[str, tuple[UUID, int]]:
    found = await knowledge.list_canned(tx, [tx.workspace, *units], [])
    return {one.shortcut: (one.id, one.version) for one in found}


def _team_key(name: str) -> str:
    return name.split()[0].lower()


async def point_channels(house: House, firm: Firm, places: Places) -> None:
    """Tell the channel accounts where the stand-ins listen this time."""
    servers: dict[str, dict[str, Any]] = {
        "whatsapp": {"api_base": f"http://{HOST}:{places.whatsapp}", "business_account_id": BUSINESS},
        "facebook": {"api_base": f"http://{HOST}:{places.facebook}"},
        "messenger": {"api_base": f"http://{HOST}:{places.facebook}", "app_id": OUR_APP},
        "email": {
            "imap_host": HOST, "imap_port": places.imap, "imap_security": "none",
            "smtp_host": HOST, "smtp_port": places.smtp, "smtp_security": "none",
        },
        "webchat": {"origins": [f"http://localhost:{places.pages}", f"http://{HOST}:{places.pages}"]},
    }  # fmt: skip
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        for door in firm.doors.values():
            await tx.connection.execute(MOVE_ACCOUNT, tx.workspace, door.account_id, servers[door.channel])
            await channels.mend(tx, door.account_id)
    house.book.forget(firm.workspace)


async def connect_orders(house: House, firm: Firm, places: Places) -> str:
    """Let the cases of Pirca show what its shop knows; returns the secret that its questions are signed with."""
    url, tells = f"http://{HOST}:{places.pages}{ORDERS_ADDRESS}", (Tell.EMAILS, Tell.PHONES)
    async with house.db.transaction(firm.workspace, SYSTEM) as tx:
        known = next((one for one in await panels.list_panels(tx) if one.name == ORDERS_NAME), None)
        if known is None:
            brand = firm.brands[PIRCA]
            made = await panels.add_panel(tx, house.keyring, ORDERS_NAME, url, tells, brand_id=brand, plain=True)
            return made[1]
        if known.url != url:
            await panels.change_panel(tx, known.id, url=url, plain=True)
        return await panels.change_secret(tx, house.keyring, known.id)


async def has_past(house: House, workspace: UUID) -> bool:
    """Say whether there is a resolved case already."""
    async with house.db.transaction(workspace, SYSTEM) as tx:
        return bool(await tx.connection.fetchval(ANY_CASE, workspace, CaseState.RESOLVED.value))
