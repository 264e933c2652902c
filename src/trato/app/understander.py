"""The process that understands: models are opened here and nowhere else, so that no other waits or grows for them."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any
from uuid import UUID

import structlog
import uvloop

from trato.app import logs
from trato.app.wiring import House, open_house
from trato.flow.discovering import Discoverer
from trato.flow.relearning import Relearner
from trato.flow.suggesting import Suggester
from trato.flow.typifying import Typifier
from trato.flow.understanding import Understander
from trato.kit.live import listen
from trato.kit.rounds import Rounds
from trato.kit.settings import read_settings
from trato.rooms.intelligence import api as intelligence

GENTLE = 5  # how much more willingly it lets others go first: who answers people does not wait for who understands them
PAUSE = 0.02  # seconds between batches of one workspace, so that they grow under load
log = structlog.get_logger()


def rounds_of(house: House, analyser: intelligence.Analyser) -> list[Rounds]:
    """Return every kind of work that needs a model."""
    understander = Understander(house.db, analyser)
    discoverer = Discoverer(house.db, analyser.encoder)
    relearner = Relearner(house.db, analyser.encoder)
    typifier = Typifier(house.db, analyser.encoder)
    suggester = Suggester(house.db, house.book, analyser)
    return [
        Rounds("understand", "events", understander.look, understander.work, every=0.5, pause=PAUSE, at_once=1),
        Rounds("typify", "events", typifier.look, typifier.work, every=0.5, pause=PAUSE, at_once=1),
        Rounds("relearn", "learning", relearner.look, relearner.work, every=20.0, at_once=1),
        Rounds("suggest", "events", suggester.look, suggester.work, every=0.5, pause=PAUSE, at_once=1),
        Rounds("answers", "", suggester.look_for_answers, suggester.keep_answers, every=30.0, pause=PAUSE, at_once=1),
        Rounds("discover", "", discoverer.look, discoverer.work, every=60.0, at_once=1),
    ]


async def work(stop: asyncio.Event) -> None:
    """Understand until told to stop."""
    settings = read_settings()
    house = await open_house(settings, size=3, door_size=1)
    analyser = await asyncio.to_thread(intelligence.open_analyser)
    log.info("understander.started", encoder=analyser.encoder.encoder_id)
    rounds = rounds_of(house, analyser)

    def heard(topic: str, workspace: UUID) -> None:
        for one in rounds:
            one.hear(topic, workspace)

    def connected() -> None:
        for one in rounds:
            one.look_now()

    async with asyncio.TaskGroup() as group:
        running: list[asyncio.Task[Any]] = [group.create_task(one.run()) for one in rounds]
        running.append(group.create_task(listen(settings.app_url, heard, connected)))
        await stop.wait()
        for task in running:
            task.cancel()
    await house.db.close()


def main() -> None:
    """Run until SIGTERM."""
    logs.configure(read_settings().log)
    os.nice(GENTLE)

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await work(stop)

    uvloop.run(run())


if __name__ == "__main__":
    main()
