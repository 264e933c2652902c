"""What cases would be tagged with: kept as predictions, told as facts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.events import CaseTyped, MessageUnderstood
from trato.rooms.intelligence.model import Typed
from trato.rooms.intelligence.store import typings as store

STRIDE = 5000  # facts passed over in one look


async def waiting_to_type(door: Connection) -> list[UUID]:
    """Return the workspaces with facts not read yet for predicting tags."""
    return await store.waiting(door)


async def next_to_type(tx: Tx, most: int) -> tuple[int, int, list[tuple[UUID, UUID]]]:
    """Return the next understood messages: where reading stands, where it will, and (message, its case)."""
    seq, newest = await store.head(tx)
    until = min(newest, seq + STRIDE)
    rows = await store.following(tx, seq, until, MessageUnderstood.kind, most) if newest > seq else []
    reached = rows[-1]["seq"] if len(rows) == most else until
    return seq, reached, [(row["message_id"], row["case_id"]) for row in rows if row["case_id"]]


async def typed_until(tx: Tx, from_seq: int, to_seq: int) -> bool:
    """Say that all until `to_seq` was read; False when another process has read on meanwhile."""
    return await store.move(tx, from_seq, to_seq)


async def untyped(tx: Tx, cases: Collection[UUID]) -> dict[UUID, tuple[bool, bool]]:
    """Return those of these cases that are open: whether they wait for a tag, and whether for a reason."""
    rows = await store.untyped(tx, sorted(cases)) if cases else []
    return {row["case_id"]: (not row["tagged"], row["reason"] is None) for row in rows}


async def keep_typed(tx: Tx, many: Sequence[Typed]) -> None:
    """Keep what these cases would be tagged with and tell it, a fact each. Each case once."""
    if not many:
        return
    await store.keep(tx, many)
    for one in many:
        scores = dict(one.tags)
        tx.emit(
            CaseTyped(
                subject=one.case_id,
                case_id=one.case_id,
                message_id=one.message_id,
                tags=one.decided_tags,
                scores=tuple(round(scores[tag], 3) for tag in one.decided_tags),
                reason=one.decided_reason,
                tags_version=one.tags_version,
                reasons_version=one.reasons_version,
            )
        )


async def typed(tx: Tx, cases: Collection[UUID]) -> dict[UUID, Typed]:
    """Return what these cases would be tagged with, by their ids: one statement. Some may be missing."""
    rows = await store.of_cases(tx, sorted(cases)) if cases else []
    return {
        row["case_id"]: Typed(
            row["case_id"], row["message_id"], row["contact_id"], store.likely(row["tags"]),
            tuple(row["decided_tags"]), row["tags_version"], store.likely(row["reasons"]), row["decided_reason"],
            row["above_reason"], row["reasons_version"],
        )
        for row in rows
    }  # fmt: skip
