"""Texts between a house and telephones: an account, the door as Twilio knows it, and Twilio itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, urlencode

import httpx

from tests.flow.providers import ring_nobody, take_mail
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.app.lending import Lender
from trato.flow.outbound import Sender
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.simulators.sms.server import make_app
from trato.rooms.channels.simulators.sms.simulator import Pace, Simulator
from trato.rooms.channels.simulators.sms.world import Line

Send = Callable[[], Awaitable[None]]
NUMBER, ROSA, SID = "+51155501011", "+51987310214", f"AC{'1' * 32}"


async def connect(world: World) -> None:
    """Give a world a number for texts."""
    async with world.tx(SYSTEM) as tx:
        world.accounts["sms"] = await open_channel(
            world.house, tx, world.brand, "sms", NUMBER, "Textos",
            settings={"account_sid": SID, "api_base": "http://twilio", "mms": "yes"}, secrets={"auth_token": "t0ken"},
        )  # fmt: skip
    world.house.book.forget(world.workspace)


def hook(world: World) -> str:
    return f"{world.house.settings.public_url}/hooks/{world.accounts['sms']}"


async def bring(
    world: World, door: httpx.AsyncClient, raw: bytes, given: str | None = None, query: str = ""
) -> httpx.Response:
    """Bring a webhook to the door, signed over the address that Twilio knows."""
    given = given or signature("t0ken", hook(world) + query, parse_qsl(raw.decode(), keep_blank_values=True))
    headers = {"x-twilio-signature": given, "content-type": "application/x-www-form-urlencoded; charset=UTF-8"}
    return await door.post(f"/hooks/{world.accounts['sms']}{query}", content=raw, headers=headers)


def texted(sid: str, text: str, person: str = ROSA, **more: str) -> bytes:
    form = {"MessageSid": sid, "SmsStatus": "received", "From": person, "To": NUMBER, "Body": text, "AccountSid": SID}
    return urlencode({**form, "NumMedia": "0", **more}).encode()


def told(sid: str, status: str, code: str = "") -> bytes:
    form = {"MessageSid": sid, "MessageStatus": status, "From": NUMBER, "To": ROSA, "AccountSid": SID}
    return urlencode({**form, **({"ErrorCode": code} if code else {})}).encode()


@asynccontextmanager
async def twilio(world: World, door: httpx.AsyncClient) -> AsyncIterator[tuple[Simulator, Send]]:
    """Play Twilio between the house and a telephone; give it, and a deed that lets the sender make one round."""

    async def pass_on(request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        return await door.post(path, content=request.content, headers={
            name: value for name, value in request.headers.items() if name.startswith(("x-", "content-type"))
        })  # fmt: skip

    simulator = Simulator(client=httpx.AsyncClient(transport=httpx.MockTransport(pass_on)), pace=Pace(0, 0, 0))
    simulator.add_line(Line(NUMBER, "Pirca", SID, "t0ken", hook(world), mms=True))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as wire:
        carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody, Lender(world.house).lend)

        async def send() -> None:
            await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
            await simulator.settled()
            await world.receive()

        yield simulator, send
    await simulator.close()
