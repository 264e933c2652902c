"""A demo run, recorded: a product of its own, every story told once at a multiple of its pace, then questions."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import asyncpg

from bench.stand import Stand, free_port, stand
from tests.rooms.reporting.adding_up import misfits
from trato.app.demo.cast import PIRCA
from trato.app.demo.places import Places
from trato.app.demo.playing.mouths import Who
from trato.app.demo.playing.pace import Clock, Pace
from trato.app.demo.running import Demo, open_demo
from trato.app.demo.stories.reading import Kind, Line, Story, read_stories
from trato.app.wiring import open_house
from trato.kit.clock import wall_clock
from trato.kit.db import prepare_connection

SPEED = float(os.environ.get("TRATO_DEMO_TEST_SPEED", "20"))
AT_ONCE = 14
WITHIN = 240.0  # seconds for all stories


@dataclass(frozen=True, slots=True)
class Recording:
    """What the questions brought, by their names; `untold` are the stories that did not come to their end."""

    answers: Mapping[str, list[Mapping[str, Any]]]
    untold: tuple[str, ...]
    loaded_twice: bool
    seat: str  # who got the case of somebody whom nobody wrote
    remembered: int  # chats on the telephones after a second start
    misfits: list[str]  # numbers of its week that are not the sum of their parts, or open other cases


def record(questions: Mapping[str, str]) -> Recording:
    """Run the demo and ask."""
    return asyncio.run(_record(questions))


async def _record(questions: Mapping[str, str]) -> Recording:
    async with stand({"TRATO_PUBLIC_URL": "http://localhost"}) as product:
        product.start("web-1")
        product.start("worker-1")
        await product.is_ready()
        house = await open_house(product.settings, size=8, door_size=2)
        try:
            places = Places(free_port(), free_port(), free_port(), free_port(), free_port())
            async with open_demo(product.settings, house, places, clock=Clock(Pace.BUSY, SPEED)) as demo:
                demo.play()
                demo.teller.stories = ()  # nothing by chance: every story once
                newcomer = asyncio.create_task(_play_a_newcomer(demo))
                untold = await _tell_all(demo)
                seat = await newcomer
            before = await _ask(product, {"count": 'select count(*) as n from cases."case"'})
            async with open_demo(product.settings, house, places, clock=Clock(Pace.PAUSED)) as again:
                remembered = len(again.simulator.world.threads)
            after = await _ask(product, {"count": 'select count(*) as n from cases."case"'})
            (workspace,) = await house.db.workspaces()
            product.stop()  # nothing happens any more between two numbers
            today = wall_clock().date()
            found = await misfits(house.db, workspace, today - timedelta(days=6), today + timedelta(days=1))
            return Recording(await _ask(product, questions), untold, before != after, seat, remembered, found)
        finally:
            await house.db.close()


async def _tell_all(demo: Demo) -> tuple[str, ...]:
    turns = asyncio.Semaphore(AT_ONCE)
    untold: list[str] = []

    async def tell(story: Story) -> None:
        async with turns:
            task = demo.teller.begin(story)
            await asyncio.wait([task])
            if task.cancelled() or task.exception() is not None:
                untold.append(story.key)

    telling = {asyncio.create_task(tell(_brisk(story))): story.key for story in read_stories()}
    _, late = await asyncio.wait(telling, timeout=WITHIN)
    await asyncio.sleep(2)  # receipts are still on their way
    return (*untold, *(telling[one] for one in late))


async def _play_a_newcomer(demo: Demo) -> str:
    """Write as a person at the simulated telephone would; return who of the cast holds the case in the end."""
    who = Who("Visita", "51900000001", "visita@correo.example", "es", 1)
    mouth = demo.teller.network.mouth(PIRCA, "whatsapp", who)
    await mouth.do(Line(Kind.SAY, "Hola, ¿hay alguien?"))
    for _ in range(80):
        await asyncio.sleep(0.5)
        spot = await demo.agents.look(mouth.addresses, mouth.door.account_id)
        member = demo.firm.member(spot.holder_id) if spot and spot.holder_id else None
        if member is not None and not member.plays:
            return member.key
    return "nobody"


def _brisk(story: Story) -> Story:
    """Return a story whose long silences are short: the product's own clock is not hurried here."""
    lines = (Line(one.kind, "60") if one.kind is Kind.PAUSE and float(one.text) > 60 else one for one in story.lines)
    return replace(story, lines=tuple(lines))


async def _ask(product: Stand, questions: Mapping[str, str]) -> dict[str, list[Mapping[str, Any]]]:
    assert product.settings.database_url
    connection = await asyncpg.connect(product.settings.database_url)
    try:
        await prepare_connection(connection)
        return {name: [dict(row) for row in await connection.fetch(text)] for name, text in questions.items()}
    finally:
        await connection.close()
