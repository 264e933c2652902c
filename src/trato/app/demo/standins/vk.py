"""Pirca on a VK of this machine: a community, and a post that people comment on."""

from __future__ import annotations

from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.events import SYSTEM
from trato.rooms.channels.adapters.vk.names import place_of
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.talk.stage import Line
from trato.rooms.channels.simulators.vk.server import make_app
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.world import KINDS, Comment, Group, Server

MOUNT = "/vk"
NUMBER, NAME, CODE = 212_300_100, "Pirca en VK", "p1rca5"
SECRETS = {"access_token": "vk1.a.muestra", "user_token": "vk1.a.muestra-persona", "secret": "muestra-de-vk"}
FIRST_PERSON, POST = 100_172, 10
CAPTION = "Llegaron las ollas de Chulucanas. ¿Qué cocinarían en la suya?"
DOOR = Door(
    f"{MOUNT}/telefono/",
    Said("VK", "VK", "VK"),
    Said(
        "VK simulado: escribir a la comunidad de Pirca o comentar su publicación.",
        "Simulated VK: write to Pirca's community or comment on its post.",
        "VK simulado: escrever à comunidade da Pirca ou comentar sua publicação.",
    ),
)


async def open_vk(stage: Stage) -> StandIn:
    """Connect the community where it is not yet, and put it with what was said into a VK that calls us."""
    base = f"{stage.site}{MOUNT}"
    settings = {"api_base": base, "confirmation": CODE}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "vk", str(NUMBER), NAME, settings, SECRETS)
        said = await said_on(tx, account)
    simulator = Simulator()
    simulator.base = base
    group = simulator.add_group(Group(NUMBER, NAME, SECRETS["access_token"], SECRETS["user_token"], CODE))
    group.servers[1] = Server(1, stage.hook(account), "Trato", SECRETS["secret"], "ok", set(KINDS))
    simulator.add_person(FIRST_PERSON, "Visita de Tacna")
    simulator.wall.post(group, group.owner, CAPTION, POST)
    for row in said:
        _remember(simulator, group, row)
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.bell.close, simulator.courier.close)


def _remember(simulator: Simulator, group: Group, row: Any) -> None:
    name, mine, text = row["provider_id"] or "", row["direction"] == "in", row["text"] or "…"
    if not row["address"].isdecimal():
        return
    person = simulator.add_person(int(row["address"]), row["name"] or row["address"])
    if (place := place_of(name)) is not None:
        _remember_comment(simulator, group, person.id if mine else group.owner, row)
        simulator.world.begin_after(int(place.comment or place.post))
        return
    number = name.rpartition(":")[2]
    chat = simulator.world.chat(group, person.id)
    chat.allowed = True
    if number.isdecimal():
        chat.lines[number] = Line(number, mine=mine, at=row["occurred_at"], text=text)
        chat.numbers = max(chat.numbers, int(number))


def _remember_comment(simulator: Simulator, group: Group, author: int, row: Any) -> None:
    """Put a comment back below its post; of a thread, the comment that it begins with is the one in its key."""
    place, thread = place_of(row["provider_id"]), place_of(row["thread_key"] or "")
    post = simulator.world.posts.get(int(place.post)) if place is not None else None
    if place is None or post is None or not place.comment:
        return
    number, root = int(place.comment), int(thread.comment or 0) if thread is not None else 0
    root = 0 if root == number else root
    post.comments[number] = Comment(number, author, row["text"] or "…", row["occurred_at"], root, root)
