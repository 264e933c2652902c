"""The addresses of people: the directory, one person, and what they may and why."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from trato.kit.errors import Invalid
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.http.routes import MOST, Route, check_whole
from trato.rooms.access.model import (
    Grant,
    GrantId,
    LinkMail,
    MemberOf,
    PersonRow,
    Principal,
    ScopeKind,
    Session,
    UserId,
    UserState,
    Verb,
)
from trato.rooms.access.rules.why import reasons
from trato.rooms.access.service import directory, links, organisation, people, rights, roles, sign_in
from trato.rooms.access.service.people import FIRST


class PeopleQuery(Struct, frozen=True):
    search: str = ""
    state: UserState | None = None
    team_id: UUID | None = None
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1)] = 50


class PeoplePage(Struct, frozen=True):
    """`states` counts all people by state, whatever was searched."""

    items: list[PersonRow]
    next: str | None
    states: dict[str, int]


class GrantRow(Struct, frozen=True):
    """A grant in force, with the name of who has it and of who gave it."""

    id: GrantId
    user_id: UUID | None
    team_id: UUID | None
    name: str
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None
    until: datetime | None
    granted_at: datetime | None
    granted_by: str


class InvitationState(Struct, frozen=True):
    """An invitation that nobody took yet; it may have ended."""

    made_at: datetime
    expires_at: datetime
    mail: LinkMail


class PersonView(Struct, frozen=True):
    """One person, what they may (each verb with the grants that give it), and their open sessions."""

    person: PersonRow
    memberships: list[MemberOf]
    grants: list[GrantRow]
    verbs: dict[str, list[UUID]]
    sessions: list[Session]
    invitation: InvitationState | None


class GrantQuery(Struct, frozen=True):
    user_id: UUID | None = None
    team_id: UUID | None = None
    role: str = ""


async def list_people(tx: Tx, who: Principal, given: PeopleQuery) -> PeoplePage:
    """List people by name, a page at a time."""
    check_whole(who, Verb.USERS_READ)
    limit = min(given.limit, MOST)
    found = await directory.list_people(
        tx,
        after=_read_cursor(given.cursor),
        search=given.search,
        state=given.state.value if given.state else "",
        team=given.team_id,
        limit=limit + 1,
    )
    items, more = found[:limit], len(found) > limit
    return PeoplePage(
        items, _write_cursor(items[-1].name, items[-1].id) if more else None, await directory.count_states(tx)
    )


async def show_person(tx: Tx, who: Principal, given: OneId) -> PersonView:
    """Show one person: their data, teams, grants, what they may and why, and their sessions."""
    check_whole(who, Verb.USERS_READ)
    row = await directory.get_person(tx, given.id)
    held = await rights.list_grants_of(tx, row.id)
    open_link = await links.invitation_of(tx, row.id)
    return PersonView(
        person=row,
        memberships=await directory.memberships_named(tx, row.id),
        grants=await rows_of(tx, held),
        verbs=reasons(held, await roles.list_own_roles(tx)),
        sessions=await sign_in.list_sessions(tx, row.id),
        invitation=InvitationState(open_link.made_at, open_link.expires_at, open_link.mail) if open_link else None,
    )


async def sign_out_user(tx: Tx, who: Principal, given: OneId) -> None:
    """End every session of a person; their open pages close."""
    check_whole(who, Verb.USERS_MANAGE)
    await sign_in.end_sessions_of(tx, UserId((await people.get_user(tx, given.id)).id))


async def list_grants(tx: Tx, who: Principal, given: GrantQuery) -> list[GrantRow]:
    """List the grants in force: of a person (with those of their teams), of a team, of a role, or all."""
    check_whole(who, Verb.ROLES_READ)
    if given.user_id is not None:
        return await rows_of(tx, await rights.list_grants_of(tx, UserId(given.user_id)))
    if given.team_id is not None:
        return await rows_of(tx, await rights.list_grants_of_team(tx, given.team_id))
    found = await rights.list_grants(tx)
    return await rows_of(tx, [one for one in found if given.role in ("", one.role)])


async def rows_of(tx: Tx, found: list[Grant]) -> list[GrantRow]:
    """Return grants with their names."""
    names = await directory.names_of(tx, [id for one in found for id in (one.user_id, one.granted_by)])
    teams = {team.id: team.name for team in await organisation.list_teams(tx)}
    return [
        GrantRow(
            one.id,
            one.user_id,
            one.team_id,
            names.get(one.user_id, "") if one.user_id else teams.get(one.team_id, "") if one.team_id else "",
            one.role,
            one.scope_kind,
            one.scope_id,
            one.until,
            one.granted_at,
            names.get(one.granted_by, "") if one.granted_by else "",
        )
        for one in found
    ]


def _write_cursor(name: str, id: UUID) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode((name, id))).decode()


def _read_cursor(cursor: str) -> tuple[str, UUID]:
    if not cursor:
        return FIRST
    try:
        return msgspec.json.decode(base64.b64decode(cursor, altchars=b"-_", validate=True), type=tuple[str, UUID])
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        raise Invalid(field="cursor", reason="unknown") from None


TABLE = (
    Route("GET", "/api/v1/people", Verb.USERS_READ, list_people, PeopleQuery),
    Route("GET", "/api/v1/people/{id}", Verb.USERS_READ, show_person, OneId),
    Route("POST", "/api/v1/users/{id}/sign-out", Verb.USERS_MANAGE, sign_out_user, OneId),
    Route("GET", "/api/v1/grants", Verb.ROLES_READ, list_grants, GrantQuery),
)
