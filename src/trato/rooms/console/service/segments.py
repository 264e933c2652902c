"""Intervals of attention as browsers measure them: counts and seconds, for the person they are of."""

from __future__ import annotations

from collections.abc import Sequence

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.console.service.reach import check_case
from trato.rooms.console.store import people as store

Attention = store.Segment


async def take(tx: Tx, who: Principal, segments: Sequence[Attention]) -> int:
    """Keep intervals of `who`; return how many.

    Left out: those that end before they begin, and those on cases out of reach (they say nothing of it). More active
    seconds than passed are cut.
    """
    reached: dict[object, bool] = {None: True}
    for case_id in {one[2] for one in segments if one[2] is not None}:
        try:
            await check_case(tx, who, case_id)
        except NotFound:
            reached[case_id] = False
        else:
            reached[case_id] = True
    kept = [
        (*one[:7], min(one[7], (one[6] - one[5]).total_seconds()), *one[8:])
        for one in segments
        if one[6] >= one[5] and reached[one[2]]
    ]
    await store.add_segments(tx, who.user.id, kept)
    return len(kept)
