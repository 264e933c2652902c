"""A public thread belongs to who said what it stands below, also where what stands below it came first.

What overtakes its comment (an echo of ours, or what somebody else said there) begins the thread, and opens a case for
the wrong person. When the comment comes, the thread and that case are its author's, as if it had come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from trato.flow.arrival import Arrival, Batch
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseOrigin
from trato.rooms.conversations import api as conversations


def put_first(batch: Batch, begun: Iterable[Arrival]) -> None:
    """Let what a thread stands below go before what came with it, and before it, about the same thread."""
    first: dict[UUID, Arrival] = {}
    for one in batch.going:
        if one.conversation:
            first.setdefault(one.conversation.id, one)
    overtaken = [one for one in begun if one.conversation and first.get(one.conversation.id, one) is not one]
    if overtaken:
        batch.arrivals.sort(key=lambda one: all(one is not late for late in overtaken))


def takes_over(batch: Batch, arrival: Arrival, case: Mapping[str, Any]) -> bool:
    """Say whether a case that an echo of ours opened is about this arrival, which it overtook."""
    owned = arrival.conversation is not None and arrival.conversation.id in batch.owned
    return owned and case["origin"] == CaseOrigin.OUTBOUND


async def give_back(batch: Batch) -> None:
    """Write whose the threads are whose first word came after others, and whose the cases that those others opened."""
    await conversations.give_to(batch.tx, list(batch.owned.values()))
    begun = {
        one.conversation.id: one.case_id
        for one in batch.going
        if one.continues and one.case_id and one.conversation and one.conversation.id in batch.owned
    }
    apart = await conversations.cases_of_one_thread(batch.tx, [(case, thread) for thread, case in begun.items()])
    given = [
        (case, batch.former[thread], batch.owned[thread].contact_id) for thread, case in begun.items() if case in apart
    ]
    await cases.give_to_contacts(batch.tx, given)
