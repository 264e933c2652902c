"""Pirca on an X of this machine: what it publishes, who answers it, and its direct messages.

It has two accounts: one that publishes, and one of care, which answers what asks for care (S134).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of, said_on
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.x.server import make_app
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business, Message, Post

MOUNT = "/x"
ID, USERNAME, NAME = "1600000000000000001", "PircaCocina", "@PircaCocina"
CARE_ID, CARE_USERNAME, CARE_NAME = "1600000000000000002", "PircaAyuda", "@PircaAyuda"
SECRETS = {
    "consumer_secret": "muestra-de-x", "bearer_token": "muestra-de-la-app", "access_token": "muestra-de-la-cuenta",
    "refresh_token": "muestra-que-se-usa-una-vez", "access_ends": "4102444800",
}  # fmt: skip
CARE_SECRETS = SECRETS | {"access_token": "muestra-de-atencion", "refresh_token": "muestra-de-atencion-otra-vez"}
PEOPLE = (  # id, user name, name, followers, whether X vouches for them
    ("1700000000000000001", "lucia_rojas", "Lucía Rojas", 48_300, True),
    ("1700000000000000002", "tomas_v", "Tomás Vega", 212, False),
)
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
        of_care = {**settings, "username": CARE_USERNAME}
        care = await account_of(stage, tx, "x", CARE_ID, CARE_NAME, of_care, CARE_SECRETS)
        await _part(stage, tx, account, care)
        said = [*await said_on(tx, account), *await said_on(tx, care)]
        accounts = await stage.house.book.of_workspace(tx, [account, care])
        known = {ID: accounts[account].view.secrets, CARE_ID: accounts[care].view.secrets}
    stage.house.book.forget(stage.firm.workspace)
    hooks = {ID: stage.hook(account), CARE_ID: stage.hook(care)}
    in_order = sorted(said, key=lambda row: row["occurred_at"])
    simulator = _played(hooks, known, in_order, care, f"{stage.site}{MOUNT}")
    return StandIn([Mount(MOUNT, make_app(simulator))], [DOOR], simulator.world.bell.close, simulator.courier.close)


async def _part(stage: Stage, tx: Tx, account: UUID, care: UUID) -> None:
    """Let what asks for care go from the account that publishes to that of care, where nobody said otherwise."""
    accounts = await stage.house.book.of_workspace(tx, [account, care])
    row = accounts[account].row
    if row.purpose != "care" or accounts[account].care is not None:
        return
    await channels.change_account(tx, row, name=NAME, purpose="marketing", owner_id=row.owner_id, queue_id=row.queue_id)
    await channels.route_to_care(tx, row, accounts[care].row, "words", [])


def _played(
    hooks: dict[str, str], known: Mapping[str, Mapping[str, str]], said: Sequence[Any], care: UUID, base: str
) -> Simulator:
    """Play an X that knows the tokens of the accounts: they are others once they were authorised on its page."""
    simulator = Simulator(base=base)
    for ident, username, name, kept in (
        (ID, USERNAME, "Pirca Cocina", SECRETS), (CARE_ID, CARE_USERNAME, "Pirca Ayuda", CARE_SECRETS),
    ):  # fmt: skip
        kept = kept | dict(known[ident])
        keys = (kept["consumer_secret"], kept["bearer_token"], kept["access_token"], kept["refresh_token"])
        business = Business(ident, username, name, *keys)
        business.callback_url, business.webhook_id, business.valid = hooks[ident], "1", True
        business.told = set(TOLD)
        simulator.add_business(business)
    for identifier, username, name, followers, verified in PEOPLE:
        simulator.add_person(identifier, username, name, followers=followers, verified=verified)
    for row in said:
        _remember(simulator, row, CARE_ID if row["account_id"] == care else ID)
    if not any(one.author == ID and not one.above for one in simulator.world.posts.values()):
        identifier = simulator.world.new_id()
        simulator.world.posts[identifier] = Post(identifier, ID, POST, wall_clock(), identifier)
    return simulator


def _remember(simulator: Simulator, row: Any, account: str) -> None:
    person, name, world = row["address"], row["provider_id"] or "", simulator.world
    if not person.isdecimal() or not name.isdecimal():
        return
    simulator.add_person(person, f"persona{person[-4:]}", row["name"] or person)
    mine, text, at = row["direction"] == "in", row["text"] or "…", row["occurred_at"]
    world.begin_after(name)
    if not row["public"]:
        world.chat(account, person).append(Message(name, mine, text, at, seen=True))
        return
    root = row["thread_key"].partition(":")[0] or name
    if root != name and root not in world.posts:
        world.posts[root] = Post(root, ID, POST, at, root)
    above = row["reply_to"] or (root if root != name else "")
    world.posts[name] = Post(name, person if mine else account, text, at, root, above)
