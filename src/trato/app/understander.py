"""The process that understands: models are opened here and nowhere else, so that no other waits or grows for them."""

from __future__ import annotations

import asyncio
import os

import structlog

from trato.app import logs
from trato.app.shifts import go_round, until_told
from trato.app.wiring import House, open_house
from trato.flow.discovering import Discoverer
from trato.flow.relearning import Relearner
from trato.flow.suggesting import Suggester
from trato.flow.typifying import Typifier
from trato.flow.understanding import Understander
from trato.kit.rounds import Rounds
from trato.kit.settings import read_settings
from trato.rooms.intelligence import api as intelligence

GENTLE = 10  # how much more willingly it lets others go first: who answers people does not wait for who understands
PAUSE = 0.06  # seconds between batches of one workspace, so that they grow under load
CALM = 0.25  # the same for what a person looks at later than that
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
        Rounds("typify", "events", typifier.look, typifier.work, every=0.5, pause=CALM, at_once=1),
        Rounds("relearn", "learning", relearner.look, relearner.work, every=20.0, at_once=1),
        Rounds("suggest", "events", suggester.look, suggester.work, every=0.5, pause=CALM, at_once=1),
        Rounds("answers", "", suggester.look_for_answers, suggester.keep_answers, every=30.0, pause=PAUSE, at_once=1),
        Rounds("discover", "", discoverer.look, discoverer.work, every=60.0, at_once=1),
    ]


async def work(stop: asyncio.Event) -> None:
    """Understand until told to stop."""
    settings = read_settings()
    house = await open_house(settings, size=2, door_size=1)  # few: each holds its plans in memory
    analyser = await asyncio.to_thread(intelligence.open_analyser)
    log.info("understander.started", encoder=analyser.encoder.encoder_id)
    await go_round(rounds_of(house, analyser), settings.app_url, stop)
    await house.db.close()


def main() -> None:
    """Run until SIGTERM."""
    logs.configure(read_settings().log)
    os.nice(GENTLE)
    until_told(work)


if __name__ == "__main__":
    main()
