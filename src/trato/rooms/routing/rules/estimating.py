"""Where in the queue a case stands, and how long it may still wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.routing.model import WaitingCase, Weights
from trato.rooms.routing.rules.urgency import points


def places_of(
    offered: Sequence[UUID], waiting: Sequence[WaitingCase], weights: Weights, now: datetime
) -> dict[UUID, int]:
    """Return the place of each case of one queue, 1 being the next: those go first that routing would give first.

    Before all go those that somebody is being asked to take, in the order in which they were `offered`.
    """

    def rank(case: WaitingCase) -> tuple[float, datetime, int]:
        return -points(case, weights, now), case.since, case.case_id.int

    order = [*offered, *(case.case_id for case in sorted(waiting, key=rank))]
    return {case: place for place, case in enumerate(order, start=1)}


def wait_of(place: int, served: int, within: timedelta) -> timedelta | None:
    """Return how long until a case at this place is given to somebody, at the pace of late.

    `served` is how many the queue gave out `within` that time; None when it gave out nothing: nobody knows then.
    """
    return place * within / served if served else None
