"""The addresses of teams and of the tree of units."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.http.routes import Route, check_whole
from trato.rooms.access.model import Member, Principal, Team, TeamId, Unit, UnitKind, UserId, Verb
from trato.rooms.access.service import organisation, teams


class TeamRow(Struct, frozen=True):
    id: TeamId
    unit_id: UUID
    name: str
    members: int


class Organisation(Struct, frozen=True):
    """The tree from the root down, and the teams by name."""

    units: list[Unit]
    teams: list[TeamRow]


class NewTeam(Struct, frozen=True):
    name: str
    unit_id: UUID


class TeamChange(Struct, frozen=True):
    id: UUID
    name: str | None = None
    unit_id: UUID | None = None


class MemberChange(Struct, frozen=True):
    """In the team from now on; with `leader`, answering for it or no longer."""

    id: UUID
    user_id: UUID
    leader: bool | None = None


class NewUnit(Struct, frozen=True):
    """A region or a country; a brand comes with its room."""

    parent_id: UUID
    kind: UnitKind
    name: str


class UnitChange(Struct, frozen=True):
    id: UUID
    name: str | None = None
    parent_id: UUID | None = None


async def show(tx: Tx, who: Principal, given: Nothing) -> Organisation:
    """Show the whole tree of units and all teams."""
    check_whole(who, Verb.PEOPLE_READ)
    counted = await teams.count_members(tx)
    rows = [TeamRow(one.id, one.unit_id, one.name, counted.get(one.id, 0)) for one in await organisation.list_teams(tx)]
    return Organisation(await organisation.list_units(tx), rows)


async def add_team(tx: Tx, who: Principal, given: NewTeam) -> Team:
    """Add a team to a unit."""
    check_whole(who, Verb.USERS_MANAGE)
    return await organisation.add_team(tx, given.unit_id, teams.check_name(given.name))


async def change_team(tx: Tx, who: Principal, given: TeamChange) -> Team:
    """Give a team another name or another unit."""
    check_whole(who, Verb.USERS_MANAGE)
    return await teams.change_team(tx, given.id, name=given.name, unit=given.unit_id)


async def members(tx: Tx, who: Principal, given: OneId) -> list[Member]:
    """List who is in a team, leaders first."""
    check_whole(who, Verb.USERS_READ)
    return await teams.list_roster(tx, given.id)


async def set_member(tx: Tx, who: Principal, given: MemberChange) -> None:
    """Put a person into a team, or say whether they answer for it."""
    check_whole(who, Verb.USERS_MANAGE)
    await organisation.join_team(tx, TeamId(given.id), UserId(given.user_id))
    if given.leader is not None:
        await teams.lead_team(tx, given.id, UserId(given.user_id), given.leader)


async def add_unit(tx: Tx, who: Principal, given: NewUnit) -> Unit:
    """Add a region or a country to the tree."""
    check_whole(who, Verb.UNITS_MANAGE)
    if given.kind not in {UnitKind.REGION, UnitKind.COUNTRY}:
        raise Invalid(field="kind", reason="not_by_hand")
    return await organisation.add_unit(tx, given.parent_id, given.kind, teams.check_name(given.name))


async def change_unit(tx: Tx, who: Principal, given: UnitChange) -> Unit:
    """Rename a unit, or hang it with all below it under another."""
    check_whole(who, Verb.UNITS_MANAGE)
    if given.name is not None:
        await teams.name_unit(tx, given.id, given.name)
    if given.parent_id is not None:
        await teams.move_unit(tx, given.id, given.parent_id)
    return await organisation.get_unit(tx, given.id)


TABLE = (
    Route("GET", "/api/v1/organisation", Verb.PEOPLE_READ, show),
    Route("POST", "/api/v1/organisation/teams", Verb.USERS_MANAGE, add_team, NewTeam),
    Route("PATCH", "/api/v1/organisation/teams/{id}", Verb.USERS_MANAGE, change_team, TeamChange),
    Route("GET", "/api/v1/organisation/teams/{id}/members", Verb.USERS_READ, members, OneId),
    Route("PUT", "/api/v1/organisation/teams/{id}/members/{user_id}", Verb.USERS_MANAGE, set_member, MemberChange),
    Route("POST", "/api/v1/organisation/units", Verb.UNITS_MANAGE, add_unit, NewUnit),
    Route("PATCH", "/api/v1/organisation/units/{id}", Verb.UNITS_MANAGE, change_unit, UnitChange),
)
