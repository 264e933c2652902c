"""A tagger: what was learned of tags, and what it says of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats, Grams, clean, grams, weighed
from trato.rooms.intelligence.engine.fitting import Weights
from trato.rooms.intelligence.engine.heads import sigmoid, softmax
from trato.rooms.intelligence.engine.memory import Memory

OUT_OF_SCOPE = "oos"
DENSE = 1.0  # how much the encoder counts beside the n-grams
HASHED = 1.0
CENTROID = 0.5  # share of the centroids in the blend where a tag has few examples
FAMILIAR = 30.0  # examples of a tag at which the centroid's share has halved


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its tags; `oos` alone says that none of the tags is meant."""

    text: str
    labels: tuple[str, ...]
    weight: float = 1.0  # how much it counts: a correction counts for more than one
    unsure: frozenset[str] = frozenset()  # where tags may be several: of these nobody said yes or no
    proves: bool = True  # whether it judges: an example that nobody wrote to us teaches, and proves nothing


@dataclass(frozen=True, slots=True)
class Prediction:
    """What tags a text has: none where the model abstains; `top` are the likeliest, best first."""

    labels: tuple[str, ...]
    probability: float
    top: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags learned from examples. `several` says that a text may have more than one."""

    labels: tuple[str, ...]
    several: bool
    rare: Floats
    weights: Weights
    memory: Memory
    centroids: Floats  # tags × encoder, rows of length 1
    trust: Floats  # tags: share of the centroid
    temperature: float
    sure: float  # below it nothing is said on its own; for several tags: above it each tag is said
    unknown: float  # a text of which less is known is none of the tags

    def scores(self, encoded: Floats, many: Sequence[Grams]) -> Floats:
        """Return a score for each text and tag, not calibrated."""
        rows = np.tile(self.weights.bias, (len(many), 1))
        if encoded.shape[1]:
            rows += (encoded * np.float32(DENSE)) @ self.weights.dense
        for at, one in enumerate(many):
            rows[at] += (weighed(one, self.rare) * np.float32(HASHED)) @ self.weights.hashed[one.buckets]
        if encoded.shape[1]:
            rows += self.trust * 2 * (encoded @ self.centroids.T) + self.memory.scores(encoded)
        return np.asarray(rows, dtype=np.float32)

    def probabilities(self, encoded: Floats, many: Sequence[Grams]) -> Floats:
        """Return calibrated probabilities, texts × tags."""
        return self.odds(self.scores(encoded, many))

    def odds(self, scores: Floats) -> Floats:
        """Return scores as calibrated probabilities."""
        cooled = scores / np.float32(self.temperature)
        return sigmoid(cooled) if self.several else softmax(cooled)

    def known(self, scores: Floats) -> Floats:
        """Return how much of each text is known: the free energy of its scores (Liu et al., 2020)."""
        cooled = scores / np.float32(self.temperature)
        top = cooled.max(axis=1)
        return np.asarray(self.temperature * (top + np.log(np.exp(cooled - top[:, None]).sum(axis=1))), np.float32)

    def predict(self, encoder: Encoder, texts: Sequence[str]) -> list[Prediction]:
        """Return what tags the texts have; a text of nothing has none, and `top` is what is likely of any."""
        read = [clean(text) for text in texts]
        said = self.say(encoder.encode(read), [grams(text) for text in read]) if read else []
        return [one if text else Prediction((), 0.0, one.top) for one, text in zip(said, read, strict=True)]

    def say(self, encoded: Floats, many: Sequence[Grams]) -> list[Prediction]:
        """Return what tags texts have that are encoded already."""
        scores = self.scores(encoded, many)
        return [self._said(*one) for one in zip(self.odds(scores), self.known(scores).tolist(), strict=True)]

    def _said(self, likely: Floats, known: float) -> Prediction:
        order = np.argsort(-likely, kind="stable")[:5]
        top = tuple((self.labels[at], float(likely[at])) for at in order)
        if self.several:
            chosen = tuple(self.labels[at] for at in np.flatnonzero(likely >= self.sure))
        else:
            chosen = (top[0][0],) if known >= self.unknown else ()
        return Prediction(chosen, top[0][1], top)


def sums_of(encoded: Floats, truth: Floats) -> Floats:
    """Return for each tag the sum of the vectors of its examples."""
    return np.asarray(truth.T @ encoded, dtype=np.float32)


def trust_of(counts: Floats) -> Floats:
    """Return how much each tag's centroid counts: the less, the more examples it has."""
    return (CENTROID * FAMILIAR / (FAMILIAR + counts)).astype(np.float32)
