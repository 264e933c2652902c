"""Threads as another system had them: what was said there, in its place in time, with its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import MediaKind
from trato.rooms.conversations.events import MessageDeleted
from trato.rooms.conversations.model import NewMessage
from trato.rooms.conversations.store import arrival
from trato.rooms.conversations.store import importing as store


@dataclass(frozen=True, slots=True)
class ImportedThread:
    """A thread of another system, on an account that keeps what came from there. Nothing goes on in it."""

    id: UUID
    account_id: UUID
    brand_id: UUID
    identity_id: UUID
    contact_id: UUID
    channel: str
    surface: str
    key: str
    subject: str
    case_id: UUID
    began_at: datetime


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of an imported message: here (`blob_key`), or the reason why it is not. `state` as attachments have it."""

    message_id: UUID
    account_id: UUID
    part: int
    media: MediaKind
    state: str
    blob_key: str | None
    mime: str
    name: str
    size: int
    error: str = ""


async def bring_threads(tx: Tx, threads: Sequence[ImportedThread]) -> None:
    """Write threads."""
    await store.add_conversations(
        tx,
        [
            (t.id, t.account_id, t.brand_id, t.identity_id, t.contact_id, t.channel, t.surface, t.key, t.subject,
             t.case_id, t.began_at, t.began_at, tx.now)
            for t in threads
        ],
    )  # fmt: skip


async def bring_messages(tx: Tx, messages: Sequence[NewMessage], files: Sequence[ImportedFile]) -> None:
    """Write messages with their files, and bring their threads forward. What was sent elsewhere has no delivery."""
    if not messages:
        return
    await arrival.add_messages(tx, messages)
    await store.add_files(
        tx,
        [
            (uuid7(), f.message_id, f.account_id, f.part, f.state, f.media.value, f.blob_key or "", f.blob_key, f.mime,
             f.name, f.size, f.error)
            for f in files
        ],
    )  # fmt: skip
    last: dict[UUID, tuple[datetime, datetime | None]] = {}
    for m in messages:
        at, heard = last.get(m.conversation_id, (m.occurred_at, None))
        if m.direction == "in":
            heard = max(heard or m.occurred_at, m.occurred_at)
        last[m.conversation_id] = (max(at, m.occurred_at), heard)
    await store.bring_forward(tx, [(thread, *times) for thread, times in sorted(last.items())])


async def mend_imported(tx: Tx, files: Sequence[ImportedFile]) -> None:
    """Bring files that could not be had when their messages came."""
    await store.mend_files(tx, [(f.message_id, f.part, f.state, f.blob_key, f.mime, f.size, f.error) for f in files])


async def drop_imported(tx: Tx, *, threads: Sequence[UUID] = (), messages: Sequence[UUID] = ()) -> None:
    """Take threads, or single messages, of an import out again; the database refuses when anything names them."""
    if threads:
        await store.drop(tx, threads)
    if messages:
        for message, case, thread in await store.drop_messages(tx, messages):
            tx.emit(MessageDeleted(subject=message, case_id=case, conversation_id=thread))
