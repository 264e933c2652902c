"""Rules do what they say, once for each cause, stop at loops, and what they did can be given back."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.flow import automating, closing, rulebook
from trato.flow.acts import giving_back
from trato.flow.timers import Timekeeper
from trato.kit.errors import Invalid
from trato.kit.events import Origin
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor, list_events
from trato.rooms.access import api as access
from trato.rooms.automation import api as automation
from trato.rooms.automation.errors import RulesContradict
from trato.rooms.automation.model import (
    Action,
    AddTag,
    AllOf,
    Assign,
    CallWebhook,
    Choice,
    ChoiceField,
    Condition,
    EarlierPosts,
    NeedSkill,
    Note,
    RemoveTag,
    Reply,
    RuleBody,
    RuleState,
    SetAside,
    SetPriority,
    Since,
    Trigger,
    TriggerKind,
    Wait,
    Words,
    YesNo,
    YesNoField,
)
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Priority, SetAsideReason, WaitingOn
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState


async def drain(world: World) -> None:
    reactor = Reactor(world.house.db, reactions_of(world.house))
    while await reactor.work(world.workspace):
        pass


async def write(
    world: World, name: str, kind: TriggerKind, *then: Action, given: Condition | None = None, stop: bool = False,
    on: bool = True, **when: Any,
) -> UUID:  # fmt: skip
    async with world.tx() as tx:
        rule = await automation.add_rule(tx, name, RuleBody(Trigger(kind, **when), then, given or AllOf(()), stop))
        if on:
            await automation.set_state(tx, rule.id, RuleState.ACTIVE)
    return rule.id


async def a_tag(world: World, name: str) -> UUID:
    async with world.tx() as tx:
        return (await cases.create_tag(tx, name)).id


async def the_case(world: World) -> Any:
    (row,) = await world.fetch('select * from cases."case" order by opened_at desc limit 1')
    return row


async def a_member(world: World, name: str) -> UUID:
    """Add somebody to the team of the brand's queue."""
    async with world.tx() as tx:
        user = await access.add_user(tx, f"{name.lower()}-{uuid7().hex[-8:]}@pirca.example", name)
        await access.join_team(tx, world.brand.team_id, user.id)
        return user.id


async def present(world: World, states: dict[UUID, PresenceState]) -> None:
    async with world.tx() as tx:
        for user, state in states.items():
            await workforce.set_presence(tx, user, state)
    await drain(world)


async def runs(world: World) -> list[tuple[str, str]]:
    rows = await world.fetch("select outcome, reason from automation.run order by at, id")
    return [(row["outcome"], row["reason"]) for row in rows]


async def tags_of(world: World, case_id: UUID) -> set[UUID]:
    async with world.tx() as tx:
        return {mark.tag_id for mark in await cases.marks_of(tx, [case_id])}


async def test_a_rule_does_what_it_says_when_its_words_are_said(world: World) -> None:
    tag = await a_tag(world, "devolución")
    await write(
        world, "Devoluciones", TriggerKind.MESSAGE_RECEIVED, AddTag(tag), SetPriority(1), Note("De {{ contact.name }}"),
        given=Words(("devolución", "reembolso")),
    )  # fmt: skip
    await world.whatsapp("hola, buenas")
    await drain(world)
    assert await runs(world) == []

    await world.whatsapp("quiero una DEVOLUCION")
    await drain(world)
    case = await the_case(world)
    assert (case["priority"], await tags_of(world, case["id"])) == (1, {tag})
    (note,) = await world.fetch("select body from cases.note")
    assert note["body"] == "De Rosa Huamán"
    (tally,) = await world.fetch("select looked, matched from automation.tally")
    assert (tally["looked"], tally["matched"], await runs(world)) == (2, 1, [("done", "")])


async def test_when_the_last_of_a_team_goes_its_open_cases_are_asked_about_once(world: World) -> None:
    ana, eva = await a_member(world, "Ana"), await a_member(world, "Eva")
    await write(world, "Sin nadie", TriggerKind.TEAM_ABSENT, SetPriority(2), team_id=world.brand.team_id)
    await world.whatsapp("Hola")
    async with world.tx() as tx:
        resting = (await the_case(world))["id"]
        await closing.wait(tx, resting, WaitingOn.THIRD_PARTY, None, None)
    await world.whatsapp("Hola", phone="51987310215")
    await present(world, {ana: PresenceState.ONLINE, eva: PresenceState.BUSY})
    await present(world, {ana: PresenceState.OFFLINE})
    assert await runs(world) == []
    await present(world, {eva: PresenceState.BREAK})
    assert await runs(world) == [("done", "")]
    await present(world, {eva: PresenceState.OFFLINE})
    assert await runs(world) == [("done", "")]
    assert {
        row["priority"] for row in await world.fetch('select priority from cases."case" where waiting_on is null')
    } == {2}


