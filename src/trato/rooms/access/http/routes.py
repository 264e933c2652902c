"""The addresses of access: what each takes, what it answers, and the verb it needs.

A handler is `async (tx, who, given) -> answer | None`: `given` is one msgspec Struct filled from path, query and body;
None is 204. `who` is the principal that the entrance found; the transaction's actor is their user.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from trato.kit.errors import Forbidden, NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.errors import MoreThanYouMay
from trato.rooms.access.model import (
    EVERYWHERE,
    SIGNED_IN,
    ApiToken,
    ApiTokenId,
    AuditRow,
    Chain,
    GrantId,
    Need,
    Place,
    Principal,
    Scope,
    ScopeKind,
    Session,
    SessionId,
    Team,
    TeamId,
    Unit,
    User,
    UserId,
    Verb,
    Workspace,
)
from trato.rooms.access.rules.rights import is_within
from trato.rooms.access.service import audit, organisation, people, rights, sign_in

MOST = 200
Page = Annotated[int, Meta(ge=1)]  # rows asked for; never more than `MOST` come


class Me(Struct, frozen=True):
    """Who I am, and where I may do what: the console enables its commands by `scopes`."""

    user: User
    workspace: Workspace
    teams: list[Team]
    scopes: dict[str, Scope]
    session_id: UUID | None
    second_factor: bool


class UserQuery(Struct, frozen=True):
    search: str = ""
    after_name: str = ""
    after_id: UUID = UUID(int=0)
    limit: Page = 100


class NewUser(Struct, frozen=True):
    email: str
    name: str
    alias: str = ""
    locale: str = "es"
    time_zone: str = "UTC"


class UserChange(Struct, frozen=True):
    id: UUID
    email: str | None = None
    name: str | None = None
    alias: str | None = None
    locale: str | None = None
    time_zone: str | None = None


class MyChange(Struct, frozen=True):
    """What people change of themselves."""

    alias: str | None = None
    locale: str | None = None
    time_zone: str | None = None


class NewGrant(Struct, frozen=True):
    to: UUID
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None = None
    team: bool = False
    until: datetime | None = None


class Made(Struct, frozen=True):
    id: UUID


class NewApiToken(Struct, frozen=True):
    name: str
    verbs: list[Verb]
    expires_at: datetime


class ApiTokenMade(Struct, frozen=True):
    """`secret` is told here and never again."""

    token: ApiToken
    secret: str


class AuditQuery(Struct, frozen=True):
    before: Annotated[int, Meta(ge=0, le=2**63 - 1)] | None = None
    object_id: UUID | None = None
    actor_id: UUID | None = None
    verb: str = ""
    limit: Page = 100


class AuditLine(Struct, frozen=True):
    seq: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    verb: str
    object_kind: str
    object_id: UUID | None
    codes: dict[str, Any]
    hash: str


class AuditPage(Struct, frozen=True):
    lines: list[AuditLine]


class TeamMove(Struct, frozen=True):
    id: UUID
    user_id: UUID


def check_whole(who: Principal, verb: Verb) -> None:
    """Refuse what is done to the whole workspace (its people, its log) to who may do it in a part only.

    Raises Forbidden. Without this, who manages the users of one brand could take over those of another.
    """
    if not who.rights.scope(verb).covers(EVERYWHERE):
        raise Forbidden(verb=verb.value)


async def check_not_above(tx: Tx, who: Principal, user: UUID) -> None:
    """Refuse to take over who may more than oneself: another's password, way in or address. Raises MoreThanYouMay.

    Who gives grants everywhere could give themselves any right, and is let through.
    """
    if who.rights.scope(Verb.GRANTS_MANAGE).everywhere:
        return
    theirs = await rights.rights_of(tx, UserId(user))
    for verb in sorted(theirs.scopes):
        if not is_within(theirs.scope(verb), who.rights.scope(verb)):
            raise MoreThanYouMay(verb=verb)


async def me(tx: Tx, who: Principal, given: Nothing) -> Me:
    """Tell the signed-in person who they are."""
    teams = {team.id: team for team in await organisation.list_teams(tx)}
    mine = await organisation.memberships_of(tx, who.user.id)
    return Me(
        user=who.user,
        workspace=await organisation.get_workspace(tx),
        teams=[teams[team] for team in mine if team in teams],
        scopes={verb.value: scope for verb, scope in who.rights.scopes.items()},
        session_id=who.session_id,
        second_factor=await sign_in.needs_second_factor(tx, who.user.id),
    )


async def change_me(tx: Tx, who: Principal, given: MyChange) -> User:
    """Change my face, my language or my time zone."""
    return await people.change_user(tx, who.user.id, **msgspec.structs.asdict(given))


async def sign_out(tx: Tx, who: Principal, given: Nothing) -> None:
    """End this session; the answer also clears the cookie (`Entrance.clear_cookie`)."""
    if who.session_id is not None:
        await sign_in.end_session(tx, who.session_id)


async def sessions(tx: Tx, who: Principal, given: Nothing) -> list[Session]:
    """List my open sessions."""
    return await sign_in.list_sessions(tx, who.user.id)


async def end_my_session(tx: Tx, who: Principal, given: OneId) -> None:
    """End one of my sessions."""
    if given.id not in {one.id for one in await sign_in.list_sessions(tx, who.user.id)}:
        raise NotFound(session=given.id)
    await sign_in.end_session(tx, SessionId(given.id))


async def end_other_sessions(tx: Tx, who: Principal, given: Nothing) -> None:
    """End all my sessions but this one."""
    await sign_in.end_sessions_of(tx, who.user.id, but=who.session_id)


async def tokens(tx: Tx, who: Principal, given: Nothing) -> list[ApiToken]:
    """List my API tokens."""
    return await sign_in.list_tokens(tx, who.user.id)


async def make_token(tx: Tx, who: Principal, given: NewApiToken) -> ApiTokenMade:
    """Make an API token for some of what I may do."""
    made = await sign_in.issue_token(tx, who, given.name, given.verbs, given.expires_at)
    return ApiTokenMade(made.token, made.secret)


async def revoke_my_token(tx: Tx, who: Principal, given: OneId) -> None:
    """Revoke one of my API tokens."""
    await sign_in.revoke_token(tx, ApiTokenId(given.id), of=who.user.id)


async def users(tx: Tx, who: Principal, given: UserQuery) -> list[User]:
    """List users by name."""
    check_whole(who, Verb.USERS_READ)
    after = (given.after_name, given.after_id)
    return await people.list_users(tx, after=after, search=given.search, limit=min(given.limit, MOST))


async def user(tx: Tx, who: Principal, given: OneId) -> User:
    """Show one user."""
    check_whole(who, Verb.USERS_READ)
    return await people.get_user(tx, given.id)


async def add_user(tx: Tx, who: Principal, given: NewUser) -> User:
    """Add a user."""
    check_whole(who, Verb.USERS_MANAGE)
    return await people.add_user(
        tx, given.email, given.name, alias=given.alias, locale=given.locale, time_zone=given.time_zone
    )


async def change_user(tx: Tx, who: Principal, given: UserChange) -> User:
    """Change a user."""
    check_whole(who, Verb.USERS_MANAGE)
    changes = {key: value for key, value in msgspec.structs.asdict(given).items() if key != "id"}
    if given.email is not None:
        await check_not_above(tx, who, given.id)
    return await people.change_user(tx, UserId(given.id), **changes)


async def disable_user(tx: Tx, who: Principal, given: OneId) -> None:
    """Let a user in no more."""
    check_whole(who, Verb.USERS_MANAGE)
    await people.disable_user(tx, UserId(given.id))


async def enable_user(tx: Tx, who: Principal, given: OneId) -> None:
    """Let a user in again."""
    check_whole(who, Verb.USERS_MANAGE)
    await people.enable_user(tx, UserId(given.id))


async def units(tx: Tx, who: Principal, given: Nothing) -> list[Unit]:
    """List the units within reach, and what stands above them."""
    scope, found = who.rights.scope(Verb.PEOPLE_READ), await organisation.list_units(tx)
    shown = {id for unit in found if scope.covers(Place(unit_id=unit.id)) for id in unit.path} | {tx.workspace}
    return [unit for unit in found if unit.id in shown]


async def teams(tx: Tx, who: Principal, given: Nothing) -> list[Team]:
    """List the teams of the units within reach, and one's own."""
    scope, mine = who.rights.scope(Verb.PEOPLE_READ), await organisation.memberships_of(tx, who.user.id)
    found = await organisation.list_teams(tx)
    return [team for team in found if team.id in mine or scope.covers(Place(unit_id=team.unit_id))]


