"""Fitting tags by margins: one linear support vector machine a tag, all tags at once, by dual coordinate descent.

Hsieh et al., "A dual coordinate descent method for large-scale linear SVM" (2008), with squared hinge loss. A message
is visited once for all its tags, so that one call of numpy is a message's row against every tag.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.fitting import Weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array

STILL = 1e-3  # a step smaller than this moves nothing
Rows = NDArray[np.int64]


@dataclass(slots=True)
class Margins:
    """A fit under way: messages may be visited again, and more of them than before."""

    dense: Floats  # messages × encoder, the last column 1
    hashed: csr_array  # messages × buckets
    signs: Floats  # messages × tags: 1 or -1, and 0 where nobody said
    costs: Floats  # a message: what it costs to stand on the wrong side
    _multipliers: Floats = field(init=False)
    _dense_weights: Floats = field(init=False)
    _hashed_weights: Floats = field(init=False)
    _used: Rows = field(init=False)
    _places: NDArray[np.int64] = field(init=False)
    _sizes: Floats = field(init=False)

    def __post_init__(self) -> None:
        tags = self.signs.shape[1]
        self._multipliers = np.zeros(self.signs.shape, np.float32)
        self._used = np.flatnonzero(np.bincount(self.hashed.indices, minlength=self.hashed.shape[1]))
        place = np.zeros(self.hashed.shape[1], dtype=np.int64)
        place[self._used] = np.arange(len(self._used))
        self._places = place[self.hashed.indices]
        self._dense_weights = np.zeros((self.dense.shape[1], tags), np.float32)
        self._hashed_weights = np.zeros((len(self._used), tags), np.float32)
        squares = np.square(self.hashed.data)
        starts = self.hashed.indptr
        summed = np.concatenate([[0.0], np.cumsum(squares, dtype=np.float64)])
        self._sizes = (np.square(self.dense).sum(axis=1) + summed[starts[1:]] - summed[starts[:-1]]).astype(np.float32)

    def visit(self, rows: Rows, rounds: int, seed: int = 0) -> None:
        """Go over the messages of `rows` up to `rounds` times, in changing order; stop when nothing moves."""
        order = rows.tolist()
        shuffle = random.Random(seed)
        diagonals = 1 / (2 * self.costs)
        starts, data, places = self.hashed.indptr.tolist(), self.hashed.data, self._places
        wide, deep = self._dense_weights, self._hashed_weights
        for _ in range(rounds):
            shuffle.shuffle(order)
            moved = 0
            for row in order:
                span = slice(starts[row], starts[row + 1])
                at, values, vector = places[span], data[span], self.dense[row]
                signs, multipliers, diagonal = self.signs[row], self._multipliers[row], diagonals[row]
                scores = vector @ wide + values @ deep[at]
                slope = signs * scores - 1 + diagonal * multipliers
                fresh = np.maximum(multipliers - slope / (self._sizes[row] + diagonal), 0)
                step = fresh - multipliers
                acting = np.flatnonzero(np.abs(step) > STILL)
                if not len(acting):
                    continue
                moved += 1
                self._multipliers[row, acting] = fresh[acting]
                change = step * signs
                change[np.abs(step) <= STILL] = 0
                deep[at] += values[:, None] * change
                wide += vector[:, None] * change
            if moved < len(order) // 200:
                break

    def weights(self) -> Weights:
        """Return the head as it stands."""
        hashed = np.zeros((self.hashed.shape[1], self.signs.shape[1]), np.float32)
        hashed[self._used] = self._hashed_weights
        return Weights(self._dense_weights[:-1].copy(), hashed, self._dense_weights[-1].copy())
