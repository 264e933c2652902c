"""Places as words: each document bears its brand and its queue, and its queue together with its cells of time.

Who sees some queues only would otherwise read past the documents of all the others: a queue's own cells are short lists
that the index goes through at once. A mark is not the wall: it only spares reading. Whether somebody may open a case is
asked of the case itself, so marks may be short, and two queues that share one cost a little time and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from trato.rooms.access.model import Scope
from trato.rooms.search.rules.asking import lexeme
from trato.rooms.search.rules.cells import cover, numbers

MOST: Final = 24  # marks in one question: each is one more list for the index to go through
SIZES: Final = ("m", "c")  # of the cells that a queue has of its own


def places_of(brand: UUID | None, queue: UUID | None, at: datetime) -> tuple[str, ...]:
    """Return the marks of a document of a case that stands there."""
    marks = [] if brand is None else [f"b:{_short(brand)}"]
    if queue is not None:
        marks += [f"q:{_short(queue)}", *(_cell(name, number, queue) for name, number in numbers(at) if name in SIZES)]
    return tuple(marks)


def is_narrow(scope: Scope) -> bool:
    """Say whether a scope is a few queues and nothing else."""
    return scope.is_queues and len(scope.queues) <= MOST


def within(scope: Scope, since: datetime, until: datetime, *, whole: bool, placed: bool) -> tuple[str, ...]:
    """Return clauses of `tsquery` that every document within a scope, and between two moments, fits; few, or none.

    `whole` says that it is all of time; `placed`, that every document bears its places.
    """
    if not placed or scope.everywhere or scope.accounts or not 0 < len(scope.units) + len(scope.queues) <= MOST:
        cells = () if whole else cover(since, until)
        return (_any(cells),) if cells else ()
    own = cover(since, until, MOST // len(scope.queues), SIZES) if scope.is_queues and not whole else ()
    if own:
        return (_any(f"q{cell}:{_short(queue)}" for cell in own for queue in sorted(scope.queues)),)
    marks = [
        *(f"b:{_short(one)}" for one in sorted(scope.units)),
        *(f"q:{_short(one)}" for one in sorted(scope.queues)),
    ]
    cells = () if whole else cover(since, until)
    return (_any(marks), _any(cells)) if cells else (_any(marks),)


def _any(marks: Iterable[str]) -> str:
    return f"({' | '.join(lexeme(mark) for mark in marks)})"


def _cell(name: str, number: int, queue: UUID) -> str:
    return f"q{name}:{number}:{_short(queue)}"


def _short(id: UUID) -> str:
    return id.hex[-8:]
