"""Drift of what is written: looked for once a day, told beside the tags."""

from __future__ import annotations

from datetime import timedelta

from trato.kit.tx import Tx
from trato.rooms.intelligence.engine.drift import WEEKS, Drift, drift_of
from trato.rooms.intelligence.engine.pupil import stacked
from trato.rooms.intelligence.store import drift as store

SAMPLE = 400  # messages of a week
DAILY = timedelta(hours=20)


async def look_for_drift(tx: Tx, encoder_id: str, wide: int) -> Drift | None:
    """Compare the last week with the four before, where nobody did today; return what was found."""
    before = await store.get(tx)
    if not wide or (before is not None and tx.now - before["at"] < DAILY):
        return None
    weeks = [stacked(await store.week(tx, back, encoder_id, SAMPLE), wide) for back in range(WEEKS)]
    found = drift_of(weeks)
    if found is not None:
        await store.put(tx, found.messages, found.moved, found.usual, encoder_id)
    return found


async def drift(tx: Tx) -> Drift | None:
    """Return the drift that was found last; None where there are not five weeks to compare."""
    row = await store.get(tx)
    return Drift(row["messages"], row["moved"], row["usual"]) if row else None
