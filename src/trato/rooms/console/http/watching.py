"""Looking over an agent's shoulder: opening a case silently, and a word to whoever holds it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import OneId
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import HolderKind, NoteKind
from trato.rooms.console.errors import KeyReused, NobodyInCharge
from trato.rooms.console.model import NoteView
from trato.rooms.console.service import thread
from trato.rooms.console.service.reach import check_case


class NewWhisper(Struct, frozen=True):
    """A note for whoever holds the case of the address; `id` is minted by the client."""

    case_id: UUID
    id: UUID
    text: Annotated[str, Meta(max_length=20_000)]


async def watch(tx: Tx, who: Principal, given: OneId) -> None:
    """Note that I look at a case in silence: nothing is marked as read and nobody is told; the audit log keeps it."""
    await check_case(tx, who, given.id, Verb.CASES_WATCH)
    tx.audit(AuditEntry("cases.watch", "case", given.id))


async def whisper(tx: Tx, who: Principal, given: NewWhisper) -> NoteView:
    """Write to whoever holds a case; the team sees it in the thread, the contact never."""
    await check_case(tx, who, given.case_id, Verb.CASES_WATCH)
    holder = (await cases.get(tx, given.case_id)).holder
    if holder.kind is not HolderKind.AGENT or holder.id is None:
        raise NobodyInCharge()
    one = await cases.add_note(
        tx, given.case_id, given.text, mentions=[holder.id], note_id=given.id, kind=NoteKind.WHISPER
    )
    if one.case_id != given.case_id or one.author_id != who.user.id:
        raise KeyReused()
    return (await thread.load_notes(tx, [one.id]))[one.id]


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/cases/{id}/watch", Verb.CASES_WATCH, watch, OneId),
    ("POST", "/api/v1/cases/{case_id}/whispers", Verb.CASES_WATCH, whisper, NewWhisper),
)
