"""Signs of life of a thread: widgets that come and go, and who is typing (records.md, facts 22 and 35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.model import Address
from trato.rooms.conversations.events import ContactLeft
from trato.rooms.conversations.store import presence as store

SILENT_FOR = timedelta(minutes=11)  # two signs of life missed: a live line gives one every five minutes
LONGEST_TYPING = timedelta(minutes=2)  # a beginning without an end says nothing after that


@dataclass(frozen=True, slots=True)
class Typing:
    """That somebody typed in a conversation for a while; `user_id` for one of ours, None for the contact."""

    conversation_id: UUID
    user_id: UUID | None
    from_at: datetime
    to_at: datetime


async def note_presence(
    tx: Tx, account_id: UUID, author: Sequence[Address], here: bool, at: datetime, socket: str = ""
) -> bool:
    """Note that a contact's widget went away, came back or is still there: evidence for abandonment.

    Each tab has a socket of its own; the contact has left once the last of them has. Returns whether something changed.
    """
    if not author:
        return False
    changed = await store.turn_widget(tx, account_id, author, here, at, socket)
    for case_id in changed:
        tx.emit(ContactLeft(subject=case_id, case_id=case_id, occurred_at=at, back=here))
    return bool(changed)


async def end_silent(tx: Tx) -> int:
    """End the presence of widgets whose process died without a word; return how many cases they had left."""
    left = await store.end_silent(tx, tx.now - SILENT_FOR)
    for case_id, at in left:
        tx.emit(ContactLeft(subject=case_id, case_id=case_id, occurred_at=at))
    return len(left)


async def gone_since(tx: Tx, case_id: UUID) -> datetime | None:
    """Return since when no widget is in any thread of a case; None while one is, or when there never was one."""
    return await store.gone_since(tx, case_id)


async def first_human_answers(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Return when a provider first accepted a person's answer in each case; those without one are left out."""
    return await store.first_human_answers(tx, case_ids) if case_ids else {}


async def note_typing(tx: Tx, spans: Sequence[Typing]) -> None:
    """Keep who typed when, of either side, in one statement; those that end before they begin are left out."""
    await store.add_typing(
        tx,
        [
            (one.conversation_id, "user" if one.user_id else "contact", one.user_id, one.from_at, one.to_at)
            for one in spans
            if one.to_at >= one.from_at
        ],
    )


async def note_contact_typing(
    tx: Tx, account_id: UUID, author: Sequence[Address], thread: str, at: datetime, *, on: bool
) -> None:
    """Keep that a contact began or stopped typing in one of its threads."""
    if author:
        await store.turn_contact_typing(tx, account_id, author, thread, at, on, LONGEST_TYPING)
