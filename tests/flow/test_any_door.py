"""Nobody but the provider brings anything: one byte of a delivery flipped, and nothing is stored.

Each stand-in that calls us brings one delivery, as it signs it; then everything that its proof covers is changed at
many places: the body, the headers that are the provider's own (its signature, its time, its id) and the query.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.chaos.providers import PROVIDERS, Registered
from tests.flow.orders import story_of
from tests.flow.providers import provider_door, signed
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.rooms.channels.adapters.registry import ADAPTERS, LINES
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.model import Polled
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.meta.serving import listen

CROWDS = {make.channel: make for make in PROVIDERS}
# a secret comes with each delivery and its bytes are not signed: whoever has the secret may say anything
UNSIGNED = {"telegram", "vk"}
# what is sealed is all that is signed of the body, by the signature over it; what stands beside that proves nothing
SEALED = {"wechat": (b"<Encrypt><![CDATA[", b"]]></Encrypt>")}
BESIDE = {"wechat": {"signature", "openid", "encrypt_type"}}
COMMON = {
    "host", "content-type", "content-length", "accept", "accept-encoding", "user-agent", "connection",
    "i-twilio-idempotency-token",  # beside what is signed: the same call under another name is what was said anyway
}  # fmt: skip
BODY_PLACES, VALUE_PLACES = 24, 6
CALLED = "http://casa.example"


@dataclass(frozen=True, slots=True)
class Call:
    """One delivery as it came."""

    url: str
    headers: dict[str, str]
    body: bytes


def _silent(channel: str) -> bool:
    """Say whether nobody calls us on a channel: it is asked, or has a door of its own."""
    return channel in {"webchat", "email"} or isinstance(ADAPTERS[channel], Polled)


@asynccontextmanager
async def _listening() -> AsyncIterator[tuple[str, asyncio.Queue[Call]]]:
    """Listen for a delivery; give the address and what came."""
    came: asyncio.Queue[Call] = asyncio.Queue()

    async def take(request: Request) -> Response:
        came.put_nowait(Call(str(request.url), dict(request.headers), await request.body()))
        return Response("ok")

    ears = await listen(Starlette(routes=[Route("/hooks/{account}", take, methods=["GET", "POST"])]), 0)
    try:
        yield ears.url, came
    finally:
        await ears.stop()


async def _open(world: World, channel: str, told: Registered) -> UUID:
    async with world.tx() as tx:
        account = await open_channel(
            world.house, tx, world.brand, channel, told.external_id, "Puerta", settings=told.settings,
            secrets=told.secrets,
        )  # fmt: skip
    world.house.book.forget(world.workspace)
    return account


async def _brought(world: World, channel: str) -> Call:
    """Return what a channel's stand-in brings when somebody says something."""
    if channel not in CROWDS:
        return await _written(world, channel)
    crowd = CROWDS[channel]()
    told = await crowd.open(Faults())
    try:
        account = await _open(world, channel, told)
        async with _listening() as (url, came):
            crowd.hook(f"{url}/hooks/{account}")
            crowd.say(0, "¿Y mi pedido?")
            return await asyncio.wait_for(came.get(), 5)
    finally:
        await crowd.close()


async def _written(world: World, channel: str) -> Call:
    """Return a delivery of a channel that has no crowd, signed as its provider does."""
    story = story_of(channel)
    raw = story.bodies[0].raw
    if channel == "whatsapp":
        return Call(f"{CALLED}/hooks/{world.accounts['whatsapp']}", signed(raw), raw)
    secrets = {"auth_token": "t0ken"}
    account = await _open(world, channel, Registered(story.external_id, secrets, {"account_sid": f"AC{'3' * 32}"}))
    url, pairs = f"{CALLED}/hooks/{account}", parse_qsl(raw.decode(), keep_blank_values=True)
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    return Call(url, {"x-twilio-signature": signature("t0ken", url, pairs), "content-type": kind}, raw)


