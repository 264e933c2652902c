"""Pirca as the journeys find it: a brand that never closes, four people of its team, three channels on stand-ins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pyotp

from trato.app.demo.loading import seams
from trato.app.founding import FoundedBrand, found_brand, found_workspace, open_channel
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.brands.model import HoursPlan, always_open
from trato.rooms.cases import api as cases
from trato.rooms.channels.simulators.email import server as mail_server
from trato.rooms.channels.simulators.whatsapp import server as whatsapp_server
from trato.rooms.channels.simulators.whatsapp.world import Number, TemplateText
from trato.rooms.knowledge import api as knowledge

PASSWORD = "cuatro ollas de barro"
NUMBER = "5115550101001"
ADDRESS = "hola@pirca.example"
TEMPLATE = ("retomar_conversacion", "es", "Hola, {{1}}. Seguimos con tu caso en Pirca. ¿Nos respondes por aquí?")
PEOPLE = {"camila": ("Camila Rojas", "Cami"), "diego": ("Diego Paredes", "Diego"), "lucia": ("Lucía Farfán", "Lucía")}
BOSS = "marta"  # directs and administers everything; of no team
DISPOSITIONS = {"pedido": ("Pedido", ("llego_danado", "Llegó dañado"), ("no_llego", "No llegó"))}


@dataclass(frozen=True, slots=True)
class Firm:
    """What was founded. `totp` is the secret of who signs in with two factors."""

    workspace: UUID
    brand: FoundedBrand
    accounts: dict[str, UUID]
    widget_key: str
    identity_secret: str
    totp: str
    users: dict[str, UUID] = field(default_factory=dict)

    def email(self, who: str) -> str:
        return f"{who}@pirca.example"


async def found(
    house: House, whatsapp: whatsapp_server.Running, mail: mail_server.Running, product: str, shop: str
) -> Firm:
    """Found Pirca, and connect the stand-ins to it."""
    workspace = await found_workspace(house, "pirca", "Pirca")
    async with house.db.transaction(workspace, SYSTEM) as tx:
        brand = await found_brand(
            tx,
            "Pirca",
            country="PE",
            timezone="America/Lima",
            locale="es",
            legal_name="Pirca S.A.C.",
            queue_name="Postventa",
            hours=HoursPlan("America/Lima", always_open().week),
            automatic=False,
        )
        accounts = await _channels(house, tx, brand, whatsapp, mail, shop)
        users = await _people(tx, brand)
        totp = await _second_factor(house, tx, users["lucia"])
        await _texts(tx, brand)
    _connect(whatsapp, f"{product}/hooks/{accounts['whatsapp']}")
    return Firm(workspace, brand, accounts, "pirca-tienda", "identidad de prueba " * 2, totp, users)


async def _channels(
    house: House,
    tx: Tx,
    brand: FoundedBrand,
    whatsapp: whatsapp_server.Running,
    mail: mail_server.Running,
    shop: str,
) -> dict[str, UUID]:
    told: dict[str, tuple[str, str, dict[str, Any]]] = {
        "whatsapp": (NUMBER, "WhatsApp Pirca", {"api_base": whatsapp.url}),
        "webchat": ("pirca-tienda", "Tienda", {"brand": "Pirca", "locale": "es", "origins": [shop]}),
        "email": (ADDRESS, "Correo", {"from_name": "Pirca", **mail.settings()}),
    }
    secrets = {
        "whatsapp": {"access_token": "t0ken", "app_secret": "s3cret", "verify_token": "v"},
        "webchat": {"visitor_secret": "visitas de prueba " * 2, "identity_secret": "identidad de prueba " * 2},
        "email": {"password": "clave", "thread_key": "hilos de prueba " * 2},
    }
    return {
        channel: await open_channel(
            house, tx, brand, channel, external, name, settings=settings, secrets=secrets[channel]
        )
        for channel, (external, name, settings) in told.items()
    }


async def _people(tx: Tx, brand: FoundedBrand) -> dict[str, UUID]:
    password = await access.Passwords().hash(PASSWORD)
    users: dict[str, UUID] = {}
    for key, (name, alias) in PEOPLE.items():
        user = await access.add_user(
            tx, f"{key}@pirca.example", name, alias=alias, time_zone="America/Lima", password_hash=password
        )
        await access.grant(tx, None, user.id, "agent", ScopeKind.BRAND, brand.brand.id)
        await access.join_team(tx, brand.team_id, user.id)
        users[key] = user.id
    boss = await access.add_user(
        tx, f"{BOSS}@pirca.example", "Marta Solís", time_zone="America/Lima", password_hash=password
    )
    for role in ("director_of_care", "system_admin"):
        await access.grant(tx, None, boss.id, role, ScopeKind.WORKSPACE)
    return users | {BOSS: boss.id}


async def _second_factor(house: House, tx: Tx, user: UUID) -> str:
    who = await access.get_user(tx, user)
    address = await access.start_totp(tx, house.keyring, who)
    secret = parse_qs(urlsplit(address).query)["secret"][0]
    before = int(tx.now.timestamp()) - 30  # the step before: the current one stays good for signing in
    await access.confirm_totp(tx, house.keyring, who.id, pyotp.TOTP(secret).at(before))
    return secret


async def _texts(tx: Tx, brand: FoundedBrand) -> None:
    for code, (name, *leaves) in DISPOSITIONS.items():
        root = await cases.add_disposition(tx, code, {"es": name, "en": name, "pt": name})
        for leaf, words in leaves:
            await cases.add_disposition(
                tx, f"{code}_{leaf}", {"es": words, "en": words, "pt": words}, parent_id=root.id
            )
    await knowledge.add_canned(
        tx, brand.brand.id, "foto", "Pedir foto", {"es": "{{contact.first_name}}, ¿me mandas una foto de la pieza?"}
    )
    name, language, body = TEMPLATE
    await tx.connection.execute(
        seams.ADD_TEMPLATE, tx.workspace, uuid7(), brand.brand.id, name, language, "utility", body, 1, tx.now
    )


def _connect(whatsapp: whatsapp_server.Running, callback: str) -> None:
    number = Number(NUMBER, "51155501010", "Pirca", callback, "t0ken", "s3cret")
    number.add_template(TemplateText(*TEMPLATE))
    whatsapp.simulator.add_number(number)
