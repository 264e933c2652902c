"""Case rows: loaded once for everybody, then told to each with what they have not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from trato.kit.tx import Tx
from trato.rooms.access.model import Place
from trato.rooms.console.model import (
    CaseRow,
    ClockView,
    ContactRef,
    Listed,
    Person,
    TagView,
    Waiting,
)
from trato.rooms.console.store import rows as store

PRIORITIES = {-1: "low", 0: "normal", 1: "high", 2: "urgent"}
ASIDE = {"no_engagement": "no_engage"}
PREVIEW = 140  # characters
SIGNS = {
    "image": "🖼️", "video": "🎞️", "audio": "🎵", "voice": "🎤", "document": "📄", "sticker": "🙂", "location": "📍",
    "contact": "👤", "order": "🛒", "unsupported": "…",
}  # fmt: skip

Unread = dict[UUID, dict[UUID | None, int]]


async def listed(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Listed]:
    """Load cases as lists show them, in the order of `ids`: five statements, whatever their number."""
    if not ids:
        return {}
    clocks: dict[UUID, ClockView] = {}
    for row in await store.list_clocks(tx, ids, running=True):
        if row["paused_at"] is None:
            clocks.setdefault(row["case_id"], clock_view(row))
    tags: dict[UUID, list[TagView]] = defaultdict(list)
    for row in await store.list_tags(tx, ids):
        tags[row["case_id"]].append(TagView(row["id"], row["name"]))
    trouble = {row["case_id"]: row for row in await store.list_trouble(tx, ids)}
    mentioned: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await store.list_mentions(tx, ids):
        mentioned[row["case_id"]].add(row["user_id"])
    return {
        row["id"]: Listed(
            row=_case_row(row, clocks.get(row["id"]), tuple(tags.get(row["id"], ())), trouble.get(row["id"])),
            place=Place(brand_id=row["brand_id"], queue_id=row["queue_id"], account_id=row["account_id"]),
            holder_kind=row["holder_kind"],
            holder_id=row["holder_id"],
            due_from=row["due_from"],
            due_at=row["due_at"],
            breached=row["breached"],
            mentioned=frozenset(mentioned.get(row["id"], ())),
            merged=row["merged_into"] is not None,
            language=row["language"] or "",
        )
        for row in await store.list_rows(tx, ids)
    }


async def rows(tx: Tx, ids: Sequence[UUID], user: UUID) -> list[CaseRow]:
    """Return case rows as `user` sees them, in the order of `ids`; unknown ids are left out."""
    found = await listed(tx, ids)
    seen = await unread(tx, list(found), user)
    return [replace(one.row, unread=unread_of(seen, id, user)) for id, one in found.items()]


async def unread(tx: Tx, ids: Sequence[UUID], user: UUID | None = None) -> Unread:
    """Return how many messages of each case are unseen: by nobody (None), and by each user who looked at it before."""
    found: Unread = {}
    for row in await store.list_unread(tx, ids, user) if ids else ():
        found.setdefault(row["id"], {})[row["user_id"]] = row["unread"]
    return found


def unread_of(found: Unread, case_id: UUID, user: UUID) -> int:
    """Return what one user has not seen of a case."""
    of = found.get(case_id, {})
    return of.get(user, of.get(None, 0))


def _case_row(row: Any, clock: ClockView | None, tags: tuple[TagView, ...], trouble: Any | None) -> CaseRow:
    return CaseRow(
        id=row["id"],
        number=row["number"],
        revision=row["revision"],
        subject=row["subject"],
        preview=preview(row["preview"], row["preview_parts"] or ()),
        preview_by=row["preview_by"] or "system",
        contact=ContactRef(row["contact_id"], row["contact_name"]),
        brand_id=row["brand_id"],
        team_id=row["team_id"],
        channel=row["channel"],
        surface=row["surface"],
        rating=row["rating"],
        at_risk=row["at_risk"],
        state=row["state"],
        waiting=_waiting(row),
        set_aside=aside_word(row["set_aside"]),
        holder=_holder(row),
        priority=PRIORITIES[row["priority"]],
        unread=0,
        uncertain=trouble["uncertain"] if trouble else 0,
        failed=trouble["failed"] if trouble else 0,
        clock=clock,
        tags=tags,
        opened_at=row["opened_at"],
        last_message_at=row["last_message_at"],
    )


def preview(text: str, parts: Sequence[Any]) -> str:
    """Return what a list shows of a message: its text, or a sign of what came without words."""
    if not text.strip() and parts:
        part = parts[0]
        sign = SIGNS.get(part.get("media") or part.get("type"), "")
        text = f"{sign} {part.get('name', '')}"
    return " ".join(text.split())[:PREVIEW]


def aside_word(reason: str | None) -> str | None:
    """Return why a case was set aside, in the word of the API."""
    return ASIDE.get(reason, reason) if reason else None


def _waiting(row: Any) -> Waiting | None:
    if row["state"] != "open" or row["waiting_on"] is None:
        return None
    return Waiting(row["waiting_on"], row["waiting_until"], row["waiting_team_id"], row["standing_since"])


def _holder(row: Any) -> Person | None:
    match row["holder_kind"]:
        case "agent":
            return Person("user", row["holder_id"], row["holder_name"] or "", row["holder_alias"] or None)
        case "bot":
            return Person("bot", row["holder_id"], "")
        case _:
            return None


def clock_view(row: Any) -> ClockView:
    """Return a promise as screens show it. While paused, the time left is that until it was due."""
    running = row["stopped_at"] is None and row["voided_at"] is None
    paused = row["paused_at"] is not None and running
    return ClockView(
        id=row["id"],
        target=row["target"],
        state=_clock_state(row),
        started_at=row["started_at"],
        due_at=None if paused else row["due_at"],
        approaching_at=None if paused else row["approach_at"],
        within_seconds=row["seconds"],
        remaining_seconds=_remaining(row["paused_at"], row["due_at"], row["seconds"]) if paused else None,
        satisfied_at=row["stopped_at"],
    )


def _clock_state(row: Any) -> str:
    if row["voided_at"] is not None:
        return "voided"
    if row["stopped_at"] is not None:
        return "breached" if row["breached_at"] is not None else "satisfied"
    if row["paused_at"] is not None:
        return "paused"
    return "breached" if row["breached_at"] is not None else "running"


def _remaining(paused_at: datetime, due_at: datetime, within: int) -> int:
    return max(0, min(within, int((due_at - paused_at).total_seconds())))
