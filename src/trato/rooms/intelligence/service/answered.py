"""Survey answers: kept beside what was predicted, told, and learned, so that the next judgement is calibrated."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.tx import Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose
from trato.rooms.intelligence.engine.answered import Calibration, calibrate
from trato.rooms.intelligence.events import SatisfactionAnswered
from trato.rooms.intelligence.model import DISSATISFIED_BELOW
from trato.rooms.intelligence.store import answered as store

REMEMBERED = 2_000  # the newest answers that a calibration is fitted to


async def note_satisfaction(tx: Tx, said: Mapping[UUID, int]) -> int:
    """Take what contacts answered: cases and their satisfaction, 0 (worst) to 100. Whoever asks in surveys calls it.

    A scale of five becomes 0, 25, 50, 75, 100; of two, 0 and 100. An answer that was corrected is said again. Each that
    can be learned from is told as `intelligence.satisfaction_answered`; `calibrate_satisfaction` follows from that. Not
    kept: answers of cases that were never judged, and of contacts who refused that anybody learns of them. Returns how
    many were kept. Raises Invalid for a number outside of the scale.
    """
    if any(not 0 <= one <= 100 for one in said.values()):
        raise Invalid(field="said", reason="out_of_range")
    if not said:
        return 0
    people = await store.contacts_of(tx, sorted(said))
    consents = await contacts.standing(tx, sorted(set(people.values())), Purpose.TRAINING)
    allowed = [one for one in set(people.values()) if consents.get(one, True)]
    rows = await store.keep(tx, sorted(said.items()), allowed)
    for row in rows:
        tx.emit(
            SatisfactionAnswered(
                subject=row["case_id"], case_id=row["case_id"], said=row["said"], predicted=row["points"]
            )
        )
    return len(rows)


async def calibrate_satisfaction(tx: Tx) -> bool:
    """Fit the calibration to the newest answers; say whether it is used: only where nothing left out gets worse."""
    rows = await store.newest(tx, REMEMBERED)
    before = await store.get(tx)
    version = (before["version"] if before else 0) + 1
    trial = calibrate([row["points"] for row in rows], [row["said"] for row in rows], DISSATISFIED_BELOW, version)
    if trial is None:
        return False
    one = trial.calibration
    await store.put(
        tx,
        (
            version, trial.answers, trial.is_won, one.shift, one.slope, one.middle, one.steep, trial.error_before,
            trial.error_after,
        ),
    )  # fmt: skip
    return trial.is_won


async def calibration(tx: Tx) -> Calibration:
    """Return how predicted satisfaction is calibrated here; one that changes nothing until answers say so."""
    row = await store.get(tx)
    if row is None or not row["used"]:
        return Calibration()
    return Calibration(row["shift"], row["slope"], row["middle"], row["steep"], row["version"])
