"""Probabilities that mean what they say: temperatures, and how far off they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.heads import sigmoid, softmax

Ints = NDArray[np.int64]
TEMPERATURES = tuple(float(one) for one in np.geomspace(0.02, 8, 120))


def temperature_of(scores: Floats, labels: Ints) -> float:
    """Return what softmax scores are to be divided by, so that the log-loss of `labels` is least (Guo et al., 2017).

    `labels` are columns of `scores`; where `scores` has one column they are 0 and 1.
    """
    return min(TEMPERATURES, key=lambda one: log_loss(scores / np.float32(one), labels))


def log_loss(scores: Floats, labels: Ints) -> float:
    """Return the mean log-loss of scores that were cooled; of one column, the labels are 0 and 1."""
    if scores.shape[1] == 1:
        return float((np.logaddexp(0, scores[:, 0]) - labels * scores[:, 0]).mean())
    likely = softmax(scores)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(likely, 1e-9)).mean())


def calibration_error(confidence: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error over `bins` of equal width (Naeini et al., 2015); 0 without messages."""
    if not len(confidence):
        return 0.0
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[place == one].mean() - right[place == one].mean())) * float((place == one).mean())
        for one in range(bins)
        if (place == one).any()
    ]
    return float(sum(gaps))


def confidence_of(scores: Floats, labels: Ints, temperature: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return how sure the calibrated scores are of what they say, and whether they are right."""
    if scores.shape[1] == 1:
        likely = sigmoid(scores / np.float32(temperature))[:, 0]
        return np.maximum(likely, 1 - likely), (likely >= 0.5) == (labels == 1)
    likely = softmax(scores / np.float32(temperature))
    return likely.max(axis=1), likely.argmax(axis=1) == labels
