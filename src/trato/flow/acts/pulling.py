"""The next best case, taken by who has a hand free."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import due, hands
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, Holder, HolderKind
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Author


async def take_next(tx: Tx, agent: UUID) -> Case:
    """Give an agent the case that they should take next. Raises NotAtWork, NothingToTake."""
    decision = await routing.next_for(tx, agent)
    case = await cases.assign(tx, decision.case_id, Holder(HolderKind.AGENT, agent), AssignReason.PULL)
    await routing.record(tx, [decision], author=Author.SELF, author_id=agent)
    await hands.person_took(tx, decision.case_id)
    await due.refresh(tx, [decision.case_id])
    return case