async def test_somebody_who_came_back_meanwhile_makes_it_no_absence(world: World) -> None:
    ana = await a_member(world, "Ana")
    await write(world, "Sin nadie", TriggerKind.TEAM_ABSENT, SetPriority(2), team_id=world.brand.team_id)
    await world.whatsapp("Hola")
    async with world.tx() as tx:
        for state in (PresenceState.ONLINE, PresenceState.AWAY, PresenceState.ONLINE):
            await workforce.set_presence(tx, ana, state)
    await drain(world)
    assert await runs(world) == []


async def test_an_absence_cannot_be_tried_on_the_past_and_needs_a_team_that_is_there(world: World) -> None:
    body = RuleBody(Trigger(TriggerKind.TEAM_ABSENT, team_id=world.brand.team_id), (SetPriority(2),))
    async with world.tx() as tx:
        with pytest.raises(automation.CannotTry):
            await rulebook.dry_run(tx, world.house.book, body)
        with pytest.raises(automation.ReferenceGone):
            await rulebook.check_rule(
                tx, RuleBody(Trigger(TriggerKind.TEAM_ABSENT, team_id=uuid7()), (SetPriority(2),))
            )
        with pytest.raises(Invalid):
            await rulebook.check_rule(tx, replace(body, when=Trigger(TriggerKind.TEAM_ABSENT)))


async def test_a_dry_run_knows_who_was_there_at_the_time(world: World) -> None:
    ana = await a_member(world, "Ana")
    await present(world, {ana: PresenceState.ONLINE})
    await world.whatsapp("con alguien")
    await present(world, {ana: PresenceState.OFFLINE})
    await world.whatsapp("sin nadie")
    absent = YesNo(YesNoField.SOMEBODY_AVAILABLE, value=False)
    body = RuleBody(Trigger(TriggerKind.MESSAGE_RECEIVED), (SetPriority(1),), absent)
    async with world.tx() as tx:
        found = await rulebook.dry_run(tx, world.house.book, body)
    assert (found.looked, len(found.matched), found.unknown, found.as_now) == (2, 1, 0, ())


async def test_without_rules_one_small_look_a_batch_is_all(world: World) -> None:
    asked: list[str] = []
    await world.whatsapp("hola", "otra vez", "y otra")
    async with world.tx() as tx:
        facts = await _facts(tx)
        tx.connection.add_query_logger(lambda told: asked.append(told.query))
        await automating.Automation(world.house.book).react(tx, facts)
    assert len(facts) > 3 and len([one for one in asked if "automation" in one]) == 1
    assert not [one for one in asked if "from cases" in one or "from conversations" in one]


async def _facts(tx: Any) -> Any:
    return await list_events(tx.connection, tx.workspace, 0, 100)


async def test_each_cause_runs_a_rule_once_whoever_works_and_however_often(world: World) -> None:
    await write(world, "Avisar", TriggerKind.MESSAGE_RECEIVED, CallWebhook("aviso"))
    await world.whatsapp("uno", "dos", "tres")
    reactors = [Reactor(world.house.db, reactions_of(world.house)) for _ in range(3)]
    for _ in range(3):
        await asyncio.gather(*(one.work(world.workspace) for one in reactors))
    await world.fetch("update kit.reaction_head set seq = 0 returning 1")  # a head that was restored from a backup
    await drain(world)
    called = await world.fetch("select 1 from kit.event where kind = 'automation.called'")
    assert (len(called), await runs(world)) == (3, [("done", "")] * 3)
    assert await world.fetch("select 1 from kit.reaction_failure") == []


async def test_order_and_stop_decide_which_rule_has_the_word(world: World) -> None:
    first = await write(world, "Primera", TriggerKind.CASE_OPENED, SetPriority(2), stop=True)
    second = await write(world, "Segunda", TriggerKind.CASE_OPENED, SetPriority(-1))
    await world.whatsapp("hola")
    await drain(world)
    assert (await the_case(world))["priority"] == 2

    async with world.tx() as tx:
        await automation.set_state(tx, second, RuleState.OFF)
        await automation.order_rules(tx, [second, first])
        await automation.change_rule(
            tx, second, 1, "Segunda", RuleBody(Trigger(TriggerKind.CASE_OPENED), (SetPriority(-1),), stop=True)
        )
        await automation.set_state(tx, second, RuleState.ACTIVE)
    await world.whatsapp("hola", phone="51987310299", name="Otra")
    await drain(world)
    assert (await the_case(world))["priority"] == -1
    named = await world.fetch("select source_id, version from automation.run order by at")
    assert [(row["source_id"], row["version"]) for row in named] == [(first, 1), (second, 2)]


