"""Merging and splitting cases, and the exact way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.contacts.world import NOW, World
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import BadValue, MergeNotFound, OtherBrand, SplitNotFound, StateChanged, UndoTooLate
from trato.rooms.cases.events import CaseOpened, CasesMerged, MergeUndone
from trato.rooms.cases.model import (
    AssignReason,
    CaseOrigin,
    CaseState,
    EndReason,
    Holder,
    HolderKind,
    ParticipantRole,
    WaitingOn,
)
from trato.rooms.contacts import api as contacts

pytestmark = pytest.mark.anyio
NOTE_INBOUND = """
update cases."case" set last_inbound_at = $2, last_message_at = $2, unanswered_since = coalesce(unanswered_since, $2)
where id = $1
"""


async def whole(world: World, case: UUID) -> dict[str, Any]:
    """Return everything that stands of a case: its row, who takes part, its marks, notes and timers."""
    marks = [one for one in await cases.marks_of(world.tx, [case]) if one.removed_at is None]
    timers = await world.tx.connection.fetch(
        "select kind, due_at from kit.timer where subject = $1 and cancelled_at is null and fired_at is null", case
    )
    return {
        "row": await world.row(case),
        "participants": (await cases.participants_of(world.tx, [case])).get(case),
        "marks": marks,
        "notes": await cases.notes_of(world.tx, [case]),
        "timers": [tuple(row) for row in timers],
    }


async def test_an_absorbed_case_ends_merged_and_its_people_take_part(world: World) -> None:
    ana, luis = await world.contact(), await world.contact()
    survivor, absorbed = await world.case(ana), await world.case(luis)
    await cases.take(world.tx, absorbed)
    world.after(60)
    one = await cases.merge(world.tx, survivor, absorbed)
    ended = await cases.get(world.tx, absorbed)
    assert (ended.state, ended.standing.end_reason, ended.merged_into) == (CaseState.CLOSED, EndReason.MERGED, survivor)
    assert ended.holder.kind is HolderKind.NOBODY
    roles = {p.contact_id: p.role for p in (await cases.participants_of(world.tx, [survivor]))[survivor]}
    assert roles == {ana: ParticipantRole.REQUESTER, luis: ParticipantRole.PARTICIPANT}
    assert await contacts.profile_of(world.tx, luis) == luis, "taking part in one case links no profiles"
    assert [m.id for m in await cases.merges_into(world.tx, [survivor])] == [one.id]
    assert (await cases.merge_of(world.tx, absorbed)) == one
    assert [fact.absorbed_id for fact in world.facts(CasesMerged)] == [absorbed]
    assert [entry.verb for entry in world.tx.audits] == ["case.merge"]


async def test_a_merge_that_is_undone_leaves_both_as_they_were(world: World) -> None:
    survivor, absorbed = await world.case(), await world.case()
    await cases.take(world.tx, absorbed)
    await cases.wait(world.tx, absorbed, WaitingOn.THIRD_PARTY)
    await cases.add_tag(world.tx, absorbed, (await cases.create_tag(world.tx, "envío")).id)
    before = [await whole(world, one) for one in (survivor, absorbed)]
    world.after(60)
    one = await cases.merge(world.tx, survivor, absorbed)
    moved = (uuid7(), uuid7())
    await cases.remember_moved(world.tx, one.id, moved)
    world.after(60)
    assert (await cases.undo_merge(world.tx, one.id)).moved == moved
    assert [await whole(world, one) for one in (survivor, absorbed)] == before
    with pytest.raises(UndoTooLate):
        await cases.undo_merge(world.tx, one.id)
    with pytest.raises(MergeNotFound):
        await cases.undo_merge(world.tx, uuid7())
    assert [fact.state for fact in world.facts(MergeUndone)] == [CaseState.OPEN]


async def test_the_survivor_waits_since_the_earliest_and_undoing_keeps_what_came_since(world: World) -> None:
    absorbed = await world.case()
    world.after(600)
    survivor = await world.case()
    first = world.tx.now
    one = await cases.merge(world.tx, survivor, absorbed)
    joined = await cases.get(world.tx, survivor)
    assert (joined.unanswered_since, joined.last_inbound_at) == (NOW, first)
    world.after(60)
    await world.tx.connection.execute(NOTE_INBOUND, survivor, world.tx.now)
    await cases.undo_merge(world.tx, one.id)
    parted = await cases.get(world.tx, survivor)
    assert (parted.unanswered_since, parted.last_inbound_at) == (first, world.tx.now)
    assert (await cases.get(world.tx, absorbed)).unanswered_since == NOW


async def test_merges_that_make_no_sense_are_refused(world: World) -> None:
    one, two, three = [await world.case() for _ in range(3)]
    theirs = await world.case(await world.contact(world.other_controller), world.other_brand)
    with pytest.raises(BadValue):
        await cases.merge(world.tx, one, one)
    with pytest.raises(OtherBrand):
        await cases.merge(world.tx, one, theirs)
    inner = await cases.merge(world.tx, one, two)
    with pytest.raises(StateChanged) as refused:
        await cases.merge(world.tx, three, two)
    assert refused.value.data["merged_into"] == one
    with pytest.raises(StateChanged):
        await cases.merge(world.tx, two, three)
    outer = await cases.merge(world.tx, three, one)
    with pytest.raises(UndoTooLate):
        await cases.undo_merge(world.tx, inner.id)
    await cases.undo_merge(world.tx, outer.id)
    await cases.undo_merge(world.tx, inner.id)
    states = await cases.get_many(world.tx, [one, two, three])
    assert {case.state for case in states.values()} == {CaseState.OPEN}


steps = st.lists(
    st.tuples(
        st.sampled_from(["resolve", "wait", "snooze", "take", "tag", "note", "person", "nothing"]), st.booleans()
    ),
    max_size=8,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, same_contact=st.booleans(), seconds=st.sampled_from([0, 1, 3_000]))
async def test_whatever_two_cases_were_a_merge_is_undone_exactly(
    world: World, steps: list[tuple[str, bool]], same_contact: bool, seconds: int
) -> None:
    world.at(NOW)
    ana = await world.contact()
    survivor = await world.case(ana)
    world.after(seconds)
    absorbed = await world.case(ana if same_contact else None)
    for deed, first in steps:
        world.after(seconds)
        await _do(world, deed, survivor if first and deed != "resolve" else absorbed)
    before = [await whole(world, one) for one in (survivor, absorbed)]
    world.after(seconds)
    one = await cases.merge(world.tx, survivor, absorbed)
    world.after(min(seconds, 1))
    await cases.undo_merge(world.tx, one.id)
    assert [await whole(world, one) for one in (survivor, absorbed)] == before


async def _do(world: World, deed: str, case: UUID) -> None:
    tx = world.tx
    is_open = (await cases.get(tx, case)).state is CaseState.OPEN
    match deed:
        case "resolve" if is_open:
            await cases.resolve(tx, case)
        case "wait" if is_open:
            await cases.wait(tx, case, WaitingOn.TEAM)
        case "snooze" if is_open:
            await cases.snooze(tx, case, NOW.replace(year=2030))
        case "take" if is_open:
            await cases.assign(tx, case, Holder(HolderKind.AGENT, uuid7()), AssignReason.MANUAL)
        case "tag":
            await cases.add_tag(tx, case, (await cases.create_tag(tx, "envío")).id)
        case "note":
            await cases.add_note(tx, case, "nota")
        case "person":
            await cases.add_participant(tx, case, await world.contact(), ParticipantRole.COPIED, "message")


async def test_a_second_matter_becomes_a_case_of_its_own(world: World) -> None:
    queue = uuid7()
    source = await world.case(queue=queue)
    await cases.take(world.tx, source)
    since = world.tx.now
    world.after(300)
    message = uuid7()
    one = await cases.split(world.tx, source, message, since=since, subject="  La  factura ")
    first, second = (await cases.get_many(world.tx, [source, one.created_id])).values()
    if first.id != source:
        first, second = second, first
    assert (second.origin, second.brand_id, second.queue_id) == (CaseOrigin.SPLIT, first.brand_id, queue)
    assert (second.holder, second.contact_id) == (first.holder, first.contact_id)
    assert (second.opened_at, second.unanswered_since) == (since, since)
    assert second.number == first.number + 1
    assert [fact.origin for fact in world.facts(CaseOpened)] == [CaseOrigin.INBOUND, CaseOrigin.SPLIT]
    assert (await cases.split_of(world.tx, one.created_id)) == one


async def test_a_split_that_is_undone_leaves_the_source_as_it_was(world: World) -> None:
    source = await world.case()
    before = await whole(world, source)
    one = await cases.split(world.tx, source, uuid7(), since=world.tx.now)
    world.after(60)
    await cases.resolve(world.tx, one.created_id)
    await cases.undo_split(world.tx, one.id)
    assert await whole(world, source) == before
    created = await cases.get(world.tx, one.created_id)
    assert (created.state, created.standing.end_reason) == (CaseState.CLOSED, EndReason.SPLIT_UNDONE)
    assert await cases.split_of(world.tx, one.created_id) is None
    with pytest.raises(UndoTooLate):
        await cases.undo_split(world.tx, one.id)
    with pytest.raises(SplitNotFound):
        await cases.undo_split(world.tx, uuid7())


async def test_a_second_matter_that_was_merged_is_not_called_back(world: World) -> None:
    source, other = await world.case(), await world.case()
    one = await cases.split(world.tx, source, uuid7(), since=world.tx.now)
    await cases.merge(world.tx, other, one.created_id)
    with pytest.raises(UndoTooLate):
        await cases.undo_split(world.tx, one.id)
