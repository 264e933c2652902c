"""The people who write, and the provider through which they do, with its bad days."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bench.chaos.post import Post
from bench.stand import Stand
from trato.app.founding import open_channel
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.meta.faults import Fault, Faults
from trato.rooms.channels.simulators.whatsapp.server import Config, Running, serve
from trato.rooms.channels.simulators.whatsapp.simulator import Pace, Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number

POISON = "veneno"
POISONED = 0.01
LATE = 0.05  # of messages carry an older time: they were on their way for long
TEXTS = (
    "Hola, ¿a qué hora llega mi pedido?",
    "Me llegó la olla quiñada",
    "¿Tienen stock de la taza verde?",
    "Bom dia, meu pedido não chegou",
    "me cobraron dos veces",
)
BAD_DAYS = {
    Fault.RATE_LIMIT: 0.01,
    Fault.UNAVAILABLE: 0.04,
    Fault.ERROR_AFTER: 0.05,
    Fault.HANG: 0.002,
    Fault.SLOW: 0.03,
    Fault.SHUFFLE: 0.3,
    Fault.RECEIPTS_FIRST: 0.3,
}


@dataclass(slots=True)
class Town:
    """A provider, its numbers and its people. `said` holds what each person was heard to say, in order."""

    simulator: Simulator
    post: Post
    running: Running
    chance: random.Random
    numbers: list[Number] = field(default_factory=list)
    accounts: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)  # number -> (workspace, account)
    said: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    poison: set[str] = field(default_factory=set)
    spoken: int = 0
    until: float = 0.0

    async def connect(self, stand: Stand, how_many: int) -> None:
        """Give the newest workspace of a stand some numbers of this provider."""
        space = stand.spaces[-1]
        for _ in range(how_many):
            n = len(self.numbers) + 1
            identity, secret = f"55500{n:08d}", f"s3cret-{n}"
            async with stand.house.db.transaction(space.workspace, SYSTEM) as tx:
                account = await open_channel(
                    stand.house,
                    tx,
                    space.brand,
                    "whatsapp",
                    identity,
                    f"Pirca {n}",
                    settings={"api_base": self.running.url, "per_second": 200},
                    secrets={"app_secret": secret, "access_token": f"t0ken-{n}", "verify_token": "v"},
                    portfolio="p",
                )
            number = Number(
                identity,
                f"5190000{n:04d}",
                f"Pirca {n}",
                f"http://127.0.0.1:{stand.port}/hooks/{account}",
                f"t0ken-{n}",
                secret,
            )
            self.numbers.append(self.simulator.add_number(number))
            self.accounts[identity] = (space.workspace, account)

    async def live(self, people: int, pause: float, stop: asyncio.Event) -> None:
        """Let people write until told to stop, each waiting `pause` seconds on average between two messages."""
        async with asyncio.TaskGroup() as group:
            for n in range(people):
                group.create_task(self._person(n, pause, stop))

    async def _person(self, n: int, pause: float, stop: asyncio.Event) -> None:
        number = self.numbers[n % len(self.numbers)]
        person = self.simulator.add_person(
            f"519{n:08d}", f"Contacto {n}", country="PE", reads_at_once=self.chance.random() < 0.5
        )
        person.unreachable = self.chance.random() < 0.03
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0.0, 2 * pause))
            await self.say(number, person.wa_id)

    async def say(self, number: Number, wa_id: str) -> None:
        """Let a person say one thing, and wait until the webhook was answered: a provider keeps their order."""
        self.spoken += 1
        poisoned = self.chance.random() < POISONED
        text = f"{POISON if poisoned else self.chance.choice(TEXTS)} ({self.spoken})"
        behind = timedelta(seconds=self.chance.choice((3, 20))) if self.chance.random() < LATE else timedelta(0)
        at = wall_clock() - behind
        wamid = self._spoken_at(at, number, wa_id, text)
        if poisoned:
            self.poison.add(wamid)
        heard = self.post.heard[wamid] = asyncio.Event()
        await heard.wait()
        self.said[(number.id, wa_id)].append((wamid, int(at.timestamp())))

    def _spoken_at(self, at: datetime, number: Number, wa_id: str, text: str) -> str:
        """Speak under a clock that shows `at`; return the message's id."""
        self.simulator.clock = lambda: at
        try:
            return self.simulator.say_text(number.id, wa_id, text)
        finally:
            self.simulator.clock = wall_clock


async def found_town(seed: int, *, faults: bool = True, post: Post | None = None) -> Town:
    """Open a provider on loopback."""
    chance = random.Random(seed)
    post = post or Post(chance)
    moods = Faults(BAD_DAYS if faults else {}, seed=seed, slow_seconds=1.0, hang_seconds=14.0)
    simulator = Simulator(faults=moods, courier=post, pace=Pace(sent=0.05, delivered=0.3, read=0.8))
    running = await serve(Config(simulator=simulator))
    return Town(simulator, post, running, chance)
