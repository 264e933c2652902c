"""How tags are fitted: margins, beside them a kernel where examples are few and neighbours where they are many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.calibration import log_loss, temperature_of
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.fitting import Task, Weights, fit
from trato.rooms.intelligence.engine.margins import Margins
from trato.rooms.intelligence.engine.memory import Memory, memory_of, neighbours, no_memory, ridge
from trato.rooms.intelligence.engine.tagger import DENSE, HASHED, sums_of, trust_of

if TYPE_CHECKING:
    from scipy.sparse import csr_array

COST = 1.0
ROUNDS, MORE_ROUNDS = 6, 2  # visits of each example: before calibrating, and with those that calibrated
LEFT_OUT = 0.15
FEW = 2500  # examples up to which a kernel is fitted and each is judged by what left it out
FOLDS = 4
FEW_LABELS = 10  # up to which a softmax does better than margins
MANY = 50  # examples a label from which it does better than a kernel
ODDS = (1.4, 2.0)  # what the encoder and the n-grams count in a softmax
TELLING = 4.0  # what n-grams count there when each counts as it tells tags apart
COUNTED = 2500  # examples from which it can be counted what an n-gram tells
STRENGTHS = (0.1, 0.3, 0.6, 1.2, 4.0, 16.0)
STEPS = 30
BALANCE = 0.5  # how much a seldom tag weighs: 1 makes all tags weigh alike
KERNELS = {False: (2.0, 0.5), True: (1.0, 1.0)}  # γ and what n-grams count, for one tag a text and for several
EASE = 0.1  # ridge of the kernel
NEIGHBOURS = 0.3  # what the neighbours count beside the margins, both of spread 1
REMEMBERED = 8_192  # vectors that are kept

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be learned. Rows that `order` does not name are learned and never judged: the names of labels."""

    encoded: Floats
    hashed: csr_array
    truth: Floats
    signs: Floats  # examples × tags: 1 or -1, and 0 where nobody said
    weight: Floats
    order: Ints  # the examples, shuffled
    several: bool
    seed: int

    def margins(self) -> Margins:
        """Return a fit that has not begun."""
        dense = np.hstack([self.encoded * np.float32(DENSE), np.ones((len(self.encoded), 1), np.float32)])
        hashed = self.hashed.copy()
        hashed.data *= np.float32(HASHED)
        return Margins(dense, hashed, self.signs, COST * self.weight)

    def tried(self, weights: Weights, learned: Ints, at: Ints) -> Floats:
        """Return what `weights` and the centroids of `learned` score for the examples `at`."""
        centroids, trust = centroids_of(self.encoded[learned], self.truth[learned])
        return _scored(weights, self.encoded[at], self.hashed[at], centroids, trust)

    @property
    def learned(self) -> Ints:
        """All rows, those that are never judged too."""
        return np.arange(len(self.truth))

    @property
    def wide(self) -> int:
        """How many numbers a vector has; 0 without an encoder."""
        return int(self.encoded.shape[1])


@dataclass(frozen=True, slots=True)
class Learned:
    """What was fitted, and what its like scored for the examples `checked` without having seen them."""

    scores: Floats
    checked: Ints
    weights: Weights
    memory: Memory


def fitted(given: Material) -> Learned:
    """Fit in the way that suits how many examples and labels there are."""
    if by_odds(len(given.order), given.truth.shape[1], given.several):
        return _by_odds(given)
    return _by_kernel(given) if len(given.order) <= FEW else _by_margins(given)


def by_odds(examples: int, labels: int, several: bool) -> bool:
    """Say whether a softmax learns best: few labels that exclude each other, each with many examples."""
    return not several and labels <= FEW_LABELS and examples >= MANY * labels


def _by_kernel(given: Material) -> Learned:
    """Few examples: margins by folds, and a kernel whose leave-one-out scores are exact, both of the same spread."""
    tried = np.zeros_like(given.truth)
    everything = np.arange(len(given.truth))
    for fold in range(FOLDS):
        part = given.order[fold::FOLDS]
        rest = np.setdiff1d(everything, part)
        if len(part):
            fitting = given.margins()
            fitting.visit(rest, ROUNDS, given.seed)
            tried[part] = given.tried(fitting.weights(), rest, part)
    fitting = given.margins()
    fitting.visit(everything, ROUNDS, given.seed)
    linear = fitting.weights()
    bend, worth = KERNELS[given.several]
    kernel = 1 + worth * (given.hashed @ given.hashed.T).toarray()
    if given.wide:
        kernel += np.exp(bend * (given.encoded @ given.encoded.T - 1))
    coefficients, left_out = ridge(kernel, given.signs, given.weight, EASE)
    share = _spread(tried[given.order]) / max(_spread(left_out[given.order]), 1e-6)
    weights = Weights(
        linear.dense,
        linear.hashed + np.asarray(given.hashed.T @ coefficients, np.float32) * np.float32(share * worth),
        (linear.bias + share * coefficients.sum(axis=0)).astype(np.float32),
    )
    memory = memory_of(given.encoded, coefficients, bend, share)
    scores = tried[given.order] + np.float32(share) * left_out[given.order]
    return Learned(scores, given.order, weights, memory)


