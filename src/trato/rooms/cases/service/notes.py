"""Notes: internal text on a case, and whom it calls. It cannot leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases.errors import BadValue, CaseNotFound, NoteNotFound, NotTheAuthor
from trato.rooms.cases.events import NoteAdded, NoteDeleted, NoteEdited, UserMentioned
from trato.rooms.cases.model import CaseId, Note, NoteId, NoteKind
from trato.rooms.cases.store import marks as store
from trato.rooms.cases.store import present

BODY_LIMIT = 20_000  # characters


async def add_note(
    tx: Tx,
    case_id: UUID,
    body: str,
    *,
    mentions: Sequence[UUID] = (),
    note_id: UUID | None = None,
    kind: NoteKind = NoteKind.NOTE,
) -> Note:
    """Write a note on a case, whatever its state; `mentions` are the users it calls.

    With the same `note_id` again, the note that is there is returned. Raises CaseNotFound, BadValue.
    """
    await _touch(tx, case_id)
    author = tx.actor.id
    if author is None:
        raise BadValue(field="author", reason="missing")
    one = Note(NoteId(note_id or uuid7()), CaseId(case_id), author, _body(body), tx.now, kind=kind)
    if not await store.add_note(tx, one):
        return await get_note(tx, one.id)
    tx.emit(NoteAdded(subject=case_id, case_id=case_id, note_id=one.id))
    return replace(one, mentions=tuple(sorted(await _mention(tx, one, mentions))))


async def edit_note(tx: Tx, note_id: UUID, body: str, *, mentions: Sequence[UUID] = ()) -> Note:
    """Change the words of one's own note; users it calls anew are told. Raises NoteNotFound, NotTheAuthor, BadValue."""
    one = await get_note(tx, note_id)
    await _touch(tx, one.case_id)
    if one.deleted_at is not None:
        raise NoteNotFound(note=note_id)
    if one.author_id != tx.actor.id:
        raise NotTheAuthor(note=note_id)
    await store.edit_note(tx, note_id, _body(body))
    tx.emit(NoteEdited(subject=one.case_id, case_id=one.case_id, note_id=one.id))
    await _mention(tx, one, mentions)
    return await get_note(tx, note_id)


async def delete_note(tx: Tx, note_id: UUID) -> Note:
    """Delete a note: its place stays, its words are shown no more. Raises NoteNotFound."""
    one = await _set_deleted(tx, note_id, tx.now)
    if one.author_id != tx.actor.id:
        tx.audit(AuditEntry("note.delete", "note", one.id))
    return one


async def restore_note(tx: Tx, note_id: UUID) -> Note:
    """Take back that a note was deleted. Raises NoteNotFound."""
    return await _set_deleted(tx, note_id, None)


async def _set_deleted(tx: Tx, note_id: UUID, at: datetime | None) -> Note:
    one = await get_note(tx, note_id)
    await _touch(tx, one.case_id)
    if (one.deleted_at is None) == (at is None):
        return one
    await store.delete_note(tx, note_id, at)
    said = NoteDeleted if at else NoteEdited
    tx.emit(said(subject=one.case_id, case_id=one.case_id, note_id=one.id))
    return await get_note(tx, note_id)


async def get_note(tx: Tx, note_id: UUID) -> Note:
    """Return a note. Raises NoteNotFound."""
    one = await store.get_note(tx, note_id)
    if one is None:
        raise NoteNotFound(note=note_id)
    return one


async def notes_of(tx: Tx, case_ids: Sequence[UUID]) -> list[Note]:
    """Return the notes of cases, oldest first; deleted ones without their words."""
    return await store.list_notes(tx, case_ids)


async def mentions_of(tx: Tx, user_id: UUID, limit: int = 100) -> list[tuple[NoteId, CaseId, datetime]]:
    """Return the notes that call a user and wait to be seen: (note, case, at), oldest first."""
    return await store.list_mentions(tx, user_id, limit)


async def see_mentions(tx: Tx, user_id: UUID, case_id: UUID) -> None:
    """Note that a user has looked at a case: what called him there is seen."""
    await store.see_mentions(tx, user_id, case_id)


async def _mention(tx: Tx, one: Note, users: Sequence[UUID]) -> list[UUID]:
    called = await store.add_mentions(tx, one.id, one.case_id, sorted(set(users)))
    for user in called:
        tx.emit(UserMentioned(subject=one.case_id, case_id=one.case_id, note_id=one.id, user_id=user))
    return called


async def _touch(tx: Tx, case_id: UUID) -> None:
    if await present.touch(tx, case_id) is None:
        raise CaseNotFound(case=case_id)


def _body(body: str) -> str:
    body = clean(body, BODY_LIMIT).strip()
    if not body:
        raise BadValue(field="body", reason="empty")
    return body
