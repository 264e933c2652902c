"""Rules, macros and automatic replies go out by name and come in again, in their order."""

from __future__ import annotations

import pytest

from tests.flow.world import World, make_world
from tests.rooms.playbook.test_office import dump, whole
from tests.rooms.playbook.world import apply
from trato.app.wiring import House
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import (
    AddTag,
    AllOf,
    Assign,
    Choice,
    ChoiceField,
    NotOf,
    ReplyKind,
    RuleBody,
    RuleState,
    SetAttribute,
    SetPriority,
    Trigger,
    TriggerKind,
)
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.playbook.errors import ConfigurationRefused


async def administer(world: World) -> None:
    """Let somebody administer the workspace: none may be left without."""
    async with world.tx() as tx:
        ada = await access.add_user(tx, f"ada-{world.workspace.hex}@pirca.example", "Ada Quispe", alias="Ada")
        for role in ("director_of_care", "system_admin"):
            await access.grant(tx, None, ada.id, role, ScopeKind.WORKSPACE)


async def furnish(world: World) -> None:
    await administer(world)
    async with world.tx() as tx:
        tag = await cases.create_tag(tx, "vip")
        queue = world.brand.queue.id
        named = AllOf((NotOf(Choice(ChoiceField.QUEUE, (str(queue),))), Choice(ChoiceField.TAG, (str(tag.id),))))
        opened = Trigger(TriggerKind.CASE_OPENED)
        await automation.add_rule(tx, "Segunda", RuleBody(opened, (SetPriority(1),)))
        first = await automation.add_rule(tx, "Primera", RuleBody(opened, (AddTag(tag.id), Assign(queue)), named, True))
        await automation.set_state(tx, first.id, RuleState.ACTIVE)
        ids = [one.id for one in await automation.list_rules(tx)]
        await automation.order_rules(tx, ids[::-1])
        await automation.add_macro(tx, "A la cola", (Assign(queue),), team=world.brand.team_id)
        await automation.put_reply(
            tx, ReplyKind.AWAY, {"es": "Cerrado."}, brand=world.brand.brand.id, channel="", active=True,
            window_minutes=60, after_minutes=10,
        )  # fmt: skip


async def test_what_happens_by_itself_goes_out_by_name_and_comes_in_again(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    said = await whole(house, world)
    assert list(said["rules"]) == ["Primera", "Segunda"]
    assert said["rules"]["Primera"] == {
        "position": 0, "state": "active", "when": {"kind": "case_opened"}, "stop": True,
        "given": {"is": "all", "of": [
            {"is": "not", "of": {"is": "choice", "field": "queue", "values": ["Postventa"]}},
            {"is": "choice", "field": "tag", "values": ["vip"]},
        ]},
        "then": [{"do": "tag", "tag_id": "vip"}, {"do": "assign", "queue_id": "Postventa"}],
    }  # fmt: skip
    assert list(said["automatic_replies"]) == ["away / pirca / *"]
    parts = {name: said[name] for name in ("rules", "macros", "automatic_replies")}

    other = await make_world(house)
    await administer(other)
    async with other.tx() as tx:
        await cases.create_tag(tx, "vip")
    team = next(iter((await whole(house, other))["teams"]))
    parts["macros"]["A la cola"]["team"] = team
    await apply(house, other.workspace, dump(parts))
    came = await whole(house, other)
    assert {name: came[name] for name in parts} == parts
    async with other.tx() as tx:
        rules = await automation.list_rules(tx)
    assert [(one.name, one.state) for one in rules] == [("Primera", RuleState.ACTIVE), ("Segunda", RuleState.DRAFT)]


async def test_the_file_changes_the_order_and_takes_away(house: House) -> None:
    world = await make_world(house)
    await furnish(world)
    rules = (await whole(house, world))["rules"]
    rules["Segunda"]["position"], rules["Primera"]["position"] = 0, 1
    await apply(house, world.workspace, dump({"rules": rules}))
    placed = {name: one["position"] for name, one in (await whole(house, world))["rules"].items()}
    assert placed == {"Segunda": 0, "Primera": 1}
    del rules["Primera"]
    await apply(house, world.workspace, dump({"rules": rules, "automatic_replies": {}}), removing=True)
    left = await whole(house, world)
    assert (list(left["rules"]), left.get("automatic_replies")) in ((["Segunda"], {}), (["Segunda"], None))


async def test_a_rule_that_names_what_is_not_there_is_refused_with_its_entry(house: House) -> None:
    world = await make_world(house)
    rule = {"position": 0, "state": "draft", "when": {"kind": "case_opened"}, "given": {"is": "all", "of": []}}
    for then in ([{"do": "tag", "tag_id": "nunca"}], [{"do": "explode"}]):
        with pytest.raises(ConfigurationRefused) as told:
            await apply(house, world.workspace, dump({"rules": {"Mala": {**rule, "then": then}}}))
        assert (told.value.data["part"], told.value.data["key"]) == ("rules", "Mala")


async def test_a_value_that_is_taken_away_stays_that_in_the_file(house: House) -> None:
    world = await make_world(house)
    async with world.tx() as tx:
        keys = [one.key for one in await contacts.attributes(tx)]
        body = RuleBody(Trigger(TriggerKind.CASE_OPENED), (SetAttribute((keys or ["x"])[0], None),))
        await automation.add_rule(tx, "Borra", body)
    said = await whole(house, world)
    assert said["rules"]["Borra"]["then"] == [{"do": "attribute", "key": (keys or ["x"])[0], "value": None}]
