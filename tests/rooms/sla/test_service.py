"""Clocks on a real database: they start, stop, rest, break once, and come back as if nothing had been."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.rooms.sla.world import World, nobody_held, world
from trato.kit.events import Origin
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Surface
from trato.rooms.sla import api as sla
from trato.rooms.sla import rules
from trato.rooms.sla.events import (
    BreachWithdrawn,
    ClockApproaching,
    ClockBreached,
    ClockPaused,
    ClockRestored,
    ClockStarted,
    ClockStopped,
    ClockVoided,
    PromisesMerged,
)
from trato.rooms.sla.model import (
    AnsweredBy,
    Clock,
    ClockState,
    FailedAnswer,
    HoldingSpan,
    PauseReason,
    PolicyScope,
    PolicyTerms,
    Promised,
    Reopened,
    Resolved,
    Restore,
    Resume,
    Target,
    Void,
    VoidReason,
    Wait,
)

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


@pytest.fixture
async def made(app_connection: asyncpg.Connection[Any]) -> World:
    return await world(app_connection, NOON)


async def state_by_target(made: World, case: Any) -> dict[Target, ClockState]:
    clocks, _ = await sla.clocks_of_case(made.tx, case)
    return {one.target: rules.state_of(one, made.tx.now) for one in clocks}


async def clock_of(made: World, case: Any, target: Target) -> Clock:
    clocks, _ = await sla.clocks_of_case(made.tx, case)
    return next(one for one in clocks if one.target is target)


async def test_a_new_case_starts_its_promises_with_one_fact(made: World) -> None:
    case, _ = await made.opened()
    running = (await sla.running_clocks(made.tx, [case]))[case]
    assert {one.target: one.due_at - NOON for one in running} == {
        Target.FIRST_RESPONSE: timedelta(minutes=1),
        Target.FIRST_HUMAN_RESPONSE: timedelta(minutes=1),
        Target.RESOLUTION: timedelta(hours=24),
    }
    assert len(made.facts(ClockStarted)) == 1
    assert made.facts(ClockStarted)[0].case_id == case


async def test_a_burst_is_one_run_that_starts_at_its_first_message(made: World) -> None:
    case, conversation = await made.opened()
    made.after(seconds=10)
    await sla.stop_on_accepted(made.tx, [made.answer(case, conversation)])
    first = made.after(seconds=10).now
    burst = [made.arrival(case, conversation, at=first + timedelta(seconds=n)) for n in range(3)]
    started = await sla.start_clocks(made.tx, burst)
    made.after(seconds=5)
    later = await sla.start_clocks(made.tx, [made.arrival(case, conversation)])
    assert [(one.target, one.started_at) for one in started] == [(Target.NEXT_RESPONSE, first)]
    assert later == []


async def test_a_message_before_the_first_answer_starts_no_second_promise(made: World) -> None:
    case, conversation = await made.opened()
    assert await sla.start_clocks(made.after(seconds=20), [made.arrival(case, conversation)]) == []


@pytest.mark.parametrize("origin", [Origin.IMPORT, Origin.REPLAY, Origin.SIMULATION])
async def test_only_live_messages_start_clocks(made: World, origin: Origin) -> None:
    case, conversation = await made.case(), await made.conversation()
    made.at(NOON, origin)
    assert await sla.start_clocks(made.tx, [made.arrival(case, conversation, new=True)]) == []


async def test_a_bots_answer_keeps_any_answer_and_not_a_humans(made: World) -> None:
    case, conversation = await made.opened()
    made.after(seconds=5)
    stopped = await sla.stop_on_accepted(made.tx, [made.answer(case, conversation, AnsweredBy.BOT)])
    assert [one.target for one in stopped] == [Target.FIRST_RESPONSE]
    assert (await state_by_target(made, case))[Target.FIRST_HUMAN_RESPONSE] is ClockState.RUNNING
    made.after(seconds=5)
    stopped = await sla.stop_on_accepted(made.tx, [made.answer(case, conversation)])
    assert [(one.target, one.stopped_by_kind) for one in stopped] == [(Target.FIRST_HUMAN_RESPONSE, "user")]
    assert [one.kept for one in made.facts(ClockStopped)] == [True]


async def test_the_first_of_two_answers_in_one_batch_stops_the_clock(made: World) -> None:
    case, conversation = await made.opened()
    tx = made.after(seconds=30)
    late = made.answer(case, conversation, at=tx.now)
    early = made.answer(case, conversation, at=tx.now - timedelta(seconds=10))
    stopped = await sla.stop_on_accepted(tx, [late, early])
    assert {one.stopped_by_message_id for one in stopped} == {early.message_id}


async def test_a_public_promise_wants_its_own_public_answer(made: World) -> None:
    case = await made.case()
    public, private = await made.conversation(Surface.PUBLIC_COMMENT), await made.conversation()
    comment = made.matter("facebook", Surface.PUBLIC_COMMENT)
    await sla.start_clocks(made.tx, [made.arrival(case, public, new=True, matter=comment)])
    assert await sla.stop_on_accepted(made.after(seconds=9), [made.answer(case, private)]) == []
    assert await sla.stop_on_accepted(made.after(seconds=9), [made.answer(case, public)])


async def test_an_answer_that_bounces_leaves_the_original_start(made: World) -> None:
    case, conversation = await made.opened()
    answer = made.answer(case, conversation, at=made.after(seconds=20).now)
    await sla.stop_on_accepted(made.tx, [answer])
    made.after(minutes=5)
    back = await sla.resume_on_failed(made.tx, [FailedAnswer(case, answer.message_id)])
    assert {one.started_at for one in back} == {NOON}
    broken = await sla.sweep_breaches(made.tx, nobody_held)
    assert {one.target for one in broken} == {Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE}
    assert {one.breached_at for one in broken} == {NOON + timedelta(minutes=1)}


async def test_after_a_bounce_a_later_answer_that_arrived_still_counts(made: World) -> None:
    case, conversation = await made.opened()
    first = made.answer(case, conversation, at=made.after(seconds=20).now)
    second = made.answer(case, conversation, at=made.after(seconds=20).now)
    await sla.stop_on_accepted(made.tx, [first])
    await sla.resume_on_failed(made.after(minutes=5), [FailedAnswer(case, first.message_id, second)])
    clock = await clock_of(made, case, Target.FIRST_RESPONSE)
    assert (clock.stopped_by_message_id, rules.state_of(clock, made.tx.now)) == (second.message_id, ClockState.MET)


async def test_a_run_that_comes_back_takes_the_later_run_into_itself(made: World) -> None:
    case, conversation = await made.opened()
    await sla.stop_on_accepted(made.after(seconds=5), [made.answer(case, conversation)])
    (first,) = await sla.start_clocks(made.after(seconds=5), [made.arrival(case, conversation)])
    answer = made.answer(case, conversation, at=made.after(seconds=5).now)
    await sla.stop_on_accepted(made.tx, [answer])
    (second,) = await sla.start_clocks(made.after(seconds=5), [made.arrival(case, conversation)])
    await sla.resume_on_failed(made.after(seconds=5), [FailedAnswer(case, answer.message_id)])
    running = [c.id for c in (await sla.running_clocks(made.tx, [case]))[case] if c.target is Target.NEXT_RESPONSE]
    assert running == [first.id]
    assert [(one.subject, one.into) for one in made.facts(PromisesMerged)] == [(second.id, first.id)]


async def test_a_breach_is_announced_exactly_once_and_never_early(made: World) -> None:
    case, _ = await made.opened()
    made.at(NOON + timedelta(seconds=60) - timedelta(microseconds=1))
    assert await sla.sweep_breaches(made.tx, nobody_held) == []
    made.at(NOON + timedelta(seconds=60))
    assert len(await sla.sweep_breaches(made.tx, nobody_held)) == 2
    assert await sla.sweep_breaches(made.tx, nobody_held) == []
    assert {one.case_id for one in made.facts(ClockBreached)} == {case}


async def test_a_promise_approaches_once_when_four_fifths_are_used(made: World) -> None:
    await made.opened()
    made.at(NOON + timedelta(seconds=47))
    assert await sla.sweep_approaching(made.tx) == []
    made.at(NOON + timedelta(seconds=48))
    assert len(await sla.sweep_approaching(made.tx)) == 2
    assert await sla.sweep_approaching(made.tx) == []
    assert {one.due_at for one in made.facts(ClockApproaching)} == {NOON + timedelta(seconds=60)}


async def test_an_answer_after_the_due_time_is_late_even_when_no_sweep_had_come_by(made: World) -> None:
    case, conversation = await made.opened()
    await sla.stop_on_accepted(made.after(seconds=61), [made.answer(case, conversation)])
    assert {one.kept for one in made.facts(ClockStopped)} == {False}
    assert len(await sla.sweep_breaches(made.after(seconds=1), nobody_held)) == 2


async def test_a_breach_is_charged_by_the_minutes_each_held_the_case(made: World) -> None:
    case, _ = await made.opened()
    agent, queue = uuid7(), uuid7()
    spans = [
        HoldingSpan(case, "nobody", None, NOON, NOON + timedelta(seconds=5)),
        HoldingSpan(case, "queue", queue, NOON + timedelta(seconds=5), NOON + timedelta(seconds=50)),
        HoldingSpan(case, "agent", agent, NOON + timedelta(seconds=50), None),
    ]

    async def holdings(tx: object, cases: object) -> list[HoldingSpan]:
        return spans

    await sla.sweep_breaches(made.after(minutes=2), holdings)
    breach = made.facts(ClockBreached)[0]
    assert [(p.holder_kind, p.holder_id, p.seconds) for p in breach.shares] == [
        ("nobody", None, 5),
        ("queue", queue, 45),
        ("agent", agent, 10),
    ]
    row = await made.tx.connection.fetchrow(
        "select holder_kind, holder_id, queue_id from sla.breach where case_id = $1", case
    )
    assert row is not None
    assert tuple(row) == ("agent", agent, queue)


async def test_a_breach_is_withdrawn_when_the_answer_had_been_accepted_in_time(made: World) -> None:
    case, conversation = await made.opened()
    await sla.sweep_breaches(made.after(seconds=61), nobody_held)
    answer = made.answer(case, conversation, at=NOON + timedelta(seconds=50))
    await sla.stop_on_accepted(made.after(seconds=1), [answer])
    assert len(made.facts(BreachWithdrawn)) == 2
    assert (await state_by_target(made, case))[Target.FIRST_RESPONSE] is ClockState.MET
    assert await sla.sweep_breaches(made.tx, nobody_held) == []


async def test_a_case_set_aside_leaves_and_comes_back_already_broken(made: World) -> None:
    case, _ = await made.opened()
    await sla.void(made.after(seconds=5), [Void(case, VoidReason.SPAM)])
    assert {one.reason for one in made.facts(ClockVoided)} == {VoidReason.SPAM}
    assert await sla.sweep_breaches(made.after(hours=1), nobody_held) == []
    await sla.restore(made.tx, [Restore(case)])
    assert len(made.facts(ClockRestored)) == 3
    broken = await sla.sweep_breaches(made.tx, nobody_held)
    assert {one.breached_at for one in broken} == {NOON + timedelta(seconds=60)}


async def test_a_courtesy_judged_afterwards_voids_only_the_run_it_started(made: World) -> None:
    case, conversation = await made.opened()
    await sla.stop_on_accepted(made.after(seconds=5), [made.answer(case, conversation)])
    thanks = made.arrival(case, conversation, at=made.after(seconds=5).now)
    await sla.start_clocks(made.tx, [thanks])
    gone = await sla.void(made.after(seconds=5), [Void(case, VoidReason.COURTESY, thanks.message_id)])
    assert [one.target for one in gone] == [Target.NEXT_RESPONSE]
    (again,) = await sla.start_clocks(made.after(seconds=5), [made.arrival(case, conversation)])
    await sla.restore(made.after(seconds=5), [Restore(case, thanks.message_id)])
    running = {c.id: c for c in (await sla.running_clocks(made.tx, [case]))[case]}
    assert again.id not in running
    assert gone[0].id in running


async def test_an_answer_given_while_a_case_was_set_aside_answered_it(made: World) -> None:
    case, conversation = await made.opened()
    await sla.void(made.after(seconds=5), [Void(case, VoidReason.TROLL)])
    assert await sla.stop_on_accepted(made.after(seconds=5), [made.answer(case, conversation)]) == []
    await sla.restore(made.after(hours=1), [Restore(case)])
    assert (await state_by_target(made, case))[Target.FIRST_RESPONSE] is ClockState.MET


async def test_waiting_for_the_contact_rests_the_resolution_and_no_response(made: World) -> None:
    case, _ = await made.opened()
    paused = await sla.pause_on_waiting(made.after(seconds=10), [Wait(case, PauseReason.CONTACT, made.tx.now)])
    assert [one.target for one in paused] == [Target.RESOLUTION]
    assert [one.reason for one in made.facts(ClockPaused)] == [PauseReason.CONTACT]
    made.after(hours=10)
    (resumed,) = await sla.resume(made.tx, [Resume(case, made.tx.now)])
    assert resumed.due_at == NOON + timedelta(hours=34)
    assert await sla.resume(made.tx, [Resume(case, made.tx.now)]) == []


async def test_a_paused_promise_does_not_break(made: World) -> None:
    case, _ = await made.opened()
    await sla.pause_on_waiting(made.after(seconds=10), [Wait(case, PauseReason.THIRD_PARTY, made.tx.now)])
    broken = await sla.sweep_breaches(made.after(days=9), nobody_held)
    assert Target.RESOLUTION not in {one.target for one in broken}


async def test_resolving_keeps_the_resolution_and_leaves_no_response_running(made: World) -> None:
    case, _ = await made.opened()
    made.after(seconds=30)
    await sla.stop_on_resolved(made.tx, [Resolved(case, made.tx.now, "user")])
    states = await state_by_target(made, case)
    assert states[Target.RESOLUTION] is ClockState.MET
    assert states[Target.FIRST_RESPONSE] is ClockState.VOIDED
    assert await sla.running_clocks(made.tx, [case]) == {}


async def test_the_time_that_a_case_was_thought_done_does_not_count(made: World) -> None:
    case, conversation = await made.opened()
    await sla.stop_on_accepted(made.after(seconds=5), [made.answer(case, conversation)])
    made.after(hours=1)
    await sla.stop_on_resolved(made.tx, [Resolved(case, made.tx.now, "user")])
    made.after(hours=8)
    await sla.resume_on_reopened(made.tx, [Reopened(case, made.tx.now)])
    assert (await clock_of(made, case, Target.RESOLUTION)).due_at == NOON + timedelta(hours=32)


async def test_undoing_a_resolution_is_as_if_nothing_had_been(made: World) -> None:
    case, _ = await made.opened()
    before, _ = await sla.clocks_of_case(made.tx, case)
    made.after(seconds=30)
    await sla.stop_on_resolved(made.tx, [Resolved(case, made.tx.now, "user")])
    made.after(seconds=5)
    await sla.resume_on_reopened(made.tx, [Reopened(case, made.tx.now, undo=True)])
    after, _ = await sla.clocks_of_case(made.tx, case)
    assert after == before


async def test_a_merge_keeps_the_earliest_start_and_its_undo_gives_everything_back(made: World) -> None:
    older, _ = await made.opened()
    younger, conversation = (made.after(seconds=20), await made.opened())[1]
    before = await sla.clocks_of_case(made.tx, older), await sla.clocks_of_case(made.tx, younger)
    merge = uuid7()
    await sla.merge_cases(made.after(seconds=5), merge, younger, [older])
    running = (await sla.running_clocks(made.tx, [older, younger]))[younger]
    assert {one.started_at for one in running} == {NOON}
    assert len(running) == 3
    await sla.unmerge_cases(made.tx, merge)
    assert before == (await sla.clocks_of_case(made.tx, older), await sla.clocks_of_case(made.tx, younger))


async def test_an_answer_after_a_merge_answered_both_also_after_its_undo(made: World) -> None:
    older, _ = await made.opened()
    younger, conversation = (made.after(seconds=20), await made.opened())[1]
    merge = uuid7()
    await sla.merge_cases(made.after(seconds=5), merge, younger, [older])
    await sla.stop_on_accepted(made.after(seconds=5), [made.answer(younger, conversation)])
    await sla.start_clocks(made.after(seconds=5), [made.arrival(younger, conversation)])
    await sla.unmerge_cases(made.after(seconds=5), merge)
    for case in (older, younger):
        states = await state_by_target(made, case)
        assert states[Target.FIRST_RESPONSE] is ClockState.MET
        assert states[Target.RESOLUTION] is ClockState.RUNNING


async def test_the_ceiling_of_whatsapp_counts_nights_and_weekends(made: World) -> None:
    case, conversation = await made.case(), await made.conversation()
    matter = made.matter("whatsapp", Surface.DIRECT_MESSAGE)
    started = await sla.start_clocks(made.tx, [made.arrival(case, conversation, new=True, matter=matter)])
    ceiling = next(one for one in started if one.target is Target.CEILING)
    assert ceiling.due_at == NOON + timedelta(hours=48)
    assert ceiling.calendar_id is None


async def test_a_derivation_adds_up_to_the_promise(made: World) -> None:
    case, _ = await made.opened()
    clock = await clock_of(made, case, Target.RESOLUTION)
    made.after(days=2)
    lines = await sla.explain(made.tx, clock.id)
    assert sum(float(str(line.values["seconds"])) for line in lines if line.code == "open") == clock.seconds
    assert lines[-1].code == "breached"


async def test_no_policy_lays_the_ceiling_on_open_hours_on_a_country_or_to_rest(made: World) -> None:
    ceiling = Promised(Target.CEILING, timedelta(hours=48), frozenset({PauseReason.CONTACT}))
    terms = PolicyTerms(PolicyScope(account_id=made.account), (ceiling,), factors=(("BR", 2.0),))
    await sla.add_policy(made.tx, "Techo propio", terms)
    case, _ = await made.opened(matter=made.matter("webchat", country="BR"))
    (clock,) = [one for one in (await sla.running_clocks(made.tx, [case]))[case] if one.target is Target.CEILING]
    assert (clock.due_at, clock.calendar_id) == (made.tx.now + timedelta(hours=48), None)
    rested = await sla.pause_on_waiting(made.tx, [Wait(case, PauseReason.CONTACT, made.tx.now)])
    assert all(one.target is not Target.CEILING for one in rested)
    assert "factor" not in [line.code for line in await sla.explain(made.tx, clock.id)]
