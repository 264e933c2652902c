"""Running clocks follow their hours, policies and queue; past ones keep what they were measured by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.sla.world import World, nobody_held, world
from trato.kit.ids import uuid7
from trato.kit.tx import append_events
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import ALL_DAY, HolderKind, HoursPlan, opening
from trato.rooms.channels.model import Surface
from trato.rooms.sla import api as sla
from trato.rooms.sla.errors import ClockNotFound, PolicyNameTaken, PolicyNotFound, SenselessPolicy
from trato.rooms.sla.events import ClockRecomputed
from trato.rooms.sla.model import (
    Clock,
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

pytestmark = pytest.mark.anyio
# A Friday in Buenos Aires, ten minutes before six.
EVENING = datetime(2026, 11, 20, 20, 50, tzinfo=UTC)
OFFICE = HoursPlan("America/Buenos_Aires", ((opening("09:00", "18:00"),),) * 5 + ((), ()))
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RESTS = PolicyTerms(
    PolicyScope(), (Promised(Target.FIRST_RESPONSE, timedelta(minutes=20), frozenset({PauseReason.TEAM})),)
)

FAST = Promised(Target.FIRST_RESPONSE, timedelta(minutes=5))
RESOLUTION = Target.RESOLUTION


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


async def running(made: World, case: UUID) -> list[Clock]:
    return (await sla.running_clocks(made.tx, [case]))[case]


async def follow_hours(made: World, calendar: Any) -> list[Clock]:
    """Let what runs by these hours follow them."""
    return await sla.follow_hours(made.tx, await sla.cases_to_follow(made.tx, UUID(int=0), 100, calendar_id=calendar))


async def follow_policy(made: World, policy: UUID, since: int = 1) -> list[Clock]:
    """Let what runs follow a policy that was changed."""
    found = await sla.cases_to_follow(made.tx, UUID(int=0), 100, policy_id=policy, since=since)
    return await sla.follow_policy(made.tx, policy, dict.fromkeys(found))


async def calendar_of(made: World) -> Any:
    return next(iter((await brands.hours_book(made.tx)).calendars))


async def test_new_hours_move_running_clocks_and_leave_a_history(made: World) -> None:
    case, _ = await made.opened()
    assert await due(made, case) == MONDAY + timedelta(minutes=10)
    calendar = await calendar_of(made)
    await brands.revise_calendar(made.after(minutes=1), calendar, replace(OFFICE, week=(ALL_DAY,) * 7))
    changed = await follow_hours(made, calendar)
    assert [one.due_at for one in changed] == [EVENING + timedelta(minutes=20)]
    (fact,) = made.facts(ClockRecomputed)
    assert (fact.due_before, fact.due_at) == (MONDAY + timedelta(minutes=10), EVENING + timedelta(minutes=20))
    history = await made.tx.connection.fetch("select cause, calendar_version from sla.clock_history")
    assert [tuple(row) for row in history] == [("calendar", 2)]
    codes = [line.code for line in await sla.explain(made.tx, changed[0].id)]
    assert "changed" in codes
    assert await follow_hours(made, calendar) == []


async def test_clocks_that_have_stopped_or_broken_keep_their_hours(made: World) -> None:
    answered, conversation = await made.opened()
    broken, _ = await made.opened()
    await sla.stop_on_accepted(made.after(minutes=5), [made.answer(answered, conversation)])
    await sla.sweep_breaches(made.at(MONDAY + timedelta(hours=1)), nobody_held)
    calendar = await calendar_of(made)
    await brands.revise_calendar(made.tx, calendar, replace(OFFICE, week=(ALL_DAY,) * 7))
    assert await follow_hours(made, calendar) == []
    for case in (answered, broken):
        clocks, _ = await sla.clocks_of_case(made.tx, case)
        assert clocks[0].calendar_version == 1
        assert await sla.explain(made.tx, clocks[0].id)


async def test_a_revised_policy_moves_what_runs_on_it_from_its_original_start(made: World) -> None:
    case, _ = await made.opened()
    (policy,) = await sla.list_policies(made.tx)
    shorter = replace(RESTS, promises=(Promised(Target.FIRST_RESPONSE, timedelta(minutes=5)),))
    await sla.revise_policy(made.after(minutes=1), policy.id, shorter)
    (changed,) = await follow_policy(made, policy.id)
    assert (changed.due_at, changed.policy_version) == (EVENING + timedelta(minutes=5), 2)


async def test_pages_cover_every_running_clock_once(made: World) -> None:
    cases = [(await made.opened())[0] for _ in range(7)]
    (policy,) = await sla.list_policies(made.tx)
    await sla.revise_policy(made.tx, policy.id, replace(RESTS, approach=0.5))
    seen: list[UUID] = []
    while page := await sla.cases_to_follow(made.tx, seen[-1] if seen else UUID(int=0), 3, policy_id=policy.id):
        assert len(page) <= 3
        seen += page
    assert seen == sorted(cases)


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
    await follow_hours(made, calendar)
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


async def test_a_policy_made_for_others_lets_go_of_what_runs_and_takes_what_is_its_now(made: World) -> None:
    (policy,) = await sla.list_policies(made.tx)
    chat = replace(RESTS, scope=PolicyScope(channel="webchat"), promises=(FAST,))
    other = await sla.add_policy(made.tx, "Chat", replace(chat, scope=PolicyScope(channel="email")))
    case, _ = await made.opened()
    assert [one.policy_id for one in await running(made, case)] == [policy.id]
    await sla.revise_policy(made.after(minutes=1), other.id, chat)
    (came,) = await follow_policy(made, other.id)
    assert (came.policy_id, came.due_at) == (other.id, EVENING + timedelta(minutes=5))
    await sla.revise_policy(made.after(minutes=1), other.id, replace(chat, scope=PolicyScope(channel="email")))
    (left,) = await follow_policy(made, other.id, since=2)
    assert (left.policy_id, left.due_at) == (policy.id, MONDAY + timedelta(minutes=10))
    told = [line.values for line in await sla.explain(made.tx, left.id) if line.code == "changed"]
    assert [(one["policy_before"], one["policy"]) for one in told] == [("All", "Chat"), ("Chat", "All")]
    assert [one["at"] for one in told] == [EVENING + timedelta(minutes=1), EVENING + timedelta(minutes=2)]


async def test_a_promise_that_nobody_makes_any_more_stays_as_it_was_made(made: World) -> None:
    case, _ = await made.opened()
    (policy,) = await sla.list_policies(made.tx)
    elsewhere = replace(RESTS, scope=PolicyScope(channel="email"), promises=(FAST,))
    await sla.revise_policy(made.after(minutes=1), policy.id, elsewhere)
    assert await follow_policy(made, policy.id) == []
    assert await due(made, case) == MONDAY + timedelta(minutes=10)


async def test_an_explanation_says_which_version_counted_until_when(made: World) -> None:
    await made.opened()
    (policy,) = await sla.list_policies(made.tx)
    await sla.revise_policy(made.after(minutes=3), policy.id, replace(RESTS, promises=(FAST,)))
    (changed,) = await follow_policy(made, policy.id)
    (told,) = [line.values for line in await sla.explain(made.tx, changed.id) if line.code == "changed"]
    assert (told["revised"], told["version_before"], told["version"]) == ("All", 1, 2)
    assert told["at"] == EVENING + timedelta(minutes=3)


async def test_hours_that_did_not_open_for_long_enough_and_now_do_count_again(made: World) -> None:
    calendar, (policy,) = await calendar_of(made), await sla.list_policies(made.tx)
    long = Promised(Target.FIRST_RESPONSE, timedelta(hours=9))
    await sla.revise_policy(made.tx, policy.id, replace(RESTS, promises=(long,)))
    a_minute_a_week = ((opening("09:00", "09:01"),), *((),) * 6)
    await brands.revise_calendar(made.tx, calendar, replace(OFFICE, week=a_minute_a_week))
    case, _ = await made.opened()
    (clock,) = await running(made, case)
    assert (clock.calendar_of, clock.due_at) == ("never_open", EVENING + timedelta(hours=9))
    await brands.revise_calendar(made.after(minutes=1), calendar, OFFICE)
    (again,) = await follow_hours(made, calendar)
    assert (again.calendar_of, again.due_at) == ("brand", MONDAY + timedelta(hours=8, minutes=50))


async def test_the_promise_of_a_case_follows_where_its_contact_writes_and_those_of_answers_stay(made: World) -> None:
    def day(hours: float, **scope: Any) -> PolicyTerms:
        within = timedelta(hours=hours)
        return PolicyTerms(PolicyScope(**scope), (Promised(Target.RESOLUTION, within),), wall_clock=True)

    await sla.add_policy(made.tx, "Correo", day(24, channel="email"))
    await sla.add_policy(made.tx, "Chat", day(4, channel="webchat"))
    await sla.add_policy(made.tx, "Chat en Brasil", day(2, channel="webchat", country="BR", tier=1))
    case, mail = await made.opened(matter=made.matter("email", Surface.MAIL, country="AR", tier=2))
    chat = await made.conversation()
    made.after(minutes=30)
    wrote = made.arrival(case, chat, matter=made.matter(country="AR", tier=2))
    await sla.start_clocks(made.tx, [wrote])
    (moved,) = await sla.follow_places(made.tx, [wrote])
    assert (moved.channel, moved.due_at) == ("webchat", EVENING + timedelta(hours=4))
    there = made.arrival(case, chat, matter=made.matter(country="BR", tier=1))
    (again,) = await sla.follow_places(made.after(minutes=1), [there])
    assert again.due_at == EVENING + timedelta(hours=2)
    assert await sla.follow_places(made.tx, [there]) == []
    told = [line.values["what"] for line in await sla.explain(made.tx, again.id) if line.code == "changed"]
    assert told == [("channel",), ("country", "tier")]
    waits = {one.conversation_id: one.channel for one in await running(made, case) if one.target is not RESOLUTION}
    assert waits[mail] == "email"


async def test_a_promise_rests_as_its_changed_policy_says_while_its_case_waits(made: World) -> None:
    case, _ = await made.opened()
    wait = Wait(case, PauseReason.CONTACT, EVENING)
    assert await sla.pause_on_waiting(made.after(minutes=5), [wait]) == []
    (policy,) = await sla.list_policies(made.tx)
    rests = Promised(Target.FIRST_RESPONSE, timedelta(minutes=20), frozenset({PauseReason.CONTACT}))
    await sla.revise_policy(made.tx, policy.id, replace(RESTS, promises=(rests,)))
    await follow_policy(made, policy.id)
    (resting,) = await sla.follow_waits(made.tx, [replace(wait, at=made.tx.now)])
    assert resting.paused_at == EVENING + timedelta(minutes=5)
    await sla.revise_policy(made.after(minutes=2), policy.id, RESTS)
    await follow_policy(made, policy.id, since=2)
    (going,) = await sla.follow_waits(made.tx, [replace(wait, at=made.tx.now)])
    assert (going.paused_at, going.due_at) == (None, MONDAY + timedelta(minutes=12))


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
    assert len(await sla.add_default_policies(made.tx)) == 19
    assert await sla.add_default_policies(made.tx) == []
