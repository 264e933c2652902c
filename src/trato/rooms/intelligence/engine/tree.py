"""Labels that are paths: where a tag is not sure, the branch that it hangs from may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trato.rooms.intelligence.engine.features import Floats

BETWEEN = "/"


class Branches:
    """The paths above labels, and how likely each is where the labels' probabilities are known."""

    def __init__(self, labels: Sequence[str]) -> None:
        found: dict[str, list[int]] = {}
        for at, label in enumerate(labels):
            for path in above(label):
                found.setdefault(path, []).append(at)
        for at, label in enumerate(labels):
            if label in found:
                found[label].append(at)
        levels: dict[int, list[tuple[str, list[int]]]] = {}
        for path, members in found.items():
            levels.setdefault(path.count(BETWEEN), []).append((path, members))
        self._levels = [levels[depth] for depth in sorted(levels, reverse=True)]

    def likely(self, probabilities: Floats, several: bool) -> Iterator[tuple[tuple[str, ...], Floats]]:
        """Yield for each depth, deepest first, its paths and their probabilities, rows × paths.

        One tag a text: the sum of what hangs from a path. Several: the likeliest of it, which is at most the truth.
        """
        for level in self._levels:
            columns = [
                probabilities[:, members].max(axis=1) if several else probabilities[:, members].sum(axis=1)
                for _, members in level
            ]
            yield tuple(path for path, _ in level), np.stack(columns, axis=1)

    def sure(self, probabilities: Floats, threshold: float, several: bool) -> str | None:
        """Return the deepest path whose probability is at least `threshold`, None where none is."""
        for paths, likely in self.likely(probabilities[None, :], several):
            first = int(likely[0].argmax())
            if likely[0, first] >= threshold:
                return paths[first]
        return None


def above(label: str) -> list[str]:
    """Return the paths above a label, nearest last: `a` and `a/b` for `a/b/c`."""
    parts = label.split(BETWEEN)
    return [BETWEEN.join(parts[:many]) for many in range(1, len(parts))]
