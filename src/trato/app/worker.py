"""The worker process: receives, sends, reacts, assigns, keeps time. Any number of them may run."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from trato.app import logs
from trato.app.account_looks import AccountLooks
from trato.app.chat_post import TOPIC, ChatPoster
from trato.app.importing import runner_of
from trato.app.lending import Lender
from trato.app.letters import Letters
from trato.app.mail import Postman
from trato.app.shifts import go_round, until_told
from trato.app.warnings import warn_of_budgets, warn_of_tokens
from trato.app.wiring import House, open_house, reactions_of
from trato.flow.acts.calling import end_overdue
from trato.flow.acts.context import PostFetcher
from trato.flow.acts.fetching import Fetcher
from trato.flow.acts.handing_over import Passer
from trato.flow.acts.moderating import Moderator
from trato.flow.acts.ordering import Operator
from trato.flow.acts.routing import Dispatcher
from trato.flow.acts.seeing import Seer
from trato.flow.naming import Namer
from trato.flow.outbound import Sender
from trato.flow.receiving import Receiver
from trato.flow.summarising import Summariser
from trato.flow.timers import Timekeeper, sweep_desks, sweep_kept, sweep_parked, sweep_silent
from trato.kit.events import SYSTEM
from trato.kit.hands import Hands
from trato.kit.http import OutsideClient, provider_client
from trato.kit.reactions import Reactor
from trato.kit.rounds import Rounds
from trato.kit.settings import read_settings
from trato.kit.virus import Scanner
from trato.rooms.channels import api as channels
from trato.rooms.compliance import api as compliance
from trato.rooms.console.reactions import Pusher
from trato.rooms.console.service.alerts import judge_all
from trato.rooms.conversations import api as conversations
from trato.rooms.intelligence import api as intelligence
from trato.rooms.panels import api as panels
from trato.rooms.routing import api as routing
from trato.rooms.search.reactions import Historian
from trato.rooms.webhooks.reactions import Teller
from trato.rooms.whatif.reactions import Replayer
from trato.rooms.workforce import api as workforce

SETTLED = 90.0  # seconds from the start of a worker until desks are judged
LARGEST_FILE = 25 * 1024 * 1024  # bytes that are fetched from an address that people gave us
PAUSE = 0.06  # seconds between batches of one workspace: they grow under load, and a message costs a third less
PATIENCE = timedelta(milliseconds=400)  # what a person never notices, and a message is understood in
log = structlog.get_logger()


def rounds_of(house: House, carrier: channels.Carrier, acceptor: channels.Acceptor, hands: Hands) -> list[Rounds]:
    """Return every kind of work that a worker does."""
    db = house.db
    receiver = Receiver(db, house.book, hands)
    sender = Sender(db, house.book, carrier)
    moderator = Moderator(db, house.book, carrier, sender.valves)
    passer = Passer(db, house.book, carrier, sender.valves)
    timekeeper = Timekeeper(db)
    fetcher = Fetcher(db, house.book, carrier, house.blobs, Scanner(house.settings.clamav))
    reactor = Reactor(db, reactions_of(house))
    posts = PostFetcher(db, house.book, carrier)
    dispatcher = Dispatcher(db, house.book, PATIENCE if house.settings.intelligence else timedelta(0))
    operator = Operator(db, house.book, carrier)
    seer = Seer(db, house.book, carrier)
    letters = Letters(house)
    outside = OutsideClient(loopback=house.settings.is_local)
    pusher = Pusher(db, house.keyring, outside, house.settings.public_url)
    poster = ChatPoster(house, carrier)
    looks = AccountLooks(house, channels.Examiner(carrier.http, carrier.outside))
    teller = Teller(db, house.keyring, outside, house.settings.public_url)
    asker = channels.Asker(db, house.book, carrier, acceptor)
    poller = channels.Poller(db, house.book, carrier, acceptor)
    renewer = channels.Renewer(db, house.book, carrier, house.seal)
    profiler = channels.Profiler(db, house.book, carrier)
    historian = Historian(db)
    replayer = Replayer(db)
    importer = runner_of(house)
    models = intelligence.llm_client(local=house.settings.is_local, networks=house.settings.llm_networks)
    namer = Namer(db, house.keyring, models)
    summariser = Summariser(db, house.keyring, models)

    async def has_deliveries() -> list[UUID]:
        async with db.at_door() as door:
            return await channels.waiting_workspaces(door)

    async def has_messages() -> list[UUID]:
        async with db.at_door() as door:
            return await conversations.waiting_workspaces(door)

    async def send(workspace: UUID) -> int:
        return await sender.expire(workspace) + await sender.send(workspace)

    began = time.monotonic()

    async def desks(workspace: UUID) -> int:
        # Consoles need a moment to be back after the whole house stood still: nobody is judged for that.
        return await sweep_desks(db, workspace) if time.monotonic() - began > SETTLED else 0

    async def alerts(workspace: UUID) -> int:
        async with db.transaction(workspace, SYSTEM) as tx:
            return await judge_all(tx, house.walls)

    return [
        Rounds("receive", "inbox", has_deliveries, receiver.receive, pause=PAUSE),
        Rounds("send", "outbox", has_messages, send),
        Rounds("moderate", "outbox", moderator.look, moderator.work, every=1.0),
        Rounds("threads", "outbox", passer.look, passer.work, every=1.0),
        Rounds("timers", "timers", timekeeper.look, timekeeper.work, every=0.25),
        Rounds("react", "events", reactor.look, reactor.work, every=1.0, pause=0.05),
        Rounds("dispatch", "events", dispatcher.look, dispatcher.work, every=1.0, pause=0.1),
        Rounds("orders", "events", operator.look, operator.work, every=0.25, pause=0.1),
        Rounds("chat_post", TOPIC, poster.look, poster.work, every=2.0),
        Rounds("webhooks", "webhooks", teller.look, teller.work, every=1.0, pause=0.1),
        Rounds("push", "", pusher.look, pusher.work, every=1.0),
        Rounds("fetch", "events", fetcher.look, fetcher.work, every=1.0, pause=0.2),
        Rounds("posts", "events", posts.look, posts.work, every=2.0, pause=0.2),
        Rounds("seen", "events", seer.look, seer.work, every=2.0, pause=0.2),
        Rounds("ask", "events", asker.look, asker.work, every=2.0, pause=0.2),
        Rounds("profiles", "events", profiler.look, profiler.work, every=2.0, pause=0.2),
        Rounds("poll", "", poller.find, poller.work, every=1.0, pause=1.0),
        Rounds("renew", "", db.workspaces, renewer.work, every=20.0, at_once=1),
        Rounds("letters", "events", letters.look, letters.work, every=2.0, pause=0.5),
        Rounds("summaries", "", summariser.look, summariser.work, every=2.0),
        Rounds("history", "", historian.look, historian.work, every=10.0, pause=0.1, at_once=1),
        Rounds("replays", "", replayer.look, replayer.work, every=1.0, at_once=1),
        Rounds("imports", "", importer.look, importer.work, every=2.0, at_once=1),
        Rounds("names", "", namer.look, namer.work, every=60.0, at_once=1),
        Rounds("alerts", "", db.workspaces, alerts, every=5.0),
        Rounds("desks", "", db.workspaces, desks, every=10.0),
        Rounds("looks", "", db.workspaces, looks.work, every=60.0, at_once=1),
        Rounds("sweep", "", db.workspaces, partial(sweep, house), every=60.0),
    ]


async def sweep(house: House, workspace: UUID) -> int:
    """Do what no fact asks for: heal what two transactions missed, end holds, sample loads, warn in time."""
    db = house.db
    await sweep_parked(db, workspace)
    await sweep_silent(db, workspace)
    await sweep_kept(db, workspace)
    async with db.transaction(workspace, SYSTEM, ring=("events", "outbox")) as tx:
        await compliance.release_ended(tx)
        await end_overdue(tx)
        await panels.forget_old(tx)
        await workforce.sample_load(tx, routing.held_by)
        await conversations.note_pulses(tx)
        await warn_of_tokens(house, tx)
        await warn_of_budgets(house, tx)
    return 0


async def work(stop: asyncio.Event) -> None:
    """Work until told to stop."""
    settings = read_settings()
    house = await open_house(settings)
    outside = OutsideClient(loopback=house.settings.is_local, most_bytes=LARGEST_FILE)
    async with provider_client() as http, outside:
        postman = Postman(house)
        carrier = channels.Carrier(http, house.blobs, postman.submit, house.ring_widget, Lender(house).lend, outside)
        acceptor = channels.Acceptor(house.db)
        acceptor.start()
        rounds = rounds_of(house, carrier, acceptor, Hands(settings.hands))
        log.info("worker.started")
        await go_round(rounds, settings.app_url, stop, postman.run)
    await house.db.close()


def main() -> None:
    """Run the worker until SIGTERM."""
    logs.configure(read_settings().log)
    until_told(work)


if __name__ == "__main__":
    main()
