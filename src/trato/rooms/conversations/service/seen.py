"""Telling contacts that we have read what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.conversations.store import seen as store
from trato.rooms.conversations.store.seen import Seen

ATTEMPTS = 5  # after which it is let be: a mark that comes an hour late says nothing any more


async def note_seen(tx: Tx, message_ids: Sequence[UUID], accounts: Sequence[UUID]) -> None:
    """Keep that messages were read, where their channel account tells so: each conversation's newest, once."""
    if message_ids and accounts:
        await store.note(tx, message_ids, accounts)


async def waiting_for_seen(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which contacts wait to be told."""
    return await store.waiting_workspaces(door, now)


async def claim_seen(tx: Tx, limit: int) -> list[Seen]:
    """Take what is to be told in hand, for a minute."""
    return await store.claim(tx, limit)


async def end_seen(tx: Tx, one: Seen, error: str = "") -> None:
    """Note that it was told, or with an error that it never will be."""
    await store.end(tx, one, None if error else tx.now, error)


async def retry_seen(tx: Tx, one: Seen, error: str) -> None:
    """Let it be tried again a little later; after five attempts it is let be."""
    if one.attempts >= ATTEMPTS:
        return await store.end(tx, one, None, error)
    await store.again(tx, one, tx.now + timedelta(seconds=2**one.attempts), error)
    return None
