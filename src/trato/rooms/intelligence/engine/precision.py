"""From which probability a tag is said on its own: thresholds for a wished precision, judged on examples left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.tree import Branches

PRECISION = 0.97
CONFIDENT = 1.2816  # z of a bound that holds nine times of ten
NEVER = 1.01  # a threshold that no probability reaches
JUDGED = 10  # examples that the precision of all tags counts as where a tag has few of its own
GUESSED = 0.3  # from which probability one of several tags counts as guessed
CONFUSED = 5  # confusions that a report names

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TagReport:
    """What a tag is worth, judged on examples that the fit had not seen.

    `examples` have the tag; `said` of those judged were given it without a person, `precision` is the share of these
    that have it (None where it was never said), `coverage` the share of its judged examples that were given it.
    `confusions` are the tags that its examples were taken for, with how often.
    """

    examples: int
    judged: int
    said: int
    precision: float | None
    coverage: float
    threshold: float
    confusions: tuple[tuple[str, int], ...]
    right: int = 0  # of the judged, those for which the likeliest tag was right


def wilson(hits: Any, seen: Any, z: float = CONFIDENT) -> Any:
    """Return the lower bound of a share of `hits` among `seen` (Wilson, 1927)."""
    share = hits / seen
    middle = share + z * z / (2 * seen)
    spread = z * np.sqrt(share * (1 - share) / seen + z * z / (4 * seen * seen))
    return (middle - spread) / (1 + z * z / seen)


def threshold_for(top: Floats, right: Bools, precision: float = PRECISION) -> float:
    """Return the least threshold whose precision is `precision` by Wilson's lower bound; NEVER where none is."""
    order = np.argsort(-top, kind="stable")
    hits = np.cumsum(right[order])
    seen = np.arange(1, len(order) + 1)
    held = np.flatnonzero(wilson(hits, seen) >= precision)
    return float(top[order[held[-1]]]) if len(held) else NEVER


def thresholds_for(
    guess: Ints, top: Floats, right: Bools, tags: int, precision: float = PRECISION
) -> tuple[float, Floats]:
    """Return the threshold of all tags together and that of each tag.

    `guess` is the tag that was likeliest for each judged message, `top` its probability. A tag with enough messages
    has a threshold of its own; another has that of all, raised until its own few messages, seen with JUDGED more at
    the wished precision, agree with it.
    """
    pooled = threshold_for(top, right, precision)
    each = np.full(tags, pooled, np.float32)
    for tag in range(tags):
        own = guess == tag
        if not own.any():
            continue
        alone = threshold_for(top[own], right[own], precision)
        each[tag] = min(alone, NEVER) if alone < NEVER else _raised(top[own], right[own], pooled, precision)
    return pooled, each


def tag_thresholds(likely: Floats, truth: Floats, several: bool, precision: float = PRECISION) -> Floats:
    """Return from which probability each tag is said on its own; a single tag, which cannot be mistaken, never is."""
    if truth.shape[1] < 2 or not len(likely):
        return np.full(truth.shape[1], NEVER, np.float32)
    if several:
        rows, guess = np.nonzero(likely >= GUESSED)
    else:
        rows, guess = np.arange(len(likely)), likely.argmax(axis=1)
    if not len(rows):
        return np.full(truth.shape[1], NEVER, np.float32)
    return thresholds_for(guess, likely[rows, guess], truth[rows, guess] > 0, truth.shape[1], precision)[1]


def parent_threshold(
    labels: Sequence[str], likely: Floats, truth: Floats, several: bool, precision: float = PRECISION
) -> float:
    """Return from which probability a path above tags is told; NEVER where no label is a path."""
    branches = Branches(labels)
    tops, rights = [], []
    levels = zip(branches.likely(likely, several), branches.likely(truth, True), strict=True)
    for (_, said), (_, right) in levels:
        first = said.argmax(axis=1)
        tops.append(said[np.arange(len(said)), first])
        rights.append(right[np.arange(len(said)), first] > 0)
    return threshold_for(np.concatenate(tops), np.concatenate(rights), precision) if tops else NEVER


def _raised(top: Floats, right: Bools, pooled: float, precision: float) -> float:
    order = np.argsort(-top, kind="stable")
    order = order[top[order] >= pooled]
    if not len(order):
        return pooled
    shares = (np.cumsum(right[order]) + JUDGED * precision) / (np.arange(1, len(order) + 1) + JUDGED)
    held = np.flatnonzero(shares >= precision - 1e-9)
    if not len(held):
        return NEVER
    return pooled if held[-1] == len(order) - 1 else float(top[order[held[-1]]])


def reports(
    labels: tuple[str, ...], counts: Floats, likely: Floats, truth: Floats, each: Floats, *, several: bool
) -> dict[str, TagReport]:
    """Return each tag's report; `likely` and `truth` are of the judged messages, rows × tags, `counts` of all."""
    guess = likely.argmax(axis=1)
    told = {}
    for at, label in enumerate(labels):
        has = truth[:, at] > 0
        said = (likely[:, at] >= each[at]) & (several | (guess == at))
        right = int((said & has).sum())
        taken = np.flatnonzero(has & (truth[np.arange(len(guess)), guess] == 0))
        other = Counter(labels[guess[row]] for row in taken)
        told[label] = TagReport(
            examples=int(counts[at]),
            judged=int(has.sum()),
            said=int(said.sum()),
            precision=right / int(said.sum()) if said.any() else None,
            coverage=right / int(has.sum()) if has.any() else 0.0,
            threshold=float(each[at]),
            confusions=tuple(other.most_common(CONFUSED)),
            right=int(has.sum()) - len(taken),
        )
    return told
