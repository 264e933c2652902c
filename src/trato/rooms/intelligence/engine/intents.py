"""The tags of a workspace: learned from examples, said with a probability, or not said.

A tag with few examples is known by its nearest centroid from the first one on; the linear machine takes over as
examples grow. What is said is calibrated on examples left out of the fit; below a threshold for the wished precision
nothing is said, and the first three are one click away.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from trato.rooms.intelligence.engine.calibration import TEMPERATURES, temperature_of
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, matrix, rarity
from trato.rooms.intelligence.engine.heads import sigmoid, softmax
from trato.rooms.intelligence.engine.precision import Bools, Ints, threshold_for
from trato.rooms.intelligence.engine.tag_fitting import FEW, Material, by_odds, centroids_of, fitted
from trato.rooms.intelligence.engine.tagger import OUT_OF_SCOPE, Example, Prediction, Tagger

EVERYTHING = -1e9  # a threshold that every text reaches
EVEN = 0.25  # how much a seldom label weighs: 0 as many as it has, 1 all labels alike
TURNED_AWAY = 0.01  # share of the texts with a tag that may be taken for none
APART = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
SPELLED = re.compile(r"[^\W\d_]{3}")

__all__ = ["OUT_OF_SCOPE", "Example", "Fitted", "Prediction", "Tagger", "fit_tags", "learn", "learn_encoded"]


def learn(examples: Sequence[Example], encoder: Encoder, *, seed: int = 0) -> Tagger:
    """Return a tagger for the labels of `examples`. Raises ValueError where there is nothing to learn."""
    kept = [one for one in examples if one.labels or any(len(other.labels) > 1 for other in examples)]
    texts = [clean(one.text) for one in kept]
    return learn_encoded(kept, encoder.encode(texts), [grams(text) for text in texts], encoder, seed=seed)


def learn_encoded(
    examples: Sequence[Example],
    encoded: Floats,
    many: Sequence[Grams],
    encoder: Encoder | None = None,
    *,
    seed: int = 0,
) -> Tagger:
    """As `learn`, for texts that are encoded already; `encoder` reads the names of the labels."""
    return fit_tags(examples, encoded, many, encoder, seed=seed).tagger


@dataclass(frozen=True, slots=True)
class Fitted:
    """A tagger, and what its like said of the examples `at`, not having seen them: `scores`, `truth`, rows × tags."""

    tagger: Tagger
    scores: Floats
    truth: Floats
    at: Ints


def fit_tags(
    examples: Sequence[Example],
    encoded: Floats,
    many: Sequence[Grams],
    encoder: Encoder | None = None,
    *,
    several: bool | None = None,
    seed: int = 0,
) -> Fitted:
    """As `learn_encoded`, with the scores of examples left out. `several` is read from the examples unless given.

    Where examples are few and `encoder` is given, the words of a label's own name are an example of it.
    """
    outside = np.array([one.labels == (OUT_OF_SCOPE,) for one in examples], dtype=bool)
    labels = tuple(sorted({label for one in examples for label in one.labels if label != OUT_OF_SCOPE}))
    if not labels:
        raise ValueError("no tag to learn")
    if several is None:
        several = any(len(one.labels) > 1 or not one.labels for one in examples)
    rare = rarity(many)
    order = np.array(random.Random(seed).sample(range(len(examples)), len(examples)), dtype=np.int64)
    truth = truth_of(examples, labels)
    unsure = np.array([[label in one.unsure for label in labels] for one in examples], dtype=bool)
    signs = np.where(unsure, 0, 2 * truth - 1).astype(np.float32)
    weight = np.array([one.weight for one in examples], np.float32)
    softly = by_odds(len(examples), len(labels), several)
    if not several and not softly:  # the softmax has its own balance
        weight *= evened(truth)
    named = [(at, words_of(label)) for at, label in enumerate(labels) if SPELLED.search(words_of(label))]
    if encoder is not None and named and len(examples) <= FEW and not softly:
        names = [words for _, words in named]
        own = np.zeros((len(named), len(labels)), np.float32)
        own[np.arange(len(named)), [at for at, _ in named]] = 1
        material = Material(
            np.vstack([encoded, encoder.encode(names)]),
            matrix([*many, *(grams(clean(one)) for one in names)], rare),
            np.vstack([truth, own]), np.vstack([signs, 2 * own - 1]),
            np.append(weight, np.ones(len(named), np.float32)), order, several, seed,
        )  # fmt: skip
    else:
        material = Material(encoded, matrix(many, rare), truth, signs, weight, order, several, seed)
    learned = fitted(material)
    at, scores = learned.checked, learned.scores
    told = ~unsure[at].any(axis=1)
    if told.any():  # who is judged must have been told all
        at, scores = at[told], scores[told]
    centroids, trust = centroids_of(material.encoded, material.truth)
    temperature, sure = _calibrated(scores, truth[at], outside[at], several)
    tagger = Tagger(
        labels, several, rare, learned.weights, learned.memory, centroids, trust, temperature, sure, EVERYTHING
    )
    if not several and outside[at].any():
        right = scores.argmax(axis=1) == truth[at].argmax(axis=1)
        tagger = replace(tagger, unknown=_scope(tagger.known(scores), right, outside[at]))
    return Fitted(tagger, scores, truth[at], at)


def truth_of(examples: Sequence[Example], labels: Sequence[str]) -> Floats:
    """Return 1 where an example has a label, examples × labels."""
    column = {label: at for at, label in enumerate(labels)}
    truth = np.zeros((len(examples), len(labels)), np.float32)
    for row, one in enumerate(examples):
        for label in one.labels:
            if label in column:
                truth[row, column[label]] = 1
    return truth


def evened(truth: Floats) -> Floats:
    """Return what each example weighs so that seldom labels are not drowned; one without a label weighs 1."""
    counts = truth.sum(axis=0)
    weight = (counts.mean() / np.maximum(counts, 1)) ** EVEN
    return np.where(truth.any(axis=1), truth @ weight, 1).astype(np.float32)


def words_of(label: str) -> str:
    """Return the words of a label's name: `card_arrival`, `cardArrival` and `card/arrival` are the same."""
    return APART.sub(" ", label).strip().casefold()


def _calibrated(scores: Floats, truth: Floats, outside: Bools, several: bool) -> tuple[float, float]:
    """Return the temperature, and the threshold of what is said."""
    if several:
        temperature = min(TEMPERATURES, key=lambda one: float(_cross(scores / np.float32(one), truth)))
        return temperature, _best_threshold(sigmoid(scores / np.float32(temperature)), truth)
    inside = ~outside
    right = truth.argmax(axis=1)
    temperature = temperature_of(scores[inside], right[inside]) if inside.any() else 1.0
    likely = softmax(scores / np.float32(temperature))
    first, top = likely.argmax(axis=1), likely.max(axis=1)
    return temperature, threshold_for(top[inside], (first == right)[inside])


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


def _scope(known: Floats, right: Bools, outside: Bools) -> float:
    """Return how much of a text must be known: what turns away TURNED_AWAY of the texts that have a tag.

    Foreign examples are too few as a rule to say more; where there are many, the threshold with the fewest mistakes,
    if that is higher.
    """
    if outside.all():
        return EVERYTHING
    least = float(np.quantile(known[~outside], TURNED_AWAY))
    order = np.argsort(known, kind="stable")
    kept = np.append(np.cumsum((right & ~outside)[order][::-1])[::-1], 0)
    caught = np.insert(np.cumsum(outside[order]), 0, 0)
    best = int((kept + caught).argmax())
    return max(least, float(known[order[best]]) if best < len(order) else least)
