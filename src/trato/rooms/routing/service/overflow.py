"""Deeds of overflow: cases that nobody could take go where somebody can."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Holders
from trato.rooms.routing.model import Queue
from trato.rooms.routing.rules import overflowing
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store

MOST = 500  # cases at once


async def overflowed(tx: Tx) -> dict[UUID, UUID]:
    """Return, of the cases that wait where they should no longer, to which queue each goes; they stay locked."""
    queues = await queue_store.list_queues(tx)
    in_use: set[UUID] = {one.id for one in queues}
    going: dict[UUID, UUID] = {}
    for queue in queues:  # a workspace has few that overflow
        if queue.overflow.queue_id in in_use:
            since = overflowing.waits_too_long_since(queue, await _is_open(tx, queue), tx.now)
            if since is not None:
                for case_id in await store.lock_waiting_since(tx, queue.id, since, MOST):
                    going[case_id] = queue.overflow.queue_id
    return going


async def _is_open(tx: Tx, queue: Queue) -> bool:
    """Say whether a queue is open now, by its own hours or its brand's; without hours it always is."""
    chosen = (await brands.hours_book(tx)).choose(Holders(queue=queue.id, brand=queue.brand_id))
    return True if chosen is None else chosen.calendar.hours.is_open(tx.now)
