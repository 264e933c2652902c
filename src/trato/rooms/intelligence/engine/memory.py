"""Examples that a tagger keeps as vectors: what a text is like counts beside what its words weigh.

Few examples: a kernel machine, exp(γ(cosine - 1)) with a coefficient for each example and tag, fitted by ridge
regression (Saunders et al., 1998), whose leave-one-out scores need no second fit. Many: the shares of the tags among
the nearest neighbours. Only vectors are kept, no words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.features import Floats

NEAREST = 40
SHARP = 16.0  # how fast a neighbour counts less with its distance
FLOOR = 0.01  # what a tag without a neighbour is worth, so that its logarithm is finite


@dataclass(frozen=True, slots=True)
class Memory:
    """Vectors, and for each its coefficients or its tags. `share` scales what it says to the linear scores."""

    vectors: Floats  # examples × encoder
    values: Floats  # examples × the tags that were fitted
    bend: float  # γ of the kernel; 0: nearest neighbours
    share: float
    late: Floats  # vectors of examples that came after the fit
    told: Floats  # their tags; of all tags, also those that came after the fit

    def scores(self, encoded: Floats) -> Floats | float:
        """Return what the memory adds to the scores, texts × tags; 0 where it is empty."""
        if not len(self.vectors) or not encoded.shape[1]:
            return 0.0
        alike, grown = encoded @ self.vectors.T, self.told.shape[1] - self.values.shape[1]
        if self.bend:
            found = self.share * (np.exp(self.bend * (alike - 1)) @ self.values)
            return np.asarray(np.pad(found, ((0, 0), (0, grown))), dtype=np.float32)
        return np.asarray(self.share * self._neighbours(alike, encoded @ self.late.T), dtype=np.float32)

    def _neighbours(self, alike: Floats, late: Floats) -> Floats:
        """As `neighbours`, of what was fitted and what came later together."""
        many = self.values.shape[1]
        nearest, best = _nearest(alike), np.hstack([alike, late]).max(axis=1, keepdims=True)
        weight = np.exp(SHARP * (np.take_along_axis(alike, nearest, axis=1) - best))
        found = np.exp(SHARP * (late - best)) @ self.told
        found[:, :many] += np.stack([one @ self.values[at] for one, at in zip(weight, nearest, strict=True)])
        return _logarithms(found)

    def with_tag(self) -> Memory:
        """Return it with one tag more, which no example has."""
        return replace(self, told=np.pad(self.told, ((0, 0), (0, 1))))

    def with_example(self, vector: Floats, own: Floats) -> Memory:
        """Return it with one example more; a kernel's coefficients are fitted and take none."""
        if self.bend or not len(vector) or not len(self.vectors):
            return self
        return replace(self, late=np.vstack([self.late, vector]), told=np.vstack([self.told, own]))


def memory_of(vectors: Floats, values: Floats, bend: float, share: float) -> Memory:
    """Return a memory to which nothing came since the fit."""
    nothing = np.zeros((0, vectors.shape[1]), np.float32)
    return Memory(vectors, values, bend, share, nothing, np.zeros((0, values.shape[1]), np.float32))


def no_memory(wide: int, tags: int) -> Memory:
    """Return a memory of nothing."""
    return memory_of(np.zeros((0, wide), np.float32), np.zeros((0, tags), np.float32), 0.0, 0.0)


def neighbours(alike: Floats, values: Floats) -> Floats:
    """Return the logarithms of the tags' shares among the likest examples, the likest counting most."""
    nearest = _nearest(alike)
    found = np.take_along_axis(alike, nearest, axis=1)
    weight = np.exp(SHARP * (found - found.max(axis=1, keepdims=True)))
    return _logarithms(np.stack([one @ values[at] for one, at in zip(weight, nearest, strict=True)]))


def _nearest(alike: Floats) -> NDArray[np.int64]:
    many = min(NEAREST, alike.shape[1])
    return np.argpartition(-alike, many - 1, axis=1)[:, :many]


def _logarithms(shares: Floats) -> Floats:
    whole = np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.log(shares / whole + FLOOR), dtype=np.float32)


def ridge(kernel: Floats, signs: Floats, weight: Floats, ease: float) -> tuple[Floats, Floats]:
    """Return the coefficients of a kernel ridge regression and what each example scores when it is left out.

    `kernel` has its constant in it; an example of weight 2 is held to as if it stood there twice. Leave-one-out is
    sign - coefficient / the inverse's diagonal (Allen, 1974), which also frees a label's example of its weight.
    """
    inverse = np.linalg.inv(kernel.astype(np.float64) + np.diag(ease / weight.astype(np.float64)))
    coefficients = inverse @ signs
    left_out = signs - coefficients / np.diag(inverse)[:, None]
    return coefficients.astype(np.float32), left_out.astype(np.float32)
