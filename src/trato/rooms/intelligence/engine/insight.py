"""What a model says about the tags themselves: how each does, which two are taken for each other, which is two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.refitting import Material
from trato.rooms.intelligence.engine.tags import TagModel, TagReport

CONFUSED, OFTEN = 0.25, 3  # share of both tags' examples that were taken for the other, and how many at least
ENOUGH = 20  # examples of which clusters are looked for
SMALLEST = 0.25  # share of the smaller cluster
APART = 0.15  # silhouette from which two clusters are two
ALIKE = 0.6  # cosine of the middles from which two clusters speak of the same matter
ROUNDS = 12
SHOWN = 3  # messages that show what a cluster is about


def insight_of(model: TagModel, material: Material) -> dict[str, Any]:
    """Return per tag its examples, coverage, precision and confusions, then which to merge and which to split."""
    labels = material.labels
    tags = {}
    for label, told in model.report.items():
        one = labels.meant(label)
        if one is not None:
            others = [(str(other), many) for name, many in told.confusions if (other := labels.meant(name)) is not None]
            tags[str(one)] = {
                "examples": told.examples, "judged": told.judged, "said": told.said, "precision": told.precision,
                "coverage": told.coverage, "threshold": told.threshold, "confusions": others, "right": told.right,
            }  # fmt: skip
    return {"tags": tags, "merge": _to_merge(model.report, material), "split": _to_split(material)}


def _to_merge(report: Mapping[str, TagReport], material: Material) -> list[dict[str, Any]]:
    """Return pairs that are taken for each other."""
    taken: dict[tuple[str, str], int] = {}
    for label, told in report.items():
        for other, many in told.confusions:
            pair = (min(label, other), max(label, other))
            taken[pair] = taken.get(pair, 0) + many
    pairs = []
    for (one, other), many in sorted(taken.items(), key=lambda item: -item[1]):
        judged = report[one].judged + report[other].judged
        ids = material.labels.meant(one), material.labels.meant(other)
        if many >= OFTEN and many >= CONFUSED * judged and None not in ids:
            pairs.append({"one": str(ids[0]), "other": str(ids[1]), "share": many / judged, "times": many})
    return pairs


def _to_split(material: Material) -> list[dict[str, Any]]:
    """Return tags whose examples are two groups of messages, each with those that show it best.

    `part` are the messages of the smaller group; `told_apart` is the share of the examples that, left out, fall into
    their own group.
    """
    rows: dict[str, list[int]] = {}
    for n, one in enumerate(material.lessons):
        for given in () if one.is_ours else one.labels:
            known = material.labels.now(given)
            if known is not None:
                rows.setdefault(str(known), []).append(n)
    found = []
    for label, at in sorted(rows.items()):
        if len(at) < ENOUGH or not material.vectors.shape[1]:
            continue
        side, apart, middles = two_groups(material.vectors[at])
        share = min(side.mean(), 1 - side.mean())
        if apart >= APART and share >= SMALLEST and float(middles[0] @ middles[1]) < ALIKE:
            groups, part = [], []
            for n in (0, 1) if side.mean() <= 1 / 2 else (1, 0):  # the larger first
                own = [row for row, place in zip(at, side, strict=True) if place == n]
                near = sorted(own, key=lambda row: -float(material.vectors[row] @ middles[n]))[:SHOWN]
                groups.append({"many": len(own), "messages": [str(material.lessons[row].message_id) for row in near]})
                part = [str(material.lessons[row].message_id) for row in own]
            told = told_apart(material.vectors[at], side)
            found.append({"tag": label, "apart": apart, "told_apart": told, "groups": groups, "part": part})
    return found


def told_apart(vectors: Floats, side: Any) -> float:
    """Return the share of two groups' vectors that are nearest to the middle of their own group without them."""
    sums = np.stack([vectors[side == n].sum(axis=0) for n in (0, 1)])
    own = sums[side] - vectors
    other = sums[1 - side]
    alike = [(vectors * one).sum(axis=1) / np.maximum(np.linalg.norm(one, axis=1), 1e-9) for one in (own, other)]
    return float((alike[0] > alike[1]).mean())


def two_groups(vectors: Floats) -> tuple[Any, float, Floats]:
    """Part vectors of length 1 in two by spherical 2-means; return each one's side, how far apart, and the middles.

    How far apart is the mean simplified silhouette by cosine distance: 0 for one cloud, 1 for two points.
    """
    middle = vectors.mean(axis=0)
    first = vectors[int((vectors @ middle).argmin())]
    second = vectors[int((vectors @ first).argmin())]
    middles = np.stack([first, second])
    side = np.zeros(len(vectors), int)
    for _ in range(ROUNDS):
        side = (vectors @ middles.T).argmax(axis=1)
        if side.min() == side.max():
            return side, 0.0, middles
        sums = np.stack([vectors[side == n].sum(axis=0) for n in (0, 1)])
        middles = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    far = 1 - vectors @ middles.T
    own, other = far[np.arange(len(far)), side], far[np.arange(len(far)), 1 - side]
    return side, float(((other - own) / np.maximum(np.maximum(own, other), 1e-9)).mean()), middles
