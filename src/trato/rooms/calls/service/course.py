"""What becomes of a call: who is rung, talks, waits and goes. A provider is told of it by errands, after the commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.calls.errors import CallUnknown, NotOnCall
from trato.rooms.calls.events import CallMoved, LegMoved
from trato.rooms.calls.model import (
    Call,
    CallState,
    Happening,
    Leg,
    LegId,
    LegState,
    Segment,
)
from trato.rooms.calls.rules import course_of
from trato.rooms.calls.service.errands import order
from trato.rooms.calls.store import calls as store
from trato.rooms.channels.model import (
    CallNews,
    CallStage,
    CallWay,
    HangUp,
    Hold,
    Join,
    Mute,
    Park,
    Ring,
    Touch,
)

SILENCE = timedelta(minutes=10)
GRACE = timedelta(seconds=8)  # after which a leg that should have stopped ringing has, whatever nobody told


async def let_go(tx: Tx, call: Call, leg_call: str) -> None:
    """End a leg that came too late, by what the provider calls it."""
    if leg_call:
        await order(tx, call.id, HangUp(leg_call))


async def begin(tx: Tx, account: UUID, provider_id: str, caller: str, at: datetime) -> Call:
    """Return the call of a provider's id, begun now where nothing was told of it, locked. A hidden `caller` is ""."""
    return await store.add_call(tx, uuid7(), account, provider_id, caller, at)


async def place(tx: Tx, call: Call, conversation: UUID, message: UUID, case: UUID) -> Call:
    """Say in which case a call is; one that is in a case already stays there."""
    if call.case_id is not None:
        return call
    await store.place_call(tx, call.id, conversation, message, case)
    return replace(call, conversation_id=conversation, message_id=message, case_id=case)


async def happened(tx: Tx, call: Call, one: Happening) -> Call | None:
    """Keep what happened in a call, and follow it; None when it was told before."""
    if not await store.add_happening(tx, call.id, one):
        return None
    if one.news.room and one.news.room != call.room:
        await store.set_room(tx, call.id, one.news.room)
        call = replace(call, room=one.news.room)
    course = course_of(await store.list_happenings(tx, call.id))
    after = replace(
        call, state=course.state, outcome=course.outcome, queue_id=one.queue_id or call.queue_id,
        queued_at=course.queued_at, answered_at=course.answered_at, answered_by=course.answered_by,
        ended_at=course.ended_at,
    )  # fmt: skip
    await store.set_course(tx, after, course)
    if (after.state, after.outcome) != (call.state, call.outcome) or one.news.stage is CallStage.ARRIVED:
        tx.emit(CallMoved(subject=call.id, case_id=call.case_id, state=after.state.value, outcome=after.outcome.value))
        for leg in await store.list_legs(tx, [call.id]):
            if leg.state is LegState.TALKING:
                _tell(tx, after, leg)
        tell_placer(tx, after)
    return after


def tell_placer(tx: Tx, call: Call) -> None:
    """Let who made a call see how it stands: their own leg may be over, and what came of it unsaid."""
    if call.placed_by is not None:
        moved = LegMoved(subject=call.id, case_id=call.case_id, user_id=call.placed_by, state=call.state.value)
        tx.emit(moved)


def _tell(tx: Tx, call: Call, leg: Leg) -> None:
    tx.emit(LegMoved(subject=call.id, case_id=call.case_id, user_id=leg.agent_id, state=leg.state.value, why=leg.why))


async def ring(tx: Tx, call: Call, agent: UUID, way: CallWay, to: str, seconds: int, *, offered: bool) -> Leg:
    """Have one of us rung; somebody who is rung for this call, or talks in it, is not rung twice."""
    for one in await store.list_legs(tx, [call.id]):
        if one.agent_id == agent and one.state is not LegState.ENDED:
            return one
    leg = Leg(
        LegId(uuid7()), call.id, agent, way, to, LegState.RINGING, offered, tx.now, tx.now + timedelta(seconds=seconds)
    )
    await store.add_leg(tx, leg)
    await order(tx, call.id, Ring(leg.id, call.provider_id, way, to, seconds, call.is_unreached))
    _tell(tx, call, leg)
    return leg


async def move_leg(tx: Tx, call: Call, leg: Leg, state: LegState, why: str = "") -> Leg:
    """Let a leg talk, or end; one that ended stays so."""
    if leg.state in (state, LegState.ENDED):
        return leg
    after = replace(
        leg, state=state, why=why, answered_at=tx.now if state is LegState.TALKING else leg.answered_at,
        ended_at=tx.now if state is LegState.ENDED else None,
    )  # fmt: skip
    await store.set_leg(tx, after)
    _tell(tx, call, after)
    return after


async def answer_leg(tx: Tx, call: Call, leg: Leg, provider_id: str) -> None:
    """Let somebody talk who picked up; `provider_id` is what the provider calls their leg."""
    await store.name_leg(tx, leg.id, provider_id)
    await move_leg(tx, call, leg, LegState.TALKING)


async def drop_leg(tx: Tx, call: Call, leg: Leg, why: str) -> None:
    """Stop ringing somebody, or take them out of a call."""
    if leg.state is LegState.ENDED:
        return
    await move_leg(tx, call, leg, LegState.ENDED, why)
    if leg.provider_id:
        await order(tx, call.id, HangUp(leg.provider_id))


async def join(tx: Tx, call: Call) -> None:
    """Bring who called to whom answered."""
    if call.line:
        await order(tx, call.id, Join(call.line, "" if call.line == call.provider_id else call.provider_id))


