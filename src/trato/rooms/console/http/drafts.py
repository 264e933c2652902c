"""The addresses of drafts."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.console.model.drafts import DraftBody, DraftRef, DraftView
from trato.rooms.console.service import drafts
from trato.rooms.console.service.reach import check_case


class NewDraft(Struct, frozen=True):
    """`based_on` is the revision that it was written upon; 0 when there was none."""

    id: UUID
    body: DraftBody
    based_on: Annotated[int, Meta(ge=0, le=2**31 - 2)] = 0


async def my_drafts(tx: Tx, who: Principal, given: Nothing) -> list[DraftRef]:
    """List the cases on which I have begun to write."""
    return await drafts.mine(tx, who)


async def get_draft(tx: Tx, who: Principal, given: OneId) -> DraftView | None:
    """Show my draft on a case."""
    await check_case(tx, who, given.id)
    return await drafts.get(tx, who, given.id)


async def put_draft(tx: Tx, who: Principal, given: NewDraft) -> DraftView | None:
    """Keep my draft on a case; an empty one goes."""
    await check_case(tx, who, given.id)
    return await drafts.put(tx, who, given.id, given.based_on, given.body)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/drafts", Verb.CASES_READ, my_drafts, Nothing),
    ("GET", "/api/v1/cases/{id}/draft", Verb.CASES_READ, get_draft, OneId),
    ("PUT", "/api/v1/cases/{id}/draft", Verb.CASES_READ, put_draft, NewDraft),
)
