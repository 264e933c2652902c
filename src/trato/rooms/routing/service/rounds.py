"""Deeds of rounds: the engine asked again with what it saw, and compared with what it gave."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.routing.model import Policy, WaitingCase
from trato.rooms.routing.rules.planning import choose
from trato.rooms.routing.rules.recording import BrokenChain, read
from trato.rooms.routing.store import rounds as store


async def kept_since(tx: Tx) -> datetime | None:
    """Return since when looks are kept; None when there are none."""
    return await store.first_round(tx)


async def sights(tx: Tx, from_at: datetime, to_at: datetime) -> dict[UUID, WaitingCase]:
    """Return every case as the engine first saw it between two instants, where a look was kept."""
    found: dict[UUID, WaitingCase] = {}
    async for chain in store.chains(tx, from_at, to_at):
        with suppress(BrokenChain):  # what came before the gap is known
            for known in read(chain):
                if from_at <= known.at < to_at:
                    found |= {one.case_id: one for one in known.waiting if one.case_id not in found}
    return found


@dataclass(slots=True)
class Replayed:
    """What came of asking again.

    `differing` are looks where the choice is another now; `unmatched` cases that the log of assignments gave and
    no look did; `unreadable` chains of which a look is missing.
    """

    rounds: int = 0
    assignments: int = 0
    differing: list[datetime] = field(default_factory=list)
    unmatched: list[UUID] = field(default_factory=list)
    unreadable: int = 0

    @property
    def exact(self) -> bool:
        """Whether everything that was given is given again, and nothing else."""
        return not (self.differing or self.unmatched or self.unreadable)


async def replay(
    tx: Tx, from_at: datetime, to_at: datetime, terms: Callable[[Policy], Policy] = lambda policy: policy
) -> Replayed:
    """Ask the engine again for every look between two instants, and compare with what it gave and what the log says.

    `terms` says under which terms it is asked: those that counted then, if nothing else is said.
    """
    logged = await store.list_given(tx, from_at, to_at)
    found, seen = Replayed(), set()
    async for chain in store.chains(tx, from_at, to_at):
        try:
            for known in read(chain):
                if from_at <= known.at < to_at:
                    found.rounds += 1
                    again = choose(known.waiting, known.agents, terms(known.policy), known.at)
                    if tuple(again) != known.chosen or not set(known.given) <= set(again):
                        found.differing.append(known.at)
                    seen |= {(known.at, pair) for pair in known.given}
        except BrokenChain:
            found.unreadable += 1
    found.assignments = len(logged & seen)
    found.unmatched = sorted({pair[0] for _, pair in logged - seen})
    return found
