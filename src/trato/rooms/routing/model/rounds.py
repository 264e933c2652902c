"""Rounds: what the engine saw and chose at one instant, kept so that it can be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.routing.model.plans import AgentAtWork, Policy, WaitingCase

Pair = tuple[UUID, UUID]  # a case, and the agent to whom it goes


class Seen(Struct, frozen=True, array_like=True):
    """One look: at what instant, under which policy, and what is new since the look before in the same chain.

    `chosen` is what the engine chose, `given` what of it still held when cases and agents were locked.
    """

    at: datetime
    policy: Policy
    cases: list[WaitingCase]
    gone: list[UUID]
    agents: list[AgentAtWork]
    left: list[UUID]
    chosen: list[Pair]
    given: list[Pair]


@dataclass(frozen=True, slots=True)
class Round:
    """A look as it is kept: the `number`-th of a chain, as bytes."""

    chain: UUID
    number: int
    seen: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a look saw."""

    at: datetime
    policy: Policy
    waiting: tuple[WaitingCase, ...]
    agents: tuple[AgentAtWork, ...]
    chosen: tuple[Pair, ...]
    given: tuple[Pair, ...]
