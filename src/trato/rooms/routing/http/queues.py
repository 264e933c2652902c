"""The addresses of queues, and of what agents can hold, as people administer them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, TeamId, User, UserId, UserState, Verb
from trato.rooms.brands import api as brands
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Mode, Overflow, Queue, QueueId
from trato.rooms.workforce import api as workforce

Row = tuple[str, str, Verb, Any, type[Struct]]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Seconds = Annotated[int, Meta(ge=0, le=604_800)]
Units = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]  # what makes no sense is refused by name


class QueueTerms(Struct, frozen=True):
    """Whose a queue is and how it gives its cases; an agent has `accept_seconds` to accept one, 0 is given at once."""

    name: Name
    brand_id: UUID | None
    team_id: UUID | None
    automatic: bool = True
    mode: Literal["push", "pull", "both"] = "both"
    accept_seconds: Seconds = 0
    sticky_seconds: Seconds = 120
    overflow_queue_id: UUID | None = None
    overflow_seconds: Seconds | None = None
    overflow_closed: bool = False


class QueueChange(QueueTerms, frozen=True, kw_only=True):
    id: UUID


class QueueShown(QueueTerms, frozen=True, kw_only=True):
    id: UUID
    position: int


class AgentCapacity(Struct, frozen=True):
    """What somebody can hold and holds, in units: a usual case takes 10. `limits` are cases by channel.

    `over` says that they hold more than they may by now: nothing is taken away, and nothing new is given until
    there is room.
    """

    user_id: UUID
    name: str
    team_ids: tuple[UUID, ...]
    live: int
    deferred: int
    limits: dict[str, int]
    live_load: int
    deferred_load: int
    held: dict[str, int]
    skills: dict[str, int]
    over: bool


class NewCapacity(Struct, frozen=True):
    """`limits` left out stay as they are."""

    id: UUID
    live: Units
    deferred: Units
    limits: dict[str, Units] | None = None


class TheirSkills(Struct, frozen=True):
    """Levels, 1 to 5, by skill: all that somebody can do."""

    id: UUID
    levels: dict[UUID, Units]


async def list_queues(tx: Tx, who: Principal, given: Nothing) -> list[QueueShown]:
    """List the queues within my reach, with how each gives its cases."""
    scope = who.rights.scope(Verb.QUEUES_MANAGE)
    return [
        _shown(one)
        for one in await routing.list_queues(tx)
        if scope.covers(Place(brand_id=one.brand_id, queue_id=one.id))
    ]


async def open_queue(tx: Tx, who: Principal, given: QueueTerms) -> QueueShown:
    """Open a queue."""
    await _check(tx, who, Place(brand_id=given.brand_id), given)
    last = max((one.position for one in await routing.list_queues(tx)), default=-1)
    made = await routing.create_queue(
        tx, given.name.strip(), brand_id=given.brand_id, team_id=given.team_id, position=last + 1
    )
    after = _with(made, given)
    await routing.change_queue(tx, after)
    return _shown(after)


async def change_queue(tx: Tx, who: Principal, given: QueueChange) -> QueueShown:
    """Say anew whose a queue is and how it gives its cases."""
    before = await _get(tx, who, given.id)
    await _check(tx, who, Place(brand_id=given.brand_id, queue_id=before.id), given)
    after = _with(before, given)
    await routing.change_queue(tx, after)
    return _shown(after)


async def retire_queue(tx: Tx, who: Principal, given: OneId) -> None:
    """Close a queue: what waits in it stays, and is given by hand."""
    await routing.retire_queue(tx, (await _get(tx, who, given.id)).id)


async def list_capacities(tx: Tx, who: Principal, given: Nothing) -> list[AgentCapacity]:
    """List what the people whom I look after can hold, what they hold, and what they can do."""
    return await _capacities(tx, await _people(tx, who))


async def set_capacity(tx: Tx, who: Principal, given: NewCapacity) -> AgentCapacity:
    """Say what somebody can hold. Less than they hold is accepted, and the answer says so."""
    reached = await _people(tx, who)
    if given.id not in reached:
        raise NotFound()
    await workforce.set_capacity(tx, given.id, given.live, given.deferred, given.limits)
    tx.audit(AuditEntry("presence.set_capacity", "user", given.id, {"capacity": given.live}))
    (after,) = await _capacities(tx, {given.id: reached[given.id]})
    return after


async def set_skills(tx: Tx, who: Principal, given: TheirSkills) -> AgentCapacity:
    """Say all that somebody can do, and how well."""
    reached = await _people(tx, who)
    if given.id not in reached:
        raise NotFound()
    await workforce.set_skills(tx, given.id, given.levels)
    (after,) = await _capacities(tx, {given.id: reached[given.id]})
    return after


async def _people(tx: Tx, who: Principal) -> dict[UUID, list[UUID]]:
    """Return the members of the teams of queues within reach, each with those teams."""
    scope = who.rights.scope(Verb.PRESENCE_MANAGE)
    teams = (
        [one.id for one in await access.list_teams(tx)]
        if scope.everywhere
        else [
            TeamId(one.team_id)
            for one in await routing.list_queues(tx)
            if one.team_id and scope.covers(Place(brand_id=one.brand_id, queue_id=one.id))
        ]
    )
    found: dict[UUID, list[UUID]] = {}
    for team in dict.fromkeys(teams):
        for user in await access.list_members(tx, team):
            found.setdefault(user, []).append(team)
    return found


async def _capacities(tx: Tx, people: dict[UUID, list[UUID]]) -> list[AgentCapacity]:
    users: dict[UUID, User] = {one.id: one for one in await access.get_users(tx, [UserId(one) for one in people])}
    known = await workforce.capacities_of(tx, list(people), routing.held_by)
    skills = await workforce.skills_of(tx, list(people))
    return sorted(
        (
            AgentCapacity(
                user, users[user].name, tuple(teams), one.capacity.live, one.capacity.deferred,
                dict(one.capacity.limits), one.load.live, one.load.deferred, dict(one.held.cases),
                {str(skill): level for skill, level in skills.get(user, {}).items()}, one.over,
            )
            for user, teams in people.items()
            if user in users and users[user].state is UserState.ACTIVE and (one := known[user])
        ),
        key=lambda one: (one.name, one.user_id.int),
    )  # fmt: skip


async def _get(tx: Tx, who: Principal, queue_id: UUID) -> Queue:
    scope = who.rights.scope(Verb.QUEUES_MANAGE)
    found = next((one for one in await routing.list_queues(tx) if one.id == queue_id), None)
    if found is None or not scope.covers(Place(brand_id=found.brand_id, queue_id=found.id)):
        raise NotFound()
    return found


async def _check(tx: Tx, who: Principal, place: Place, given: QueueTerms) -> None:
    """Refuse what is out of reach: a brand, a team or a queue that is not there, or not for this person."""
    if not who.rights.scope(Verb.QUEUES_MANAGE).covers(place):
        raise NotFound()
    if given.brand_id is not None and given.brand_id not in {one.id for one in await brands.list_brands(tx)}:
        raise NotFound()
    if given.team_id is not None and given.team_id not in {one.id for one in await access.list_teams(tx)}:
        raise NotFound()
    if given.overflow_queue_id is not None:
        await _get(tx, who, given.overflow_queue_id)


def _with(queue: Queue, given: QueueTerms) -> Queue:
    after = None if given.overflow_seconds is None else timedelta(seconds=given.overflow_seconds)
    spills = QueueId(given.overflow_queue_id) if given.overflow_queue_id else None
    return replace(
        queue,
        name=given.name.strip(),
        brand_id=given.brand_id,
        team_id=given.team_id,
        automatic=given.automatic,
        mode=Mode(given.mode),
        accept_seconds=given.accept_seconds,
        sticky=timedelta(seconds=given.sticky_seconds),
        overflow=Overflow(spills, after, given.overflow_closed),
    )


def _shown(one: Queue) -> QueueShown:
    after = one.overflow.after
    return QueueShown(
        id=one.id,
        position=one.position,
        name=one.name,
        brand_id=one.brand_id,
        team_id=one.team_id,
        automatic=one.automatic,
        mode=one.mode.value,
        accept_seconds=one.accept_seconds,
        sticky_seconds=int(one.sticky.total_seconds()),
        overflow_queue_id=one.overflow.queue_id,
        overflow_seconds=None if after is None else int(after.total_seconds()),
        overflow_closed=one.overflow.closed,
    )


TABLE: tuple[Row, ...] = (
    ("GET", "/api/v1/routing/queues", Verb.QUEUES_MANAGE, list_queues, Nothing),
    ("POST", "/api/v1/routing/queues", Verb.QUEUES_MANAGE, open_queue, QueueTerms),
    ("PUT", "/api/v1/routing/queues/{id}", Verb.QUEUES_MANAGE, change_queue, QueueChange),
    ("POST", "/api/v1/routing/queues/{id}/retire", Verb.QUEUES_MANAGE, retire_queue, OneId),
    ("GET", "/api/v1/routing/agents", Verb.PRESENCE_MANAGE, list_capacities, Nothing),
    ("PUT", "/api/v1/routing/agents/{id}/capacity", Verb.PRESENCE_MANAGE, set_capacity, NewCapacity),
    ("PUT", "/api/v1/routing/agents/{id}/skills", Verb.PRESENCE_MANAGE, set_skills, TheirSkills),
)
