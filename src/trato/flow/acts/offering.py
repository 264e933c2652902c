"""Cases that agents are asked to take: their answer, or their silence."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import due, hands
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, Holder, HolderKind
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import UNANSWERED, PresenceState


async def accept(tx: Tx, case_id: UUID, agent: UUID) -> Case:
    """Give a case to who was asked and says yes. Raises OfferGone; StateChanged for a case that is open no more."""
    await cases.lock(tx, case_id)
    one = await routing.answer(tx, case_id, agent, accepted=True)
    case = await cases.assign(tx, case_id, Holder(HolderKind.AGENT, agent), AssignReason(one.reason))
    await hands.person_took(tx, case_id)
    await due.refresh(tx, [case_id])
    return case


async def decline(tx: Tx, case_id: UUID, agent: UUID) -> None:
    """Let a case pass: it goes to the next, and not to the same person for a while. Raises OfferGone."""
    await cases.lock(tx, case_id)
    await routing.answer(tx, case_id, agent, accepted=False)


async def lapse(tx: Tx, case_id: UUID) -> None:
    """Let the time of an offer run out. Who says nothing several times in a row is away."""
    one = await routing.lapse(tx, case_id)
    if one is None or not await routing.is_unanswering(tx, one.agent_id):
        return
    here = await workforce.presence_of(tx, [one.agent_id])
    if here[one.agent_id].state is PresenceState.ONLINE:
        await workforce.set_presence(tx, one.agent_id, PresenceState.AWAY, UNANSWERED)
