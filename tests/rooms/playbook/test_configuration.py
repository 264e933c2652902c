"""The whole configuration as a file: out, in again unchanged, into an empty house, and never half."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from trato.app.founding import found_workspace
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.errors import LastAdministrator
from trato.rooms.access.model import Reach, ScopeKind, UnitKind
from trato.rooms.access.rules.rights import resolve
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, HoursPlan, opening
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Attribute, AttributeId, AttributeKind, LegalBasis, Purpose
from trato.rooms.knowledge import api as knowledge
from trato.rooms.playbook import api as playbook
from trato.rooms.playbook.errors import ConfigurationRefused, ConfigurationStale, ConfigurationUnreadable
from trato.rooms.playbook.model import ChangeKind
from trato.rooms.webhooks import api as webhooks

ALL_RIGHTS = resolve([Reach("director_of_care", ScopeKind.WORKSPACE), Reach("system_admin", ScopeKind.WORKSPACE)])


@pytest.fixture
async def house(database_urls: Urls, tmp_path: Path) -> AsyncIterator[House]:
    async with open_test_house(database_urls, tmp_path) as house:
        yield house


def tools(house: House) -> playbook.Tools:
    return playbook.Tools(ALL_RIGHTS, house.book, house.keyring, house.seal, True)


@asynccontextmanager
async def inside(house: House, workspace: Any) -> AsyncIterator[Tx]:
    async with house.db.transaction(workspace, SYSTEM) as tx:
        yield tx


async def export(house: House, workspace: Any) -> Any:
    async with inside(house, workspace) as tx:
        return await playbook.export(tx, tools(house))


async def apply(house: House, workspace: Any, text: str, *, removing: bool = False) -> Any:
    async with inside(house, workspace) as tx:
        made = await playbook.plan(tx, tools(house), text, removing=removing)
        return await playbook.apply(tx, tools(house), text, made.state, removing=removing)


async def furnish(world: World) -> None:
    """Put something of every part into a workspace."""
    async with world.tx() as tx:
        region = await access.add_unit(tx, world.workspace, UnitKind.REGION, "Andes")
        await access.add_unit(tx, region.id, UnitKind.COUNTRY, "Perú")
        ada = await access.add_user(tx, f"ada-{world.workspace.hex}@pirca.example", "Ada Quispe", alias="Ada")
        for role in ("director_of_care", "system_admin"):
            await access.grant(tx, None, ada.id, role, ScopeKind.WORKSPACE)
        await access.join_team(tx, world.brand.team_id, ada.id)
        await access.grant(
            tx, None, world.brand.team_id, "service_agent", ScopeKind.BRAND, world.brand.brand.id, team=True
        )
        await access.add_role(tx, ALL_RIGHTS, "Mirona", "auditor", ["cases.read"], "Solo mira")  # type: ignore[list-item]
        week = ((opening("09:00", "13:00"), opening("22:00", "02:00")),) * 5 + ((), ())
        noon = await brands.create_calendar(tx, "Partido", HoursPlan("America/Lima", week, country="PE"))
        await brands.attach_calendar(tx, HolderKind.QUEUE, world.brand.queue.id, noon.calendar_id)
        root = await cases.add_disposition(tx, "envio", {"es": "Envío", "pt": "Envio"})
        await cases.add_disposition(tx, "roto", {"es": "Roto: llegó quiñado\ny sin caja"}, parent_id=root.id)
        await cases.create_tag(tx, "VIP: sí")
        await knowledge.add_canned(tx, world.workspace, "hola", "Saludo", {"es": "Hola {{contact.name}}\n\n¿Qué tal?"})
        await knowledge.add_canned(tx, world.brand.brand.id, "hola", "Saludo de Pirca", {"es": "Hola", "en": "Hi"})
        await contacts.publish_text(tx, world.brand.controller_id, Purpose.MARKETING, "es", "¿Quiere ofertas?")
        await contacts.define_attribute(
            tx, Attribute(
                AttributeId(uuid7()), "talla", {"es": "Talla"}, AttributeKind.CHOICE, Purpose.SERVICE,
                LegalBasis.CONTRACT, 90, False, "contacts.read", "contacts.write", tx.now, ("S", "M"),
            ),
        )  # fmt: skip
        await access.set_setting(tx, world.workspace, "desk.undo_seconds", 5)
        await webhooks.add_endpoint(tx, world.house.keyring, "https://crm.example/hook", "CRM", ["cases.*"], plain=True)


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
    for part in ("tags", "canned_replies", "policies", "webhooks", "roles"):
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
    mine = playbook.Tools(few, house.book, house.keyring, house.seal, True)
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
