"""Which case a message belongs to, when a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.conversations.errors import MessageNotFound
from trato.rooms.conversations.events import CourtesyUndone, MessageMoved
from trato.rooms.conversations.store import moving as store


async def move(tx: Tx, message_ids: Sequence[UUID], to_case: UUID, cause: str) -> list[UUID]:
    """Move messages to a case and announce each move; returns those that were elsewhere."""
    moved = await store.move(tx, message_ids, to_case, cause) if message_ids else []
    for message_id, from_case, _ in moved:
        tx.emit(MessageMoved(subject=message_id, case_id=to_case, from_case_id=from_case, cause=cause))
    return [message_id for message_id, _, _ in moved]


async def messages_of_case(tx: Tx, case_id: UUID) -> list[UUID]:
    """Return the messages of a case, in order."""
    return await store.of_case(tx, case_id)


async def messages_from(tx: Tx, message_id: UUID) -> list[UUID]:
    """Return a message and those of its case that follow it in its conversation."""
    return await store.from_on(tx, message_id)


async def messages_since(tx: Tx, case_id: UUID, at: datetime) -> list[UUID]:
    """Return what came to a case since, in conversations that hold nothing of it from before."""
    return await store.since(tx, case_id, at)


async def get_message(tx: Tx, message_id: UUID) -> dict[str, Any]:
    """Return where a message belongs. Raises `MessageNotFound`."""
    row = await store.get(tx, message_id)
    if row is None:
        raise MessageNotFound(message=str(message_id))
    return row


async def undo_courtesy(tx: Tx, message_id: UUID) -> dict[str, Any]:
    """Say that a message was no courtesy after all; returns where it belongs. Twice is once."""
    row = await get_message(tx, message_id)
    if await store.set_courtesy(tx, message_id, False):
        tx.emit(CourtesyUndone(subject=message_id, case_id=row["case_id"], conversation_id=row["conversation_id"]))
    return row
