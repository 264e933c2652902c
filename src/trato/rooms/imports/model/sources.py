"""What a source is: something that gives pages of records, and can go on after any of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from trato.rooms.imports.model.records import File, Record
from trato.rooms.imports.model.runs import Problem

Cursor = Mapping[str, Any]  # JSON; only its source understands it
Place = str  # file and row, or the page of an API: where a person finds the record


class Fetch(Protocol):
    """Calls of another system's API, paced as it asks, tried again when it is away."""

    async def json(self, url: str) -> Any:
        """Return the decoded answer. Raises `SourceRefused`."""
        ...

    async def file(self, url: str) -> bytes:
        """Return a file. Raises `FileGone`."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """Some records, each with its place, and the cursor from which the source goes on after them.

    A page is brought whole or not at all. `problems` are of what could not be read as a record.
    """

    records: tuple[tuple[Record, Place], ...]
    after: Cursor
    problems: tuple[Problem, ...] = field(default=())


class Source(Protocol):
    """Another system's data. `pages({})` begins; `pages(cursor)` goes on; the last page's cursor begins the next run.

    Records come in any order but after what they name: organisations, contacts, cases, messages. The same record may
    come several times. Raises `SourceRefused` when the source cannot be read at all.
    """

    kind: str

    def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        """Give the records after `cursor`, page by page."""
        ...

    async def count(self) -> int | None:
        """Return how many records there are in all, where that is known without reading them."""
        ...

    async def open(self, file: File) -> bytes:
        """Return the content of an attachment. Raises `FileGone` when it cannot be had."""
        ...
