"""Agents who come and go while routing gives them cases: nobody is ever given more than they can hold."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from bench.chaos.desk import TROUBLE, read
from bench.stand import Space, Stand
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

PEOPLE = 4  # in each workspace
CAPACITIES = (0, 10, 20, 40, 60)  # units of deferred work; a case takes ten
STATES = (PresenceState.ONLINE,) * 3 + (PresenceState.BUSY, PresenceState.BREAK, PresenceState.OFFLINE)
EVERYTHING = 1_000  # units, the most that anybody takes
HOLDS = 40  # cases of one person, of whatever channels: fewer than fill them
TOUCHES = 10.0  # seconds between two signs of life of those who are there
OPEN = """
select workspace_id, count(*) as many from cases."case" where state = 'open' group by workspace_id
"""


@dataclass(slots=True)
class Crew:
    """The agents of a stand's workspaces, and what they do."""

    stand: Stand
    chance: random.Random
    people: list[tuple[UUID, UserId]] = field(default_factory=list)  # workspace, agent

    async def join(self, space: Space) -> None:
        """Hire agents for a workspace, and let its queue give its cases by itself."""
        async with self.stand.house.db.transaction(space.workspace, SYSTEM) as tx:
            for _ in range(PEOPLE):
                await self._hire(tx, space)
            for queue in await routing.list_queues(tx):
                await routing.change_queue(tx, replace(queue, automatic=True))

    async def _hire(self, tx: Tx, space: Space) -> UserId:
        name = uuid7().hex
        user = await access.add_user(tx, f"{name}@pirca.example", f"Agente {name[-4:]}")
        await access.join_team(tx, space.brand.team_id, user.id)
        await workforce.set_presence(tx, user.id, PresenceState.ONLINE)
        self.people.append((space.workspace, user.id))
        return user.id

    async def work(self, stop: asyncio.Event) -> None:
        """Come, go, and be able to take more or less, until told to stop."""
        while not stop.is_set():
            await asyncio.sleep(self.chance.uniform(0.05, 0.3))
            workspace, user = self.chance.choice(self.people)
            with suppress(Unavailable, *TROUBLE):
                async with self.stand.house.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
                    await self._change(tx, user)

    async def _change(self, tx: Tx, user: UserId) -> None:
        if self.chance.random() < 0.5:
            await workforce.set_presence(tx, user, self.chance.choice(STATES))
        else:
            await workforce.set_capacity(tx, user, 0, self.chance.choice(CAPACITIES))

    async def take_all(self) -> None:
        """Let everybody be there with room for all, and no case wait for who knows its contact: all are given."""
        for space in self.stand.spaces:
            async with self.stand.house.db.transaction(space.workspace, SYSTEM) as tx:
                for queue in await routing.list_queues(tx):
                    await routing.change_queue(tx, replace(queue, sticky=timedelta(0)))
        for workspace, user in self.people:
            async with self.stand.house.db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
                await workforce.set_capacity(tx, user, EVERYTHING, EVERYTHING)
                await workforce.set_presence(tx, user, PresenceState.ONLINE)

    async def reinforce(self) -> None:
        """Hire until there is room for every case: a storm on every channel brings more than the first may hold."""
        waiting = {row["workspace_id"]: row["many"] for row in await read(self.stand, OPEN)}
        for space in self.stand.spaces:
            there = sum(workspace == space.workspace for workspace, _ in self.people)
            missing = waiting.get(space.workspace, 0) // HOLDS + 1 - there
            if missing > 0:
                async with self.stand.house.db.transaction(space.workspace, SYSTEM, ring=("events",)) as tx:
                    for _ in range(missing):
                        await workforce.set_capacity(tx, await self._hire(tx, space), EVERYTHING, EVERYTHING)

    async def stay(self) -> None:
        """Touch every desk now and then, for ever: whoever does not is held to be away, and the cases go back."""
        while True:
            with suppress(Unavailable, *TROUBLE):
                await self.reinforce()
                for workspace, user in self.people:
                    async with self.stand.house.db.transaction(workspace, SYSTEM) as tx:
                        await workforce.act(tx, user)
            await asyncio.sleep(TOUCHES)
