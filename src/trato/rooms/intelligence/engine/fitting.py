"""Fitting linear heads: softmax or one logistic a class, by L-BFGS on numpy, one core."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from trato.rooms.intelligence.engine.features import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

HISTORY = 6
Objective = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear head: `dense` (encoder × classes), `hashed` (buckets × classes), `bias` (classes)."""

    dense: Floats
    hashed: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Task:
    """What a head is to learn: `targets` (messages × labels, rows of probabilities or of yes and no).

    `exclusive` is one softmax, otherwise one logistic for each label. `strength` is the inverse of the ridge, as C of a
    support vector machine: the loss is `strength` × the summed log-loss, weighed by `importance`, + half the squared
    weights.
    """

    targets: Floats
    exclusive: bool
    strength: float
    importance: Floats


def fit(
    dense: Floats, hashed: csr_array, tasks: Sequence[Task], *, hashed_scale: float = 1.0, steps: int = 60
) -> Weights:
    """Fit the heads of all `tasks` at once, their labels beside each other.

    Columns that no message has are left out of the arithmetic and stay 0.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - 40 MB that only fitting needs

    used = np.flatnonzero(np.bincount(hashed.indices, minlength=hashed.shape[1]))
    place = np.zeros(hashed.shape[1], dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    rows = csr_array(
        (hashed.data * np.float32(hashed_scale), place[hashed.indices], hashed.indptr), shape=(len(dense), len(used))
    )
    columns = rows.T.tocsr()
    labels, wide = sum(one.targets.shape[1] for one in tasks), dense.shape[1]
    shape = (wide + len(used) + 1, labels)

    def objective(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(shape)
        scores = dense @ w[:wide] + rows @ w[wide:-1] + w[-1]
        lost, slope = _losses(scores, tasks)
        gradient = np.empty(shape, np.float32)
        gradient[:wide] = dense.T @ slope + w[:wide]
        gradient[wide:-1] = columns @ slope + w[wide:-1]
        gradient[-1] = slope.sum(axis=0) + 0.01 * w[-1]
        ridge = float(np.vdot(w[:-1], w[:-1])) / 2 + 0.005 * float(np.vdot(w[-1], w[-1]))
        return lost + ridge, gradient.ravel()

    found = descend(objective, np.zeros(shape[0] * shape[1], np.float32), steps).reshape(shape)
    spread = np.zeros((hashed.shape[1], labels), np.float32)
    spread[used] = found[wide:-1] * np.float32(hashed_scale)
    return Weights(found[:wide].copy(), spread, found[-1].copy())


def _losses(scores: Floats, tasks: Sequence[Task]) -> tuple[float, Floats]:
    lost, start = 0.0, 0
    slope = np.empty_like(scores)
    for task in tasks:
        own = slice(start, start := start + task.targets.shape[1])
        said, weight = scores[:, own], task.importance * np.float32(task.strength)
        if task.exclusive:
            shifted = said - said.max(axis=1, keepdims=True)
            logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses, predicted = -(task.targets * logs).sum(axis=1), np.exp(logs)
        else:
            losses = (np.logaddexp(0, said) - task.targets * said).sum(axis=1)
            predicted = 1 / (1 + np.exp(-np.clip(said, -30, 30)))
        lost += float((losses * weight).sum())
        slope[:, own] = (predicted - task.targets) * weight[:, None]
    return lost, slope


def descend(objective: Objective, start: Floats, steps: int, tolerance: float = 3e-4) -> Floats:
    """Return a minimum of a smooth convex function by L-BFGS with backtracking (Nocedal and Wright, 7.4)."""
    at = start
    value, slope = objective(at)
    first = float(np.linalg.norm(slope)) or 1.0
    known: deque[tuple[Floats, Floats, float]] = deque(maxlen=HISTORY)
    for _ in range(steps):
        direction = -_two_loops(slope, known)
        descent = float(np.vdot(direction, slope))
        length = 1.0 if known else min(1.0, 1.0 / first)
        for _ in range(20):
            there = at + np.float32(length) * direction
            new_value, new_slope = objective(there)
            if new_value <= value + 1e-4 * length * descent:
                break
            length *= 0.5
        else:
            return at
        moved, turned = there - at, new_slope - slope
        curve = float(np.vdot(moved, turned))
        if curve > 1e-10:
            known.append((moved, turned, 1 / curve))
        gained = value - new_value
        at, value, slope = there, new_value, new_slope
        if gained <= 1e-6 * abs(value) or float(np.linalg.norm(slope)) <= tolerance * first:
            break
    return at


def _two_loops(slope: Floats, known: deque[tuple[Floats, Floats, float]]) -> Floats:
    q = slope.copy()
    kept = []
    for moved, turned, inverse in reversed(known):
        share = inverse * float(np.vdot(moved, q))
        q -= np.float32(share) * turned
        kept.append(share)
    if known:
        moved, turned, inverse = known[-1]
        q *= np.float32(1 / (inverse * float(np.vdot(turned, turned))))
    for (moved, turned, inverse), share in zip(known, reversed(kept), strict=True):
        back = inverse * float(np.vdot(turned, q))
        q += np.float32(share - back) * moved
    return q