async def join_team(tx: Tx, who: Principal, given: TeamMove) -> None:
    """Put a user into a team."""
    check_whole(who, Verb.USERS_MANAGE)
    await organisation.join_team(tx, TeamId(given.id), UserId(given.user_id))


async def leave_team(tx: Tx, who: Principal, given: TeamMove) -> None:
    """Take a user out of a team."""
    check_whole(who, Verb.USERS_MANAGE)
    await organisation.leave_team(tx, TeamId(given.id), UserId(given.user_id))


async def give_grant(tx: Tx, who: Principal, given: NewGrant) -> Made:
    """Give a user or a team a role within a scope."""
    to: UserId | TeamId = TeamId(given.to) if given.team else UserId(given.to)
    made = await rights.grant(
        tx, who.rights, to, given.role, given.scope_kind, given.scope_id, team=given.team, until=given.until
    )
    return Made(made)


async def revoke_grant(tx: Tx, who: Principal, given: OneId) -> None:
    """Take a grant back."""
    await rights.revoke(tx, who.rights, GrantId(given.id))


async def audit_log(tx: Tx, who: Principal, given: AuditQuery) -> AuditPage:
    """List the audit log, newest first."""
    check_whole(who, Verb.AUDIT_READ)
    rows: Sequence[AuditRow] = await audit.list_audit(
        tx,
        before=given.before,
        object_id=given.object_id,
        actor_id=given.actor_id,
        verb=given.verb,
        limit=min(given.limit, MOST),
    )
    return AuditPage(
        [
            AuditLine(
                r.seq, r.at, r.actor_kind, r.actor_id, r.verb, r.object_kind, r.object_id, dict(r.codes), r.hash.hex()
            )
            for r in rows
        ]
    )


