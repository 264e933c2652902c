"""Pages of an API, or exports, kept as files: JSON and JSON lines, in a folder or a zip, in whatever order."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from trato.rooms.imports.errors import FileGone, SourceRefused
from trato.rooms.imports.model import Cursor, File, Kind, Page, Problem, Record
from trato.rooms.imports.sources.reading import Unreadable
from trato.rooms.imports.sources.tables import Folder

A_PAGE = 200  # objects
LARGEST = 2 * 1024**3  # bytes of a file that is one JSON document
MOST_BYTES = 100 * 1024 * 1024
ENDINGS = (".json", ".ndjson", ".jsonl")

Sort = Callable[[dict[str, Any]], str]  # an object -> the stage it is of, "" for none
Read = Callable[[str, dict[str, Any]], list[Record]]  # a stage, an object -> records


class JsonFiles:
    """The objects of files, stage by stage: people before what they wrote, however the files lie."""

    def __init__(self, path: Path, stages: Sequence[str], sort: Sort, read: Read) -> None:
        self._folder = Folder(path)
        self._names = [one for one in self._folder.names() if one.lower().endswith(ENDINGS)]
        if not self._names:
            raise SourceRefused(reason="no_json", what=path.name)
        self._stages, self._sort, self._read = stages, sort, read

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        """Give what the files hold. A finished run begins again: what is the same changes nothing."""
        at = (int(cursor.get("stage", 0)), int(cursor.get("file", 0)), int(cursor.get("row", 0)))
        for s, stage in enumerate(self._stages):
            for f, name in enumerate(self._names):
                if (s, f) < at[:2]:
                    continue
                records: list[tuple[Record, str]] = []
                problems: list[Problem] = []
                held = 0
                for row, one in self.objects(name):
                    if (s, f, row) <= at or self._sort(one) != stage:
                        continue
                    place = f"{name}:{row}"
                    try:
                        records += [(record, place) for record in self._read(stage, one)]
                    except Unreadable as bad:
                        problems.append(problem(bad, stage, str(one.get("id", "")), place))
                    held += 1
                    if held % A_PAGE == 0:
                        yield Page(tuple(records), {"stage": s, "file": f, "row": row}, tuple(problems))
                        records, problems = [], []
                if records or problems:
                    yield Page(tuple(records), {"stage": s, "file": f + 1, "row": 0}, tuple(problems))
        yield Page((), {})

    async def count(self) -> int | None:
        """Nobody knows without reading them."""
        return None

    async def open(self, file: File) -> bytes:
        """Return a file that lies beside the pages, by its name."""
        with self._folder.stream(file.ref) as content:
            found = content.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise FileGone("too_big")
        return found

    def all_objects(self) -> Iterator[dict[str, Any]]:
        """Yield every object of every file."""
        for name in self._names:
            for _, one in self.objects(name):
                yield one

    def objects(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the objects of a file with their number from 1: of one document, or one a line."""
        with self._folder.stream(name) as raw:
            head = raw.read(4096).lstrip()
        lines = name.lower().endswith((".ndjson", ".jsonl")) or (head.startswith(b"{") and _ends_a_line(head))
        with self._folder.stream(name) as raw:
            if lines:
                for n, line in enumerate(raw, 1):
                    if line.strip():
                        yield from ((n, one) for one in unfold(_decode(line, f"{name}:{n}")))
                return
            content = raw.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise SourceRefused(reason="too_big", what=name)
        yield from enumerate(unfold(_decode(content, name)), 1)


def _ends_a_line(head: bytes) -> bool:
    """Say whether a file's first line is a whole object, and another follows: JSON lines under another name."""
    first, newline, rest = head.partition(b"\n")
    if not newline or not rest.lstrip().startswith(b"{"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return True


def _decode(raw: bytes, what: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError as error:
        raise SourceRefused(reason="no_json", what=what) from error


def unfold(document: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page: of a list, or of the lists that an API wraps them in."""
    if isinstance(document, list):
        for one in document:
            if isinstance(one, dict):
                yield one
    elif isinstance(document, dict):
        inner = [value for value in document.values() if isinstance(value, list)]
        wrapped = document.get("payload", document.get("data"))
        if isinstance(wrapped, list | dict) and "id" not in document:
            yield from unfold(wrapped)
        elif inner and "id" not in document:
            for value in inner:
                yield from unfold(value)
        else:
            yield document


KINDS = {
    "organisations": Kind.ORGANISATION, "contacts": Kind.CONTACT, "tags": Kind.TAG, "canned": Kind.CANNED,
    "articles": Kind.ARTICLE, "conversations": Kind.CONVERSATION, "messages": Kind.MESSAGE,
}  # fmt: skip


def problem(bad: Unreadable, stage: str, key: str, place: str) -> Problem:
    """Return what could not be read as a problem of a run."""
    return Problem(bad.code, KINDS[stage], key, place, {"field": bad.field, "value": bad.value})


def need(one: dict[str, Any], field: str) -> Any:
    """Return a value without which an object is no record. Raises Unreadable."""
    value = one.get(field)
    if value is None or value == "":
        raise Unreadable("unreadable", field, "")
    return value
