"""The thread of a case: messages of all its conversations, and notes, in one order for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.cases.model import NoteKind
from trato.rooms.channels.model import Media, Part
from trato.rooms.console.errors import CursorUnknown
from trato.rooms.console.model import (
    AttachmentView,
    DeliveryView,
    Envelope,
    MessageView,
    ModerationView,
    NoteView,
    Person,
    ReactionView,
    TemplateRef,
    ThreadItem,
    ThreadPage,
    UnderstoodView,
)
from trato.rooms.console.service.lists import read_cursor, write_cursor
from trato.rooms.console.store import messages as store

MOST = 100
PURPOSES = {"contact": "reply", "echo": "reply"}
CANCELLABLE = frozenset({"queued", "held", "cleared"})
FILES = "/api/v1/files/"


Place = tuple[datetime, int, UUID]


async def page(tx: Tx, case_id: UUID, cursor: str, limit: int) -> ThreadPage:
    """Return a page of a thread: the newest first, oldest first within it. Raises CursorUnknown."""
    limit = max(1, min(limit, MOST))
    before = read_cursor(cursor, (datetime, int, UUID))
    found = await store.list_thread(tx, case_id, limit + 1, before)
    shown = list(reversed(found[:limit]))
    return await _page(tx, shown, older=len(found) > limit, later=False)


async def later(tx: Tx, case_id: UUID, cursor: str, limit: int) -> ThreadPage:
    """Return the page of a thread that follows the place of a cursor. Raises CursorUnknown."""
    limit = max(1, min(limit, MOST))
    after = read_cursor(cursor, (datetime, int, UUID))
    if after is None:
        raise CursorUnknown()
    found = await store.list_thread_after(tx, case_id, limit + 1, after)
    return await _page(tx, found[:limit], older=True, later=len(found) > limit)


async def around(tx: Tx, case_id: UUID, message_id: UUID, limit: int) -> ThreadPage:
    """Return the page of a thread with a message or a note in its middle. Raises NotFound for one of another case."""
    row = await store.get_sort(tx, message_id)
    kind = "message" if row is not None else "note"
    row = row or await store.get_note_sort(tx, message_id)
    if row is None or row["case_id"] != case_id:
        raise NotFound()
    half = max(1, min(limit, MOST) // 2)
    place: Place = (row["sort_at"], row["seq"], message_id)
    before = await store.list_thread(tx, case_id, half + 1, place)
    after = await store.list_thread_after(tx, case_id, half + 1, place)
    own = {"kind": kind, "id": message_id, "sort_at": place[0], "seq": place[1]}
    shown = [*reversed(before[:half]), own, *after[:half]]
    return await _page(tx, shown, older=len(before) > half, later=len(after) > half)


async def _page(tx: Tx, shown: Sequence[Any], *, older: bool, later: bool) -> ThreadPage:
    """Return the items of these places, oldest first, and where it goes on in both directions."""
    messages = await load_messages(tx, [row["id"] for row in shown if row["kind"] == "message"])
    notes = await load_notes(tx, [row["id"] for row in shown if row["kind"] == "note"])
    items = [
        ThreadItem("message", message=messages[row["id"]])
        if row["kind"] == "message"
        else ThreadItem("note", note=notes[row["id"]])
        for row in shown
    ]
    first, last = (shown[0], shown[-1]) if shown else (None, None)
    return ThreadPage(
        tuple(items),
        write_cursor(first["sort_at"], first["seq"], first["id"]) if first and older else None,
        write_cursor(last["sort_at"], last["seq"], last["id"]) if last and later else None,
    )


async def load_messages(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, MessageView]:
    """Load messages by id: three statements, whatever their number; unknown ids are left out."""
    if not ids:
        return {}
    attachments: dict[UUID, list[Any]] = defaultdict(list)
    for row in await store.list_attachments(tx, ids):
        attachments[row["message_id"]].append(row)
    reactions: dict[UUID, list[ReactionView]] = defaultdict(list)
    for row in await store.list_reactions(tx, ids):
        by = Person(row["author_kind"], row["author_id"], row["name"])
        reactions[row["message_id"]].append(ReactionView(row["emoji"], by))
    return {
        row["id"]: _message(row, attachments.get(row["id"], []), tuple(reactions.get(row["id"], ())))
        for row in await store.list_messages(tx, ids)
    }


async def load_message(tx: Tx, id: UUID) -> MessageView:
    """Load one message. Raises NotFound."""
    found = await load_messages(tx, [id])
    if id not in found:
        raise NotFound()
    return found[id]


async def load_notes(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, NoteView]:
    """Load notes by id, deleted ones left out."""
    return {
        row["id"]: NoteView(
            id=row["id"],
            case_id=row["case_id"],
            author=_writer(row),
            text=row["body"],
            mentions=tuple(row["mentions"]),
            at=row["at"],
            sort_at=row["at"],
            seq=0,
            kind=NoteKind(row["kind"]),
        )
        for row in (await store.list_notes(tx, ids) if ids else ())
        if row["deleted_at"] is None
    }


def _message(row: Any, attached: list[Any], reactions: tuple[ReactionView, ...]) -> MessageView:
    parts: tuple[Part, ...] = () if row["deleted_at"] else msgspec.convert(row["parts"], tuple[Part, ...])
    shown, files = _files(parts, attached)
    mail = row["mail"]
    template = row["template"]
    return MessageView(
        id=row["id"],
        conversation_id=row["conversation_id"],
        case_id=row["case_id"],
        sort_at=row["sort_at"],
        seq=row["seq"],
        direction=row["direction"],
        author=_author(row),
        purpose=PURPOSES.get(row["purpose"], row["purpose"]),
        parts=shown,
        attachments=files,
        mail=_envelope(mail) if mail else None,
        template=TemplateRef(template.get("name", ""), template.get("language", "")) if template else None,
        delivery=delivery_view(row) if row["state"] else None,
        reply_to=row["reply_to"],
        occurred_at=row["occurred_at"],
        received_at=row["received_at"],
        edited_at=row["edited_at"],
        deleted_at=row["deleted_at"],
        reactions=reactions,
        late=row["late"],
        courtesy=row["courtesy"],
        public=row["public"],
        rating=row["rating"],
        rating_before=row["rating_before"],
        facts=row["facts"] or {},
        forwarded=row["forwarded"],
        hidden=row["hidden"],
        liked=row["liked"],
        moderation=_moderation(row["moderation"]) if row["moderation"] else None,
        understood=UnderstoodView(**row["understood"]) if row["understood"] else None,
        worded_by=row["worded_by"] or "",
    )


def _moderation(given: dict[str, Any]) -> ModerationView:
    reason: str = given["reason"]
    foreign = bool(reason) and reason[0].isdigit()
    by = Person(given["by_kind"], UUID(given["by_id"]) if given["by_id"] else None, given["name"] or "")
    return ModerationView(
        UUID(given["id"]), given["act"], given["state"], ("permanent" if foreign else reason) or None,
        reason if foreign else None, by, datetime.fromisoformat(given["at"]),
    )  # fmt: skip


def _author(row: Any) -> Person:
    name = row["user_name"] or row["contact_name"] or ("" if row["author_id"] else row["author_alias"]) or ""
    alias = row["author_alias"] if row["author_alias"] and row["author_alias"] != name else None
    return Person(row["author_kind"], row["author_id"], name, alias)


def _envelope(mail: dict[str, Any]) -> Envelope:
    return Envelope(
        mail.get("subject", ""),
        tuple(mail.get("to", ())),
        tuple(mail.get("copied", ())),
        tuple(mail.get("blind", ())),
        mail.get("automatic", ""),
    )


def _files(parts: tuple[Part, ...], attached: list[Any]) -> tuple[tuple[Part, ...], tuple[AttachmentView, ...]]:
    """Return the parts with the attachments they stand for. Providers' references and blob keys stay in the house."""
    by_part = {row["part"]: row for row in attached}
    shown: list[Part] = []
    files: list[AttachmentView] = []
    for n, part in enumerate(parts):
        if not isinstance(part, Media):
            shown.append(part)
            continue
        row = by_part.pop(n, None)
        file = _attachment(row) if row else _own_file(part)
        if file is not None:
            files.append(file)
        shown.append(replace(part, ref="", attachment_id=str(file.id) if file else ""))
    return tuple(shown), (*files, *(_attachment(row) for row in by_part.values()))


