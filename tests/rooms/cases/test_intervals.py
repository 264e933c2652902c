"""Whatever is done to a case, its intervals of states and holders neither overlap nor leave gaps."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.contacts.world import NOW, World
from trato.kit.errors import TratoError
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, ReopenCause, SetAsideReason, WaitingOn
from trato.rooms.cases.rules.standing import is_without_gap

pytestmark = pytest.mark.anyio

AGENTS = [Holder(HolderKind.AGENT, uuid7()) for _ in range(2)]
DEEDS = [
    "wait", "snooze", "resume", "wake", "resolve", "undo_resolve", "reopen", "close", "close_unanswered", "set_aside",
    "reverse", "assign", "transfer", "release", "undo_assign", "merge", "undo_merge", "split", "undo_split", "note",
]  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.integers(0, 2), st.sampled_from([-30, 0, 0, 1, 60, 4_000])),
    max_size=30,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
async def test_any_sequence_of_deeds_keeps_intervals_whole(
    world: World, steps: list[tuple[str, int, int, int]]
) -> None:
    world.at(NOW)
    matters = [await world.case() for _ in range(3)]
    undo: dict[str, UUID] = {}
    for deed, i, j, seconds in steps:  # time may also seem to go back: transactions begin in any order
        world.after(seconds)
        async with world.tx.connection.transaction():
            with suppress(TratoError):
                await _do(world, deed, matters[i], matters[j], undo)
    opened = [*matters, *(one for name, one in undo.items() if name.startswith("created"))]
    for case in opened:
        await _check(world, case)


async def _check(world: World, case: UUID) -> None:
    present = await cases.get(world.tx, case)
    states = await cases.states_of(world.tx, case)
    holdings = (await cases.holdings_of(world.tx, [case]))[case]
    assert is_without_gap(states)
    assert is_without_gap(holdings)
    assert (states[-1].state, states[-1].waiting_on) == (present.state, present.waiting_on)
    assert holdings[-1].holder == present.holder
    assert states[0].from_at == holdings[0].from_at == present.opened_at
    for segments in (states, holdings):
        assert all(one.to_at is None or one.from_at < one.to_at for one in segments)
        assert all(one.revision <= present.revision for one in segments)


async def _do(world: World, deed: str, case: UUID, other: UUID, undo: dict[str, UUID]) -> None:
    tx = world.tx
    match deed:
        case "wait":
            await cases.wait(tx, case, WaitingOn.CONTACT)
        case "snooze":
            await cases.snooze(tx, case, tx.now + timedelta(hours=1))
        case "resume":
            await cases.resume(tx, case)
        case "wake":
            await cases.wake(tx, case)
        case "resolve":
            await cases.resolve(tx, case)
        case "undo_resolve":
            await cases.undo_resolve(tx, case)
        case "reopen":
            await cases.reopen(tx, case, ReopenCause.AGENT)
        case "close":
            await cases.close(tx, case)
        case "close_unanswered":
            await cases.close_unanswered(tx, case)
        case "set_aside":
            await cases.set_aside(tx, case, SetAsideReason.SPAM)
        case "reverse":
            await cases.reverse_of_case(tx, case)
        case "assign":
            await cases.assign(tx, case, AGENTS[0], AssignReason.MANUAL)
        case "transfer":
            await cases.transfer(tx, case, AGENTS[1])
        case "release":
            await cases.release(tx, case)
        case "undo_assign":
            await cases.undo_assign(tx, case)
        case "merge":
            undo["merge"] = (await cases.merge(tx, case, other)).id
        case "undo_merge" if "merge" in undo:
            await cases.undo_merge(tx, undo["merge"])
        case "split":
            split = await cases.split(tx, case, uuid7(), since=tx.now)
            undo["split"] = split.id
            undo[f"created {split.id}"] = split.created_id
        case "undo_split" if "split" in undo:
            await cases.undo_split(tx, undo["split"])
        case "note":
            await cases.add_note(tx, case, "nota")
