"""Keeping what the engine saw: of each look only what is new, so that a long queue is not written again and again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from trato.rooms.routing.model import AgentAtWork, Known, Pair, Policy, Round, Seen, WaitingCase

LONGEST_CHAIN = 200  # looks after which everything is written again: what is old can be thrown away
_decoder = msgspec.msgpack.Decoder(Seen)
_encoder = msgspec.msgpack.Encoder()


class BrokenChain(ValueError):
    """A look cannot be read: one before it in its chain is missing."""


class Scribe:
    """Writes the looks of one worker at one workspace, as a chain.

    It goes by what it wrote: where the transaction of a look was undone, another scribe must begin anew.
    """

    def __init__(self, new_id: UUID) -> None:
        self._chain = new_id
        self._number = 0
        self._cases: dict[UUID, WaitingCase] = {}
        self._agents: dict[UUID, AgentAtWork] = {}

    @property
    def is_long(self) -> bool:
        """Whether it is time for a scribe with a new chain."""
        return self._number >= LONGEST_CHAIN

    def write(
        self,
        waiting: Sequence[WaitingCase],
        agents: Sequence[AgentAtWork],
        policy: Policy,
        at: datetime,
        chosen: Iterable[Pair],
        given: Iterable[Pair],
    ) -> Round:
        """Return one look as it is kept."""
        cases, people = {one.case_id: one for one in waiting}, {one.id: one for one in agents}
        seen = Seen(
            at,
            policy,
            [one for one in waiting if self._cases.get(one.case_id) != one],
            [one for one in self._cases if one not in cases],
            [one for one in agents if self._agents.get(one.id) != one],
            [one for one in self._agents if one not in people],
            list(chosen),
            list(given),
        )
        written = Round(self._chain, self._number, zlib.compress(_encoder.encode(seen), 1))
        self._number += 1
        self._cases, self._agents = cases, people
        return written


def read(rounds: Iterable[Round]) -> Iterator[Known]:
    """Tell everything that each look of a chain saw, in order. Raises BrokenChain where one is missing."""
    cases: dict[UUID, WaitingCase] = {}
    agents: dict[UUID, AgentAtWork] = {}
    for number, one in enumerate(rounds):
        if one.number != number:
            raise BrokenChain(f"look {number} of {one.chain} is missing")
        seen = _decoder.decode(zlib.decompress(one.seen))
        for gone in seen.gone:
            cases.pop(gone, None)
        for left in seen.left:
            agents.pop(left, None)
        cases |= {case.case_id: case for case in seen.cases}
        agents |= {agent.id: agent for agent in seen.agents}
        yield Known(
            seen.at, seen.policy, tuple(cases.values()), tuple(agents.values()), tuple(seen.chosen), tuple(seen.given)
        )
