"""Answering in private, once, what was said in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.model import Surface
from trato.rooms.conversations.store import private as store


@dataclass(frozen=True, slots=True)
class SaidInPublic:
    """Something that a contact said where everybody reads it. `identity_id` is theirs where the thread is theirs."""

    id: UUID
    provider_id: str
    account_id: UUID
    conversation_id: UUID
    contact_id: UUID
    identity_id: UUID | None
    at: datetime
    surface: Surface


async def said_in_public(tx: Tx, case_id: UUID, message_id: UUID | None = None) -> SaidInPublic | None:
    """Return what a contact said last in public in a case, or that one message; None when there is none."""
    row = await store.newest_public(tx, case_id, message_id)
    if row is None:
        return None
    own = row["contact_id"] == row["thread_contact_id"]
    return SaidInPublic(
        row["id"], row["provider_id"], row["account_id"], row["conversation_id"], row["contact_id"],
        row["identity_id"] if own else None, row["occurred_at"], Surface(row["surface"]),
    )  # fmt: skip


async def answer_in_private(tx: Tx, target_id: UUID, message_id: UUID) -> bool:
    """Keep that a message of ours answers another in private; False when one did already, and did not fail."""
    return await store.take(tx, target_id, message_id)


async def answered_in_private(tx: Tx, case_id: UUID, message_id: UUID) -> UUID | None:
    """Return the conversation of a private answer in a case, None when the message is no such answer."""
    return await store.answered(tx, case_id, message_id)
