"""Running clocks follow their hours, policies and queue; past ones keep what they were measured by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.rooms.sla.world import World, nobody_held, world
from trato.kit.events import Recorded
from trato.kit.ids import uuid7
from trato.kit.tx import append_events
from trato.rooms.brands import api as brands
from trato.rooms.brands.events import HoursAttached
from trato.rooms.brands.model import ALL_DAY, HolderKind, HoursPlan, opening
from trato.rooms.sla import api as sla
from trato.rooms.sla.errors import ClockNotFound, PolicyNameTaken, PolicyNotFound, SenselessPolicy
from trato.rooms.sla.events import ClockRecomputed
from trato.rooms.sla.model import (
    PauseReason,
    PolicyId,
    PolicyScope,
    PolicyTerms,
    Promised,
    Resolved,
    Resume,
    Target,
    Wait,
)
from trato.rooms.sla.reactions import follow_hours_and_policies

pytestmark = pytest.mark.anyio
# A Friday in Buenos Aires, ten minutes before six.
EVENING = datetime(2026, 11, 20, 20, 50, tzinfo=UTC)
OFFICE = HoursPlan("America/Buenos_Aires", ((opening("09:00", "18:00"),),) * 5 + ((), ()))
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RESTS = PolicyTerms(
    PolicyScope(), (Promised(Target.FIRST_RESPONSE, timedelta(minutes=20), frozenset({PauseReason.TEAM})),)
)


@pytest.fixture
async def made(app_connection: asyncpg.Connection[Any]) -> World:
    found = await world(app_connection, EVENING, OFFICE)
    for policy in await sla.list_policies(found.tx):
        await sla.retire_policy(found.tx, policy.id)
    await sla.add_policy(found.tx, "All", RESTS)
    found.events.clear()
    return found


async def due(made: World, case: Any) -> datetime:
    (clock,) = (await sla.running_clocks(made.tx, [case]))[case]
    return clock.due_at


async def calendar_of(made: World) -> Any:
    return next(iter((await brands.hours_book(made.tx)).calendars))


async def test_new_hours_move_running_clocks_and_leave_a_history(made: World) -> None:
    case, _ = await made.opened()
    assert await due(made, case) == MONDAY + timedelta(minutes=10)
    calendar = await calendar_of(made)
    await brands.revise_calendar(made.after(minutes=1), calendar, replace(OFFICE, week=(ALL_DAY,) * 7))
    page = await sla.recompute_running(made.tx, calendar_id=calendar)
    assert [one.due_at for one in page.changed] == [EVENING + timedelta(minutes=20)]
    (fact,) = made.facts(ClockRecomputed)
    assert (fact.due_before, fact.due_at) == (MONDAY + timedelta(minutes=10), EVENING + timedelta(minutes=20))
    history = await made.tx.connection.fetch("select cause, calendar_version from sla.clock_history")
    assert [tuple(row) for row in history] == [("calendar", 2)]
    codes = [line.code for line in await sla.explain(made.tx, page.changed[0].id)]
    assert "changed" in codes
    assert (await sla.recompute_running(made.tx, calendar_id=calendar)).changed == ()


async def test_clocks_that_have_stopped_or_broken_keep_their_hours(made: World) -> None:
    answered, conversation = await made.opened()
    broken, _ = await made.opened()
    await sla.stop_on_accepted(made.after(minutes=5), [made.answer(answered, conversation)])
    await sla.sweep_breaches(made.at(MONDAY + timedelta(hours=1)), nobody_held)
    calendar = await calendar_of(made)
    await brands.revise_calendar(made.tx, calendar, replace(OFFICE, week=(ALL_DAY,) * 7))
    assert (await sla.recompute_running(made.tx, calendar_id=calendar)).changed == ()
    for case in (answered, broken):
        clocks, _ = await sla.clocks_of_case(made.tx, case)
        assert clocks[0].calendar_version == 1
        assert await sla.explain(made.tx, clocks[0].id)


async def test_a_revised_policy_moves_what_runs_on_it_from_its_original_start(made: World) -> None:
    case, _ = await made.opened()
    (policy,) = await sla.list_policies(made.tx)
    shorter = replace(RESTS, promises=(Promised(Target.FIRST_RESPONSE, timedelta(minutes=5)),))
    await sla.revise_policy(made.after(minutes=1), policy.id, shorter)
    (changed,) = (await sla.recompute_running(made.tx, policy_id=policy.id)).changed
    assert (changed.due_at, changed.policy_version) == (EVENING + timedelta(minutes=5), 2)


async def test_pages_cover_every_running_clock_once(made: World) -> None:
    cases = [(await made.opened())[0] for _ in range(7)]
    (policy,) = await sla.list_policies(made.tx)
    await sla.revise_policy(made.tx, policy.id, replace(RESTS, approach=0.5))
    changed: list[Any] = []
    page = await sla.recompute_running(made.tx, limit=3)
    changed += page.changed
    while page.after is not None:
        page = await sla.recompute_running(made.tx, after=page.after, limit=3)
        changed += page.changed
    assert sorted(one.case_id for one in changed) == sorted(cases)


async def test_the_hours_of_a_queue_go_before_those_of_the_brand(made: World) -> None:
    case, _ = await made.opened()
    always = await brands.create_calendar(made.tx, "24/7", HoursPlan("UTC", (ALL_DAY,) * 7))
    queue = uuid7()
    await brands.attach_calendar(made.tx, HolderKind.QUEUE, queue, always.calendar_id)
    (moved,) = await sla.follow_queue(made.tx, {case: queue})
    assert (moved.due_at, moved.calendar_of) == (EVENING + timedelta(minutes=20), "queue")
    (back,) = await sla.follow_queue(made.tx, {case: None})
    assert (back.due_at, back.calendar_of) == (MONDAY + timedelta(minutes=10), "brand")


async def test_an_answer_during_a_pause_is_judged_by_what_had_counted(made: World) -> None:
    case, conversation = await made.opened()
    await sla.pause_on_waiting(made.after(minutes=5), [Wait(case, PauseReason.TEAM, made.tx.now)])
    await sla.stop_on_accepted(made.at(MONDAY + timedelta(hours=5)), [made.answer(case, conversation)])
    assert await sla.sweep_breaches(made.after(hours=5), nobody_held) == []
    ((clock, *_), pauses) = await sla.clocks_of_case(made.tx, case)
    assert clock.stopped_at is not None
    assert clock.stopped_at <= clock.due_at
    assert pauses[clock.id][0].to_at == clock.stopped_at


async def test_hours_that_change_during_a_pause_count_when_it_ends(made: World) -> None:
    case, _ = await made.opened()
    await sla.pause_on_waiting(made.after(minutes=5), [Wait(case, PauseReason.TEAM, made.tx.now)])
    calendar = await calendar_of(made)
    await brands.revise_calendar(made.tx, calendar, replace(OFFICE, week=(ALL_DAY,) * 7))
    await sla.recompute_running(made.tx, calendar_id=calendar)
    made.after(hours=2)
    (resumed,) = await sla.resume(made.tx, [Resume(case, made.tx.now)])
    assert resumed.due_at == made.tx.now + timedelta(minutes=15)


async def test_resolving_a_case_that_waits_ends_its_pause(made: World) -> None:
    case, _ = await made.opened()
    await sla.pause_on_waiting(made.after(minutes=5), [Wait(case, PauseReason.TEAM, made.tx.now)])
    made.after(minutes=5)
    await sla.stop_on_resolved(made.tx, [Resolved(case, made.tx.now, "user")])
    _, pauses = await sla.clocks_of_case(made.tx, case)
    assert [one.to_at for spans in pauses.values() for one in spans] == [made.tx.now]


async def test_promises_follow_the_facts_of_hours_and_policies(made: World) -> None:
    case, _ = await made.opened()
    always = await brands.create_calendar(made.tx, "24/7", HoursPlan("UTC", (ALL_DAY,) * 7))
    await brands.attach_calendar(made.tx, HolderKind.CHANNEL_ACCOUNT, made.account, always.calendar_id)
    attached = Recorded(
        workspace_id=made.tx.workspace,
        seq=1,
        recorded_at=made.tx.now,
        occurred_at=made.tx.now,
        origin=made.tx.origin,
        kind=HoursAttached.kind,
        subject=made.account,
        case_id=None,
        actor=made.tx.actor,
        body=b"{}",
    )
    await follow_hours_and_policies(made.tx, [attached])
    assert await due(made, case) == EVENING + timedelta(minutes=20)


async def test_every_fact_can_be_written_to_the_log(made: World) -> None:
    case, conversation = await made.opened()
    await sla.stop_on_accepted(made.tx, [made.answer(case, conversation)])
    await made.tx.connection.execute(
        "insert into kit.event_head (workspace_id, seq) values ($1, 0) on conflict do nothing", made.tx.workspace
    )
    assert await append_events(made.tx) == 2


async def test_what_makes_no_sense_is_refused(made: World) -> None:
    with pytest.raises(SenselessPolicy):
        await sla.add_policy(made.tx, "Nothing", replace(RESTS, promises=()))
    with pytest.raises(PolicyNameTaken):
        await sla.add_policy(made.tx, "All", RESTS)
    with pytest.raises(PolicyNotFound):
        await sla.revise_policy(made.tx, PolicyId(uuid7()), RESTS)
    with pytest.raises(ClockNotFound):
        await sla.explain(made.tx, uuid7())


async def test_default_promises_are_added_once(made: World) -> None:
    assert len(await sla.add_default_policies(made.tx)) == 11
    assert await sla.add_default_policies(made.tx) == []
