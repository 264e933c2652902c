"""Files of messages: a message shows at once, its files when they are here; never silently missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.conversations.events import (
    AttachmentFailed,
    AttachmentHeld,
    AttachmentQuarantined,
    AttachmentReady,
)
from trato.rooms.conversations.store import attachments as store
from trato.rooms.conversations.store.attachments import Wanted

LOOK_AGAIN = timedelta(seconds=20)
ATTEMPTS = 8  # over some twenty minutes; providers' links last five minutes to thirty days


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces that wait for files."""
    return await store.waiting_workspaces(door, now)


async def claim_files(tx: Tx, limit: int) -> list[Wanted]:
    """Take files in hand for a minute."""
    return await store.claim(tx, limit)


async def keep_file(tx: Tx, file: Wanted, blob_key: str, mime: str, name: str, size: int) -> None:
    """Note that a file is here (`size` in bytes), its type found by content."""
    await store.keep(tx, file.id, blob_key, mime, name, size)
    tx.emit(AttachmentReady(subject=file.id, case_id=file.case_id, message_id=file.message_id))


async def hold_file(tx: Tx, file: Wanted, blob_key: str, reason: str) -> None:
    """Note that a file is here and waits to be looked at: for as long as it takes, for everybody to see."""
    await store.hold(tx, file.id, blob_key, tx.now + LOOK_AGAIN, reason)
    if not file.held:
        tx.emit(AttachmentHeld(subject=file.id, case_id=file.case_id, message_id=file.message_id, reason=reason))


async def quarantine_file(tx: Tx, file: Wanted, blob_key: str, mime: str, name: str, size: int, found: str) -> None:
    """Note that something harmful was found in a file (`size` in bytes): it is never given out."""
    await store.quarantine(tx, file.id, blob_key, mime, name, size, found)
    tx.emit(AttachmentQuarantined(subject=file.id, case_id=file.case_id, message_id=file.message_id))


async def miss_file(tx: Tx, file: Wanted, error: str, *, final: bool) -> None:
    """Note that a file could not be fetched; after the last attempt it is *failed*, for everybody to see."""
    if final or file.attempts >= ATTEMPTS:
        await store.give_up(tx, file.id, error)
        tx.emit(AttachmentFailed(subject=file.id, case_id=file.case_id, message_id=file.message_id, reason=error))
    else:
        await store.retry(tx, file.id, tx.now + timedelta(seconds=2.0**file.attempts * 2), error)
