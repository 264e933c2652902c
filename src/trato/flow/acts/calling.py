"""What follows from what happens in calls: who talks, who waits again, and who is called back.

Each thing that a channel tells of a call takes effect once; who is rung is told in `ringing.py`.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec

from trato.flow.acts import aside, dialling, due, offering, ringing, ways
from trato.flow.arrival import Arrival, Batch
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Call, CallOutcome, CallState, Happening, Leg, LegState
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, CaseState, Holder, HolderKind, PromiseKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import CallNews, CallStage, Telephone, queue_token
from trato.rooms.contacts.model import IdentityKind
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Answer, AnsweredBy

FAR = frozenset({CallStage.DIALLED, CallStage.REACHED})
LEGS = frozenset({CallStage.RINGING, CallStage.ANSWERED, CallStage.REFUSED, CallStage.LEFT})
CALL_BACK_WITHIN = timedelta(hours=4)
LOST = frozenset({CallOutcome.MISSED, CallOutcome.WORDS})


async def take(batch: Batch, arrival: Arrival) -> None:
    """Let what happened in a call take effect; told again, it does nothing.

    Channels that only mention calls, and are no telephone, have theirs kept and shown, and nothing follows.
    """
    if not isinstance(batch.book.adapter(arrival.account.row.channel), Telephone):
        return
    tx, news = batch.tx, msgspec.convert(dict(arrival.event.detail or {}), CallNews)
    found = await _call_of(batch, arrival, news)
    if found is None:
        return
    call, leg = found
    call = await _placed(batch, arrival, call)
    if news.leg_call and news.stage in (*FAR, CallStage.ENDED) and call.placed_by is not None:
        call = await calls.far_is(tx, call, news.leg_call)
    way = None
    if news.stage is CallStage.ASIDE:
        voice = (await batch.book.of_workspace(tx, [call.account_id]))[call.account_id]
        way = await ways.way_of(tx, batch.book, voice, call.caller, news.by)
        news = news if way else msgspec.structs.replace(news, stage=CallStage.CHOSE, cause="no_way")
    at, agent = arrival.delivery.received_at, leg.agent_id if leg else None
    queue = await _queue_of(tx, news.queue)
    after = await calls.happened(tx, call, Happening(arrival.event.dedupe_key, at, news, agent, queue))
    if after is None:
        return
    match news.stage:
        case CallStage.WAITING if call.state is not CallState.QUEUED or call.queued_at is None:
            await ringing.attend(batch.book, tx, after, queue)
        case CallStage.REACHED:
            await dialling.reached(tx, batch.book, after)
        case CallStage.ANSWERED if leg is not None:
            await _answered(batch.book, tx, after, leg, news)
        case CallStage.REFUSED if leg is not None:
            await _refused(tx, after, leg, news.cause)
        case CallStage.LEFT if leg is not None:
            await _left(tx, after, leg)
        case CallStage.ASIDE if way is not None:
            await aside.go_on_in_writing(batch.book, tx, after, way)
        case CallStage.ENDED | CallStage.RECORDED:
            await _over(tx, after)
        case _:
            pass


async def _queue_of(tx: Tx, token: str) -> UUID | None:
    """Return the queue that a menu names, by its id or its name; None where there is none of it, or not any more."""
    if not token:
        return None
    queues = await routing.list_queues(tx)
    return next((one.id for one in queues if token in (one.id.hex, queue_token(one.name))), None)


async def _call_of(batch: Batch, arrival: Arrival, news: CallNews) -> tuple[Call, Leg | None] | None:
    """Find the call that something was told of, its case locked first and itself after: everybody locks that way."""
    tx, account = batch.tx, arrival.account
    if news.stage in LEGS:
        if len(news.leg) != 32:
            return None
        known = await calls.find_call(tx, account.id, news.call) if news.call else None
        if known is not None and known.case_id is not None:
            await cases.lock(tx, known.case_id)
        return await calls.leg_of(tx, UUID(hex=news.leg))
    known = await calls.find_call(tx, account.id, news.call)
    if known is not None and known.case_id is not None:
        await cases.lock(tx, known.case_id)
    if known is not None and (known.caller or known.placed_by):
        return await calls.lock_call(tx, known.id) or known, None
    if not arrival.event.author or news.stage in FAR:
        return None
    shown = next((one.raw or one.value for one in arrival.event.author if one.kind is IdentityKind.PHONE), "")
    return await calls.begin(tx, account.id, news.call, shown, arrival.delivery.received_at), None


async def _placed(batch: Batch, arrival: Arrival, call: Call) -> Call:
    """Put a call into the case that the message of the same delivery opened, or went on with."""
    for one in batch.arrivals:
        beside = one.delivery is arrival.delivery and one.event.provider_id == call.provider_id
        if beside and one.stopped is None and one.conversation is not None and one.case_id is not None:
            return await calls.place(batch.tx, call, one.conversation.id, one.message_id, one.case_id)
    return call


async def _answered(book: channels.AccountBook, tx: Tx, call: Call, leg: Leg, news: CallNews) -> None:
    """Bring who called to the first who picked up; the promise of a first answer is kept by that."""
    others = [one for one in await calls.legs_of(tx, [call.id]) if one.id != leg.id]
    late = call.is_over or any(one.state is LegState.TALKING for one in others)
    if leg.state is LegState.ENDED:
        await calls.let_go(tx, call, news.leg_call)
        return
    if late:
        await calls.drop_leg(tx, call, msgspec.structs.replace(leg, provider_id=news.leg_call), "late")
        return
    if call.is_unreached:
        await dialling.picked_up(tx, call, leg, news.leg_call)
        return
    await calls.answer_leg(tx, call, leg, news.leg_call)
    await calls.join(tx, call)
    for one in others:
        await calls.drop_leg(tx, call, one, "taken")
    if call.case_id is None or call.conversation_id is None or call.message_id is None:
        return
    if leg.offered:
        try:
            await offering.accept(tx, call.case_id, leg.agent_id)
        except routing.OfferGone:
            await cases.assign(tx, call.case_id, Holder(HolderKind.AGENT, leg.agent_id), AssignReason.AVAILABLE)
    answer = Answer(call.case_id, call.conversation_id, call.message_id, tx.now, AnsweredBy.USER)
    await sla.stop_on_accepted(tx, [answer])
    account = (await book.of_workspace(tx, [call.account_id]))[call.account_id]
    await cases.note_outbound(tx, [(call.case_id, tx.now, "", account.row.channel, True)])
    await due.refresh(tx, [call.case_id])


async def _refused(tx: Tx, call: Call, leg: Leg, why: str) -> None:
    """Let the next be asked when somebody was rung in vain."""
    if leg.state is LegState.ENDED:
        return
    await calls.move_leg(tx, call, leg, LegState.ENDED, why)
    await _not_taken(tx, call, leg)


async def _not_taken(tx: Tx, call: Call, leg: Leg) -> None:
    if call.case_id is None or call.is_over:
        return
    if call.is_unreached:
        await dialling.give_up(tx, call, "given_up")
        return
    if leg.offered:
        try:
            await offering.decline(tx, call.case_id, leg.agent_id)
        except routing.OfferGone:
            return  # it ran out, or was taken back: whoever did that asks the next
        return
    case = await cases.lock(tx, call.case_id)
    if case.holder == Holder(HolderKind.AGENT, leg.agent_id) and case.queue_id and case.state is CaseState.OPEN:
        await cases.assign(tx, case.id, Holder(HolderKind.QUEUE, case.queue_id), AssignReason.RELEASED)
        await due.refresh(tx, [case.id])


async def _left(tx: Tx, call: Call, leg: Leg) -> None:
    """End a call when the last of us hung up; who is passed on was taken out before."""
    talked = leg.state is LegState.TALKING
    await calls.move_leg(tx, call, leg, LegState.ENDED, "left")
    if not talked or call.is_unreached:
        await _not_taken(tx, call, leg)
        return
    others = [one for one in await calls.legs_of(tx, [call.id]) if one.id != leg.id]
    if not call.is_over and not any(one.state is not LegState.ENDED for one in others):
        await calls.hang_up(tx, call)


async def _over(tx: Tx, call: Call) -> None:
    """Let go of whoever is rung; who was not answered is promised a call back."""
    if not call.is_over:
        return
    for leg in await calls.legs_of(tx, [call.id]):
        await calls.drop_leg(tx, call, leg, "over")
        if leg.offered and leg.state is LegState.RINGING and call.case_id is not None:
            await routing.withdraw(tx, call.case_id)
    if call.case_id is None or call.outcome not in LOST:
        return
    case = await cases.lock(tx, call.case_id)
    if case.state is CaseState.OPEN and call.caller:
        await cases.promise(
            tx, case.id, call.caller, tx.now + CALL_BACK_WITHIN, kind=PromiseKind.CALL_BACK, promise_id=call.id,
            by_id=tx.workspace,
        )  # fmt: skip


async def end_overdue(tx: Tx) -> int:
    """Stop waiting for legs and callers of whom nobody told that they are gone; return how many."""
    quiet = await calls.silent(tx)
    for call in quiet:
        if call.case_id is not None:
            await cases.lock(tx, call.case_id)
        news = CallNews(CallStage.ENDED, call.provider_id, cause="silence")
        after = await calls.happened(tx, call, Happening(f"silence:{call.provider_id}", tx.now, news))
        if after is not None:
            await _over(tx, after)
    found = await calls.overdue(tx)
    for one in found:
        pair = await calls.leg_of(tx, one.id)
        if pair is not None and pair[1].state is LegState.RINGING:
            await calls.drop_leg(tx, *pair, "silence")
            await _not_taken(tx, *pair)
    return len(found) + len(quiet)


async def could_not_ring(tx: Tx, leg_id: UUID, why: str) -> None:
    """Let the next be asked when the provider would not ring somebody."""
    pair = await calls.leg_of(tx, leg_id)
    if pair is not None and pair[1].state is LegState.RINGING:
        await _refused(tx, *pair, why)
