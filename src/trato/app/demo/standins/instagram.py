"""Pirca on an Instagram of this machine: its messages, and a post that people comment on."""

from __future__ import annotations

from typing import Any

from starlette.routing import Mount

from trato.app.demo.loading.house import ASSISTANTS, OUR_APP
from trato.app.demo.loading.inboxes import remember_inbox
from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.facebook.world import Page, Spoken
from trato.rooms.channels.simulators.instagram.server import make_app
from trato.rooms.channels.simulators.instagram.simulator import Simulator
from trato.rooms.channels.simulators.instagram.world import account

MOUNT = "/instagram"
IDENTIFIER, NAME, HANDLE = "17841405822304914", "Pirca en Instagram", "pirca.cocina"
SECRETS = {"access_token": "muestra-ig-pirca", "app_secret": "muestra-ig-app", "verify_token": "muestra-ig-webhook"}
PEOPLE = (  # id, name, public name, followers
    ("9012345678900001", "Visita de Trujillo", "visita.trujillo", 12_400),
    ("9012345678900002", "Visita de Puno", "", 180),
)
POST = "17900000000000001"
CAPTION = "Cada olla se moldea a mano en Chulucanas. ¿Qué cocinarían en la suya?"
DOOR = Door(
    f"{MOUNT}/phone/",
    Said("Instagram", "Instagram", "Instagram"),
    Said(
        "Instagram simulado: escribir a Pirca, contestar su historia o comentar su publicación.",
        "Simulated Instagram: write to Pirca, reply to their story or comment on their post.",
        "Instagram simulado: escrever para a Pirca, responder ao story ou comentar a publicação.",
    ),
)


async def open_instagram(stage: Stage) -> StandIn:
    """Connect the account where it is not yet, and put it with what was said into an Instagram that calls us."""
    base = f"{stage.site}{MOUNT}"
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        settings = {"api_base": base, "app_id": OUR_APP}
        known = await account_of(stage, tx, "instagram", IDENTIFIER, NAME, settings, SECRETS)
        said = await said_on(tx, known)
    simulator = Simulator()
    simulator.base = base
    page = simulator.add_page(
        account(IDENTIFIER, "Pirca Cocina", HANDLE, stage.hook(known), SECRETS["access_token"], SECRETS["app_secret"])
    )
    for identifier, name, handle, followers in PEOPLE:
        simulator.add_person(identifier, name, username=handle, followers=followers)
    simulator.media.publish(IDENTIFIER, CAPTION, picture=simulator.story, identifier=POST)
    page.others = ASSISTANTS
    await remember_inbox(stage.house, stage.firm.workspace, simulator, page, known)
    for row in said:
        if row["public"]:
            _remember(simulator, page, row)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.world.close, simulator.courier.close)


def _remember(simulator: Simulator, page: Page, row: Any) -> None:
    if not row["provider_id"] or not row["address"].isdecimal():
        return  # it never left, or was of somebody whom Instagram does not name
    mine, identifier, text = row["direction"] == "in", row["provider_id"], row["text"] or "…"
    person = simulator.add_person(row["address"], row["name"] or row["address"])
    root = row["thread_key"] if row["thread_key"] != identifier else ""
    author = person.wa_id if mine else page.id
    simulator.world.posts[identifier] = Spoken(identifier, page.id, author, text, row["occurred_at"], POST, root)