def _by_margins(given: Material) -> Learned:
    """Many examples and tags: margins fitted to most of them, checked on the rest, which are then learned too."""
    some = max(1, int(len(given.order) * LEFT_OUT))
    checked, rest = given.order[:some], given.order[some:]
    fitting = given.margins()
    fitting.visit(rest, ROUNDS, given.seed)
    tried = given.tried(fitting.weights(), rest, checked)
    memory = no_memory(given.wide, given.truth.shape[1])
    if given.wide and not given.several:
        kept = rest[:REMEMBERED]
        near = neighbours(given.encoded[checked] @ given.encoded[kept].T, given.truth[kept])
        share = NEIGHBOURS * _spread(tried) / max(_spread(near), 1e-6)
        tried = tried + np.float32(share) * near
        kept = np.concatenate([checked, rest])[:REMEMBERED]
        memory = memory_of(given.encoded[kept], given.truth[kept], 0.0, share)
    fitting.visit(given.order, MORE_ROUNDS, given.seed + 1)
    return Learned(tried, checked, fitting.weights(), memory)


def _by_odds(given: Material) -> Learned:
    """Many examples of few tags, which blend into each other: one softmax, in the manner a part left out bears best.

    A manner is how strong it is, and whether n-grams count as they tell tags apart: that finds insults, which are
    words, and not moods, which are not. All parts are left out once in that manner, so that every example judges.
    """
    parts = [given.order[fold::FOLDS] for fold in range(FOLDS)]
    tried: list[tuple[float, float, bool, Floats]] = []
    for telling in (False, True) if len(given.order) >= COUNTED else (False,):
        best = float("inf")
        for strength in STRENGTHS:
            scores = _left_out(given, parts[0], strength, telling=telling)
            lost = _least_loss(scores, given.truth[parts[0]])
            if lost >= best:
                break  # what is stronger still only follows the examples closer
            best = lost
            tried.append((lost, strength, telling, scores))
    _, strength, telling, first = min(tried, key=lambda one: one[0])
    scores = np.vstack([first, *(_left_out(given, part, strength, telling=telling) for part in parts[1:])])
    weights = _softmax_of(given, given.learned, strength, telling=telling)
    return Learned(scores, np.concatenate(parts), weights, no_memory(given.wide, given.truth.shape[1]))


def _left_out(given: Material, part: Ints, strength: float, *, telling: bool) -> Floats:
    """Return what a softmax of the other examples scores for `part`."""
    rest = np.setdiff1d(given.learned, part)
    return given.tried(_softmax_of(given, rest, strength, telling=telling), rest, part)


def _least_loss(scores: Floats, truth: Floats) -> float:
    """Return the mean log-loss of the scores at their best temperature, of texts that have a tag."""
    known = truth.any(axis=1)
    right = truth[known].argmax(axis=1)
    return log_loss(scores[known] / np.float32(temperature_of(scores[known], right)), right)


def _softmax_of(given: Material, at: Ints, strength: float, *, telling: bool) -> Weights:
    truth, seen = given.truth[at], given.hashed[at]
    dense, hashed = (np.float32(one) for one in ODDS)
    worth = np.ones(seen.shape[1], np.float32)
    if telling:
        hashed, worth = np.float32(TELLING), telling_of(seen, truth)
        seen = seen.copy()
        seen.data *= worth[seen.indices]
    counts = np.maximum(truth.sum(axis=0), 1)
    importance = (truth @ (counts.mean() / counts) ** BALANCE).astype(np.float32)
    importance[importance == 0] = 1
    importance *= given.weight[at]
    truth[~truth.any(axis=1)] = 1 / truth.shape[1]  # what is foreign is none of them more than another
    found = fit(
        given.encoded[at] * dense, seen, [Task(truth, True, strength, importance)],
        hashed_scale=float(hashed), steps=STEPS,
    )  # fmt: skip
    return replace(found, dense=found.dense * dense, hashed=found.hashed * worth[:, None])


def telling_of(hashed: csr_array, truth: Floats) -> Floats:
    """Return how much each n-gram tells one tag from the others: its largest log-odds, of which a text has 1 in all.

    Wang and Manning, Baselines and Bigrams, ACL 2012, for two tags; here the tag that it tells the most of counts.
    """
    seen = hashed.copy()
    seen.data = np.ones_like(seen.data)
    inside = np.asarray(seen.T @ truth, np.float64)
    outside = inside.sum(axis=1, keepdims=True) - inside
    shares = [(many + 1) / (many + 1).sum(axis=0) for many in (inside, outside)]
    worth = np.abs(np.log(shares[0] / shares[1])).max(axis=1)
    lengths = np.sqrt(np.bincount(np.repeat(np.arange(hashed.shape[0]), np.diff(hashed.indptr)),
                                  (hashed.data * worth[hashed.indices]) ** 2, hashed.shape[0]))  # fmt: skip
    return np.asarray(worth / max(float(lengths.mean()), 1e-9), np.float32)


def _scored(weights: Weights, encoded: Floats, hashed: Any, centroids: Floats, trust: Floats) -> Floats:
    scores = (
        (encoded * np.float32(DENSE)) @ weights.dense + (hashed * np.float32(HASHED)) @ weights.hashed + weights.bias
    )
    if encoded.shape[1]:
        scores += trust * 2 * (encoded @ centroids.T)
    return np.asarray(scores, dtype=np.float32)


def _spread(scores: Floats) -> float:
    """Return how far the scores of a text lie apart."""
    return float((scores - scores.mean(axis=1, keepdims=True)).std()) if scores.shape[1] > 1 else 1.0


def centroids_of(encoded: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """Return each tag's centroid, of length 1, and how much it counts."""
    sums = sums_of(encoded, truth)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.maximum(lengths, 1e-9), trust_of(truth.sum(axis=0))
