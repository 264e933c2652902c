"""People on every other channel: what they said, against what came, and what we said, against what they see.

Every text is said once and no two are alike, so a text tells which message it was.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg

from bench.chaos.providers import PROVIDERS, Provider
from bench.chaos.town import BAD_DAYS, TEXTS
from bench.ledger import Findings
from bench.stand import Stand
from trato.app.founding import open_channel
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.meta.faults import OF_SENDS, Fault, Faults

SAID = """
select m.text, count(*) as times, min(v.id::text) as conversation from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = m.workspace_id
join channels.account a on a.id = v.account_id and a.workspace_id = v.workspace_id
where m.direction = 'in' and a.channel = $1 group by m.text
"""


@dataclass(slots=True)
class Crowds:
    """All crowds of a run. `said` holds each person's texts, in the order in which they spoke."""

    chance: random.Random
    faults: Faults
    providers: list[Provider] = field(default_factory=list)
    said: dict[str, dict[int, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    async def connect(self, stand: Stand) -> None:
        """Open an account of each provider for the newest workspace of a stand."""
        space = stand.spaces[-1]
        for make in PROVIDERS:
            provider = make()
            opened = await provider.open(self.faults)
            async with stand.house.db.transaction(space.workspace, SYSTEM) as tx:
                account: UUID = await open_channel(
                    stand.house, tx, space.brand, provider.channel, opened.external_id, "Caos",
                    settings=opened.settings, secrets=opened.secrets,
                )  # fmt: skip
            provider.hook(f"http://127.0.0.1:{stand.port}/hooks/{account}")
            self.providers.append(provider)

    async def live(self, people: int, pause: float, stop: asyncio.Event) -> None:
        """Let `people` of each channel speak until told to stop, each waiting `pause` seconds on average."""
        async with asyncio.TaskGroup() as group:
            for provider in self.providers:
                for n in range(people):
                    group.create_task(self._speak(provider, n, pause, stop))

    async def _speak(self, provider: Provider, n: int, pause: float, stop: asyncio.Event) -> None:
        lines = self.said[provider.channel][n]
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0.0, 2 * pause))
            text = f"{self.chance.choice(TEXTS)} ({provider.channel} {n}.{len(lines)})"
            lines.append(text)
            provider.say(n, text)

    async def unread(self, connection: asyncpg.Connection[Any]) -> dict[str, int]:
        """Return how much of what was said is no message yet, by channel; what only the way says counts as one."""
        found = {}
        for provider in self.providers:
            came = {row["text"] for row in await connection.fetch(SAID, provider.channel)}
            lines = self.said[provider.channel].values()
            many = sum(text not in came for texts in lines for text in texts) or int(provider.busy())
            if many:
                found[provider.channel] = many
        return found

    def taken(self, keys: dict[str, str]) -> list[tuple[str, str]]:
        """Return what stands on people's screens as (key, ""), in order; `keys` names our messages by their text."""
        return [(keys[text], "") for provider in self.providers for text in provider.shown() if text in keys]

    async def check(self, connection: asyncpg.Connection[Any], found: Findings) -> None:
        """I1, I2: what each person said is one message each, in one conversation."""
        for provider in self.providers:
            rows = {row["text"]: row for row in await connection.fetch(SAID, provider.channel)}
            people = self.said[provider.channel]
            for n, lines in people.items():
                for text in lines:
                    if text not in rows:
                        found.blame("lost", f"I1 {text!r} was said and is no message")
                    elif rows[text]["times"] > 1:
                        found.blame("doubled", f"I2 {text!r} is {rows[text]['times']} messages")
                threads = {rows[text]["conversation"] for text in lines if text in rows}
                if provider.one_thread and len(threads) > 1:
                    found.blame("doubled", f"I2 {provider.channel} {n} stands in {len(threads)} conversations")
            shown = Counter(provider.shown())
            found.figures[f"{provider.channel}.said"] = sum(len(lines) for lines in people.values())
            found.figures[f"{provider.channel}.shown"] = sum(shown.values())

    async def stop(self) -> None:
        """Stop listening and drop what is on its way."""
        for provider in self.providers:
            await provider.close()


def gather(seed: int, *, faults: bool = True) -> Crowds:
    """Return crowds that nobody has connected yet."""
    rates: dict[Fault, float] = {fault: BAD_DAYS[fault] for fault in OF_SENDS} if faults else {}
    moods = Faults(rates, seed=seed, slow_seconds=1.0, hang_seconds=14.0)
    return Crowds(random.Random(seed), moods)
