"""Figures of classification, each by its usual definition."""

from __future__ import annotations

from typing import Any

import numpy as np


def macro_f1(truth: Any, guess: Any) -> float:
    """Return the mean F1 over the classes of `truth`."""
    return float(np.mean([f1(truth == label, guess == label) for label in np.unique(truth)]))


def f1(truth: Any, guess: Any) -> float:
    """Return the F1 of yes and no; of a matrix, the micro-F1."""
    hits = float((truth & guess).sum())
    return 2 * hits / max(float(truth.sum() + guess.sum()), 1.0)


def auroc(truth: Any, score: Any) -> float:
    """Return the area under the ROC curve, ties halved (Mann and Whitney)."""
    order = np.argsort(score, kind="stable")
    ranked = np.empty(len(score))
    ranked[order] = np.arange(1, len(score) + 1)
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.bincount(inverse, ranked) / counts)[inverse]
    yes = int(truth.sum())
    no = len(truth) - yes
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / max(yes * no, 1))


def coverage_at(top: Any, right: Any, precision: float) -> float:
    """Return the largest share of texts that can be tagged, surest first, at `precision`."""
    order = np.argsort(-top)
    held = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= precision)
    return float((held[-1] + 1) / len(order)) if len(held) else 0.0
