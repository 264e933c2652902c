"""The demo as a process: loads its workspace once, plays the world outside, and shows where everything is."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import structlog
import uvicorn

from trato.app.demo import places as ports
from trato.app.demo.cast import PIRCA, ZUMBAL
from trato.app.demo.loading.house import (
    ASSISTANTS,
    DOORS,
    SHOWN_NUMBERS,
    Firm,
    connect_orders,
    find_workspace,
    has_past,
    point_channels,
    read_firm,
)
from trato.app.demo.loading.inboxes import remember_inbox
from trato.app.demo.loading.loader import MAIL_PASSWORD, load, secrets_of
from trato.app.demo.loading.past import add_outage, add_past
from trato.app.demo.loading.remembering import remember
from trato.app.demo.page.site import Control, make_site
from trato.app.demo.places import HOST, Places
from trato.app.demo.playing.agents import Agents
from trato.app.demo.playing.deeds import Deeds
from trato.app.demo.playing.network import Network
from trato.app.demo.playing.pace import Clock
from trato.app.demo.playing.teaching import correct_some
from trato.app.demo.playing.teller import Teller
from trato.app.demo.shop.catalogue import CUSTOMERS
from trato.app.demo.shop.orders import Orders
from trato.app.demo.standins.fronts import show_profiles
from trato.app.demo.standins.opening import OPENERS
from trato.app.demo.standins.standing import Stage, StandIn
from trato.app.demo.stories.reading import ASIDE, Story, read_file, read_stories
from trato.app.demo.wording import TEMPLATES
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.settings import Settings
from trato.rooms.channels.simulators.email import server as mail
from trato.rooms.channels.simulators.email.quoting import Person
from trato.rooms.channels.simulators.facebook import server as facebook
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.whatsapp import server as whatsapp
from trato.rooms.channels.simulators.whatsapp.simulator import Pace as ReceiptPace
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number, TemplateText

POST = "Llegaron las ollas de barro de Chulucanas. Hay de tres tamaños, y las enviamos a todo el país."
STRANGERS_EVERY = 4.0  # seconds between looks for cases of people whom nobody wrote
log = structlog.get_logger()


@dataclass(slots=True)
class Demo:
    """The demo while it lives."""

    settings: Settings
    house: House
    firm: Firm
    places: Places
    simulator: Simulator
    mailboxes: mail.Running
    stand_ins: Sequence[StandIn]
    orders: Orders
    agents: Agents
    teller: Teller
    clock: Clock
    is_new: bool = False  # it was loaded just now
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def play(self) -> None:
        """Begin to tell stories; a new demo begins with those that nobody need answer."""
        for one in read_file(ASIDE) if self.is_new else ():
            self.teller.begin(one)
        for work in (
            self.teller.run(),
            self.teller.keep_seats_busy(),
            self.agents.take_breaks(),
            self._pass_strangers_on(),
            self._teach(),
        ):
            self.tasks.append(asyncio.create_task(work))

    async def _teach(self) -> None:
        await correct_some(self.house, self.firm)

    async def _pass_strangers_on(self) -> None:
        while True:
            await asyncio.sleep(STRANGERS_EVERY)
            await self.agents.pass_on(self.teller.known_cases())


@asynccontextmanager
async def open_demo(
    settings: Settings, house: House, places: Places, *, clock: Clock | None = None, stories: tuple[Story, ...] = ()
) -> AsyncIterator[Demo]:
    """Load what is missing, open the stand-ins and the pages, and send the cast to work.

    Raises NotForTheWorld before anything is stored, OSError when a port is taken meanwhile.
    """
    ports.check_private(settings)
    stories = stories or read_stories()
    firm = await read_firm(house, await find_workspace(house) or await load(house))
    await point_channels(house, firm, places)
    orders = Orders(wall_clock, await connect_orders(house, firm, places))
    is_new = not await has_past(house, firm.workspace)
    if is_new:
        await add_past(house, firm, stories)
        await add_outage(house, firm)
    clock = clock or Clock()
    simulator = Simulator(pace=ReceiptPace(read=6.0))
    await remember(house, firm, simulator.world)
    stage = Stage(house, firm, places, inside(settings))
    stand_ins = [await opened(stage) for opened in OPENERS]
    telephones = await whatsapp.serve(_telephones(settings, firm, places, simulator))
    pages = await facebook.serve(await _facebook(settings, house, firm), places.facebook)
    mailboxes = await mail.serve(_mailboxes(places))
    await show_profiles(house, firm)
    for address in mailboxes.office.accounts:  # mails are numbered from 1 again: a new validity tells who reads them
        mailboxes.office.mailbox(address).validity = int(wall_clock().timestamp())
    try:
        async with httpx.AsyncClient(timeout=15, trust_env=False) as http:
            agents = Agents(house, firm, clock)
            network = Network(firm, simulator, mailboxes.office, http, inside(settings), places.url)
            teller = Teller(network, agents, Deeds(agents), clock, stories, random.Random())
            demo = Demo(
                settings, house, firm, places, simulator, mailboxes, stand_ins, orders, agents, teller, clock, is_new
            )  # fmt: skip
            async with _pages(demo):
                await agents.arrive()
                yield demo
                for task in [*demo.tasks, *teller.telling]:
                    task.cancel()
                await asyncio.gather(*demo.tasks, *teller.telling, return_exceptions=True)
                await agents.go_home()
    finally:
        await telephones.stop()
        await pages.stop()
        await mailboxes.stop()
        for one in stand_ins:
            await one.close()


def inside(settings: Settings) -> str:
    """Return where the product listens, for calls from this machine: providers and visitors come by loopback.

    It is the address that the product tells its providers, where that is here: a check compares the two.
    """
    if settings.is_local and urlsplit(settings.public_url).port == settings.port:
        return settings.public_url
    return f"http://{HOST}:{settings.port}"


def _telephones(settings: Settings, firm: Firm, places: Places, simulator: Simulator) -> whatsapp.Config:
    numbers = []
    for brand in (PIRCA, ZUMBAL):
        door = firm.doors[(brand, "whatsapp")]
        secrets = secrets_of(brand, "whatsapp")
        number = Number(
            door.address, SHOWN_NUMBERS[brand], door.name, f"{inside(settings)}/hooks/{door.account_id}",
            secrets["access_token"], secrets["app_secret"],
        )  # fmt: skip
        for name, language, category, body in TEMPLATES[brand]:
            number.add_template(TemplateText(name, language, body, category))
        numbers.append(number)
    simulator.add_person("51987310214", "Visita de Lima", country="PE")
    simulator.add_person("525512340077", "Visita de México", country="MX")
    return whatsapp.Config(places.whatsapp, tuple(numbers), simulator=simulator)


async def _facebook(settings: Settings, house: House, firm: Firm) -> Facebook:
    """Return the Page of Pirca, with who wrote to it before, and two people who may."""
    played = Facebook()
    door = firm.doors.get((PIRCA, "messenger"))
    if door is not None:
        secrets = secrets_of(PIRCA, "messenger")
        hook = f"{inside(settings)}/hooks/{door.account_id}"
        page = Page(
            door.address, "Pirca Cocina", hook, secrets["access_token"], secrets["app_secret"], others=ASSISTANTS
        )
        played.add_page(page)
        await remember_inbox(house, firm.workspace, played, page, door.account_id)
        played.posts.publish(door.address, POST)
    played.add_person("7012345678900001", "Visita de Arequipa")
    played.add_person("7012345678900002", "Visita de Cusco")
    return played


def _mailboxes(places: Places) -> mail.MailConfig:
    accounts = {address: MAIL_PASSWORD for (_, channel), (address, _) in DOORS.items() if channel == "email"}
    brands = {address: name for (_, channel), (address, name) in DOORS.items() if channel == "email"}
    people = [Person(one.email, one.name) for one in CUSTOMERS]
    return mail.MailConfig(accounts, people, brands, HOST, places.smtp, places.imap)


class _Quiet(uvicorn.Server):
    """A server that leaves signals to the process it lives in."""

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        """Capture none."""
        return nullcontext()


@asynccontextmanager
async def _pages(demo: Demo) -> AsyncIterator[None]:
    control = Control(
        demo.settings, demo.places, demo.clock, lambda: (demo.teller.ended, len(demo.teller.telling)),
        [door for one in demo.stand_ins for door in one.doors],
    )  # fmt: skip
    site = make_site(control, demo.mailboxes.app, demo.orders, [r for one in demo.stand_ins for r in one.routes])
    config = uvicorn.Config(
        site, host=HOST, port=demo.places.pages, log_level="warning", access_log=False, timeout_graceful_shutdown=1
    )
    server = _Quiet(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            await task
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        for one in demo.stand_ins:
            one.hush()
        server.should_exit = True
        await task
