"""Views, roles that end, locks and leaders in the file: named, in order, and never a way around a rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.flow.world import World, make_world
from tests.rooms.playbook.world import apply, export, furnish, inside, say
from trato.app.founding import found_workspace
from trato.app.wiring import House
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.errors import LastAdministrator
from trato.rooms.access.model import ScopeKind, UserId
from trato.rooms.cases import api as cases
from trato.rooms.playbook.errors import ConfigurationRefused


async def whole(house: House, world: World) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((await export(house, world.workspace)).yaml)
    return found


def dump(said: dict[str, Any]) -> str:
    text: str = yaml.safe_dump({"trato": 1} | said, allow_unicode=True)
    return text


async def test_what_a_team_sees_is_written_with_names_and_without_ids(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    said = await whole(house, world)
    team = next(iter(said["teams"]))
    ada = f"ada-{world.workspace.hex}@pirca.example"
    assert list(said["team_views"]) == [f"{team} / Atrasos", f"{team} / Atrasos (2)", f"{team} / Todo"]
    assert said["team_views"][f"{team} / Todo"]["filter"]["holder"] == ["me", ada]
    assert said["team_views"][f"{team} / Atrasos"]["base"] == f"team {team}"
    assert said["teams"][team]["leaders"] == [ada]
    assert str(world.brand.brand.id) not in dump(said) and str(world.brand.team_id) not in dump(said)


async def test_a_view_of_a_team_is_changed_and_taken_away_by_the_file(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    said = await whole(house, world)
    views = said["team_views"]
    first, second, third = views
    views[third]["filter"] = {"priority": ["urgent"]}
    del views[second]
    made = await apply(house, world.workspace, dump({"team_views": views}), removing=True)
    assert [(one.kind.value, one.key) for one in made.changes] == [("change", third), ("remove", second)]
    assert (await whole(house, world))["team_views"] == views


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("filter", {"tag": ["no es ninguna"]}, "reference"),
        ("filter", {"tag": [str(uuid7())]}, "reference"),
        ("filter", {"colour": ["red"]}, "malformed"),
        ("filter", {"queue": "Una"}, "malformed"),
        ("base", "mentions", "view_not_savable"),
        ("base", "team Nadie", "reference"),
        ("sort", "random", "malformed"),
        ("name", "Otra", "misnamed"),
    ],
)
async def test_a_view_that_cannot_be_is_told_with_its_line(house: House, field: str, value: Any, reason: str) -> None:
    world = await make_world(house)
    await furnish(world)
    views = (await whole(house, world))["team_views"]
    last = list(views)[-1]
    views[last][field] = value
    with pytest.raises(ConfigurationRefused) as told:
        await apply(house, world.workspace, dump({"team_views": {last: views[last]}}))
    assert (told.value.data["reason"], told.value.data["part"]) == (reason, "team_views")
    assert told.value.data["line"] > 1


async def test_a_view_by_a_retired_tag_keeps_its_id_and_stays_as_it_is(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    async with world.tx() as tx:
        tag = (await cases.tags(tx))[0].id
        await cases.retire_tag(tx, tag)
    out = await export(house, world.workspace)
    assert str(tag) in out.yaml
    assert (await apply(house, world.workspace, out.yaml, removing=True)).changes == ()
    views = yaml.safe_load(out.yaml)["team_views"]
    for one in views.values():
        one["position"] += 1
    await apply(house, world.workspace, dump({"team_views": views}))
    assert (await whole(house, world))["team_views"] == views


async def test_a_role_that_ends_is_given_by_the_file_and_its_end_is_moved(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    grants = (await whole(house, world))["grants"]
    ending = [key for key, one in grants.items() if "until" in one]
    assert {key.partition(" in ")[2].partition(":")[0] for key in ending} == {"unit", "brand", "queue", "account"}
    later = datetime.fromisoformat(grants[ending[0]]["until"]) + timedelta(days=3)
    grants[ending[0]]["until"] = later.isoformat()
    made = await apply(house, world.workspace, dump({"grants": grants}))
    assert [(one.key, one.fields) for one in made.changes] == [(ending[0], ("until",))]
    assert datetime.fromisoformat((await whole(house, world))["grants"][ending[0]]["until"]) == later
    grants[ending[0]]["until"] = "2020-01-01T00:00:00Z"
    with pytest.raises(ConfigurationRefused, match="ended"):
        await apply(house, world.workspace, dump({"grants": grants}))


async def test_an_end_for_the_last_who_administers_locks_everyone_out_and_is_refused(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    before = await export(house, world.workspace)
    grants = yaml.safe_load(before.yaml)["grants"]
    mine = [key for key in grants if key.endswith((": director_of_care", ": system_admin"))]
    for key in mine:
        grants[key] = {"until": "2099-01-01T00:00:00Z"}
    with pytest.raises(LastAdministrator):
        await apply(house, world.workspace, dump({"grants": grants}))
    assert await export(house, world.workspace) == before


async def test_who_administers_may_hand_over_in_one_file(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    grants = (await whole(house, world))["grants"]
    ends = {key: {"until": "2099-01-01T00:00:00Z"} for key in grants if key.startswith("ada-") and " in " not in key}
    next_one: dict[str, dict[str, str]] = {key.replace("ada-", "zoe-"): {} for key in ends}
    people = {next(iter(next_one)).partition(":")[0]: {"name": "Zoe"}}
    await apply(house, world.workspace, dump({"people": people, "grants": ends | next_one}))
    after = (await whole(house, world))["grants"]
    assert all(after[key] == one for key, one in (ends | next_one).items())


async def test_locks_go_out_and_come_in_from_the_leaves_up(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    person = await _somebody(house, world.workspace)
    async with world.tx(person) as tx:
        region = next(one for one in await access.list_units(tx) if one.name == "Andes")
        await say(tx, region.id, "security.session_hours", 4, "Turnos cortos")
        await say(tx, world.workspace, "security.session_hours", 8, "Lo pide la auditoría")
    out = (await export(house, world.workspace)).yaml
    assert yaml.safe_load(out)["settings"]["security.session_hours"] == {
        "value": 8, "locked": True, "reason": "Lo pide la auditoría",
    }  # fmt: skip
    empty = await found_workspace(house, f"e{uuid7().hex}", "Otra")
    text = out.replace(world.workspace.hex, "x")
    with pytest.raises(ConfigurationRefused, match="lock_of_nobody"):
        await apply(house, empty, text, removing=True)
    other = await _somebody(house, empty)
    await apply(house, empty, text, actor=other)
    settings = yaml.safe_load((await export(house, empty)).yaml)["settings"]
    assert settings == yaml.safe_load(out)["settings"]
    await apply(house, empty, dump({"settings": {}}), removing=True, actor=other)
    assert yaml.safe_load((await export(house, empty)).yaml)["settings"] == {}


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("send.undo_seconds", "cinco", "invalid"),
        ("security.second_factor", ["nobody_has_this"], "invalid"),
        ("nothing.known", 1, "reference"),
    ],
)
async def test_a_setting_that_is_none_is_refused(house: House, key: str, value: Any, reason: str) -> None:
    world = await make_world(house)
    with pytest.raises(ConfigurationRefused) as told:
        await apply(house, world.workspace, dump({"settings": {key: {"value": value}}}))
    assert told.value.data["reason"] == reason


async def _somebody(house: House, workspace: Any) -> Actor:
    async with inside(house, workspace) as tx:
        user = await access.add_user(tx, f"eva-{uuid7().hex}@pirca.example", "Eva")
        for role in ("director_of_care", "system_admin"):
            await access.grant(tx, None, UserId(user.id), role, ScopeKind.WORKSPACE)
    return Actor(ActorKind.USER, user.id)
