"""The addresses of suggested answers: what stands, and what somebody made of it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.console.model.suggestions import SuggestionView
from trato.rooms.console.service import suggestions
from trato.rooms.console.service.reach import check_case
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import RejectReason

Seconds = Annotated[float, Meta(ge=0, le=86_400)]


class Shown(Struct, frozen=True):
    """Suggestions of a case that stand before somebody's eyes."""

    case_id: UUID
    ids: Annotated[list[UUID], Meta(min_length=1, max_length=3)]


class Taken(Struct, frozen=True):
    """A suggestion that somebody put into his answer, after looking at it for `seconds`."""

    case_id: UUID
    id: UUID
    seconds: Seconds | None = None


class Rejected(Struct, frozen=True):
    """A suggestion that somebody does not want, and why; `undo` takes that back."""

    case_id: UUID
    id: UUID
    reason: RejectReason = RejectReason.OTHER
    seconds: Seconds | None = None
    undo: bool = False


async def standing(tx: Tx, who: Principal, given: OneId) -> list[SuggestionView]:
    """List the answers that are suggested for the last words of a case's contact."""
    await check_case(tx, who, given.id, Verb.CASES_REPLY)
    return await suggestions.standing(tx, given.id)


async def show(tx: Tx, who: Principal, given: Shown) -> None:
    """Note that suggestions were seen."""
    await check_case(tx, who, given.case_id, Verb.CASES_REPLY)
    await intelligence.note_shown(tx, given.case_id, given.ids)


async def take(tx: Tx, who: Principal, given: Taken) -> None:
    """Note that a suggestion was put into an answer."""
    await check_case(tx, who, given.case_id, Verb.CASES_REPLY)
    await intelligence.take_suggestion(tx, given.case_id, given.id, given.seconds)


async def reject(tx: Tx, who: Principal, given: Rejected) -> list[SuggestionView]:
    """Reject a suggestion with a reason, from which others learn; show what is left."""
    await check_case(tx, who, given.case_id, Verb.CASES_REPLY)
    if given.undo:
        await intelligence.restore_suggestion(tx, given.case_id, given.id)
    else:
        await intelligence.reject_suggestion(tx, given.case_id, given.id, given.reason, given.seconds)
    return await suggestions.standing(tx, given.case_id)


OF_CASE = "/api/v1/cases/{case_id}/suggestions"
TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/suggestions", Verb.CASES_REPLY, standing, OneId),
    ("POST", f"{OF_CASE}/shown", Verb.CASES_REPLY, show, Shown),
    ("POST", f"{OF_CASE}/{{id}}/take", Verb.CASES_REPLY, take, Taken),
    ("POST", f"{OF_CASE}/{{id}}/reject", Verb.CASES_REPLY, reject, Rejected),
)
