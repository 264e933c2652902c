"""Calls between a house and telephones: an account, the door as Twilio knows it, and Twilio itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import httpx

from tests.flow.providers import ring_nobody, take_mail
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.app.lending import Lender
from trato.flow.acts.fetching import Fetcher
from trato.flow.acts.ordering import Operator
from trato.flow.acts.ringing import Following
from trato.flow.acts.routing import Dispatcher
from trato.flow.outbound import Sender
from trato.kit.events import SYSTEM
from trato.kit.reactions import Reaction, Reactor
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.simulators.voice.server import make_app
from trato.rooms.channels.simulators.voice.simulator import Simulator
from trato.rooms.channels.simulators.voice.telling import Pace
from trato.rooms.channels.simulators.voice.world import Leg, Line

NUMBER, ROSA, SID = "+51155501012", "+51987310214", f"AC{'3' * 32}"


async def connect(world: World, **settings: Any) -> None:
    """Give a world a number for calls, which are taken in browsers."""
    async with world.tx(SYSTEM) as tx:
        world.accounts["voice"] = await open_channel(
            world.house, tx, world.brand, "voice", NUMBER, "Central",
            settings={"account_sid": SID, "api_base": "http://twilio", "softphone": "stand_in", **settings},
            secrets={"auth_token": "t0ken"},
        )  # fmt: skip
    world.house.book.forget(world.workspace)


def hook(world: World) -> str:
    return f"{world.house.settings.public_url}/hooks/{world.accounts['voice']}"


async def bring(
    world: World, door: httpx.AsyncClient, form: dict[str, str], key: str = "", given: str = ""
) -> httpx.Response:
    """Bring a webhook to the door, signed over the address that Twilio knows."""
    raw, query = urlencode(form), f"?key={key}" if key else ""
    given = given or signature("t0ken", hook(world) + query, parse_qsl(raw, keep_blank_values=True))
    headers = {"x-twilio-signature": given, "content-type": "application/x-www-form-urlencoded; charset=UTF-8"}
    return await door.post(f"/hooks/{world.accounts['voice']}{query}", content=raw, headers=headers)


def told(sid: str, status: str = "ringing", **more: str) -> dict[str, str]:
    """Return what a webhook says of an inbound call."""
    return {
        "CallSid": sid, "AccountSid": SID, "From": ROSA, "To": NUMBER, "CallStatus": status, "Direction": "inbound",
        "ApiVersion": "2010-04-01", **more,
    }  # fmt: skip


@dataclass(slots=True)
class Exchange:
    """Twilio between a house and telephones, and one worker."""

    world: World
    twilio: Simulator
    operator: Operator
    sender: Sender
    fetcher: Fetcher

    async def fetch_files(self) -> None:
        """Let the fetcher make one round."""
        await self.fetcher.work(self.world.workspace)

    async def go_on(self) -> None:
        """Let everything happen that follows from what happened, until nothing more does."""
        db, following = self.world.house.db, Following(self.world.house.book)
        reactor = Reactor(db, [Reaction("calls", Following.kinds, following.react)])
        for _ in range(12):
            await self.twilio.settled()
            await self.world.receive()
            moved = await Dispatcher(db, self.world.house.book).work(self.world.workspace)
            while await reactor.work(self.world.workspace):
                pass
            moved += await self.operator.work(self.world.workspace)
            moved += await self.sender.send(self.world.workspace)
            await self.twilio.settled()
            if not moved and not await self._waiting():
                return

    async def _waiting(self) -> int:
        rows = await self.world.fetch("select count(*) as n from channels.inbox where done_at is null")
        return int(rows[0]["n"])

    async def dial(self, person: str = ROSA) -> Leg:
        """Call the house."""
        sid = self.twilio.dial(NUMBER, person)
        await self.go_on()
        return self.twilio.world.legs[sid]

    def rung(self) -> list[Leg]:
        """Return the telephones of ours that ring."""
        return [one for one in self.twilio.world.legs.values() if not one.inbound and one.status == "ringing"]

    async def pick_up(self) -> Leg:
        """Answer the one telephone that rings."""
        (leg,) = self.rung()
        self.twilio.pick_up(leg.sid)
        await self.go_on()
        return leg

    async def press(self, leg: Leg, keys: str) -> None:
        self.twilio.press(leg.sid, keys)
        await self.go_on()

    async def hang_up(self, leg: Leg) -> None:
        self.twilio.hang_up(leg.sid)
        await self.go_on()

    async def call(self) -> dict[str, Any]:
        """Return the one call as the house keeps it."""
        (row,) = await self.world.fetch("select * from calls.call")
        return row

    async def stretches(self) -> list[tuple[str, UUID | None]]:
        """Return the stretches of the one call, with whose they are."""
        rows = await self.world.fetch("select kind, agent_id from calls.segment order by n")
        return [(row["kind"], row["agent_id"]) for row in rows]


@asynccontextmanager
async def exchange(world: World, door: httpx.AsyncClient) -> AsyncIterator[Exchange]:
    """Play Twilio between the house and telephones."""

    async def pass_on(request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        return await door.post(path, content=request.content, headers={
            name: value for name, value in request.headers.items() if name.startswith(("x-", "content-type"))
        })  # fmt: skip

    twilio = Simulator(client=httpx.AsyncClient(transport=httpx.MockTransport(pass_on)), pace=Pace(0, 0))
    twilio.playing.at = "http://twilio"
    twilio.add_line(Line(NUMBER, "Pirca", SID, "t0ken", hook(world), status_url=hook(world)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(twilio))) as wire:
        carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody, Lender(world.house).lend)
        house = world.house
        yield Exchange(
            world, twilio, Operator(house.db, house.book, carrier), Sender(house.db, house.book, carrier),
            Fetcher(house.db, house.book, carrier, house.blobs),
        )  # fmt: skip
    await twilio.close()
