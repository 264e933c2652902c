"""The addresses of access: each needs its verb, and what belongs to the whole workspace needs it everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pyotp
import pytest

from tests.rooms.access.world import World, start
from trato.kit.errors import Forbidden, NotFound
from trato.kit.ids import uuid7
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.rooms.access import api as access
from trato.rooms.access.errors import PasswordTooWeak, SignInRefused, WrongCode
from trato.rooms.access.http import organisation, people, roles, routes
from trato.rooms.access.http.account import Account, Code, NewPassword, PasswordChange
from trato.rooms.access.model import Principal, Public, ScopeKind, UnitKind, Verb, WorkspaceId

Connection: TypeAlias = "asyncpg.Connection[Any]"
GOOD = "llueve sobre el tejado"


async def _as(here: World, name: str) -> Principal:
    here.as_user(here.people[name].id)
    return Principal(WorkspaceId(here.tx.workspace), here.people[name], await here.rights(name))


def test_every_address_is_named_once_and_needs_something() -> None:
    named = [(route.method, route.path) for route in routes.ROUTES]
    assert len(named) == len(set(named))
    for route in routes.ROUTES:
        assert isinstance(route.need, Verb) or route.need is Public.SIGNED_IN
        assert route.handler.__doc__ and issubclass(route.takes, msgspec.Struct)


WHOLE = [
    (routes.users, routes.UserQuery()),
    (routes.user, OneId(uuid7())),
    (routes.add_user, routes.NewUser("eva@example.org", "Eva")),
    (routes.change_user, routes.UserChange(uuid7(), name="X")),
    (routes.disable_user, OneId(uuid7())),
    (routes.enable_user, OneId(uuid7())),
    (routes.join_team, routes.TeamMove(uuid7(), uuid7())),
    (routes.leave_team, routes.TeamMove(uuid7(), uuid7())),
    (people.list_grants, people.GrantQuery()),
    (people.list_people, people.PeopleQuery()),
    (people.show_person, OneId(uuid7())),
    (people.sign_out_user, OneId(uuid7())),
    (roles.add_role, roles.NewRole("X", "agent", [Verb.CASES_READ])),
    (roles.change_role, roles.RoleChange("own.x", name="X")),
    (roles.retire_role, roles.OneRole("own.x")),
    (organisation.show, Nothing()),
    (organisation.add_team, organisation.NewTeam("X", uuid7())),
    (organisation.change_team, organisation.TeamChange(uuid7(), name="X")),
    (organisation.members, OneId(uuid7())),
    (organisation.set_member, organisation.MemberChange(uuid7(), uuid7())),
    (organisation.add_unit, organisation.NewUnit(uuid7(), UnitKind.COUNTRY, "X")),
    (organisation.change_unit, organisation.UnitChange(uuid7(), name="X")),
    (routes.audit_log, routes.AuditQuery()),
    (routes.audit_chain, Nothing()),
]


@pytest.mark.parametrize(("handler", "given"), WHOLE)
async def test_who_directs_one_brand_cannot_touch_the_people_of_all(
    app_connection: Connection, handler: Any, given: Any
) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care", ScopeKind.BRAND, here.brisa)
    who = await _as(here, "dire")
    with pytest.raises(Forbidden):
        await handler(here.tx, who, given)


async def test_who_directs_all_manages_people(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    who = await _as(here, "dire")
    made = await routes.add_user(here.tx, who, routes.NewUser("eva@example.org", "Eva"))
    assert [one.name for one in await routes.users(here.tx, who, routes.UserQuery())] == ["Dire", "Eva"]
    changed = await routes.change_user(here.tx, who, routes.UserChange(made.id, alias="Evita"))
    assert (changed.name, changed.alias) == ("Eva", "Evita")
    grant = routes.NewGrant(made.id, "agent", ScopeKind.BRAND, here.brisa)
    given = await routes.give_grant(here.tx, who, grant)
    assert given.id in {one.id for one in await people.list_grants(here.tx, who, people.GrantQuery())}
    await routes.revoke_grant(here.tx, who, OneId(given.id))
    await routes.disable_user(here.tx, who, OneId(made.id))
    await routes.enable_user(here.tx, who, OneId(made.id))
    assert len(await roles.list_roles(here.tx, who, Nothing())) == 16
    await access.append_audit(here.tx)
    page = await routes.audit_log(here.tx, who, routes.AuditQuery(actor_id=who.user.id, limit=3))
    assert [line.verb for line in page.lines] == ["user.enable", "user.disable", "grant.revoke"]
    assert (await routes.audit_chain(here.tx, who, Nothing())).holds


async def test_people_are_shown_the_units_and_teams_within_their_reach(app_connection: Connection) -> None:
    here = await start(app_connection)
    own, brand = await here.team("Externos"), await access.add_team(here.tx, here.brisa, "Brisa día")
    await access.add_team(here.tx, here.lumbre, "Lumbre noche")
    await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    await here.user("externo", "agent", ScopeKind.QUEUE, uuid7())
    await access.join_team(here.tx, own, here.people["externo"].id)
    ana, outside = await _as(here, "ana"), await _as(here, "externo")

    async def shown(who: Principal) -> tuple[set[str], set[str]]:
        units = await routes.units(here.tx, who, Nothing())
        teams = await routes.teams(here.tx, who, Nothing())
        return {unit.name for unit in units}, {team.name for team in teams}

    assert await shown(ana) == ({"Grupo Andes", "LatAm", "Argentina", "Brisa"}, {brand.name})
    assert await shown(outside) == ({"Grupo Andes"}, {"Externos"})
    me = await routes.me(here.tx, outside, Nothing())
    assert [team.name for team in me.teams] == ["Externos"] and not me.second_factor
    assert set(me.scopes) == {verb.value for verb in outside.rights.scopes}
    assert msgspec.json.encode(me)


async def test_people_end_their_own_sessions_and_nobody_elses(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana, eva = await here.user("ana", "agent"), await here.user("eva", "agent")
    mine = [await access.start_session(here.tx, ana) for _ in range(3)]
    other = await access.start_session(here.tx, eva)
    who = msgspec.structs.replace(await _as(here, "ana"), session_id=mine[0].session.id)
    for foreign in (other.session.id, uuid7()):
        with pytest.raises(NotFound):
            await routes.end_my_session(here.tx, who, OneId(foreign))
    await routes.end_my_session(here.tx, who, OneId(mine[1].session.id))
    await routes.end_other_sessions(here.tx, who, Nothing())
    assert [one.id for one in await routes.sessions(here.tx, who, Nothing())] == [mine[0].session.id]
    await routes.sign_out(here.tx, who, Nothing())
    assert await routes.sessions(here.tx, who, Nothing()) == []
    assert len(await access.list_sessions(here.tx, eva)) == 1


def _account(here: World) -> Account:
    keys = Keyring((bytes(32),))
    return Account(access.Passwords(memory_kib=64), keys, "https://trato.example.org")


async def test_a_password_is_changed_by_who_knows_the_old_one(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana = await here.user("ana", "agent")
    await here.user("jefa", "system_admin")
    await here.user("dire", "director_of_care", ScopeKind.BRAND, here.brisa)
    account = _account(here)
    boss, part = await _as(here, "jefa"), await _as(here, "dire")
    with pytest.raises(Forbidden):
        await account.set_password(here.tx, part, NewPassword(ana, GOOD))
    await account.set_password(here.tx, boss, NewPassword(ana, GOOD))
    sessions = [await access.start_session(here.tx, ana) for _ in range(2)]
    who = msgspec.structs.replace(await _as(here, "ana"), session_id=sessions[0].session.id)
    with pytest.raises(SignInRefused):
        await account.change_password(here.tx, who, PasswordChange("a guess of it", "otra frase muy larga"))
    with pytest.raises(PasswordTooWeak):
        await account.change_password(here.tx, who, PasswordChange(GOOD, "corta"))
    await account.change_password(here.tx, who, PasswordChange(GOOD, "otra frase muy larga"))
    assert [one.id for one in await access.list_sessions(here.tx, ana)] == [sessions[0].session.id]


async def test_a_second_factor_is_given_up_with_a_code_or_by_who_manages_users(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("jefa", "system_admin")
    ana = await here.user("ana", "agent")
    account = _account(here)
    who = await _as(here, "ana")
    totp = pyotp.parse_uri((await account.start(here.tx, who, Nothing())).uri)
    assert isinstance(totp, pyotp.TOTP)
    codes = (await account.confirm(here.tx, who, Code(totp.at(here.tx.now)))).codes
    with pytest.raises(WrongCode):
        await account.drop(here.tx, who, Code("000000"))
    await account.drop(here.tx, who, Code(codes[0]))
    assert not await access.needs_second_factor(here.tx, ana)
    totp = pyotp.parse_uri((await account.start(here.tx, who, Nothing())).uri)
    assert isinstance(totp, pyotp.TOTP)
    here.after(timedelta(minutes=5))
    await account.confirm(here.tx, who, Code(totp.at(here.tx.now)))
    await account.drop_of(here.tx, await _as(here, "jefa"), OneId(ana))
    assert not await access.needs_second_factor(here.tx, ana)
