"""What contacts answered in surveys calibrates what is predicted of satisfaction, one workspace at a time.

Said = shift + slope * points, by ridge regression towards no change; and how likely
somebody is dissatisfied, a logistic of the points (Platt, 1999) towards the shipped one. Both are judged on answers
left out, and used only where neither the distance nor the Brier score is worse than without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.satisfaction import DISSATISFIED, STEEP

Numbers = NDArray[np.float64]
LEAST = 30  # answers before anything is calibrated
FOLDS = 5
BELIEVED = 10.0  # answers that the shipped prediction counts as
HALF, SPAN = 50.0, 25.0  # points are brought to about -2 to 2
NEWTON = 12
FLATTEST = 0.2  # a prediction never turns round


@dataclass(frozen=True, slots=True)
class Calibration:
    """How points become what is told. Without any answers it changes nothing."""

    shift: float = 0.0
    slope: float = 1.0
    middle: float = DISSATISFIED
    steep: float = STEEP
    version: int = 0

    def csat(self, points: float) -> int:
        """Return the satisfaction, 0 to 100, that points mean here."""
        return round(min(100.0, max(0.0, self.shift + self.slope * points)))

    def dissatisfied(self, points: float) -> float:
        """Return how likely the contact is dissatisfied."""
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, (self.middle - points) / self.steep)))), 4)


@dataclass(frozen=True, slots=True)
class Trial:
    """A calibration beside what it replaces, on answers left out: mean distance in points, and Brier scores."""

    calibration: Calibration
    answers: int
    error_before: float
    error_after: float
    brier_before: float
    brier_after: float

    @property
    def is_won(self) -> bool:
        """Say whether it may be used: nothing that was left out gets worse."""
        return self.error_after <= self.error_before and self.brier_after <= self.brier_before


def calibrate(points: Sequence[float], said: Sequence[float], below: float, version: int) -> Trial | None:
    """Return a calibration of predicted `points` to what was `said` (0 to 100), judged; None with too few answers.

    Whoever said less than `below` is dissatisfied.
    """
    if len(points) < LEAST:
        return None
    predicted, answered = np.asarray(points, np.float64), np.asarray(said, np.float64)
    unhappy = (answered < below).astype(np.float64)
    told, odds = np.zeros_like(predicted), np.zeros_like(predicted)
    places = np.arange(len(predicted)) % FOLDS
    for fold in range(FOLDS):
        rest, left = places != fold, places == fold
        one = _fit(predicted[rest], answered[rest], unhappy[rest], version)
        told[left] = [one.csat(each) for each in predicted[left]]
        odds[left] = [one.dissatisfied(each) for each in predicted[left]]
    plain = Calibration()
    before = np.array([plain.dissatisfied(each) for each in predicted])
    return Trial(
        _fit(predicted, answered, unhappy, version), len(predicted),
        float(np.abs(predicted - answered).mean()), float(np.abs(told - answered).mean()),
        float(((before - unhappy) ** 2).mean()), float(((odds - unhappy) ** 2).mean()),
    )  # fmt: skip


def _fit(points: Numbers, said: Numbers, unhappy: Numbers, version: int) -> Calibration:
    rows = np.stack([np.ones_like(points), (points - HALF) / SPAN], axis=1)
    change = np.linalg.solve(rows.T @ rows + BELIEVED * np.eye(2), rows.T @ (said - points))
    slope = max(FLATTEST, 1 + float(change[1]) / SPAN)
    shift = float(change[0]) + HALF * (1 - slope)
    shipped = np.array([(DISSATISFIED - HALF) / STEEP, -SPAN / STEEP])
    weight = shipped.copy()
    for _ in range(NEWTON):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weight, -30, 30)))
        slant = rows.T @ (unhappy - likely) - (weight - shipped)
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.eye(2)
        weight = weight + np.linalg.solve(bend, slant)
    steep = SPAN / max(-float(weight[1]), SPAN / 100)
    return Calibration(shift, slope, HALF + float(weight[0]) * steep, steep, version)
