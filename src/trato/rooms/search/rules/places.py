"""Places as words: each document bears its brand and its queue, and its queue together with its cells of time.

Who sees some queues only would otherwise read past the documents of all the others: a queue's own cells are short lists
that the index goes through at once. The documents of cases, which are few and hold names and subjects, have cells of
their own besides. A mark is not the wall: it only spares reading. Whether somebody may open a case is asked of the case
itself, so marks may be short, and two queues that share one cost a little time and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from trato.rooms.access.model import Scope
from trato.rooms.search.model import DocumentKind
from trato.rooms.search.rules.asking import lexeme
from trato.rooms.search.rules.cells import cover, numbers

MOST: Final = 24  # marks in one question: each is one more list for the index to go through
SIZES: Final = ("m", "c")  # of the cells that a queue has of its own
SIZES_OF_CASES: Final = ("c",)


def places_of(kind: DocumentKind, brand: UUID | None, queue: UUID | None, at: datetime) -> tuple[str, ...]:
    """Return the marks of a document of a case that stands there."""
    marks = [] if brand is None else [f"b:{_short(brand)}"]
    if queue is not None:
        marks += _of_queue("", queue, at, SIZES)
    if kind is DocumentKind.CASE:
        marks += [f"k{name}:{number}" for name, number in numbers(at) if name in SIZES_OF_CASES]
        if queue is not None:
            marks += _of_queue("k", queue, at, SIZES_OF_CASES)
    return tuple(marks)


def is_narrow(scope: Scope) -> bool:
    """Say whether a scope is a few queues and nothing else."""
    return scope.is_queues and len(scope.queues) <= MOST


def within(
    scope: Scope,
    since: datetime,
    until: datetime,
    *,
    whole: bool,
    placed: bool,
    of_cases: bool = False,
    brands: Collection[UUID] | None = None,
) -> tuple[str, ...]:
    """Return clauses of `tsquery` that every document within a scope, and between two moments, fits; few, or none.

    `whole` says that it is all of time; `placed`, that every document bears its places. Of messages and notes nothing
    is asked with `of_cases`. `brands` are asked for besides.
    """
    asked = (_any(f"b:{_short(one)}" for one in brands),) if placed and brands and len(brands) <= MOST else ()
    if placed and is_narrow(scope):
        return (*asked, *_of_queues(sorted(scope.queues), since, until, whole=whole, of_cases=of_cases))
    if placed and not scope.everywhere and not scope.accounts and 0 < len(scope.units) + len(scope.queues) <= MOST:
        marks = [f"{name}:{_short(one)}" for name, ids in (("b", scope.units), ("q", scope.queues)) for one in ids]
        asked = (*asked, _any(sorted(marks)))
    own = cover(since, until, MOST, SIZES_OF_CASES) if placed and of_cases and not whole else ()
    if own:
        return (*asked, _any(f"k{cell}" for cell in own))
    cells = () if whole else cover(since, until)
    return (*asked, *([lexeme("k:case")] if of_cases else ()), *([_any(cells)] if cells else ()))


def _of_queues(
    queues: Collection[UUID], since: datetime, until: datetime, *, whole: bool, of_cases: bool
) -> tuple[str, ...]:
    kind, sizes = ("k", SIZES_OF_CASES) if of_cases else ("", SIZES)
    own = () if whole else cover(since, until, MOST // len(queues), sizes)
    if own:
        return (_any(f"{kind}q{cell}:{_short(queue)}" for cell in own for queue in queues),)
    cells = () if whole else cover(since, until)
    marks = _any(f"{kind}q:{_short(queue)}" for queue in queues)
    return (marks, _any(cells)) if cells else (marks,)


def _of_queue(kind: str, queue: UUID, at: datetime, sizes: Collection[str]) -> list[str]:
    own = [f"{kind}q{name}:{number}:{_short(queue)}" for name, number in numbers(at) if name in sizes]
    return [f"{kind}q:{_short(queue)}", *own]


def _any(marks: Iterable[str]) -> str:
    return f"({' | '.join(lexeme(mark) for mark in marks)})"


def _short(id: UUID) -> str:
    return id.hex[-8:]
