"""What a batch of arrivals does to cases: opens, goes on, reopens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.rooms.contacts.world import World
from trato.kit.events import ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import UndoTooLate
from trato.rooms.cases.events import AttemptNoted, CaseReopened, CaseResumed
from trato.rooms.cases.model import AttemptCause, CaseOrigin, CaseState, SetAsideReason, WaitingOn
from trato.rooms.cases.rules.standing import is_without_gap

pytestmark = pytest.mark.anyio


def next_message(world: World, case: UUID, contact: UUID, **more: Any) -> cases.Continuation:
    return cases.Continuation(
        case_id=case,
        message_id=uuid7(),
        contact_id=contact,
        preview="¿hay novedades?",
        channel="webchat",
        surface="chat",
        at=world.tx.now,
        unanswered_since=world.tx.now,
        **more,
    )


async def test_a_message_to_a_resolved_case_reopens_it_and_one_to_a_resting_one_ends_its_rest(world: World) -> None:
    ana = await world.contact()
    done, resting, plain = [await world.case(ana) for _ in range(3)]
    world.after(60)
    await cases.resolve(world.tx, done)
    await cases.wait(world.tx, resting, WaitingOn.CONTACT)
    world.after(60)
    await cases.continue_many(
        world.tx,
        [
            next_message(world, done, ana, reopens=True, gap_seconds=60),
            next_message(world, resting, ana, waited_on=WaitingOn.CONTACT),
            next_message(world, plain, ana, attempt=(AttemptCause.SILENCE, 900)),
        ],
    )
    for case in (done, resting, plain):
        present = await cases.get(world.tx, case)
        assert (present.state, present.waiting_on, present.last_inbound_at) == (CaseState.OPEN, None, world.tx.now)
        assert is_without_gap(await cases.states_of(world.tx, case))
    assert [len(world.facts(kind)) for kind in (CaseReopened, CaseResumed, AttemptNoted)] == [1, 1, 1]


async def test_a_reopened_case_cannot_be_unresolved(world: World) -> None:
    ana = await world.contact()
    case = await world.case(ana)
    await cases.resolve(world.tx, case)
    world.after(60)
    await cases.continue_many(world.tx, [next_message(world, case, ana, reopens=True)])
    assert (await cases.get(world.tx, case)).standing.end_reason is None
    await cases.resolve(world.tx, case)
    world.after(1)
    await cases.undo_resolve(world.tx, case)
    assert (await cases.get(world.tx, case)).state is CaseState.OPEN


async def test_a_case_that_arrived_set_aside_is_taken_back_like_any_other(world: World) -> None:
    ana, case = await world.contact(), uuid7()
    await cases.open_many(
        world.tx,
        [
            cases.Opening(
                id=case,
                brand_id=world.brand,
                unit_id=world.brand,
                account_id=uuid7(),
                queue_id=None,
                contact_id=ana,
                contact_is_new=True,
                surface="mail",
                channel="email",
                subject="Out of office",
                preview="…",
                origin=CaseOrigin.INBOUND,
                opened_at=world.tx.now,
                opened_by=(ActorKind.CONTACT, ana),
                set_aside=SetAsideReason.NO_ENGAGEMENT,
                message_id=uuid7(),
            )
        ],
    )
    assert (await cases.get(world.tx, case)).standing.set_aside is SetAsideReason.NO_ENGAGEMENT
    back = await cases.reverse_of_case(world.tx, case)
    assert (back.state, back.standing.set_aside) == (CaseState.OPEN, None)
    with pytest.raises(UndoTooLate):
        await cases.reverse_of_case(world.tx, case)
