"""Reading the inbox in a workspace's turn, and what becomes of deliveries that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.channels.errors import DeliveryNotDead
from trato.rooms.channels.events import DeliveryDied, DeliveryReplayed
from trato.rooms.channels.store import inbox as store
from trato.rooms.channels.store.inbox import Waiting


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have deliveries waiting."""
    return await store.waiting_workspaces(door)


async def take_lane(tx: Tx, *, wait: bool = False) -> bool:
    """Take the workspace's turn until the transaction ends; False when another has it and we do not `wait`."""
    return await store.take_lane(tx, wait=wait)


async def list_waiting(tx: Tx, limit: int) -> list[Waiting]:
    """Return the oldest deliveries whose turn has come. Ask after the lane is taken: the snapshot must be younger."""
    return await store.list_waiting(tx, limit)


async def held_keys(tx: Tx) -> set[str]:
    """Return the conversations that wait behind a delivery which failed and will be tried again."""
    return await store.held_keys(tx)


async def keep_apart(tx: Tx, ids: Sequence[int], company: int) -> None:
    """Let deliveries with which a process died, and which still wait, be read in no larger `company`."""
    await store.keep_apart(tx, ids, company)


async def count_death(tx: Tx, inbox_id: int) -> Waiting | None:
    """Count an attempt with which a process died; return the delivery if it is to be tried again, after three seconds.

    None when it is dead now, its fourth attempt spent, or when it had been read after all.
    """
    counted = await store.count_death(tx, inbox_id)
    if counted is None:
        return None
    delivery, status = counted
    if status != "dead":
        return delivery
    tx.emit(DeliveryDied(subject=delivery.account_id, inbox_id=inbox_id, attempts=delivery.attempts))
    return None


async def hold_back(tx: Tx, inbox_id: int, hold_key: str) -> None:
    """Let the conversation that `hold_key` names wait behind a delivery that rests."""
    await store.hold_back(tx, inbox_id, hold_key)


async def finish(tx: Tx, ids: Sequence[int]) -> None:
    """Mark deliveries as done."""
    if ids:
        await store.mark_done(tx, ids)


async def give_up(tx: Tx, delivery: Waiting, why: str, *, hold_key: str = "", final: bool) -> bool:
    """Count a failure; the fourth, or a `final` one, is dead: visible, raw bytes kept. Returns whether it is dead.

    `hold_key` names the conversation whose later deliveries wait meanwhile.
    """
    status, attempts = await store.mark_failed(tx, delivery.id, why, hold_key, final=final)
    if status == "dead":
        tx.emit(DeliveryDied(subject=delivery.account_id, inbox_id=delivery.id, attempts=attempts))
    return status == "dead"


async def list_needing_attention(tx: Tx, before: int, limit: int) -> list[dict[str, Any]]:
    """Return deliveries that need attention, newest first, those with an id below `before`."""
    return await store.list_dead(tx, before, limit)


async def replay(tx: Tx, inbox_id: int) -> None:
    """Give a dead delivery back to the worker; what it brought already is not brought twice.

    Raises `DeliveryNotDead`.
    """
    if not await store.revive(tx, inbox_id):
        raise DeliveryNotDead(delivery=inbox_id)
    tx.audit(AuditEntry("needs_attention.manage", "delivery", None, {"inbox_id": inbox_id}))
    tx.emit(DeliveryReplayed(subject=tx.workspace, inbox_id=inbox_id))


async def get_raw(tx: Tx, inbox_id: int) -> Waiting | None:
    """Return a delivery as it came, or None when its time is over."""
    return await store.get_raw(tx, inbox_id)