def _flipped(value: bytes, most: int, start: int = 0, end: int = 0) -> Iterator[bytes]:
    """Yield a value with one bit flipped, at so many places."""
    end = end or len(value)
    for at in range(start, end, max(1, (end - start) // most)):
        yield value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]


def _wrong(channel: str, good: Call, secrets: list[bytes]) -> Iterator[tuple[str, Call]]:
    """Yield the call with one thing changed, and what it was."""
    proofs = 0
    if channel not in UNSIGNED:
        proofs += 1
        begin, end = SEALED.get(channel, (b"", b""))
        start, stop = good.body.index(begin) + len(begin), good.body.index(end) if end else len(good.body)
        for one in _flipped(good.body, BODY_PLACES, start, stop):
            yield "body", replace(good, body=one)
        yield "body", replace(good, body=good.body[:stop] + b" " + good.body[stop:])
    for secret in (one for one in secrets if len(one) >= 6 and one in good.body and channel in UNSIGNED):
        proofs += 1
        at = good.body.index(secret)
        yield from (("secret", replace(good, body=one)) for one in _flipped(good.body, 8, at, at + len(secret)))
    for name in (one for one in good.headers if one not in COMMON):
        proofs += 1
        for other in (*_flipped(good.headers[name].encode(), VALUE_PLACES), b""):
            yield name, replace(good, headers={**good.headers, name: other.decode()})
        yield name, replace(good, headers={key: value for key, value in good.headers.items() if key != name})
    parts = urlsplit(good.url)
    for name, value in parse_qsl(parts.query):
        if name in BESIDE.get(channel, ()):
            continue
        proofs += 1
        for other in _flipped(value.encode(), VALUE_PLACES):
            query = urlencode([(key, other.decode() if key == name else one) for key, one in parse_qsl(parts.query)])
            yield name, replace(good, url=urlunsplit(parts._replace(query=query)))
    assert proofs, "nothing proves who brought it"


async def _stored(world: World) -> int:
    (row,) = await world.fetch("select count(*) as n from channels.inbox")
    return int(row["n"])


async def _bring(door: httpx.AsyncClient, call: Call) -> int:
    headers = {name: value for name, value in call.headers.items() if name not in COMMON - {"content-type", "host"}}
    return (await door.post(call.url, content=call.body, headers=headers)).status_code


@pytest.mark.parametrize("channel", [one for one in LINES if not _silent(one)])
async def test_one_byte_flipped_stores_nothing(world: World, channel: str) -> None:
    good = await _brought(world, channel)
    accounts = await world.house.book.at_door(world.house.db, UUID(urlsplit(good.url).path.rpartition("/")[2]))
    secrets = [one.encode() for one in accounts.secrets.values()]
    async with provider_door(world.house) as door:
        before = await _stored(world)
        taken = [what for what, call in _wrong(channel, good, secrets) if not 400 <= await _bring(door, call) < 500]
        assert taken == []
        assert await _stored(world) == before
        assert await _bring(door, good) == await _bring(door, good) == 200
        assert await _stored(world) == before + 1  # the same again is the same delivery


@pytest.mark.parametrize("channel", [one for one in LINES if _silent(one)])
async def test_where_nobody_calls_us_nobody_is_let_in(world: World, channel: str) -> None:
    story = story_of(channel)
    secrets = dict.fromkeys(ADAPTERS[channel].requires, "s3cr3t0")
    account = world.accounts.get(channel) or await _open(world, channel, Registered(story.external_id, secrets, {}))
    async with provider_door(world.house) as door:
        for headers in ({}, {"authorization": "Bearer s3cr3t0"}, {"x-hub-signature-256": "sha256="}):
            said = await door.post(f"{CALLED}/hooks/{account}", content=story.bodies[0].raw, headers=headers)
            assert 400 <= said.status_code < 500
    assert await _stored(world) == 0