async def test_contradicting_rules_are_not_both_turned_on_and_both_are_named(world: World) -> None:
    await write(world, "Alta", TriggerKind.CASE_OPENED, SetPriority(2))
    with pytest.raises(RulesContradict) as refused:
        await write(world, "Baja", TriggerKind.CASE_OPENED, SetPriority(-1))
    assert (refused.value.data["name"], refused.value.data["other"]) == ("Baja", "Alta")
    async with world.tx() as tx:
        assert [one.code for one in await automation.findings(
            tx, None, RuleBody(Trigger(TriggerKind.CASE_OPENED), (SetPriority(0),), Words(("x",)))
        )] == ["may_contradict"]  # fmt: skip


async def test_a_chain_that_comes_round_is_stopped_and_said(world: World) -> None:
    a, b = await a_tag(world, "a"), await a_tag(world, "b")
    await write(world, "A trae B", TriggerKind.TAG_ADDED, RemoveTag(a), AddTag(b), tag_id=a)
    await write(world, "B trae A", TriggerKind.TAG_ADDED, RemoveTag(b), AddTag(a), tag_id=b)
    await world.whatsapp("hola")
    async with world.tx() as tx:
        await cases.add_tag(tx, (await the_case(world))["id"], a)
    for _ in range(6):
        await drain(world)
    assert await runs(world) == [("done", ""), ("done", ""), ("stopped", "loop")]
    chains = [row["n"] for row in await world.fetch("select cardinality(chain) n from automation.run order by at")]
    assert chains == [0, 1, 2]


async def test_a_long_chain_is_stopped_by_its_depth(world: World) -> None:
    tags = [await a_tag(world, f"t{n}") for n in range(8)]
    for n in range(7):
        await write(world, f"{n}", TriggerKind.TAG_ADDED, AddTag(tags[n + 1]), tag_id=tags[n])
    await world.whatsapp("hola")
    async with world.tx() as tx:
        await cases.add_tag(tx, (await the_case(world))["id"], tags[0])
    for _ in range(9):
        await drain(world)
    assert await runs(world) == [("done", "")] * 4 + [("stopped", "depth")]


async def test_a_step_that_is_refused_leaves_the_others_and_is_named(world: World) -> None:
    await write(world, "Mezcla", TriggerKind.CASE_OPENED, AddTag(uuid7()), SetPriority(2))
    await world.whatsapp("hola")
    await drain(world)
    steps = await world.fetch("select action, outcome, reason from automation.step order by n")
    assert [(row["action"], row["outcome"], row["reason"]) for row in steps] == [
        ("tag", "refused", "tag_not_found"), ("priority", "done", ""),
    ]  # fmt: skip


async def test_what_a_rule_did_is_given_back(world: World) -> None:
    tag = await a_tag(world, "vip")
    async with world.tx() as tx:
        queue = await routing.create_queue(tx, "Reclamos", brand_id=None, team_id=None, automatic=False)
    await world.whatsapp("hola")
    before = await the_case(world)
    await drain(world)
    await write(
        world, "Todo", TriggerKind.MESSAGE_RECEIVED, AddTag(tag), SetPriority(2), Assign(queue_id=queue.id),
        SetAside(SetAsideReason.SPAM),
    )  # fmt: skip
    await world.whatsapp("compre ya")
    await drain(world)
    case = await the_case(world)
    assert (case["priority"], case["queue_id"], case["state"]) == (2, queue.id, "closed")
    (run,) = await world.fetch("select id from automation.run")
    async with world.tx() as tx:
        _, left = await giving_back.undo(tx, run["id"])
    after = await the_case(world)
    assert left == [] and await tags_of(world, case["id"]) == set()
    fields = ("priority", "queue_id", "holder_kind", "holder_id", "state")
    assert [after[one] for one in fields] == [before[one] for one in fields]
    with pytest.raises(Exception, match="cannot_undo"):
        async with world.tx() as tx:
            await giving_back.undo(tx, run["id"])


async def test_a_rule_answers_by_itself_without_keeping_a_promise_and_never_a_machine(world: World) -> None:
    await write(world, "Responder", TriggerKind.MESSAGE_RECEIVED,
                Reply(texts={"es": "Hola {{ contact.first_name }}, ya vemos {{ case.number }}."}))  # fmt: skip
    await world.whatsapp("¿dónde está mi pedido?")
    await drain(world)
    (said,) = await world.fetch("select text, purpose, author_kind from conversations.message where direction = 'out'")
    assert (said["text"], said["purpose"], said["author_kind"]) == ("Hola Rosa, ya vemos #10001.", "auto", "system")
    assert (await the_case(world))["unanswered_since"] is not None
    await world.whatsapp("gracias")
    await drain(world)
    assert [row["reason"] for row in await world.fetch("select reason from automation.step order by run_id")] == [
        "", "nothing_to_answer",
    ]  # fmt: skip


