"""Which waiting cases can be served at once: the most urgent set for which there are people.

Sets of cases that can be served together are the independent sets of a transversal matroid, so taking the most urgent
first, and making room by moving what was placed before, gives the set of the greatest total urgency (Edmonds and
Fulkerson, *Transversals and matroid partition*, 1965). Cases that ask for the same are one kind, people who can do
the same are one class, so that the search is over kinds and classes and not over cases and people.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def serve(kinds: Sequence[int], able: Bools, places: Ints) -> list[int]:
    """Return the positions in `kinds` of those that are served.

    `kinds` gives the kind of each case, the most urgent first; `able[kind, class]` says who can; `places[class]` how
    many cases a class takes.
    """
    free = places.copy()
    placed = np.zeros(able.shape, dtype=np.int64)
    closed: set[int] = set()
    full = np.zeros(free.shape, dtype=np.bool_)  # classes from which no chain leads to a free place any more
    served = []
    for position, kind in enumerate(kinds):
        if kind in closed:
            continue
        if _place(kind, able, free, placed, full, closed):
            served.append(position)
        elif len(closed) == able.shape[0]:
            break
    return served


def _place(kind: int, able: Bools, free: Ints, placed: Ints, full: Bools, closed: set[int]) -> bool:
    """Place one case, moving others along the shortest chain that ends at a free place; say whether there was one.

    Where there was none there is none from anything that was looked at either: it is `full` and `closed` from now on.
    """
    came_from: dict[int, tuple[int, int]] = {}  # kind -> the kind that takes a place of it, and in which class
    front, seen = [kind], {kind}
    reached = full.copy()
    while front:
        following: list[int] = []
        for one in front:
            new = able[one] & ~reached
            open_ = np.flatnonzero(new & (free > 0))
            if open_.size:
                _move(one, int(open_[np.argmax(free[open_])]), came_from, free, placed)
                return True
            reached |= new
            for there in np.flatnonzero(new):
                for other in np.flatnonzero(placed[:, there]):
                    if int(other) not in seen:
                        seen.add(int(other))
                        came_from[int(other)] = (one, int(there))
                        following.append(int(other))
        front = following
    full |= reached
    closed |= seen
    return False


def _move(kind: int, place: int, came_from: dict[int, tuple[int, int]], free: Ints, placed: Ints) -> None:
    free[place] -= 1
    while True:
        placed[kind, place] += 1
        if kind not in came_from:
            return
        taker, left = came_from[kind]
        placed[kind, left] -= 1
        kind, place = taker, left
