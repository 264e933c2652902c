"""The engine asked again over a day that was never: its looks are kept as the product keeps them, and read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import AgentAtWork, Pair, Policy, Round, WaitingCase
from trato.rooms.whatif.model import Day, House
from trato.rooms.whatif.service.living import live


@dataclass(slots=True)
class _Keeping:
    """The product's choice, keeping every look that gave something."""

    rounds: list[Round] = field(default_factory=list)
    given: int = 0
    _scribe: routing.Scribe = field(default_factory=lambda: routing.Scribe(uuid7()))

    def __call__(
        self, waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime
    ) -> Sequence[tuple[UUID, UUID]]:
        chosen: list[Pair] = routing.choose(waiting, agents, policy, now)
        if chosen:
            if self._scribe.is_long:
                self._scribe = routing.Scribe(uuid7())
            self.rounds.append(self._scribe.write(waiting, agents, policy, now, chosen, chosen))
            self.given += len(chosen)
        return chosen


@dataclass(frozen=True, slots=True)
class Checked:
    """How many looks a day had, how many cases they gave, how many looks gave otherwise when read back, their bytes."""

    looks: int
    given: int
    differing: int
    size: int


def check(day: Day, house: House) -> Checked:
    """Live a day, keep what the engine saw, read it back, ask again; it must give the same."""
    keeping = _Keeping()
    live(day, house, choice=keeping)
    differing, chain = 0, list[Round]()
    for one in [*keeping.rounds, None]:
        if chain and (one is None or one.chain != chain[0].chain):
            for known in routing.read(chain):
                again = routing.choose(known.waiting, known.agents, known.policy, known.at)
                differing += tuple(again) != known.chosen
            chain = []
        if one is not None:
            chain.append(one)
    return Checked(len(keeping.rounds), keeping.given, differing, sum(len(one.seen) for one in keeping.rounds))
