"""Deeds of the estimate: what may be told to a contact who waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Holders
from trato.rooms.routing.model import Queue, Wait
from trato.rooms.routing.rules import estimating as rules
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.service.seeing import waiting_in
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import queues as queue_store

PACE = timedelta(minutes=30)  # over which a queue's pace is measured


async def wait_of(tx: Tx, case_id: UUID, queue_id: UUID) -> Wait | None:
    """Return where a case stands in a queue and how long it may wait; None when it does not wait there.

    Outside the hours of the queue it says when they begin, and no time: nobody serves it meanwhile.
    """
    queue = next((one for one in await queue_store.list_queues(tx) if one.id == queue_id), None)
    if queue is None:
        return None
    _, policy = await current_policy(tx)
    place = rules.place_of(case_id, await waiting_in(tx, [queue]), policy.weights, tx.now)
    if place is None:
        return None
    opens = await _opens(tx, queue)
    if opens is not None:
        return Wait(place, None, opens)
    served = await store.count_served(tx, queue_id, tx.now - PACE)
    return Wait(place, rules.wait_of(place, served, PACE), None)


async def _opens(tx: Tx, queue: Queue) -> datetime | None:
    chosen = (await brands.hours_book(tx)).choose(Holders(queue=queue.id, brand=queue.brand_id))
    if chosen is None or chosen.calendar.hours.is_open(tx.now):
        return None
    return chosen.calendar.hours.next_opening(tx.now)
