"""What was said while nobody looked is read whole, however much it is: page by page, until something is known."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from bench.chaos.providers.public import TimelineCrowd, VideoCrowd
from tests.flow.providers import ring_nobody, take_mail
from tests.rooms.channels.stores.known import account, app
from trato.kit.blobs import Blobs
from trato.kit.clock import wall_clock
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import AccountView, Delivery, HttpRequest, Polled, Text
from trato.rooms.channels.model.polling import Kept
from trato.rooms.channels.simulators.stores.server import make_app as make_stores
from trato.rooms.channels.simulators.stores.world import Person
from trato.rooms.channels.simulators.stores.world import World as Stores
from trato.rooms.channels.simulators.x.world import Post

MANY = 1_230  # more than fits into a dozen pages of any of them
BASE = "http://stores"


@dataclass(frozen=True, slots=True)
class Source:
    """Where people say things, and our account there. `say` takes a number and when it is said."""

    view: AccountView
    app: Starlette
    say: Callable[[int, datetime], None]


def _store(channel: str) -> Source:
    world = Stores(wall_clock)
    world.apps.append(app())

    def say(n: int, at: datetime) -> None:
        world.clock = lambda: at
        world.write(channel, world.apps[0], Person(f"Persona {n}"), 3, "Regular", f"Dicho {n}")
        world.clock = wall_clock

    return Source(account(channel, BASE), make_stores(world), say)


def _videos() -> Source:
    crowd = VideoCrowd()
    told = crowd.register(BASE)
    view = msgspec.structs.replace(
        account("google_play"), channel="youtube", external_id=told.external_id, secrets=told.secrets
    )

    def say(n: int, at: datetime) -> None:
        crowd.world.clock = lambda: at
        crowd.say(n, f"Dicho {n}")

    return Source(view, crowd.app(), say)


def _timeline() -> Source:
    crowd = TimelineCrowd()
    told = crowd.register(BASE)
    crowd.simulator.add_business(crowd.business)
    view = msgspec.structs.replace(
        account("google_play"), channel="x", external_id=told.external_id, secrets=told.secrets, settings=told.settings
    )

    def say(n: int, at: datetime) -> None:
        number = str(1_000 + n)
        crowd.simulator.world.posts[number] = Post(number, "17", f"@caos Dicho {n}", at, number)

    crowd.simulator.add_person("17", "rosa", "Rosa")
    return Source(view, crowd.app(), say)


SOURCES: dict[str, Callable[[], Source]] = {
    "google_play": lambda: _store("google_play"), "app_store": lambda: _store("app_store"),
    "youtube": _videos, "x": _timeline,
}  # fmt: skip


@asynccontextmanager
async def _looking(source: Source, blobs: Blobs) -> AsyncIterator[Callable[[str], AsyncIterator[object]]]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(source.app)) as http:
        carrier = channels.Carrier(http, blobs, take_mail, ring_nobody)
        adapter = ADAPTERS[source.view.channel]
        assert isinstance(adapter, Polled)

        async def look(cursor: str) -> AsyncIterator[object]:
            steps, answer = adapter.look(source.view, cursor, wall_clock()), None
            while True:
                try:
                    step = steps.send(answer)
                except StopIteration as end:
                    yield end.value
                    return
                answer = await carrier.call(step) if isinstance(step, HttpRequest) else None
                yield step

        yield look


def _texts(view: AccountView, page: Kept) -> Iterator[str]:
    for event in ADAPTERS[view.channel].parse(Delivery(page.raw, dict(page.headers), wall_clock()), view):
        yield from (
            one.text.rpartition("Dicho ")[2] for one in event.parts if isinstance(one, Text) and "Dicho" in one.text
        )


@pytest.mark.parametrize("channel", SOURCES)
async def test_however_much_came_while_nobody_looked_all_of_it_is_read_and_nothing_twice(
    channel: str, tmp_path: Path
) -> None:
    source = SOURCES[channel]()
    async with _looking(source, Blobs(tmp_path)) as look:

        async def read(cursor: str) -> tuple[str, list[str], int]:
            steps = [step async for step in look(cursor)]
            end = steps.pop()
            assert isinstance(end, str)
            pages = [step for step in steps if isinstance(step, Kept)]
            return end, [text for page in pages for text in _texts(source.view, page)], len(steps) - len(pages)

        now = wall_clock()
        source.say(0, now - timedelta(minutes=30))
        cursor, _, _ = await read("")
        for n in range(1, MANY):
            source.say(n, now - timedelta(minutes=20) + timedelta(milliseconds=500 * n))
        cursor, found, _ = await read(cursor)
        assert sorted(map(int, found)) == list(range(1, MANY))
        cursor, found, calls = await read(cursor)
        assert (found, calls <= 3) == ([], True)
        for n in range(MANY, MANY + 250):
            source.say(n, now + timedelta(milliseconds=500 * (n - MANY)))
        _, found, calls = await read(cursor)
        assert sorted(map(int, found)) == list(range(MANY, MANY + 250))
        assert calls <= 6
