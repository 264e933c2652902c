"""The tags of a workspace: learned from examples, said with a probability, or not said.

A tag with few examples is known by its nearest centroid from the first one on; the linear machine takes over as
examples grow. What is said is calibrated on examples left out of the fit; below a threshold for the wished precision
nothing is said, and the first three are one click away.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.calibration import TEMPERATURES, temperature_of
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, matrix, rarity
from trato.rooms.intelligence.engine.fitting import Task, Weights, fit
from trato.rooms.intelligence.engine.heads import sigmoid, softmax
from trato.rooms.intelligence.engine.margins import Margins
from trato.rooms.intelligence.engine.precision import threshold_for
from trato.rooms.intelligence.engine.tagger import (
    DENSE,
    HASHED,
    OUT_OF_SCOPE,
    Example,
    Prediction,
    Tagger,
    sums_of,
    trust_of,
)  # fmt: skip

if TYPE_CHECKING:
    from scipy.sparse import csr_array

COST = 1.0
ROUNDS, MORE_ROUNDS = 6, 2  # visits of each example: before calibrating, and with those that calibrated
LEFT_OUT = 0.15
FEW = 400  # examples up to which calibration looks at folds instead of one part left out
FOLDS = 4
FEW_LABELS = 10  # up to which a softmax does better than margins
STRENGTHS = (0.3, 1.0, 4.0, 16.0)
STEPS = 30
BALANCE = 0.9  # how much a seldom tag weighs: 1 makes all tags weigh alike

Ints = NDArray[np.int64]

__all__ = ["OUT_OF_SCOPE", "Example", "Fitted", "Prediction", "Tagger", "fit_tags", "learn", "learn_encoded"]


def learn(examples: Sequence[Example], encoder: Encoder, *, seed: int = 0) -> Tagger:
    """Return a tagger for the labels of `examples`. Raises ValueError where there is nothing to learn."""
    kept = [one for one in examples if one.labels or any(len(other.labels) > 1 for other in examples)]
    texts = [clean(one.text) for one in kept]
    return learn_encoded(kept, encoder.encode(texts), [grams(text) for text in texts], seed=seed)


def learn_encoded(examples: Sequence[Example], encoded: Floats, many: Sequence[Grams], *, seed: int = 0) -> Tagger:
    """As `learn`, for texts that are encoded already."""
    return fit_tags(examples, encoded, many, seed=seed).tagger


@dataclass(frozen=True, slots=True)
class Fitted:
    """A tagger, and what its like said of examples that it had not seen: `scores` and `truth`, rows × tags."""

    tagger: Tagger
    scores: Floats
    truth: Floats


def fit_tags(
    examples: Sequence[Example], encoded: Floats, many: Sequence[Grams], *, several: bool | None = None, seed: int = 0
) -> Fitted:
    """As `learn_encoded`, with the scores of examples left out. `several` is read from the examples unless given."""
    outside = np.array([one.labels == (OUT_OF_SCOPE,) for one in examples], dtype=bool)
    labels = tuple(sorted({label for one in examples for label in one.labels if label != OUT_OF_SCOPE}))
    if not labels:
        raise ValueError("no tag to learn")
    column = {label: at for at, label in enumerate(labels)}
    if several is None:
        several = any(len(one.labels) > 1 or not one.labels for one in examples)
    truth = np.zeros((len(examples), len(labels)), np.float32)
    for row, one in enumerate(examples):
        for label in one.labels:
            if label in column:
                truth[row, column[label]] = 1
    rare = rarity(many)
    hashed = matrix(many, rare)
    order = np.array(random.Random(seed).sample(range(len(examples)), len(examples)), dtype=np.int64)
    weight = np.array([one.weight for one in examples], np.float32)
    material = _Material(encoded, hashed, truth, weight, order, seed)
    if len(examples) <= FEW:
        tried, checked, weights = _by_folds(material)
    elif several or len(labels) > FEW_LABELS:
        tried, checked, weights = _by_margins(material)
    else:
        tried, checked, weights = _by_odds(material)
    centroids, trust = _centroids(encoded, truth)
    temperature, sure, unknown = _calibrated(tried[checked], truth[checked], outside[checked], several)
    tagger = Tagger(labels, several, rare, weights, centroids, trust, temperature, sure, unknown)
    return Fitted(tagger, tried[checked], truth[checked])


@dataclass(frozen=True, slots=True)
class _Material:
    encoded: Floats
    hashed: csr_array
    truth: Floats
    weight: Floats
    order: Ints  # the examples, shuffled
    seed: int

    def margins(self) -> Margins:
        """Return a fit that has not begun."""
        dense = np.hstack([self.encoded * np.float32(DENSE), np.ones((len(self.encoded), 1), np.float32)])
        hashed = self.hashed.copy()
        hashed.data *= np.float32(HASHED)
        return Margins(dense, hashed, 2 * self.truth - 1, COST * self.weight)

    def tried(self, weights: Weights, learned: Ints, at: Ints) -> Floats:
        """Return what `weights` and the centroids of `learned` score for the examples `at`."""
        centroids, trust = _centroids(self.encoded[learned], self.truth[learned])
        return _scored(weights, self.encoded[at], self.hashed[at], centroids, trust)


Learned = tuple[Floats, Ints, Weights]  # scores of what was left out (a row an example), which those are, the head


def _by_folds(given: _Material) -> Learned:
    """Few examples: margins, each example scored by a fit that left it out."""
    tried = np.zeros_like(given.truth)
    for fold in range(FOLDS):
        part = given.order[fold::FOLDS]
        rest = np.setdiff1d(given.order, part)
        fitting = given.margins()
        fitting.visit(rest, ROUNDS, given.seed)
        tried[part] = given.tried(fitting.weights(), rest, part)
    fitting = given.margins()
    fitting.visit(given.order, ROUNDS, given.seed)
    return tried, given.order, fitting.weights()


def _by_margins(given: _Material) -> Learned:
    """Many examples and tags: margins fitted to most of them, checked on the rest, which are then learned too."""
    some = max(1, int(len(given.order) * LEFT_OUT))
    checked, rest = given.order[:some], given.order[some:]
    fitting = given.margins()
    fitting.visit(rest, ROUNDS, given.seed)
    tried = np.zeros_like(given.truth)
    tried[checked] = given.tried(fitting.weights(), rest, checked)
    fitting.visit(given.order, MORE_ROUNDS, given.seed + 1)
    return tried, checked, fitting.weights()


def _by_odds(given: _Material) -> Learned:
    """Many examples of few tags, which blend into each other: one softmax, as strong as what is left out bears best."""
    some = max(1, int(len(given.order) * LEFT_OUT))
    checked, rest = given.order[:some], given.order[some:]
    best, chosen, kept = float("inf"), STRENGTHS[0], np.zeros_like(given.truth)
    right = given.truth[checked].argmax(axis=1)
    for strength in STRENGTHS:
        tried = np.zeros_like(given.truth)
        tried[checked] = given.tried(_softmax_of(given, rest, strength), rest, checked)
        temperature = temperature_of(tried[checked], right)
        likely = softmax(tried[checked] / np.float32(temperature))[np.arange(some), right]
        lost = float(-np.log(np.maximum(likely, 1e-9)).mean())
        if lost < best:
            best, chosen, kept = lost, strength, tried
    return kept, checked, _softmax_of(given, given.order, chosen)


def _softmax_of(given: _Material, at: Ints, strength: float) -> Weights:
    truth = given.truth[at]
    counts = np.maximum(truth.sum(axis=0), 1)
    importance = (truth @ (counts.mean() / counts) ** BALANCE).astype(np.float32)
    importance[importance == 0] = 1
    importance *= given.weight[at]
    task = Task(truth, True, strength, importance)
    return fit(given.encoded[at] * np.float32(DENSE), given.hashed[at], [task], hashed_scale=HASHED, steps=STEPS)


def _scored(weights: Weights, encoded: Floats, hashed: Any, centroids: Floats, trust: Floats) -> Floats:
    scores = (
        (encoded * np.float32(DENSE)) @ weights.dense + (hashed * np.float32(HASHED)) @ weights.hashed + weights.bias
    )
    if encoded.shape[1]:
        scores += trust * 2 * (encoded @ centroids.T)
    return np.asarray(scores, dtype=np.float32)


def _centroids(encoded: Floats, truth: Floats) -> tuple[Floats, Floats]:
    sums = sums_of(encoded, truth)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.maximum(lengths, 1e-9), trust_of(truth.sum(axis=0))


def _calibrated(scores: Floats, truth: Floats, outside: NDArray[np.bool_], several: bool) -> tuple[float, float, float]:
    """Return the temperature, the threshold of what is said, and the one under which nothing is known."""
    if several:
        temperature = min(TEMPERATURES, key=lambda one: float(_cross(scores / np.float32(one), truth)))
        return temperature, _best_threshold(sigmoid(scores / np.float32(temperature)), truth), 0.0
    inside = ~outside
    right = truth.argmax(axis=1)
    temperature = temperature_of(scores[inside], right[inside]) if inside.any() else 1.0
    likely = softmax(scores / np.float32(temperature))
    first, top = likely.argmax(axis=1), likely.max(axis=1)
    sure = threshold_for(top[inside], (first == right)[inside])
    return temperature, sure, _scope(top, outside) if outside.any() else 0.0


def _cross(scores: Floats, truth: Floats) -> float:
    return float((np.logaddexp(0, scores) - truth * scores).mean())


def _best_threshold(likely: Floats, truth: Floats) -> float:
    """Return the threshold with the best micro-F1."""
    best, chosen = -1.0, 0.5
    for threshold in np.arange(0.15, 0.75, 0.025):
        said = likely >= threshold
        score = 2 * float((said * truth).sum()) / max(float(said.sum() + truth.sum()), 1.0)
        if score > best:
            best, chosen = score, float(threshold)
    return chosen


def _scope(top: Floats, outside: NDArray[np.bool_]) -> float:
    """Return the threshold that loses least: a tag that is not said weighs as much as a foreign text that is tagged.

    There are few foreign examples, so each kind counts by its share.
    """
    best, chosen = -1.0, 0.0
    for threshold in np.unique(np.quantile(top, np.linspace(0, 0.6, 120))):
        score = 2 * float((top[~outside] >= threshold).mean()) + float((top[outside] < threshold).mean())
        if score > best:
            best, chosen = score, float(threshold)
    return chosen
