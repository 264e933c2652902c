"""Roles of a workspace's own, grants that end, why somebody may, and nobody locked out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest

from tests.rooms.access.world import World, start
from trato.kit.errors import Conflict, Invalid
from trato.kit.requests import OneId
from trato.kit.secrets import Keyring
from trato.rooms.access import api as access
from trato.rooms.access.errors import LastAdministrator, MoreThanYouMay, RoleHeld, RoleUnknown
from trato.rooms.access.events import GrantsChanged
from trato.rooms.access.http import people, roles, routes
from trato.rooms.access.http.account import Account, NewPassword
from trato.rooms.access.model import Principal, ScopeKind, Verb, WorkspaceId
from trato.rooms.access.service import roles as service

Connection: TypeAlias = "asyncpg.Connection[Any]"
READER = [Verb.CASES_READ, Verb.NOTES_WRITE]


async def _principal(here: World, name: str) -> Principal:
    here.as_user(here.people[name].id)
    return Principal(WorkspaceId(here.tx.workspace), here.people[name], await here.rights(name))


async def test_an_own_role_gives_its_verbs_where_it_is_granted(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    lee = await here.user("lee")
    who = await _principal(here, "dire")
    made = await roles.add_role(here.tx, who, roles.NewRole("Lectura", "agent", READER))
    await access.grant(here.tx, who.rights, lee, made.code, ScopeKind.BRAND, here.brisa)
    rights = await here.rights("lee")
    assert set(rights.scopes) == set(READER)
    assert rights.scope(Verb.CASES_READ).units == {here.brisa} and not rights.scope(Verb.CASES_READ).everywhere


async def test_an_own_role_never_may_more_than_who_makes_it(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("sistema", "system_admin")
    who = await _principal(here, "sistema")
    with pytest.raises(MoreThanYouMay) as refused:
        await roles.add_role(here.tx, who, roles.NewRole("Agente corto", "agent", [Verb.CASES_REPLY]))
    assert refused.value.data == {"verb": Verb.CASES_REPLY}
    made = await roles.add_role(here.tx, who, roles.NewRole("Personas", "system_admin", [Verb.USERS_READ]))
    with pytest.raises(MoreThanYouMay):
        await roles.change_role(
            here.tx, who, roles.RoleChange(made.code, verbs=[Verb.USERS_READ, Verb.CONTACTS_EXPORT])
        )


async def test_changing_a_role_changes_the_rights_of_who_holds_it_and_tells_their_pages(
    app_connection: Connection,
) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    own, by_team = await here.user("own"), await here.user("by_team")
    team = await here.team("Noche")
    await access.join_team(here.tx, team, by_team)
    who = await _principal(here, "dire")
    made = await roles.add_role(here.tx, who, roles.NewRole("Lectura", "agent", READER))
    await access.grant(here.tx, who.rights, own, made.code, ScopeKind.WORKSPACE)
    await access.grant(here.tx, who.rights, team, made.code, ScopeKind.WORKSPACE, team=True)
    here.tx.events.clear()
    await roles.change_role(here.tx, who, roles.RoleChange(made.code, verbs=[Verb.CASES_READ]))
    told = {(one.subject, one.team) for one in here.facts(GrantsChanged)}
    assert told == {(own, False), (team, True)}
    assert set((await here.rights("by_team")).scopes) == {Verb.CASES_READ}


async def test_a_role_that_somebody_holds_stays_and_its_name_is_one(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    lee = await here.user("lee")
    who = await _principal(here, "dire")
    made = await roles.add_role(here.tx, who, roles.NewRole("Lectura", "agent", READER))
    with pytest.raises(Conflict):
        await roles.add_role(here.tx, who, roles.NewRole("lectura", "agent", READER))
    grant = await access.grant(here.tx, who.rights, lee, made.code, ScopeKind.WORKSPACE)
    with pytest.raises(RoleHeld):
        await roles.retire_role(here.tx, who, roles.OneRole(made.code))
    await access.revoke(here.tx, who.rights, grant)
    await roles.retire_role(here.tx, who, roles.OneRole(made.code))
    with pytest.raises(RoleUnknown):
        await access.grant(here.tx, who.rights, lee, made.code, ScopeKind.WORKSPACE)
    with pytest.raises(RoleUnknown):
        await service.change_role(here.tx, who.rights, "agent", verbs=READER)


async def test_a_grant_ends_by_itself_and_given_again_takes_its_new_end(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana = await here.user("ana")
    soon, later = here.tx.now + timedelta(hours=1), here.tx.now + timedelta(hours=3)
    first = await access.grant(here.tx, None, ana, "agent", ScopeKind.WORKSPACE, until=soon)
    assert (await here.rights("ana")).may(Verb.CASES_REPLY)
    assert first == await access.grant(here.tx, None, ana, "agent", ScopeKind.WORKSPACE, until=later)
    here.after(timedelta(hours=2))
    assert (await here.rights("ana")).may(Verb.CASES_REPLY)
    here.after(timedelta(hours=1))
    assert not (await here.rights("ana")).scopes
    assert await access.list_grants(here.tx) == []
    with pytest.raises(Invalid):
        await access.grant(here.tx, None, ana, "agent", ScopeKind.WORKSPACE, until=here.tx.now)


async def test_nobody_locks_everybody_out(app_connection: Connection) -> None:
    here = await start(app_connection)
    dire = await here.user("dire", "director_of_care")
    who = await _principal(here, "dire")
    (grant,) = [one for one in await access.list_grants(here.tx) if one.user_id == dire]
    soon = here.tx.now + timedelta(days=1)
    for way in (
        access.revoke(here.tx, who.rights, grant.id),
        access.disable_user(here.tx, dire),
        access.grant(here.tx, None, dire, "director_of_care", ScopeKind.WORKSPACE, until=soon),
    ):
        savepoint = here.tx.connection.transaction()
        await savepoint.start()
        with pytest.raises(LastAdministrator):
            await way
        await savepoint.rollback()


async def test_an_administrator_by_team_or_in_two_halves_counts_and_an_invited_one_does_not(
    app_connection: Connection,
) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    who = await _principal(here, "dire")
    halves = await here.user("halves")
    people_half = await roles.add_role(here.tx, who, roles.NewRole("Personas", "agent", [Verb.USERS_MANAGE]))
    grants_half = await roles.add_role(here.tx, who, roles.NewRole("Permisos", "agent", [Verb.GRANTS_MANAGE]))
    asked = await access.add_user(here.tx, "asked@example.org", "Asked", invited=True)
    await access.grant(here.tx, None, asked.id, "system_admin", ScopeKind.WORKSPACE)
    team = await here.team("Administración")
    await access.grant(here.tx, None, team, grants_half.code, ScopeKind.WORKSPACE, team=True)
    first = await access.grant(here.tx, None, halves, people_half.code, ScopeKind.WORKSPACE)
    await access.join_team(here.tx, team, halves)
    await access.disable_user(here.tx, who.user.id)
    for way in (access.leave_team(here.tx, team, halves), access.revoke(here.tx, None, first)):
        savepoint = here.tx.connection.transaction()
        await savepoint.start()
        with pytest.raises(LastAdministrator):
            await way
        await savepoint.rollback()


async def test_a_person_s_page_says_which_grant_gives_which_verb(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    ana = await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    team = await here.team("Noche")
    await access.join_team(here.tx, team, ana)
    by_team = await access.grant(here.tx, None, team, "analyst", ScopeKind.WORKSPACE, team=True)
    who = await _principal(here, "dire")
    shown = await people.show_person(here.tx, who, OneId(ana))
    own = shown.grants[0]
    assert [one.name for one in shown.grants] == ["Ana", "Noche"]
    assert shown.verbs["cases.read"] == [own.id, by_team] and shown.verbs["cases.reply"] == [own.id]
    assert set(shown.verbs) == {verb.value for verb in (await here.rights("ana")).scopes}


async def test_the_directory_is_paged_searched_and_says_where_people_are(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    team = await here.team("Noche")
    for name in ("ana", "beto", "caro"):
        await access.join_team(here.tx, team, await here.user(name, "agent"))
    await access.add_user(here.tx, "zoe@example.org", "Zoe", invited=True)
    who = await _principal(here, "dire")
    page = await people.list_people(here.tx, who, people.PeopleQuery(limit=2))
    rest = await people.list_people(here.tx, who, people.PeopleQuery(limit=3, cursor=page.next or ""))
    assert [one.name for one in (*page.items, *rest.items)] == ["Ana", "Beto", "Caro", "Dire", "Zoe"]
    assert rest.next is None and page.states == {"active": 4, "invited": 1}
    assert page.items[0].teams == (team,) and page.items[0].roles == ("agent",)
    found = await people.list_people(here.tx, who, people.PeopleQuery(search="BETO@", team_id=team))
    assert [one.name for one in found.items] == ["Beto"]
    with pytest.raises(Invalid):
        await people.list_people(here.tx, who, people.PeopleQuery(cursor="nada"))


async def test_who_manages_people_only_takes_over_nobody_who_may_more(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    who = await _principal(here, "dire")
    verbs = [Verb.USERS_READ, Verb.USERS_MANAGE]
    made = await roles.add_role(here.tx, who, roles.NewRole("Personas", "director_of_care", verbs))
    await here.user("ayuda", made.code)
    peer = await here.user("par", made.code)
    doors = Account(access.Passwords(memory_kib=64), Keyring((bytes(32),)), "https://trato.example.org")
    helper = await _principal(here, "ayuda")
    with pytest.raises(MoreThanYouMay):
        await doors.set_password(here.tx, helper, NewPassword(who.user.id, "llueve sobre el tejado"))
    with pytest.raises(MoreThanYouMay):
        await doors.drop_of(here.tx, helper, OneId(who.user.id))
    with pytest.raises(MoreThanYouMay):
        await routes.change_user(here.tx, helper, routes.UserChange(who.user.id, email="otra@example.org"))
    await doors.set_password(here.tx, helper, NewPassword(peer, "llueve sobre el tejado"))
    await doors.set_password(here.tx, who, NewPassword(helper.user.id, "llueve sobre el tejado"))
