"""Following the log at a distance: what waits to be understood, and what is put off when there is too much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.conversations.events import MessageQueued, MessageReceived
from trato.rooms.intelligence.events import Corrected, MessagesShed
from trato.rooms.intelligence.model import Spot
from trato.rooms.intelligence.store import following as store

KINDS = (MessageReceived.kind, MessageQueued.kind, Corrected.kind)  # after each, its case is judged again
STRIDE = 5000  # facts passed over in one look


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces with facts not read yet, or with messages that were put off."""
    return await store.waiting(door)


async def next_spots(tx: Tx, most: int) -> tuple[int, int, list[Spot]]:
    """Return the next messages that wait: where reading stands, where it will after them, and at most `most`."""
    seq, newest = await store.head(tx)
    until = min(newest, seq + STRIDE)
    rows = await store.following(tx, seq, until, KINDS, most) if newest > seq else []
    return seq, (rows[-1]["seq"] if len(rows) == most else until), [_spot(row) for row in rows]


async def move_head(tx: Tx, from_seq: int, to_seq: int) -> bool:
    """Say that all until `to_seq` was read; False when another process has read on meanwhile: leave it to that one."""
    return await store.move_head(tx, from_seq, to_seq)


async def shed(tx: Tx, spots: Sequence[Spot]) -> None:
    """Put these off until it is calm, and tell it."""
    await store.shed(tx, [(one.message_id, one.recorded_at) for one in spots])
    behind = max((tx.now - one.recorded_at).total_seconds() for one in spots)
    tx.emit(MessagesShed(subject=tx.workspace, messages=len(spots), behind=round(behind, 1)))


async def put_off(tx: Tx, most: int) -> list[Spot]:
    """Return messages that were put off, the newest first."""
    return [_spot(row) for row in await store.list_shed(tx, most)]


async def count_put_off(tx: Tx) -> int:
    """Return how many messages are put off."""
    return await store.count_shed(tx)


async def take_back(tx: Tx, messages: Sequence[UUID]) -> set[UUID]:
    """Take messages from those put off; return those that nobody else took."""
    return await store.drop_shed(tx, messages)


def _spot(row: Any) -> Spot:
    keys = row.keys()
    from_contact = "kind" not in keys or row["kind"] == MessageReceived.kind
    return Spot(
        row["seq"] if "seq" in keys else 0,
        row["recorded_at"],
        row["message_id"],
        row["case_id"],
        UUID(str(row["contact_id"])) if from_contact else None,
        row["channel"] or "",
        UUID(str(row["brand_id"])) if from_contact else None,
    )
