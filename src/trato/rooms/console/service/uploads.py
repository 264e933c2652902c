"""Files at the desk: taken in by their content, given out to whoever may see their case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.channels.model import Media, MediaKind
from trato.rooms.console.errors import FileRefused, KeyReused
from trato.rooms.console.model import AttachmentView
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.store import messages
from trato.rooms.console.store import uploads as store

LARGEST = 25 * 1024 * 1024  # bytes
REFUSED = frozenset(
    {"image/svg+xml", "text/html", "application/vnd.microsoft.portable-executable", "application/x-executable"}
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the blobs hold it."""

    key: str
    name: str
    mime: str


def check_kind(mime: str) -> None:
    """Refuse what may do harm in a reader's browser or machine. Raises FileRefused."""
    if mime in REFUSED:
        raise FileRefused(mime=mime)


async def keep(tx: Tx, who: Principal, id: UUID, name: str, mime: str, key: str, size: int) -> AttachmentView:
    """Note a file that an agent brought, under the id that the browser minted; the same again is the same.

    Raises KeyReused when the id is another file's.
    """
    await store.add(tx, (id, who.user.id, key, name, mime, size, media_of(mime).value))
    row = await store.get(tx, id)
    if row is None or row["user_id"] != who.user.id or row["blob_key"] != key:
        raise KeyReused()
    return _view(row)


async def take(tx: Tx, who: Principal, ids: Sequence[UUID], message_id: UUID) -> tuple[Media, ...]:
    """Return one's uploads as parts of a message, in the order of `ids`, used from now on.

    Raises NotFound for another's, and for one that went out in another message.
    """
    if not ids:
        return ()
    found = {row["id"]: row for row in await store.list_uploads(tx, ids)}
    for id in ids:
        row = found.get(id)
        if row is None or row["user_id"] != who.user.id or row["used_in"] not in (None, message_id):
            raise NotFound()
    await store.use(tx, ids, message_id)
    return tuple(_part(found[id]) for id in ids)


async def find(tx: Tx, who: Principal, id: UUID) -> StoredFile:
    """Return where a file lies. Raises NotFound for one whose case is out of reach."""
    row = await store.get_attachment(tx, id)
    if row is not None:
        if row["case_id"] is None:
            raise NotFound()
        await check_case(tx, who, row["case_id"])
        return StoredFile(row["blob_key"], row["name"], row["mime"])
    own = await store.get(tx, id)
    if own is None:
        raise NotFound()
    if own["user_id"] != who.user.id:
        await _check_sent(tx, who, own["used_in"])
    return StoredFile(own["blob_key"], own["name"], own["mime"])


async def _check_sent(tx: Tx, who: Principal, message_id: UUID | None) -> None:
    message = await messages.get_sort(tx, message_id) if message_id else None
    if message is None or message["case_id"] is None:
        raise NotFound()
    await check_case(tx, who, message["case_id"])


def media_of(mime: str) -> MediaKind:
    """Return what kind of media a type is."""
    match mime.partition("/")[0]:
        case "image":
            return MediaKind.IMAGE
        case "video":
            return MediaKind.VIDEO
        case "audio":
            return MediaKind.AUDIO
        case _:
            return MediaKind.DOCUMENT


def _part(row: Any) -> Media:
    return Media(
        media=MediaKind(row["media"]), ref=row["blob_key"], mime=row["mime"], name=row["name"], size=row["size"],
        attachment_id=str(row["id"]),
    )  # fmt: skip


def _view(row: Any) -> AttachmentView:
    url = f"/api/v1/files/{row['id']}"
    return AttachmentView(row["id"], "ready", url, row["mime"], row["name"], row["size"], row["media"], None)
