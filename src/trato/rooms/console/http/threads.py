"""Who answers in a conversation: taking it, passing it, asking for it, and settling what others ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts import handing_over
from trato.flow.acts.handing_over import NewHandover
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ThreadAct
from trato.rooms.console.model import CaseDetail
from trato.rooms.console.service import details
from trato.rooms.console.service.threads import reach
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import ThreadHolder

Note = Annotated[str, Meta(max_length=handing_over.LONGEST_NOTE)]


class ToHandOver(Struct, frozen=True):
    """`deed_id` is minted by the client: asked again under it, nothing happens twice. `app` is to whom a pass goes."""

    id: UUID
    deed_id: UUID
    act: ThreadAct
    app: Annotated[str, Meta(max_length=64)] = ""
    note: Note = ""


class ToUndo(Struct, frozen=True):
    """`undo_id` is minted by the client: the deed that undoes, where one is needed."""

    id: UUID
    undo_id: UUID


class ToDecide(Struct, frozen=True):
    """`deed_id` is minted by the client: the pass that a yes asks for."""

    id: UUID
    deed_id: UUID
    grants: bool


class ToHold(Struct, frozen=True):
    """Who of us answers: a person, or automation."""

    id: UUID
    holder: Literal["automation", "person"]


@dataclass(frozen=True, slots=True)
class ThreadDoor:
    """Who answers; each answers with the case as it stands then."""

    book: channels.AccountBook

    async def ask(self, tx: Tx, who: Principal, given: ToHandOver) -> CaseDetail:
        """Ask the channel; a worker carries it, and what came of it is told as every change is."""
        case_id = await reach(tx, who, given.id)
        await handing_over.ask(tx, self.book, NewHandover(given.deed_id, given.id, given.act, given.app, given.note))
        return await details.one(tx, self.book, who, case_id)

    async def undo(self, tx: Tx, who: Principal, given: ToUndo) -> CaseDetail:
        """Take a deed back, or ask for the other way round."""
        case_id = await reach(tx, who, await conversations.conversation_of_deed(tx, given.id))
        await handing_over.undo(tx, self.book, given.id, given.undo_id)
        return await details.one(tx, self.book, who, case_id)

    async def retry(self, tx: Tx, who: Principal, given: OneId) -> CaseDetail:
        """Ask again for what failed."""
        case_id = await reach(tx, who, await conversations.conversation_of_deed(tx, given.id))
        await conversations.retry_thread(tx, given.id)
        return await details.one(tx, self.book, who, case_id)

    async def decide(self, tx: Tx, who: Principal, given: ToDecide) -> CaseDetail:
        """Grant or refuse what another application asks."""
        case_id = await reach(tx, who, given.id)
        await handing_over.decide(tx, self.book, given.id, given.deed_id, grants=given.grants)
        return await details.one(tx, self.book, who, case_id)

    async def hold(self, tx: Tx, who: Principal, given: ToHold) -> CaseDetail:
        """Let automation answer again, or a person alone."""
        case_id = await reach(tx, who, given.id)
        await handing_over.choose(tx, given.id, ThreadHolder(given.holder))
        return await details.one(tx, self.book, who, case_id)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the addresses."""
    door, verb = ThreadDoor(book), Verb.CASES_REPLY
    return (
        ("POST", "/api/v1/conversations/{id}/handover", verb, door.ask, ToHandOver),
        ("POST", "/api/v1/conversations/{id}/handover-request", verb, door.decide, ToDecide),
        ("PUT", "/api/v1/conversations/{id}/holder", verb, door.hold, ToHold),
        ("POST", "/api/v1/handovers/{id}/undo", verb, door.undo, ToUndo),
        ("POST", "/api/v1/handovers/{id}/retry", verb, door.retry, OneId),
    )