def _attachment(row: Any) -> AttachmentView:
    ready = row["state"] == "ready"
    return AttachmentView(
        row["id"], row["state"], f"{FILES}{row['id']}" if ready else None, row["mime"], row["name"], row["size"],
        row["media"], None if ready else row["error"] or None,
    )  # fmt: skip


def _own_file(part: Media) -> AttachmentView | None:
    """Return a file that we sent: it was in the house before its message."""
    if not part.attachment_id:
        return None
    id = UUID(part.attachment_id)
    return AttachmentView(id, "ready", f"{FILES}{id}", part.mime, part.name, part.size, part.media.value, None)


def delivery_view(row: Any) -> DeliveryView:
    """Return the life of an outbound message. A provider's own code stands apart from ours."""
    reason: str = row["reason"]
    foreign = bool(reason) and reason[0].isdigit()
    waits, until, why = _waits(row)
    moments = (row["queued_at"], row["sent_at"], row["delivered_at"], row["read_at"], row["failed_at"])
    return DeliveryView(
        state=row["state"],
        reason_code=("permanent" if foreign else reason) or None,
        provider_code=why or (reason if foreign else None),
        at=max(moment for moment in moments if moment is not None),
        attempts=row["attempt"],
        retry_at=until,
        waits=waits,
        deeds=_deeds(row),
    )


def _waits(row: Any) -> tuple[str | None, datetime | None, str | None]:
    """Return why a message that may leave has not, until when, and the code of whom it waits for."""
    if row["state"] != "cleared":
        return None, None, None
    tried = [row["next_at"]] if row["attempt"] > 0 else []
    if row["paused_until"] is not None:
        return "paused", max([row["paused_until"], *tried]), row["pause_code"] or None
    if row["probe_at"] is not None:
        return "unreached", max([row["probe_at"], *tried]), row["breaker_code"] or None
    return ("retry", row["next_at"], row["reason"] or None) if tried else (None, None, None)


def _deeds(row: Any) -> tuple[str, ...]:
    if row["resent_as"] is not None:
        return ()
    match row["state"]:
        case "uncertain":
            return ("verify", "resend")
        case "failed":
            return ("resend",)
        case state if state in CANCELLABLE:
            return ("cancel",)
        case _:
            return ()


def _writer(row: Any) -> Person:
    """Return who wrote a note: a person, or a rule, which is the system with a name."""
    kind = "system" if row["by_rule"] else "user"
    return Person(kind, row["author_id"], row["name"] or row["author_alias"], row["alias"] or None)
