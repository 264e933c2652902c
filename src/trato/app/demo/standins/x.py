"""Pirca on an X of this machine: what it publishes, who answers it, and its direct messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.x.server import make_app
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business, Message, Post

MOUNT = "/x"
ID, USERNAME, NAME = "1600000000000000001", "PircaCocina", "Pirca en X"
SECRETS = {
    "consumer_secret": "muestra-de-x", "bearer_token": "muestra-de-la-app", "access_token": "muestra-de-la-cuenta",
    "refresh_token": "muestra-que-se-usa-una-vez", "access_ends": "4102444800",
}  # fmt: skip
PEOPLE = (("1700000000000000001", "lucia_rojas", "Lucía Rojas"), ("1700000000000000002", "tomas_v", "Tomás Vega"))
POST = "Llegaron las ollas de barro de Chulucanas, en tres tamaños. Envíos a todo el país."
DOOR = Door(
    f"{MOUNT}/red/",
    Said("X", "X", "X"),
    Said(
        "X simulado: mencionar a Pirca, responderle, citarla o escribirle en privado.",
        "Simulated X: mention Pirca, answer it, quote it or write to it in private.",
        "X simulado: mencionar a Pirca, responder, citar ou escrever em particular.",
    ),
)


async def open_x(stage: Stage) -> StandIn:
    """Connect the account where it is not yet, and put it with what was said before into an X that calls us."""
    settings = {"client_id": "cliente", "username": USERNAME, "api_base": f"{stage.site}{MOUNT}"}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "x", ID, NAME, settings, SECRETS)
        said = await said_on(tx, account)
    simulator = _played(stage.hook(account), said, f"{stage.site}{MOUNT}")
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.world.bell.close, simulator.courier.close)


def _played(hook: str, said: Sequence[Any], base: str) -> Simulator:
    simulator = Simulator(base=base)
    keys = (SECRETS["consumer_secret"], SECRETS["bearer_token"], SECRETS["access_token"], SECRETS["refresh_token"])
    business = Business(ID, USERNAME, "Pirca Cocina", *keys)
    business.callback_url, business.webhook_id, business.valid = hook, "1", True
    business.told = set(TOLD)
    simulator.add_business(business)
    for identifier, username, name in PEOPLE:
        simulator.add_person(identifier, username, name)
    for row in said:
        _remember(simulator, row)
    if not any(one.author == ID and not one.above for one in simulator.world.posts.values()):
        identifier = simulator.world.new_id()
        simulator.world.posts[identifier] = Post(identifier, ID, POST, wall_clock(), identifier)
    return simulator


def _remember(simulator: Simulator, row: Any) -> None:
    person, name, world = row["address"], row["provider_id"] or "", simulator.world
    if not person.isdecimal() or not name.isdecimal():
        return
    simulator.add_person(person, f"persona{person[-4:]}", row["name"] or person)
    mine, text, at = row["direction"] == "in", row["text"] or "…", row["occurred_at"]
    world.begin_after(name)
    if not row["public"]:
        world.chat(ID, person).append(Message(name, mine, text, at, seen=True))
        return
    root = row["thread_key"].partition(":")[0] or name
    if root != name and root not in world.posts:
        world.posts[root] = Post(root, ID, POST, at, root)
    above = row["reply_to"] or (root if root != name else "")
    world.posts[name] = Post(name, person if mine else ID, text, at, root, above)
