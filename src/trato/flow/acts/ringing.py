"""Who is rung for a call that waits, and where a call goes when its case does.

A call that waits is offered by routing as any case is; while it is offered, who is asked is rung, and picking up is the
acceptance. The call follows its case: to give the case away passes on who called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from trato.flow.acts import due, offering, reaching
from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Call, CallState, LegState
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseAssigned
from trato.rooms.cases.model import AssignReason, CaseState, Holder, HolderKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Telephone
from trato.rooms.routing import api as routing
from trato.rooms.routing.events import CaseOffered, OfferSettled
from trato.rooms.routing.model import Outcome
from trato.rooms.sla import api as sla
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState


async def attend(book: channels.AccountBook, tx: Tx, call: Call, queue: UUID | None) -> None:
    """See to it that somebody is rung for who waits: who has the case where they are there, else whom routing asks."""
    if call.case_id is None:
        return
    case = await cases.lock(tx, call.case_id)
    if case.state is not CaseState.OPEN:
        return
    holder = case.holder.id if case.holder.kind is HolderKind.AGENT and queue in (None, case.queue_id) else None
    if holder is not None and await _rung(book, tx, call, holder):
        return
    await _to_queue(book, tx, call, queue)


async def _to_queue(book: channels.AccountBook, tx: Tx, call: Call, queue: UUID | None = None) -> None:
    """Let a case wait in a queue again: that which was chosen, its own, or its account's."""
    assert call.case_id is not None
    case = await cases.lock(tx, call.case_id)
    account = (await book.of_workspace(tx, [call.account_id]))[call.account_id]
    target = queue or case.queue_id or account.row.queue_id
    known = {one.id for one in await routing.list_queues(tx)}
    if target is None or target not in known:
        target = account.row.queue_id
    if target is None or case.state is not CaseState.OPEN or case.holder == Holder(HolderKind.QUEUE, target):
        return
    await routing.withdraw(tx, case.id)
    await cases.assign(tx, case.id, Holder(HolderKind.QUEUE, target), AssignReason.RELEASED)
    await sla.follow_queue(tx, {case.id: target})
    await due.refresh(tx, [case.id])


async def _ring_holder(book: channels.AccountBook, tx: Tx, call: Call, holder: UUID, *, by_own_hand: bool) -> None:
    if by_own_hand and not await calls.calls_at(tx, holder):
        rung = await _ring(book, tx, call, holder, offered=False)
    else:
        rung = await _rung(book, tx, call, holder)
    if not rung:
        await _to_queue(book, tx, call)


async def _rung(book: channels.AccountBook, tx: Tx, call: Call, holder: UUID) -> bool:
    """Ring who has the case, where they are there and not on another call."""
    return await _is_free(tx, holder) and await _ring(book, tx, call, holder, offered=False)


async def _is_free(tx: Tx, agent: UUID) -> bool:
    here = (await workforce.presence_of(tx, [agent])).get(agent)
    return here is not None and here.state is PresenceState.ONLINE and not await calls.calls_at(tx, agent)


async def _ring(book: channels.AccountBook, tx: Tx, call: Call, agent: UUID, *, offered: bool) -> bool:
    """Ring somebody in their browser, or on their telephone; False where they have neither."""
    account = (await book.of_workspace(tx, [call.account_id]))[call.account_id]
    adapter = book.adapter(account.row.channel)
    own = await reaching.own_line(tx, book, account, agent)
    if own is None or not isinstance(adapter, Telephone):
        return False
    await calls.ring(tx, call, agent, *own, adapter.ring_seconds(account.view), offered=offered)
    return True


@dataclass(frozen=True, slots=True)
class Following:
    """Follows offers and holders: who is asked is rung, and the call goes where its case goes."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({CaseOffered.kind, OfferSettled.kind, CaseAssigned.kind})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Ring, stop ringing, pass on."""
        alive = await calls.alive_of(tx, sorted({one.case_id for one in facts if one.case_id is not None}))
        for fact in facts:
            if fact.case_id not in alive:
                continue
            await cases.lock(tx, fact.case_id)
            call = await calls.lock_call(tx, alive[fact.case_id].id)
            if call is None or call.is_over or call.is_unreached:  # who calls somebody is rung already
                continue
            if fact.kind == CaseOffered.kind:
                await self._offered(tx, call, decode(fact, CaseOffered))
            elif fact.kind == OfferSettled.kind:
                await _settled(tx, call, decode(fact, OfferSettled))
            else:
                await self._assigned(tx, call, decode(fact, CaseAssigned), fact.actor.id)

    async def _offered(self, tx: Tx, call: Call, fact: CaseOffered) -> None:
        asked = [one for one in await routing.offers_of(tx, fact.user_id) if one.case_id == call.case_id]
        if not asked or call.state is not CallState.QUEUED or call.case_id is None:
            return
        if not await _ring(self.book, tx, call, fact.user_id, offered=True):
            await offering.decline(tx, call.case_id, fact.user_id)

    async def _assigned(self, tx: Tx, call: Call, fact: CaseAssigned, by: UUID | None) -> None:
        """Ring who has the case now; where somebody else talks, who called is passed on.

        Who takes it by their own hand is rung wherever they said they were.
        """
        legs = [one for one in await calls.legs_of(tx, [call.id]) if one.state is not LegState.ENDED]
        holder = fact.holder_id if fact.holder_kind is HolderKind.AGENT else None
        if any(one.agent_id == holder for one in legs):
            return
        talking = [one for one in legs if one.state is LegState.TALKING]
        for one in legs:
            await calls.drop_leg(tx, call, one, "passed_on")
        if talking:
            await calls.park(tx, call, fact.holder_id if fact.holder_kind is HolderKind.QUEUE else None)
        if holder is not None and (talking or call.state is CallState.QUEUED):
            await _ring_holder(self.book, tx, call, holder, by_own_hand=by == holder)


async def _settled(tx: Tx, call: Call, fact: OfferSettled) -> None:
    if fact.outcome is Outcome.ACCEPTED:
        return
    for leg in await calls.legs_of(tx, [call.id]):
        if leg.agent_id == fact.user_id and leg.state is LegState.RINGING:
            await calls.drop_leg(tx, call, leg, "not_taken")
