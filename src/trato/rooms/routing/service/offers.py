"""Deeds of offers: ask an agent to take a case, and take their answer, their silence or the end of the matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from trato.kit import timers
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.routing.errors import OfferGone
from trato.rooms.routing.events import CaseOffered, OfferSettled
from trato.rooms.routing.model import Decision, Offer, Outcome
from trato.rooms.routing.service.recording import record
from trato.rooms.routing.store import offers as store
from trato.rooms.workforce import api as workforce

ENDS = "routing.offer"  # the timer of an offer; its subject is the case
MOST_UNANSWERED = 3  # times in a row that an agent says nothing: nobody sits there


async def offer(tx: Tx, decision: Decision, seconds: int) -> Offer | None:
    """Ask the chosen agent to take a case within that time; None when somebody is being asked already.

    Until they answer, the case takes room of theirs and nobody else is given it. Whoever calls holds the locks of
    `decide`.
    """
    assert decision.agent_id is not None and decision.queue_id is not None
    one = Offer(
        decision.case_id, uuid7(), decision.agent_id, decision.queue_id, decision.reason, tx.now,
        tx.now + timedelta(seconds=seconds),
    )  # fmt: skip
    if not await store.add_offer(tx, one):
        return None
    await record(tx, [decision], ids=[one.assignment_id], outcome=Outcome.OFFERED)
    await timers.set_timer(tx, ENDS, one.case_id, one.ends_at)
    tx.emit(CaseOffered(subject=one.case_id, case_id=one.case_id, user_id=one.agent_id, ends_at=one.ends_at))
    return one


async def answer(tx: Tx, case_id: UUID, agent: UUID, *, accepted: bool) -> Offer:
    """Take an agent's answer. Raises OfferGone when they are not asked, or not any more."""
    one = await store.lock_offer(tx, case_id)
    if one is None or one.agent_id != agent or one.ends_at <= tx.now:
        raise OfferGone(case=case_id)
    await _settle(tx, one, Outcome.ACCEPTED if accepted else Outcome.DECLINED)
    return one


async def lapse(tx: Tx, case_id: UUID) -> Offer | None:
    """Let the time of an offer run out (the timer "routing.offer"); None when it was answered, or is another one."""
    one = await store.lock_offer(tx, case_id)
    if one is None or one.ends_at > tx.now:
        return None
    await _settle(tx, one, Outcome.TIMED_OUT)
    return one


async def is_unanswering(tx: Tx, agent: UUID) -> bool:
    """Say whether an agent said nothing to the last offers, since they were last put or put themselves online."""
    here = (await workforce.presence_of(tx, [agent])).get(agent)
    if here is None:
        return False
    last = await store.last_silences(tx, agent, here.since, MOST_UNANSWERED)
    return last == [True] * MOST_UNANSWERED


async def settle_by_hand(tx: Tx, case_id: UUID, taker: UUID | None) -> None:
    """Settle the offer of a case that a person gives to somebody: who was asked has it then, or is asked no more."""
    one = await store.lock_offer(tx, case_id)
    if one is not None:
        await _settle(tx, one, Outcome.ACCEPTED if one.agent_id == taker else Outcome.WITHDRAWN)


async def withdraw(tx: Tx, case_id: UUID) -> None:
    """Take back the offer of a case that goes elsewhere, if it is offered."""
    one = await store.lock_offer(tx, case_id)
    if one is not None:
        await _settle(tx, one, Outcome.WITHDRAWN)


async def withdraw_from(tx: Tx, agents: Sequence[UUID]) -> None:
    """Take back what agents are asked who are not there any more."""
    for found in await store.list_offers(tx, agents):
        await withdraw(tx, found.case_id)


async def offers_of(tx: Tx, agent: UUID) -> list[Offer]:
    """Return what an agent is asked to take now, the first asked first."""
    return [one for one in await store.list_offers(tx, [agent]) if one.ends_at > tx.now]


async def _settle(tx: Tx, one: Offer, outcome: Outcome) -> None:
    await store.settle(tx, one, outcome)
    tx.emit(OfferSettled(subject=one.case_id, case_id=one.case_id, user_id=one.agent_id, outcome=outcome))
