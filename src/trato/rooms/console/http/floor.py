"""The addresses of the supervisors' desk: the board, who works, and what its numbers should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.console.model import AgentPlan, FloorAgent, Measure, Selection, Target, Wall
from trato.rooms.console.service import agents, targets, walls

Row: TypeAlias = tuple[str, str, Need, Any, type[Struct]]
Ids = Annotated[str, Meta(max_length=4_000)]


class WallQuery(Struct, frozen=True):
    """Which part of one's reach: ids parted by commas; nothing is all of it."""

    brand: Ids = ""
    queue: Ids = ""
    team: Ids = ""

    @property
    def selection(self) -> Selection:
        """What is looked at. Raises FilterUnknown."""
        return walls.read_selection({"brand": self.brand, "queue": self.queue, "team": self.team})


class Segment(Struct, frozen=True):
    """An interval of presence of today; `until` is None while it lasts."""

    state: str
    reason: str | None
    since: datetime
    until: datetime | None


class AgentDay(Struct, frozen=True):
    """How somebody's day went so far, from `since`: midnight where whoever asks lives."""

    since: datetime
    segments: tuple[Segment, ...]


class NewTarget(Struct, frozen=True):
    """`value` None goes back to what holds otherwise; `queue_id` None is everywhere."""

    measure: Measure
    value: int | None = None
    queue_id: UUID | None = None


class TheirPresence(Struct, frozen=True):
    id: UUID
    state: str
    reason: str | None = None


class TheirCapacity(Struct, frozen=True):
    """`capacity` is in units: a usual conversation takes 10."""

    id: UUID
    capacity: int


@dataclass(frozen=True, slots=True)
class FloorDoors:
    """What supervisors look at and change."""

    walls: walls.Walls

    async def wall(self, tx: Tx, who: Principal, given: WallQuery) -> Wall:
        """Show the board of a part of my reach."""
        return (await self.walls.tally(tx)).wall(who.rights.scope(Verb.FLOOR_READ), given.selection)

    async def agents(self, tx: Tx, who: Principal, given: WallQuery) -> list[FloorAgent]:
        """List who works the queues of a part of my reach."""
        return (await self.walls.tally(tx)).reached(who.rights.scope(Verb.FLOOR_READ), given.selection)

    async def days(self, tx: Tx, who: Principal, given: WallQuery) -> dict[str, AgentDay]:
        """Tell how the day of each of them went so far, by agent."""
        standing = await self.walls.tally(tx)
        reached = standing.reached(who.rights.scope(Verb.FLOOR_READ), given.selection)
        since, found = await agents.days(tx, who, [one.id for one in reached])
        return {
            str(one.id): AgentDay(since, tuple(Segment(*each) for each in found.get(one.id, ()))) for one in reached
        }

    async def plans(self, tx: Tx, who: Principal, given: WallQuery) -> dict[str, AgentPlan]:
        """Tell what is expected today of each of them and how they kept it so far, by agent."""
        standing = await self.walls.tally(tx)
        reached = standing.reached(who.rights.scope(Verb.FLOOR_READ), given.selection)
        return {str(id): plan for id, plan in (await agents.plans(tx, who, [one.id for one in reached])).items()}

    async def set_presence(self, tx: Tx, who: Principal, given: TheirPresence) -> FloorAgent:
        """Say where somebody is: an agent who left without saying so, say."""
        await agents.check_agent(tx, who, given.id)
        await agents.set_presence(tx, given.id, given.state, given.reason)
        return await agents.one(tx, given.id)

    async def set_capacity(self, tx: Tx, who: Principal, given: TheirCapacity) -> FloorAgent:
        """Say how much somebody can hold at once."""
        await agents.check_agent(tx, who, given.id)
        await agents.set_capacity(tx, given.id, given.capacity)
        return await agents.one(tx, given.id)

    async def held(self, tx: Tx, who: Principal, given: OneId) -> list[UUID]:
        """List the open cases that somebody has in charge, within my reach: to give them to others."""
        await agents.check_agent(tx, who, given.id, Verb.FLOOR_READ)
        return await agents.held(tx, who, given.id)

    async def set_target(self, tx: Tx, who: Principal, given: NewTarget) -> list[Target]:
        """Say what a number of the board should be."""
        await targets.set_target(tx, who, given.measure, given.queue_id, given.value)
        return await targets.list_targets(tx)

    def table(self) -> tuple[Row, ...]:
        """Return every address with what it needs."""
        return (
            ("GET", "/api/v1/floor", Verb.FLOOR_READ, self.wall, WallQuery),
            ("GET", "/api/v1/floor/agents", Verb.FLOOR_READ, self.agents, WallQuery),
            ("GET", "/api/v1/floor/days", Verb.FLOOR_READ, self.days, WallQuery),
            ("GET", "/api/v1/floor/adherence", Verb.FLOOR_READ, self.plans, WallQuery),
            ("GET", "/api/v1/floor/agents/{id}/cases", Verb.FLOOR_READ, self.held, OneId),
            ("PUT", "/api/v1/floor/agents/{id}/presence", Verb.PRESENCE_MANAGE, self.set_presence, TheirPresence),
            ("PUT", "/api/v1/floor/agents/{id}/capacity", Verb.PRESENCE_MANAGE, self.set_capacity, TheirCapacity),
            ("PUT", "/api/v1/floor/targets", Verb.ALERTS_MANAGE, self.set_target, NewTarget),
        )
