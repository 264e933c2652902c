"""After a death: what a process died with is looked at in ever smaller company, until the one that kills stands alone.

Most deaths are nobody's fault (a restart by force, no memory left), so nearly all of what was in hand is innocent and
should not wait. What was in hand together is read next in a fifteenth of that company; who was alone has spent an
attempt, rests for three seconds while others go on, and is dead after the fourth. 200 deliveries come back in 16 turns,
and one that kills is found at the third death.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.hands import Hands, Left
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import Waiting

PARTS = 15
log = structlog.get_logger()


class Accompanied(Protocol):
    """What may be read in company of so many at most, itself included; None for any number."""

    @property
    def company(self) -> int | None: ...


OneOf = TypeVar("OneOf", bound=Accompanied)


@dataclass(slots=True)
class Aftermath:
    """Deals with what dead processes left. `keys_of` names the conversations of a delivery, and may be what kills."""

    db: Database
    hands: Hands
    keys_of: Callable[[Tx, Waiting], Awaitable[set[str]]]

    async def settle(self, workspace: UUID) -> None:
        """Note of all that processes died with in how large company it may be read."""
        for left in self.hands.left_of(workspace):
            log.warning("receive.died_with", workspace=str(workspace), deliveries=len(left.ids), first=left.ids[0])
            if len(left.ids) > 1:
                await self._part(left)
            else:
                await self._blame(left)

    async def _part(self, left: Left) -> None:
        async with self.db.transaction(left.workspace, SYSTEM) as tx:
            await channels.take_lane(tx, wait=True)
            await channels.keep_apart(tx, left.ids, -(-len(left.ids) // PARTS))
        self.hands.settle(left)

    async def _blame(self, left: Left) -> None:
        """Count the attempt for good before the delivery is touched; then let its conversation wait behind it."""
        async with self.db.transaction(left.workspace, SYSTEM) as turn:  # while it is ours, nobody reads there
            await channels.take_lane(turn, wait=True)
            async with self.db.transaction(left.workspace, SYSTEM) as tx:
                counted = await channels.count_death(tx, left.ids[0])
            self.hands.settle(left)
            if counted is not None and counted.attempts == 1:  # later it waits already, or this is what kills
                self.hands.note(left.workspace, left.ids)
                await channels.hold_back(turn, left.ids[0], min(await self.keys_of(turn, counted), default=""))
        self.hands.clear(left.workspace)


def portions(waiting: Sequence[OneOf], most: int) -> Iterator[list[OneOf]]:
    """Divide deliveries, in order, so that each is in no larger company than it may be."""
    for company, group in groupby(waiting, lambda one: one.company or most):
        together = list(group)
        yield from (together[n : n + company] for n in range(0, len(together), company))
