"""Teams and units, as people rearrange them."""

from __future__ import annotations

from typing import Any, TypeAlias

import asyncpg
import pytest

from tests.rooms.access.world import start
from trato.kit.errors import Conflict
from trato.rooms.access import api as access
from trato.rooms.access.errors import LastAdministrator, UnitMisplaced, UserUnknown
from trato.rooms.access.events import GrantsChanged
from trato.rooms.access.model import ScopeKind, UnitKind, Verb
from trato.rooms.access.service import teams

Connection: TypeAlias = "asyncpg.Connection[Any]"


async def test_a_retired_team_frees_its_name_its_people_and_what_it_gave(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("dire", "director_of_care")
    ana, team = await here.user("ana"), await here.team("Noche")
    await access.join_team(here.tx, team, ana)
    await access.grant(here.tx, None, team, "agent", ScopeKind.WORKSPACE, team=True)
    assert (await here.rights("ana")).may(Verb.CASES_REPLY)
    here.tx.events.clear()
    await access.retire_team(here.tx, team)
    assert not (await here.rights("ana")).scopes and await access.list_members(here.tx, team) == []
    assert [one.subject for one in here.facts(GrantsChanged)] == [ana]
    assert (await access.get_team(here.tx, team)).name == "Noche"
    assert [one.name for one in await access.list_teams(here.tx)] == []
    assert (await here.team("Noche")) != team


async def test_a_team_that_administers_alone_is_not_retired(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana, team = await here.user("ana"), await here.team("Sistemas")
    await access.grant(here.tx, None, team, "system_admin", ScopeKind.WORKSPACE, team=True)
    await access.join_team(here.tx, team, ana)
    with pytest.raises(LastAdministrator):
        await access.retire_team(here.tx, team)


async def test_a_team_is_renamed_moved_and_led(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana, team = await here.user("ana"), await here.team("Noche")
    await here.team("Día")
    with pytest.raises(Conflict):
        await teams.change_team(here.tx, team, name="Día")
    changed = await teams.change_team(here.tx, team, name=" Madrugada ", unit=here.brisa)
    assert (changed.name, changed.unit_id) == ("Madrugada", here.brisa)
    with pytest.raises(UserUnknown):
        await teams.lead_team(here.tx, team, ana, True)
    await access.join_team(here.tx, team, ana)
    await teams.lead_team(here.tx, team, ana, True)
    (member,) = await teams.list_roster(here.tx, team)
    assert member.leader and (await teams.count_members(here.tx)) == {team: 1}


async def test_rights_follow_a_unit_that_moves(app_connection: Connection) -> None:
    here = await start(app_connection)
    ana = await here.user("ana", "agent", ScopeKind.UNIT, here.country)
    chile = next(one for one in await access.list_units(here.tx) if one.name == "Chile")
    assert here.lumbre not in (await here.rights("ana")).scope(Verb.CASES_READ).units
    here.tx.events.clear()
    await teams.move_unit(here.tx, here.lumbre, here.country)
    assert here.lumbre in (await here.rights("ana")).scope(Verb.CASES_READ).units
    assert [one.subject for one in here.facts(GrantsChanged)] == [ana]
    moved = await access.get_unit(here.tx, here.lumbre)
    assert moved.path == (*(await access.get_unit(here.tx, here.country)).path, here.lumbre)
    region = await access.add_unit(here.tx, here.root, UnitKind.REGION, "Cono Sur")
    await teams.move_unit(here.tx, chile.id, region.id)
    assert (await access.get_unit(here.tx, chile.id)).path == (here.root, region.id, chile.id)


async def test_a_unit_never_hangs_below_itself_or_below_a_narrower_one(app_connection: Connection) -> None:
    here = await start(app_connection)
    region = (await access.get_unit(here.tx, here.country)).parent_id
    assert region is not None
    for unit, parent in ((region, here.country), (here.country, here.brisa), (here.root, region)):
        with pytest.raises(UnitMisplaced):
            await teams.move_unit(here.tx, unit, parent)
