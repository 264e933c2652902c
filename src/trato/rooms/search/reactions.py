"""What search takes in when something happens, and the rounds over what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from trato.kit.db import Database
from trato.kit.events import SYSTEM, Recorded
from trato.kit.tx import Tx
from trato.rooms.cases.events import (
    CaseAssigned,
    CaseImported,
    CaseOpened,
    CasesMerged,
    CaseSplit,
    MergeUndone,
    NoteAdded,
    NoteDeleted,
    NoteEdited,
    ParticipantAdded,
    ParticipantRemoved,
    SplitUndone,
    SubjectChanged,
)
from trato.rooms.cases.model import HolderKind
from trato.rooms.contacts.events import ContactChanged, IdentityAdded, IdentityEnded, IdentityReplaced
from trato.rooms.conversations.events import (
    AttachmentReady,
    MessageDeleted,
    MessageEdited,
    MessageMoved,
    MessageQueued,
    MessageReceived,
)
from trato.rooms.search.service import history
from trato.rooms.search.service.indexing import take_in, take_in_contacts

MESSAGES = frozenset(one.kind for one in (MessageReceived, MessageQueued, MessageEdited, MessageDeleted, MessageMoved))
NOTES = frozenset(one.kind for one in (NoteAdded, NoteEdited, NoteDeleted))
CASES = frozenset(
    one.kind
    for one in (
        CaseOpened, SubjectChanged, CasesMerged, MergeUndone, CaseSplit, SplitUndone, ParticipantAdded,
        ParticipantRemoved,
    )
)  # fmt: skip
CONTACTS = frozenset(one.kind for one in (ContactChanged, IdentityAdded, IdentityEnded, IdentityReplaced))
FOLLOWED = MESSAGES | NOTES | CASES | CONTACTS | {AttachmentReady.kind, CaseAssigned.kind, CaseImported.kind}
IN_BODY = {**dict.fromkeys(NOTES, "note_id"), AttachmentReady.kind: "message_id"}


async def follow(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Bring what the facts are about to what it is now: the words themselves are not in the log."""
    messages = {_subject(fact) for fact in facts if fact.kind in MESSAGES or fact.kind == AttachmentReady.kind}
    notes = {_subject(fact) for fact in facts if fact.kind in NOTES}
    cases = {fact.case_id or fact.subject for fact in facts if fact.kind in CASES}
    moved = {fact.subject for fact in facts if fact.kind == CaseAssigned.kind and changes_queue(fact)}
    whole = moved | {fact.subject for fact in facts if fact.kind == CaseImported.kind}
    await take_in(tx, messages=messages, notes=notes, cases=cases, whole=whole)  # all of a case bears its queue
    contacts = {fact.subject for fact in facts if fact.kind in CONTACTS}
    if contacts:
        await take_in_contacts(tx, contacts)


def changes_queue(fact: Recorded) -> bool:
    """Say whether a case came to another queue: one that only goes back to its own is found as before."""
    body = msgspec.json.decode(fact.body)
    return bool(body["holder_kind"] == HolderKind.QUEUE and body.get("holder_id") != body.get("in_queue_id"))


def _subject(fact: Recorded) -> UUID:
    name = IN_BODY.get(fact.kind)
    return UUID(msgspec.json.decode(fact.body)[name]) if name else fact.subject


@dataclass(slots=True)
class Historian:
    """Takes in what was said before there was search, a little at a time."""

    db: Database

    async def look(self) -> list[UUID]:
        """Return the workspaces whose history may not be in yet: all of them."""
        return await self.db.workspaces()

    async def work(self, workspace: UUID) -> int:
        """Go on with one workspace; return how many cases were taken in."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            return await history.go_on(tx)