async def audit_chain(tx: Tx, who: Principal, given: Nothing) -> Chain:
    """Walk along the audit log and say whether it holds."""
    check_whole(who, Verb.AUDIT_READ)
    return await audit.verify_chain(tx)


class Route(Struct, frozen=True):
    method: str
    path: str
    need: Need
    handler: Callable[..., Awaitable[Any]]
    takes: type[Struct] = Nothing


ROUTES = (
    Route("GET", "/api/v1/account", SIGNED_IN, me),
    Route("PATCH", "/api/v1/account", SIGNED_IN, change_me, MyChange),
    Route("DELETE", "/api/v1/session", SIGNED_IN, sign_out),
    Route("GET", "/api/v1/sessions", SIGNED_IN, sessions),
    Route("DELETE", "/api/v1/sessions/{id}", SIGNED_IN, end_my_session, OneId),
    Route("DELETE", "/api/v1/sessions", SIGNED_IN, end_other_sessions),
    Route("GET", "/api/v1/tokens", Verb.TOKENS_MANAGE, tokens),
    Route("POST", "/api/v1/tokens", Verb.TOKENS_MANAGE, make_token, NewApiToken),
    Route("DELETE", "/api/v1/tokens/{id}", Verb.TOKENS_MANAGE, revoke_my_token, OneId),
    Route("GET", "/api/v1/users", Verb.USERS_READ, users, UserQuery),
    Route("POST", "/api/v1/users", Verb.USERS_MANAGE, add_user, NewUser),
    Route("GET", "/api/v1/users/{id}", Verb.USERS_READ, user, OneId),
    Route("PATCH", "/api/v1/users/{id}", Verb.USERS_MANAGE, change_user, UserChange),
    Route("POST", "/api/v1/users/{id}/disable", Verb.USERS_MANAGE, disable_user, OneId),
    Route("POST", "/api/v1/users/{id}/enable", Verb.USERS_MANAGE, enable_user, OneId),
    Route("GET", "/api/v1/units", Verb.PEOPLE_READ, units),
    Route("GET", "/api/v1/organisation/teams", Verb.PEOPLE_READ, teams),
    Route("PUT", "/api/v1/teams/{id}/members/{user_id}", Verb.USERS_MANAGE, join_team, TeamMove),
    Route("DELETE", "/api/v1/teams/{id}/members/{user_id}", Verb.USERS_MANAGE, leave_team, TeamMove),
    Route("POST", "/api/v1/grants", Verb.GRANTS_MANAGE, give_grant, NewGrant),
    Route("DELETE", "/api/v1/grants/{id}", Verb.GRANTS_MANAGE, revoke_grant, OneId),
    Route("GET", "/api/v1/audit", Verb.AUDIT_READ, audit_log, AuditQuery),
    Route("GET", "/api/v1/audit/chain", Verb.AUDIT_READ, audit_chain),
)
