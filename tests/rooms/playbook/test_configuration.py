"""The whole configuration as a file: out, in again unchanged, into an empty house, and never half."""

from __future__ import annotations

import random

import pytest
import yaml  # type: ignore[import-untyped]

from tests.flow.world import make_world
from tests.rooms.playbook.world import apply, export, furnish, inside, tools
from trato.app.founding import found_workspace
from trato.app.unit_settings import KNOWN
from trato.app.wiring import House
from trato.kit.ids import uuid7
from trato.rooms.access.errors import LastAdministrator
from trato.rooms.access.model import Reach, ScopeKind
from trato.rooms.access.rules.rights import resolve
from trato.rooms.cases import api as cases
from trato.rooms.playbook import api as playbook
from trato.rooms.playbook.errors import ConfigurationRefused, ConfigurationStale, ConfigurationUnreadable
from trato.rooms.playbook.model import ChangeKind


async def test_what_is_exported_and_applied_changes_nothing(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    out = await export(house, world.workspace)
    assert "s3cret" not in out.yaml and "sealed" in out.yaml
    made = await apply(house, world.workspace, out.yaml, removing=True)
    assert (made.changes, made.left, made.state) == ((), 0, out.state)


async def test_into_an_empty_workspace_it_brings_the_same_configuration(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    out = await export(house, world.workspace)
    text = out.yaml.replace(world.workspace.hex, "x")
    empty = await found_workspace(house, f"e{uuid7().hex}", "Otra")
    made = await apply(house, empty, text, removing=True)
    assert {one.part for one in made.changes} >= {"people", "brands", "hours", "dispositions", "grants", "webhooks"}
    again = (await export(house, empty)).yaml
    expected = text.replace("secrets: sealed", "").replace("state: active", "state: draft")
    before, after = yaml.safe_load(expected), yaml.safe_load(again)
    for account in before["channel_accounts"].values():
        account["state"] = "draft"
        account.pop("secrets", None)
    assert after == before
    assert (await apply(house, empty, again, removing=True)).changes == ()


@pytest.mark.parametrize("seed", range(6))
async def test_any_part_taken_out_and_put_back_is_as_it_was(house: House, seed: int) -> None:
    world = await make_world(house)
    await furnish(world)
    chance = random.Random(seed)
    whole = yaml.safe_load((await export(house, world.workspace)).yaml)
    less = yaml.safe_load((await export(house, world.workspace)).yaml)
    for part in ("tags", "canned_replies", "policies", "expectations", "webhooks", "roles"):
        for key in sorted(less[part]):
            if chance.random() < 0.5:
                del less[part][key]
    made = await apply(house, world.workspace, yaml.safe_dump(less, allow_unicode=True), removing=True)
    assert {one.kind for one in made.changes} <= {ChangeKind.REMOVE}
    await apply(house, world.workspace, yaml.safe_dump(whole, allow_unicode=True))
    assert yaml.safe_load((await export(house, world.workspace)).yaml) == whole


async def test_what_a_file_does_not_name_stays_unless_removal_is_asked_for(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    text = "trato: 1\ntags:\n  Urgente: {}\n"
    async with inside(house, world.workspace) as tx:
        made = await playbook.plan(tx, tools(house), text)
        assert [(one.kind.value, one.key) for one in made.changes] == [("add", "Urgente")]
        assert made.left == 1 and "+  Urgente: {}" in made.text
        asked = await playbook.plan(tx, tools(house), text, removing=True)
        assert [(one.kind.value, one.key) for one in asked.changes] == [("add", "Urgente"), ("remove", "VIP: sí")]


async def test_a_file_that_would_lock_everyone_out_changes_nothing(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    before = await export(house, world.workspace)
    with pytest.raises(LastAdministrator):
        await apply(house, world.workspace, "trato: 1\ntags:\n  Nueva: {}\ngrants: {}\n", removing=True)
    assert (await export(house, world.workspace)) == before


async def test_a_file_never_sends_kept_secrets_elsewhere(house: House) -> None:
    world = await make_world(house)
    whole = yaml.safe_load((await export(house, world.workspace)).yaml)
    key, account = next((key, one) for key, one in whole["channel_accounts"].items() if key.startswith("whatsapp"))
    account["settings"]["api_base"] = "http://127.0.0.1:9"
    text = yaml.safe_dump({"trato": 1, "channel_accounts": {key: account}}, allow_unicode=True)
    with pytest.raises(ConfigurationRefused) as refused:
        await apply(house, world.workspace, text)
    assert refused.value.data["reason"] == "secrets_wanted"


async def test_a_file_planned_against_another_state_is_refused(house: House) -> None:
    world = await make_world(house)
    text = "trato: 1\ntags:\n  Nueva: {}\n"
    async with inside(house, world.workspace) as tx:
        planned = await playbook.plan(tx, tools(house), text)
        await cases.create_tag(tx, "De otra persona")
    async with inside(house, world.workspace) as tx:
        with pytest.raises(ConfigurationStale):
            await playbook.apply(tx, tools(house), text, planned.state)


async def test_nobody_gives_by_file_what_they_could_not_give_by_hand(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    few = resolve([Reach("product_manager", ScopeKind.WORKSPACE)])
    mine = playbook.Tools(few, house.book, house.keyring, house.seal, True, KNOWN)
    email = f"ada-{world.workspace.hex}@pirca.example"
    text = f'trato: 1\ngrants:\n  "{email}: service_leader": {{}}\n'
    async with inside(house, world.workspace) as tx:
        planned = await playbook.plan(tx, mine, text)
        with pytest.raises(Exception, match="more_than_you_may"):
            await playbook.apply(tx, mine, text, planned.state)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("trato: 1\ntags:\n  - a\n", 3, "entry"),
        ("trato: 1\nbrands:\n  pirca:\n    name: Pirca\n    colr: '#fff'\n", 5, "entry"),
        ("trato: 1\nqueues:\n  A:\n    automatic: true\n    position: primera\n", 5, "entry"),
        ("trato: 1\nmarcas: {}\n", 2, "part_unknown"),
        ("trato: 1\ntags:\n  a: {}\n  a: {}\n", 4, "twice"),
        ("trato: 2\n", 1, "version"),
        ("tags: {}\n", 1, "version"),
        ("trato: 1\ntags: &t\n  a: {}\nroles: *t\n", 4, "alias"),
        ("trato: 1\ntags: {a: [}\n", 2, "yaml"),
        ("trato: 1\nsettings:\n  a.b: {value: !!python/object:os.system x}\n", 3, "yaml"),
        ("- 1\n", 1, "yaml"),
        ("trato: 1\nsettings:\n  a.b: {value: " + "[" * 40 + "]" * 40 + "}\n", 3, "size"),
        ("a" * 2_000_001, 1, "size"),
    ],
)
async def test_what_cannot_be_read_is_told_with_its_line(house: House, text: str, line: int, reason: str) -> None:
    world = await make_world(house)
    async with inside(house, world.workspace) as tx:
        with pytest.raises(ConfigurationUnreadable) as told:
            await playbook.plan(tx, tools(house), text)
    assert (told.value.data["line"], told.value.data["reason"]) == (line, reason)


async def test_an_entry_that_names_what_is_not_there_is_told_and_nothing_is_kept(house: House) -> None:
    world = await make_world(house)
    before = await export(house, world.workspace)
    text = "trato: 1\ntags:\n  Nueva: {}\nqueues:\n  Otra:\n    brand: ninguna\n"
    with pytest.raises(ConfigurationRefused) as told:
        await apply(house, world.workspace, text)
    assert (told.value.data["part"], told.value.data["key"], told.value.data["line"]) == ("queues", "ninguna", 6)
    assert (await export(house, world.workspace)) == before
