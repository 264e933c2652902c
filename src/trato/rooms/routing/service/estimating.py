"""Deeds of the estimate: what may be told to a contact who waits."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Holders
from trato.rooms.routing.model import Queue, Wait
from trato.rooms.routing.rules import estimating as rules
from trato.rooms.routing.service.policies import current_policy
from trato.rooms.routing.service.seeing import waiting_in
from trato.rooms.routing.store import choosing as store
from trato.rooms.routing.store import offers
from trato.rooms.routing.store import queues as queue_store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

PACE = timedelta(minutes=30)  # over which a queue's pace is measured
AT_WORK = frozenset({PresenceState.ONLINE, PresenceState.BUSY})
KEPT = 5.0  # seconds that what is known of a queue is told to whoever waits in it
FRESH = 1.0  # seconds after which it is looked for who was not in it then


@dataclass(slots=True)
class WaitBook:
    """Knows where cases stand in their queues, without reading a queue for each of them each time."""

    _queues: dict[tuple[UUID, UUID], tuple[float, Mapping[UUID, Wait]]] = field(default_factory=dict)

    async def wait_of(self, tx: Tx, case_id: UUID, queue_id: UUID) -> Wait | None:
        """Return what `wait_of` says, as it was some seconds ago at most."""
        spot, now = (tx.workspace, queue_id), time.monotonic()
        kept = self._queues.get(spot)
        if kept is None or now - kept[0] > (KEPT if case_id in kept[1] else FRESH):
            kept = self._queues[spot] = (now, await waits_in(tx, queue_id))
        return kept[1].get(case_id)


async def wait_of(tx: Tx, case_id: UUID, queue_id: UUID) -> Wait | None:
    """Return where a case stands in a queue and how long it may wait; None when it does not wait there."""
    return (await waits_in(tx, queue_id)).get(case_id)


async def waits_in(tx: Tx, queue_id: UUID) -> dict[UUID, Wait]:
    """Return where each case that waits in a queue stands in it, and how long it may wait.

    The time is that of the pace at which its people took cases of late, with all that they can hold; nobody knows
    one while none of them is at work. Outside the hours of the queue it is said when they begin, and no time.
    """
    queue = next((one for one in await queue_store.list_queues(tx) if one.id == queue_id), None)
    if queue is None:
        return {}
    _, policy = await current_policy(tx)
    asked = await offers.list_offered(tx, queue_id)
    places = rules.places_of(asked, await waiting_in(tx, [queue]), policy.weights, tx.now)
    if not places:
        return {}
    chosen = (await brands.hours_book(tx)).choose(Holders(queue=queue.id, brand=queue.brand_id))
    if chosen is not None and not chosen.calendar.hours.is_open(tx.now):
        opens = brands.standing(chosen.calendar.hours, tx.now).until
        if opens is None:  # never again, as far as anybody said: there is nothing to tell
            return {}
        return {case: Wait(place, None, opens, chosen.calendar.timezone) for case, place in places.items()}
    served = await store.count_served(tx, queue_id, tx.now - PACE) if await _is_served(tx, queue) else 0
    return {case: Wait(place, rules.wait_of(place, served, PACE), None) for case, place in places.items()}


async def _is_served(tx: Tx, queue: Queue) -> bool:
    """Say whether somebody of the queue's team is at work now."""
    members = await access.list_members(tx, TeamId(queue.team_id)) if queue.team_id else []
    return any(one.state in AT_WORK for one in (await workforce.presence_of(tx, members)).values())
