"""Reviews between a house and the stores: accounts, both stores, and looks that are made when a test says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from tests.flow.providers import ring_nobody, take_mail
from tests.flow.world import World
from tests.rooms.channels.stores.known import APPLE_ID, PACKAGE, app, secrets_of
from trato.app.founding import open_channel
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.simulators.stores.server import make_app
from trato.rooms.channels.simulators.stores.world import App, Person
from trato.rooms.channels.simulators.stores.world import World as Stores

STORES = ("google_play", "app_store")


@dataclass(slots=True)
class Shop:
    """Both stores; `look` makes the looks that are due, now, and lets what they found be received."""

    stores: Stores
    app: App
    poller: channels.Poller
    look: Callable[[], Awaitable[None]]
    send: Callable[[], Awaitable[None]]

    def write(self, store: str, stars: int, body: str, who: str = "Camila R.") -> str:
        person = next((one for one in self.stores.people if one.name == who), None) or Person(who)
        if person not in self.stores.people:
            self.stores.people.append(person)
        return self.stores.write(store, self.app, person, stars, "", body).id


async def connect(world: World) -> None:
    """Give a world an application in both stores."""
    async with world.tx(SYSTEM) as tx:
        for store, external_id in zip(STORES, (PACKAGE, APPLE_ID), strict=True):
            world.accounts[store] = await open_channel(
                world.house, tx, world.brand, store, external_id, store,
                settings={"api_base": "http://stores"}, secrets=secrets_of(store),
            )  # fmt: skip
    world.house.book.forget(world.workspace)


async def due_now(world: World) -> None:
    async with world.tx() as tx:
        await tx.connection.execute("update channels.poll set next_at = '-infinity' where workspace_id = $1",
                                    tx.workspace)  # fmt: skip


@asynccontextmanager
async def open_stores(world: World) -> AsyncIterator[Shop]:
    stores = Stores(wall_clock)
    stores.apps.append(app())
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(stores))) as wire:
        carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody)
        poller = channels.Poller(world.house.db, world.house.book, carrier, acceptor)

        async def look() -> None:
            await due_now(world)
            await poller.work(world.workspace)
            await world.receive()

        async def send() -> None:
            await Sender(world.house.db, world.house.book, carrier).send(world.workspace)

        yield Shop(stores, stores.apps[0], poller, look, send)
    await acceptor.stop()
