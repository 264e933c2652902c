"""What is kept of a case: its arms, its exclusions, what moved when it parted or was joined, what was promised."""

from __future__ import annotations

from datetime import timedelta

from tests.flow.records import agent, answer, open_case, standing
from tests.flow.world import World
from trato.flow import closing
from trato.flow.timers import Timekeeper
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import SetAsideReason, WaitingOn
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

ADD_EXPERIMENT = """
insert into cases.experiment (id, workspace_id, feature, holdout, from_at, to_at)
values ($2, $1, $3, $4, now() - interval '1 day', now() + $5::interval) returning 1
"""
MOVES = "select from_case_id, to_case_id, cause, by_kind, by_id from conversations.message_move order by at, cause"


async def test_a_case_draws_its_arm_of_each_experiment_that_runs_as_it_opens(world: World) -> None:
    for feature, holdout, days in (("canned", 0.0, 1), ("sticky", 1.0, 1), ("ended", 0.0, 0)):
        await world.fetch(ADD_EXPERIMENT, world.workspace, uuid7(), feature, holdout, timedelta(days=days))
    await open_case(world)

    rows = await world.fetch("select feature, arm from cases.exposure order by feature")
    assert [(row["feature"], row["arm"]) for row in rows] == [("canned", "on"), ("sticky", "off")]


async def test_a_message_that_goes_to_another_case_keeps_where_it_was_and_who_moved_it(world: World) -> None:
    first, lucia, created = await open_case(world), await agent(world), uuid7()
    await world.whatsapp("y además quiero cambiar mi dirección")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        (message,) = await tx.connection.fetch(
            "select id from conversations.message where text like 'y además%' and workspace_id = $1", world.workspace
        )
        await closing.split(tx, first, created, message["id"], following=True)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.merge(tx, created, first)

    rows = await world.fetch(MOVES)
    assert [(row["from_case_id"], row["to_case_id"], row["cause"]) for row in rows] == [
        (first, created, "split"),
        (created, first, "merge"),
    ]
    assert {(row["by_kind"], row["by_id"]) for row in rows} == {("user", lucia)}
    (opening,) = await world.fetch("select team_id from cases.opening where case_id = $1", created)
    assert opening["team_id"] == world.brand.team_id


async def test_what_was_set_aside_and_taken_back_keeps_both_and_its_promise_its_tier(world: World) -> None:
    await standing(world, "whatsapp", 2, since_days=30)
    await world.whatsapp("gracias")
    (case,) = await world.fetch('select id from cases."case"')
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.restore(tx, case["id"])

    (row,) = await world.fetch("select reason, by_kind, reversed_at, reversed_by from cases.case_exclusion")
    assert (row["reason"], row["by_kind"], row["reversed_by"]) == ("courtesy", "system", lucia) and row["reversed_at"]
    assert {clock["tier"] for clock in await world.fetch("select tier from sla.clock")} == {2}


async def test_why_a_case_rests_is_kept_from_and_to(world: World) -> None:
    case, lucia = await open_case(world), await agent(world)
    for on in (WaitingOn.THIRD_PARTY, None):
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await closing.wait(tx, case, on)

    rows = await world.fetch("select waiting_on, by_id, to_at is null as still from cases.state_seg order by from_at")
    assert [(row["waiting_on"], row["still"]) for row in rows] == [(None, False), ("third_party", False), (None, True)]
    assert [row["by_id"] for row in rows[1:]] == [lucia, lucia]


async def test_a_promise_made_to_a_contact_is_broken_by_time(world: World) -> None:
    case, lucia = await open_case(world), await agent(world)
    (contact,) = await world.fetch("select id from contacts.contact")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.promise(tx, case, "La llamo el lunes", tx.now + timedelta(hours=1), contact_id=contact["id"])
    await world.fetch("update kit.timer set due_at = now() where kind = 'cases.promise' returning 1")
    await world.fetch("update cases.promise set due_at = now() returning 1")
    await Timekeeper(world.house.db).work(world.workspace)

    (row,) = await world.fetch("select by_id, contact_id, kept_at, broken_at from cases.promise")
    assert (row["by_id"], row["contact_id"], row["kept_at"]) == (lucia, contact["id"], None) and row["broken_at"]


async def test_nothing_is_queued_without_a_verdict_that_says_what_it_knew(world: World) -> None:
    case, lucia = await open_case(world), await agent(world)
    message = await answer(world, case, lucia)

    (row,) = await world.fetch(
        """select d.verdict_id, v.id, v.message_id, v.outcome, v.rules, v.inputs, v.actor_id
           from conversations.delivery d join compliance.verdict v on v.id = d.verdict_id"""
    )
    assert row["verdict_id"] == row["id"] and row["message_id"] == message
    assert row["outcome"] == "cleared" and row["rules"] and row["inputs"]


async def test_where_an_agent_was_and_what_they_could_take_is_kept_from_and_to(world: World) -> None:
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await workforce.set_presence(tx, lucia, PresenceState.BREAK, "lunch")
        await workforce.set_capacity(tx, lucia, 30)

    rows = await world.fetch(
        "select state, reason, by_id, to_at is null as still from workforce.presence_seg order by from_at"
    )
    assert [(row["state"], row["still"]) for row in rows] == [("online", False), ("break", True)]
    assert (rows[1]["reason"], rows[1]["by_id"]) == ("lunch", lucia)
    (now,) = await world.fetch("select capacity from workforce.capacity_seg where to_at is null")
    assert now["capacity"] == 30


async def test_spam_is_kept_with_who_said_so(world: World) -> None:
    case, lucia = await open_case(world), await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.set_aside(tx, case, SetAsideReason.SPAM)

    (row,) = await world.fetch("select reason, by_kind, by_id from cases.case_exclusion")
    assert row == {"reason": "spam", "by_kind": "user", "by_id": lucia}
    assert {one["void_reason"] for one in await world.fetch("select void_reason from sla.clock")} == {"spam"}