async def test_time_that_passes_unanswered_is_told_once_for_each_wait(world: World) -> None:
    await write(world, "Espera", TriggerKind.TIME_PASSED, SetPriority(2), since=Since.UNANSWERED, minutes=30)
    await world.whatsapp("hola", "¿hay alguien?")
    await drain(world)
    timers = await world.fetch("select due_at from kit.timer where kind like 'automation.%' and cancelled_at is null")
    case = await the_case(world)
    assert [row["due_at"] for row in timers] == [case["unanswered_since"] + timedelta(minutes=30)]
    await _let_pass(world)
    assert (await the_case(world))["priority"] == 2 and len(await runs(world)) == 1


async def test_a_case_that_is_no_more_so_when_the_time_has_passed_is_left_alone(world: World) -> None:
    await write(world, "Olvidado", TriggerKind.TIME_PASSED, SetPriority(2), since=Since.WAITING, minutes=30)
    await world.whatsapp("hola")
    async with world.tx() as tx:
        await closing.wait(tx, (await the_case(world))["id"], WaitingOn.THIRD_PARTY)
    await drain(world)
    async with world.tx() as tx:
        await closing.wait(tx, (await the_case(world))["id"], None)
    await _let_pass(world)
    assert await runs(world) == []


async def _let_pass(world: World) -> None:
    await world.fetch("update kit.timer set due_at = now() - interval '1 s' where kind like 'automation.%' returning 1")
    await Timekeeper(world.house.db).work(world.workspace)
    await drain(world)


async def test_earlier_posts_and_what_was_changed_just_now_are_seen(world: World) -> None:
    tag = await a_tag(world, "insiste")
    await write(world, "Insiste", TriggerKind.MESSAGE_RECEIVED, AddTag(tag),
                given=EarlierPosts(days=7, at_least=2, words=("pedido",)))  # fmt: skip
    await write(world, "Y entonces", TriggerKind.MESSAGE_RECEIVED, SetPriority(2),
                given=Choice(ChoiceField.TAG, (str(tag),)))  # fmt: skip
    await world.whatsapp("mi pedido", "mi pedido, por favor")
    await drain(world)
    assert await runs(world) == []
    await world.whatsapp("¿y?")
    await drain(world)
    assert (await the_case(world))["priority"] == int(Priority.URGENT) and len(await runs(world)) == 2


async def test_what_was_imported_sets_no_rule_off(world: World) -> None:
    await write(world, "Todo", TriggerKind.TAG_ADDED, SetPriority(2))
    await world.whatsapp("hola")
    tag = await a_tag(world, "viejo")
    async with world.tx(origin=Origin.IMPORT) as tx:
        await cases.add_tag(tx, (await the_case(world))["id"], tag)
    await drain(world)
    assert await runs(world) == []


async def test_waiting_by_a_rule_rests_the_case(world: World) -> None:
    await write(world, "Espera", TriggerKind.CASE_OPENED, Wait(WaitingOn.UNTIL, 60))
    await world.whatsapp("hola")
    await drain(world)
    assert (await the_case(world))["waiting_on"] == "until"


async def test_a_rule_lets_a_case_ask_for_a_skill_and_takes_it_back(world: World) -> None:
    async with world.tx() as tx:
        skill = await workforce.add_skill(tx, "Portugués")
    await write(world, "Brasil", TriggerKind.CASE_OPENED, NeedSkill(skill.id, 3))
    await world.whatsapp("oi")
    await drain(world)
    (need,) = await world.fetch("select level, source, to_at from routing.need")
    assert (need["level"], need["source"], need["to_at"]) == (3, "rule", None)
    (run,) = await world.fetch("select id from automation.run")
    async with world.tx() as tx:
        assert (await giving_back.undo(tx, run["id"]))[1] == []
    (need,) = await world.fetch("select to_at from routing.need")
    assert need["to_at"] is not None


async def test_where_each_message_costs_rules_write_so_often_a_day_and_no_more(world: World) -> None:
    await write(world, "Responder", TriggerKind.MESSAGE_RECEIVED, Reply(texts={"es": "Ya vemos."}))
    await world.whatsapp("uno", "dos", "tres", "cuatro")
    await drain(world)
    outcomes = [row["reason"] for row in await world.fetch("select s.reason from automation.step s order by s.run_id")]
    assert sorted(outcomes) == ["", "", "too_many_automatic", "too_many_automatic"]
    await world.webchat("uno", "dos", "tres")
    await drain(world)
    assert len(await world.fetch("select 1 from conversations.message where direction = 'out'")) == 5
