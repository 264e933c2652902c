"""Pirca's application in both stores of this machine."""

from __future__ import annotations

import json
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.stores.server import make_app
from trato.rooms.channels.simulators.stores.shop import PAGE
from trato.rooms.channels.simulators.stores.world import APPLE, PLAY, Answer, App, Person, Review, World

MOUNT = "/tiendas"
NAME, PACKAGE, APPLE_ID = "Pirca Cocina", "pe.pirca.cocina", "1590001112"
EMAIL = "trato@pirca-cocina.iam.gserviceaccount.com"
ISSUER, KEY_ID = "69a6de70-0000-47e3-e053-5b8c7c11a4d1", "2X9R4HXF34"
PEOPLE = (
    Person("Visita de Tacna"),
    Person("Visita de Piura", maker="Xiaomi", device="redmi12"),
    Person("Visita de Recife", "pt", "BRA", "Motorola", "moto g54"),
    Person("Visita de Bogotá", "es", "COL", "Samsung", "a15"),
)
DOOR = Door(
    f"{MOUNT}{PAGE}/",
    Said("Tiendas de apps", "App stores", "Lojas de apps"),
    Said(
        "Google Play y App Store simuladas: reseñar la aplicación de Pirca.",
        "Simulated Google Play and App Store: review Pirca's app.",
        "Google Play e App Store simuladas: avaliar o aplicativo da Pirca.",
    ),
)
SAID = """
select v.thread_key, v.channel, c.name, m.direction, m.text, m.rating, m.occurred_at
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
where m.workspace_id = $1 and v.account_id = any($2::uuid[]) order by m.sort_at limit 2000
"""


async def open_stores(stage: Stage) -> StandIn:
    """Connect the application in both stores where it is not yet, and put its reviews into stores of this machine."""
    world = World(wall_clock)
    world.people += PEOPLE
    settings = {"api_base": f"{stage.site}{MOUNT}"}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        known = await _known_secrets(stage, tx)
        google, apple = known.get(PLAY) or _google_secrets(), known.get(APPLE) or _apple_secrets()
        accounts = [
            await account_of(stage, tx, PLAY, PACKAGE, "Pirca en Google Play", settings, google),
            await account_of(stage, tx, APPLE, APPLE_ID, "Pirca en App Store", settings, apple),
        ]
        world.apps.append(
            App(
                NAME, PACKAGE, APPLE_ID, EMAIL, _public(json.loads(google["service_account"])["private_key"]),
                ISSUER, KEY_ID, _public(apple["private_key"]),
            )
        )  # fmt: skip
        await _remember(tx, world, accounts)
    return StandIn([Mount(MOUNT, make_app(world))], [DOOR], lambda: None)


async def _known_secrets(stage: Stage, tx: Tx) -> dict[str, dict[str, str]]:
    stage.house.book.forget(tx.workspace)
    ours = {(PLAY, PACKAGE), (APPLE, APPLE_ID)}
    accounts = (await stage.house.book.of_workspace(tx)).values()
    return {
        one.row.channel: dict(one.view.secrets) for one in accounts if (one.row.channel, one.row.external_id) in ours
    }


async def _remember(tx: Tx, world: World, accounts: list[UUID]) -> None:
    """Put back what was reviewed and answered before a restart."""
    app, people = world.apps[0], {one.name: one for one in world.people}
    for row in await tx.connection.fetch(SAID, tx.workspace, accounts):
        identifier, at = row["thread_key"], row["occurred_at"]
        review = world.reviews.get(identifier)
        if row["direction"] == "in":
            person = people.get(row["name"]) or next(
                (one for one in world.people if one.name.lower().replace(" ", "") == row["name"]), Person(row["name"])
            )
            if review is None:
                review = world.reviews[identifier] = Review(
                    identifier, row["channel"], app, person, row["rating"] or 5, "", row["text"], at, at
                )
            review.stars, review.body, review.changed_at = row["rating"] or 5, row["text"], at
        elif review is not None:
            review.answer = Answer(f"answer-{identifier}", row["text"], at)


def _google_secrets() -> dict[str, str]:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    told = {"type": "service_account", "client_email": EMAIL, "private_key_id": "1", "private_key": pem}
    return {"service_account": json.dumps(told)}


def _apple_secrets() -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return {"issuer_id": ISSUER, "key_id": KEY_ID, "private_key": pem}


def _public(private: str) -> str:
    key = load_pem_private_key(private.encode(), None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
