"""Where cases go that nobody can take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.routing.model import Queue

LONGEST_ACCEPT = 600  # seconds
LONGEST_STICKY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)


def senseless(queue: Queue) -> str | None:
    """Return which part of a queue's terms makes no sense; None when all do."""
    if not 0 <= queue.accept_seconds <= LONGEST_ACCEPT:
        return "accept_seconds"
    if not timedelta(0) <= queue.sticky <= LONGEST_STICKY:
        return "sticky"
    spill = queue.overflow
    if spill.after is not None and not timedelta(0) <= spill.after <= LONGEST_WAIT:
        return "overflow_after"
    return "overflow_queue" if spill.queue_id is None and (spill.after is not None or spill.closed) else None


def goes_in_circles(queues: Sequence[Queue]) -> bool:
    """Say whether cases that overflow could come back to a queue that they left."""
    into: Mapping[UUID, UUID] = {one.id: one.overflow.queue_id for one in queues if one.overflow.queue_id}
    for start in into:
        seen, at = {start}, into.get(start)
        while at is not None:
            if at in seen:
                return True
            seen.add(at)
            at = into.get(at)
    return False


def waits_too_long_since(queue: Queue, is_open: bool, now: datetime) -> datetime | None:
    """Return since when a case has waited too long in a queue, if it waits there; None when it never does."""
    spill = queue.overflow
    if spill.queue_id is None:
        return None
    if spill.closed and not is_open:
        return now
    return None if spill.after is None else now - spill.after
