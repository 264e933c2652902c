"""Resting, resolving, closing, setting aside: and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rooms.contacts.world import World
from trato.kit import timers
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import (
    BadValue,
    CaseNotFound,
    DispositionRequired,
    ExclusionNotFound,
    NotALeaf,
    StateChanged,
    UndoTooLate,
)
from trato.rooms.cases.events import (
    CaseClosed,
    CaseReopened,
    CaseResolved,
    CaseResumed,
    CaseSetAside,
    CaseWaiting,
    ResolutionUndone,
    SetAsideReversed,
)
from trato.rooms.cases.model import (
    AssignReason,
    CaseState,
    EndReason,
    Holder,
    HolderKind,
    ReopenCause,
    ResolvedHow,
    SetAsideReason,
    WaitingOn,
)

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)


async def test_a_case_is_found_by_the_number_that_people_say(world: World) -> None:
    case = await world.case()
    number = (await cases.get(world.tx, case)).number
    assert (await cases.find_by_number(world.tx, f"#{number}")).id == case
    for wrong in ("#1", "no sé", ""):
        with pytest.raises(CaseNotFound):
            await cases.find_by_number(world.tx, wrong)


async def test_a_case_rests_for_a_reason_and_goes_on(world: World) -> None:
    case = await world.case()
    world.after(60)
    await cases.wait(world.tx, case, WaitingOn.CONTACT)
    await cases.wait(world.tx, case, WaitingOn.CONTACT)
    world.after(60)
    await cases.wait(world.tx, case, WaitingOn.TEAM)
    world.after(60)
    await cases.resume(world.tx, case)
    assert [(one.state, one.waiting_on) for one in await cases.states_of(world.tx, case)] == [
        (CaseState.OPEN, None),
        (CaseState.OPEN, WaitingOn.CONTACT),
        (CaseState.OPEN, WaitingOn.TEAM),
        (CaseState.OPEN, None),
    ]
    assert len(world.facts(CaseResumed)) == 1
    with pytest.raises(BadValue):
        await cases.wait(world.tx, case, WaitingOn.UNTIL)


async def test_a_snooze_ends_by_its_timer_once(world: World) -> None:
    case = await world.case()
    with pytest.raises(BadValue):
        await cases.snooze(world.tx, case, world.tx.now)
    await cases.snooze(world.tx, case, world.tx.now + HOUR)
    await cases.snooze(world.tx, case, world.tx.now + 2 * HOUR)
    assert len(world.facts(CaseWaiting)) == 2
    world.after(3_600)
    assert await timers.take_due(world.tx, 10) == [], "the first snooze was put off"
    world.after(3_600)
    (timer,) = await timers.take_due(world.tx, 10)
    assert (timer.kind, timer.subject) == ("cases.snooze", case)
    assert await cases.wake(world.tx, case)
    assert not await cases.wake(world.tx, case)
    assert (await cases.get(world.tx, case)).waiting_on is None


async def test_a_snooze_that_ended_before_leaves_no_timer(world: World) -> None:
    case = await world.case()
    await cases.snooze(world.tx, case, world.tx.now + HOUR)
    await cases.resume(world.tx, case)
    world.after(7_200)
    assert await timers.take_due(world.tx, 10) == []


async def test_resolving_and_taking_it_back_gives_the_same_case(world: World) -> None:
    case = await world.case()
    await cases.assign(world.tx, case, Holder(HolderKind.AGENT, world.agent), AssignReason.PULL)
    await cases.snooze(world.tx, case, world.tx.now + HOUR)
    before = await world.row(case)
    world.after(60)
    message = uuid7()
    one = await cases.resolve(world.tx, case, message_id=message)
    assert (one.how, one.message_id, one.channel, one.by_id) == (ResolvedHow.AGENT, message, "webchat", world.agent)
    assert (await cases.get(world.tx, case)).state is CaseState.RESOLVED
    world.after(4)
    await cases.undo_resolve(world.tx, case)
    assert await world.row(case) == before
    (kept,) = await cases.resolutions_of(world.tx, case)
    assert kept.undone_at == world.tx.now
    assert len(world.facts(ResolutionUndone)) == 1
    world.after(3_600)
    assert [timer.kind for timer in await timers.take_due(world.tx, 10)] == ["cases.snooze"]


async def test_a_snooze_that_passed_meanwhile_is_over_when_a_resolution_is_taken_back(world: World) -> None:
    case = await world.case()
    await cases.snooze(world.tx, case, world.tx.now + HOUR)
    await cases.resolve(world.tx, case)
    world.after(7_200)
    assert (await cases.undo_resolve(world.tx, case)).waiting_on is None


async def test_whoever_comes_second_is_told_who_was_first_and_when(world: World) -> None:
    case = await world.case()
    diego = uuid7()
    world.as_user(diego)
    world.after(60)
    await cases.resolve(world.tx, case)
    world.as_user(world.agent)
    world.after(4)
    with pytest.raises(StateChanged) as refused:
        await cases.resolve(world.tx, case)
    data = refused.value.data
    assert (data["state"], data["by_id"], data["seconds"]) == (CaseState.RESOLVED, diego, 4)
    for deed in (
        cases.wait(world.tx, case, WaitingOn.TEAM),
        cases.snooze(world.tx, case, world.tx.now + HOUR),
        cases.take(world.tx, case),
        cases.close_unanswered(world.tx, case),
    ):
        with pytest.raises(StateChanged):
            await deed


async def test_an_agent_names_the_reason_once_the_tree_has_any(world: World) -> None:
    first, second, third = [await world.case() for _ in range(3)]
    await cases.resolve(world.tx, first)
    pay = await cases.add_disposition(world.tx, "pay", {"es": "Pagos"})
    refund = await cases.add_disposition(world.tx, "refund", {"es": "Reembolso"}, parent_id=pay.id)
    with pytest.raises(DispositionRequired):
        await cases.resolve(world.tx, second)
    with pytest.raises(NotALeaf):
        await cases.resolve(world.tx, second, disposition_id=pay.id)
    one = await cases.resolve(world.tx, second, disposition_id=refund.id)
    assert (one.disposition_id, one.tree_version) == (refund.id, 2)
    await cases.resolve(world.tx, third, how=ResolvedHow.BOT)


async def test_wrap_up_ends_when_the_reason_is_saved(world: World) -> None:
    case = await world.case()
    refund = await cases.add_disposition(world.tx, "refund", {"es": "Reembolso"})
    await cases.resolve(world.tx, case, in_wrap_up=True)
    world.after(30)
    await cases.set_disposition(world.tx, case, refund.id)
    (one,) = await cases.resolutions_of(world.tx, case)
    assert (one.disposition_id, one.tree_version) == (refund.id, 1)


async def test_a_reason_named_by_resolving_goes_when_that_is_taken_back(world: World) -> None:
    case = await world.case()
    refund = await cases.add_disposition(world.tx, "refund", {"es": "Reembolso"})
    await cases.resolve(world.tx, case, disposition_id=refund.id)
    await cases.undo_resolve(world.tx, case)
    assert (await cases.get(world.tx, case)).disposition_id is None


async def test_what_is_resolved_reopens_and_what_is_closed_does_not(world: World) -> None:
    case = await world.case()
    await cases.resolve(world.tx, case)
    world.after(90)
    await cases.reopen(world.tx, case, ReopenCause.AGENT)
    assert [(one.cause, one.gap_seconds) for one in world.facts(CaseReopened)] == [(ReopenCause.AGENT, 90)]
    await cases.resolve(world.tx, case)
    await cases.close(world.tx, case)
    assert [one.end_reason for one in world.facts(CaseClosed)] == [EndReason.RESOLVED]
    for deed in (
        cases.reopen(world.tx, case, ReopenCause.AGENT),
        cases.undo_resolve(world.tx, case),
        cases.close(world.tx, case),
    ):
        with pytest.raises(StateChanged):
            await deed


async def test_an_undo_belongs_to_the_last_resolution_only(world: World) -> None:
    case = await world.case()
    await cases.resolve(world.tx, case)
    await cases.reopen(world.tx, case, ReopenCause.CONTACT)
    with pytest.raises(StateChanged):
        await cases.undo_resolve(world.tx, case)


async def test_a_case_whose_contact_is_silent_closes_without_counting_as_resolved_by_anybody(world: World) -> None:
    case = await world.case()
    await cases.wait(world.tx, case, WaitingOn.CONTACT)
    world.after(1)
    await cases.plan_auto_close(world.tx, case, world.tx.now + HOUR)
    planned = world.tx.now
    world.after(3_600)
    (timer,) = await timers.take_due(world.tx, 10)
    assert timer.body == {"planned_at": planned.isoformat()}
    assert await cases.auto_close(world.tx, case, planned)
    closed = await cases.get(world.tx, case)
    assert (closed.state, closed.standing.end_reason) == (CaseState.CLOSED, EndReason.NO_ANSWER)
    assert [one.how for one in await cases.resolutions_of(world.tx, case)] == [ResolvedHow.AUTO_CLOSE]
    assert world.facts(CaseResolved) == []


async def test_a_case_that_went_on_is_not_closed_by_time(world: World) -> None:
    case = await world.case()
    await cases.wait(world.tx, case, WaitingOn.CONTACT)
    planned = world.tx.now
    world.after(60)
    await cases.resume(world.tx, case)
    world.after(3_600)
    assert not await cases.auto_close(world.tx, case, planned)
    await cases.resolve(world.tx, case)
    assert not await cases.auto_close(world.tx, case, planned)
    assert await cases.auto_close(world.tx, case, world.tx.now)
    assert (await cases.get(world.tx, case)).standing.end_reason is EndReason.RESOLVED


async def test_setting_aside_and_taking_it_back_gives_the_same_case(world: World) -> None:
    case = await world.case()
    await cases.assign(world.tx, case, Holder(HolderKind.AGENT, world.agent), AssignReason.PULL)
    await cases.wait(world.tx, case, WaitingOn.THIRD_PARTY)
    before = await world.row(case)
    world.after(60)
    one = await cases.set_aside(world.tx, case, SetAsideReason.TROLL)
    assert (await cases.set_aside(world.tx, case, SetAsideReason.SPAM)).id == one.id
    aside = await cases.get(world.tx, case)
    assert aside.standing.set_aside is SetAsideReason.TROLL
    assert (aside.state, aside.holder.kind) == (CaseState.CLOSED, HolderKind.NOBODY)
    world.after(60)
    await cases.reverse(world.tx, one.id)
    assert await world.row(case) == before
    with pytest.raises(UndoTooLate):
        await cases.reverse(world.tx, one.id)
    with pytest.raises(ExclusionNotFound):
        await cases.reverse(world.tx, uuid7())
    with pytest.raises(UndoTooLate):
        await cases.reverse_of_case(world.tx, case)
    assert (len(world.facts(CaseSetAside)), len(world.facts(SetAsideReversed))) == (1, 1)
    assert [entry.verb for entry in world.tx.audits] == ["case.set_aside", "case.reverse_set_aside"]


async def test_what_was_closed_stays_closed_when_it_is_set_aside_and_taken_back(world: World) -> None:
    case = await world.case()
    await cases.resolve(world.tx, case)
    await cases.close(world.tx, case)
    before = await world.row(case)
    await cases.set_aside(world.tx, case, SetAsideReason.TEST)
    assert (await cases.get(world.tx, case)).standing.end_reason is EndReason.RESOLVED
    await cases.reverse_of_case(world.tx, case)
    assert await world.row(case) == before


async def test_a_courtesy_sets_its_message_aside_and_leaves_the_case_alone(world: World) -> None:
    case, message = await world.case(), uuid7()
    before = await world.row(case)
    one = await cases.set_message_aside(world.tx, case, message, SetAsideReason.COURTESY)
    assert (await cases.set_message_aside(world.tx, case, message, SetAsideReason.SPAM)).id == one.id
    await cases.reverse(world.tx, one.id)
    assert await world.row(case) == before
    assert [(fact.message_id, fact.reason) for fact in world.facts(SetAsideReversed)] == [
        (message, SetAsideReason.COURTESY)
    ]