async def park(tx: Tx, call: Call, queue: UUID | None) -> None:
    """Bring who called back to a queue."""
    if call.line:
        await order(tx, call.id, Park(call.line, str(queue or ""), uuid7().hex[-8:]))


async def hang_up(tx: Tx, call: Call) -> None:
    """End a call."""
    if call.line:
        await order(tx, call.id, HangUp(call.line))


async def hold(tx: Tx, call_id: UUID, agent: UUID, *, on: bool) -> None:
    """Put who called on hold, or talk on. Raises CallUnknown, NotOnCall."""
    call, _ = await _talking(tx, call_id, agent)
    if (call.state is CallState.HELD) != on:
        await order(tx, call.id, Hold(call.room, call.line, on))


async def mute(tx: Tx, call_id: UUID, agent: UUID, *, on: bool) -> None:
    """Let somebody of ours be heard, or not. Raises CallUnknown, NotOnCall."""
    call, leg = await _talking(tx, call_id, agent)
    if leg.muted != on:
        await store.mute_leg(tx, leg.id, on)
        await order(tx, call.id, Mute(call.room, leg.provider_id, on))
        _tell(tx, call, leg)


async def leave(tx: Tx, call_id: UUID, agent: UUID) -> None:
    """Hang up, or stop ringing at who asks. Raises CallUnknown, NotOnCall."""
    call, leg = await _on(tx, call_id, agent)
    if leg.state is LegState.TALKING:
        await hang_up(tx, call)
    if leg.provider_id:
        await order(tx, call.id, HangUp(leg.provider_id))


async def touch(tx: Tx, call_id: UUID, agent: UUID, digits: str) -> None:
    """Pick up, or press keys, on a telephone that is a stand-in's. Raises CallUnknown, NotOnCall."""
    call, leg = await _on(tx, call_id, agent)
    if leg.provider_id:
        await order(tx, call.id, Touch(leg.provider_id, digits))


async def _on(tx: Tx, call_id: UUID, agent: UUID) -> tuple[Call, Leg]:
    call = await store.lock_call(tx, call_id)
    if call is None:
        raise CallUnknown(call=str(call_id))
    for leg in await store.list_legs(tx, [call.id]):
        if leg.agent_id == agent and leg.state is not LegState.ENDED and not call.is_over:
            return call, leg
    raise NotOnCall(call=str(call_id))


async def _talking(tx: Tx, call_id: UUID, agent: UUID) -> tuple[Call, Leg]:
    call, leg = await _on(tx, call_id, agent)
    if leg.state is not LegState.TALKING or not call.room:
        raise NotOnCall(call=str(call_id))
    return call, leg


async def legs_of(tx: Tx, calls: Sequence[UUID]) -> list[Leg]:
    """Return everybody of ours who was rung for these calls, the first first."""
    return await store.list_legs(tx, calls) if calls else []


async def leg_of(tx: Tx, leg: UUID) -> tuple[Call, Leg] | None:
    """Return a leg with its call, locked; None when there is none."""
    found = await store.find_leg(tx, leg)
    call = await store.lock_call(tx, found.call_id) if found else None
    if found is None or call is None:
        return None
    return call, await store.find_leg(tx, leg) or found


async def overdue(tx: Tx) -> list[Leg]:
    """Return who should have stopped ringing."""
    return await store.overdue_legs(tx, tx.now - GRACE)


async def silent(tx: Tx) -> list[Call]:
    """Return the calls that wait, or choose, of which nothing was told for long; the provider asks twice a minute."""
    return await store.silent_calls(tx, tx.now - SILENCE)


async def name_leg(tx: Tx, leg: UUID, provider_id: str) -> None:
    """Keep what a provider calls a leg."""
    await store.name_leg(tx, leg, provider_id)


async def find_call(tx: Tx, account: UUID, provider_id: str) -> Call | None:
    """Return a call by the provider's id."""
    return await store.find_call(tx, account, provider_id)


async def lock_call(tx: Tx, call_id: UUID) -> Call | None:
    """Return a call, locked."""
    return await store.lock_call(tx, call_id)


async def get_call(tx: Tx, call_id: UUID) -> Call | None:
    """Return a call, not locked."""
    return await store.get_call(tx, call_id)


async def alive_of(tx: Tx, cases: Sequence[UUID]) -> dict[UUID, Call]:
    """Return the calls that go on in these cases."""
    return await store.alive_of_cases(tx, cases) if cases else {}


async def calls_of(tx: Tx, case: UUID) -> list[tuple[Call, list[Segment], list[Leg]]]:
    """Return the calls of a case, the newest first, with their stretches and who was rung."""
    return await _whole(tx, await store.of_case(tx, case))


async def calls_at(tx: Tx, agent: UUID) -> list[tuple[Call, list[Segment], list[Leg]]]:
    """Return the calls that somebody is rung for, or talks in."""
    return await _whole(tx, await store.of_agent(tx, agent))


async def _whole(tx: Tx, calls: Sequence[Call]) -> list[tuple[Call, list[Segment], list[Leg]]]:
    if not calls:
        return []
    ids = [one.id for one in calls]
    segments, legs = await store.list_segments(tx, ids), await store.list_legs(tx, ids)
    return [(one, segments.get(one.id, []), [leg for leg in legs if leg.call_id == one.id]) for one in calls]


async def told_in(tx: Tx, calls: Sequence[UUID], stage: CallStage) -> dict[UUID, list[CallNews]]:
    """Return what was told of one stage in these calls, in order."""
    return await store.list_news(tx, calls, stage) if calls else {}
