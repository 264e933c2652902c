"""Where in the queue a case stands, and how long it may still wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.routing.model import WaitingCase, Weights
from trato.rooms.routing.rules.urgency import points


def place_of(case_id: UUID, waiting: Sequence[WaitingCase], weights: Weights, now: datetime) -> int | None:
    """Return the place of a case in its queue, 1 being the next: those go before it that routing would give first.

    None when it does not wait there.
    """
    mine = next((case for case in waiting if case.case_id == case_id), None)
    if mine is None:
        return None

    def rank(case: WaitingCase) -> tuple[float, datetime, int]:
        return -points(case, weights, now), case.since, case.case_id.int

    return 1 + sum(case.queue_id == mine.queue_id and rank(case) < rank(mine) for case in waiting)


def wait_of(place: int, served: int, within: timedelta) -> timedelta | None:
    """Return how long until a case at this place is given to somebody, at the pace of late.

    `served` is how many the queue gave out `within` that time; None when it gave out nothing: nobody knows then.
    """
    return place * within / served if served else None
