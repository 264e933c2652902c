"""Who holds a case, since when, and who gave it to whom."""

from __future__ import annotations

import pytest

from tests.rooms.contacts.world import World
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import BadValue, HolderChanged, UndoTooLate
from trato.rooms.cases.events import CaseAssigned, CaseTransferred
from trato.rooms.cases.model import NOBODY, AssignReason, Holder, HolderKind

pytestmark = pytest.mark.anyio


def agent() -> Holder:
    return Holder(HolderKind.AGENT, uuid7())


async def test_a_case_passes_from_its_queue_to_an_agent(world: World) -> None:
    queue = uuid7()
    case = await world.case(queue=queue)
    world.after(60)
    taken = await cases.take(world.tx, case)
    assert taken.holder == Holder(HolderKind.AGENT, world.agent)
    assert taken.queue_id == queue, "the queue of a case stays its queue"
    held = (await cases.holdings_of(world.tx, [case]))[case]
    assert [(one.holder.kind, one.reason) for one in held] == [
        (HolderKind.QUEUE, AssignReason.OPENED),
        (HolderKind.AGENT, AssignReason.PULL),
    ]
    assert [one.id for one in await cases.held_by(world.tx, taken.holder)] == [case]
    (fact,) = world.facts(CaseAssigned)
    assert (fact.previous_kind, fact.previous_id) == (HolderKind.QUEUE, queue)


async def test_to_its_holder_a_case_is_not_given_again(world: World) -> None:
    case = await world.case()
    await cases.take(world.tx, case)
    await cases.take(world.tx, case, revision=1)
    assert len(world.facts(CaseAssigned)) == 1


async def test_of_two_who_take_a_case_the_second_is_told_who_has_it(world: World) -> None:
    case, lucia = await world.case(), uuid7()
    seen = (await cases.get(world.tx, case)).revision
    world.as_user(lucia)
    world.after(60)
    await cases.take(world.tx, case, revision=seen)
    world.as_user(world.agent)
    world.after(3)
    with pytest.raises(HolderChanged) as refused:
        await cases.take(world.tx, case, revision=seen)
    data = refused.value.data
    assert (data["holder_id"], data["by_id"], data["seconds"]) == (lucia, lucia, 3)
    newest = (await cases.get(world.tx, case)).revision
    await cases.take(world.tx, case, revision=newest)


async def test_a_note_written_meanwhile_is_no_reason_to_refuse(world: World) -> None:
    case = await world.case()
    seen = (await cases.get(world.tx, case)).revision
    await cases.add_note(world.tx, case, "llamó su hermana")
    await cases.take(world.tx, case, revision=seen)


async def test_a_holder_has_an_id_and_nobody_has_none(world: World) -> None:
    case = await world.case()
    for holder in (Holder(HolderKind.AGENT), Holder(HolderKind.NOBODY, uuid7())):
        with pytest.raises(BadValue):
            await cases.assign(world.tx, case, holder, AssignReason.MANUAL)


async def test_a_transfer_says_why_and_counts_how_often_the_case_came_back(world: World) -> None:
    case, ana, luis = await world.case(), agent(), agent()
    await cases.assign(world.tx, case, ana, AssignReason.AVAILABLE)
    for n, taker in enumerate((luis, ana, luis)):
        world.after(60)
        one = await cases.transfer(world.tx, case, taker, why="sabe de pagos", warm=bool(n))
        assert one is not None
        assert (one.bounce, one.warm, one.reason) == (n, bool(n), "sabe de pagos")
    assert await cases.transfer(world.tx, case, luis) is None
    assert [one.taker for one in await cases.transfers_of(world.tx, case)] == [luis, ana, luis]
    assert [one.bounce for one in world.facts(CaseTransferred)] == [0, 1, 2]


async def test_an_assignment_is_taken_back_once(world: World) -> None:
    case, ana = await world.case(), agent()
    with pytest.raises(UndoTooLate):
        await cases.undo_assign(world.tx, case)
    world.after(60)
    await cases.assign(world.tx, case, ana, AssignReason.MANUAL)
    world.after(4)
    assert (await cases.undo_assign(world.tx, case)).holder == NOBODY
    with pytest.raises(UndoTooLate):
        await cases.undo_assign(world.tx, case)


async def test_the_cases_of_who_leaves_go_back(world: World) -> None:
    queue, leaver = Holder(HolderKind.QUEUE, uuid7()), agent()
    mine = [await world.case() for _ in range(3)]
    for case in mine:
        await cases.assign(world.tx, case, leaver, AssignReason.AVAILABLE)
    await cases.resolve(world.tx, mine[2])
    assert leaver.id
    await cases.hand_back(world.tx, leaver.id, queue)
    after = await cases.get_many(world.tx, mine)
    assert [after[one].holder for one in mine] == [queue, queue, leaver]
