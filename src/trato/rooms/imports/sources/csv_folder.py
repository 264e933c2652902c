"""A folder or a zip of tables: what any system, or a person with a spreadsheet, can write."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from trato.rooms.imports.errors import FileGone
from trato.rooms.imports.model import (
    Article,
    Author,
    CannedText,
    Case,
    Consent,
    Contact,
    Cursor,
    File,
    Kind,
    Message,
    Organisation,
    Page,
    Problem,
    Record,
    Tag,
    WhoWrote,
)
from trato.rooms.imports.sources import reading
from trato.rooms.imports.sources.reading import Unreadable
from trato.rooms.imports.sources.tables import Folder, tables_of

A_PAGE = 500  # records
MOST_BYTES = 100 * 1024 * 1024
AUTHORS = {
    word: author
    for words, author in {
        "contact contacto contato customer cliente end_user incoming in": Author.CONTACT,
        "agent agente user usuario outgoing out": Author.AGENT,
        "bot": Author.BOT,
        "system sistema": Author.SYSTEM,
    }.items()
    for word in words.split()
}
Row = Mapping[str, str]


class CsvFolder:
    """Tables of a folder; its cursor is how far it was read. Times without an offset are of `zone`."""

    kind = "csv"

    def __init__(self, path: Path, mapping: Mapping[str, Mapping[str, str]] | None = None, zone: tzinfo = UTC) -> None:
        self._folder = Folder(path)
        self._tables = tables_of(self._folder, mapping or {})
        self._zone = zone

    async def count(self) -> int | None:
        """Return how many rows there are."""
        return sum(sum(1 for _ in table.rows(self._folder)) for table in self._tables)

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        """Give the rows, table by table. A finished run begins again: rows that are the same change nothing."""
        first, after = int(cursor.get("table", 0)), int(cursor.get("row", 0))
        for n, table in enumerate(self._tables[first:], first):
            read = _READ[table.what]
            records: list[tuple[Record, str]] = []
            problems: list[Problem] = []
            for row, values in table.rows(self._folder, after if n == first else 0):
                place = f"{table.name}:{row + 1}"
                try:
                    records.append((read(values, self._zone), place))
                except Unreadable as bad:
                    data = {"field": bad.field, "value": bad.value}
                    problems.append(Problem(bad.code, _KINDS[table.what], values.get("id", ""), place, data))
                if len(records) + len(problems) >= A_PAGE:
                    yield Page(tuple(records), {"table": n, "row": row}, tuple(problems))
                    records, problems = [], []
            last = n + 1 == len(self._tables)
            yield Page(tuple(records), {} if last else {"table": n + 1, "row": 0}, tuple(problems))

    async def open(self, file: File) -> bytes:
        """Return a file of the folder."""
        with self._folder.stream(file.ref) as content:
            found = content.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise FileGone("too_big")
        return found


def _need(row: Row, field: str) -> str:
    if not row.get(field):
        raise Unreadable("missing", field, "")
    return row[field]


def _organisation(row: Row, zone: tzinfo) -> Organisation:
    kind = "household" if reading.fold(row.get("kind", "")) in {"household", "hogar", "familia"} else "company"
    return Organisation(_need(row, "id"), reading.line(_need(row, "name")), kind)


def _contact(row: Row, zone: tzinfo) -> Contact:
    said = reading.read_yes(row.get("marketing"), "marketing")
    at = reading.read_time(row.get("marketing_at"), "marketing_at", zone)
    words = reading.line(row.get("marketing_evidence", ""), 2_000)
    return Contact(
        key=_need(row, "id"),
        name=reading.line(row.get("name", "")),
        emails=_many(row.get("email", "")),
        phones=_many(row.get("phone", "")),
        locale=reading.language_of(row.get("language")),
        country=reading.country_of(row.get("country")),
        organisation=row.get("organisation_id", ""),
        created_at=reading.read_time(row.get("created_at"), "created_at", zone),
        consents=() if said is None else (Consent("marketing", said, words, at),),
    )


def _many(told: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in told.replace(";", "|").replace(",", "|").split("|") if one.strip())


def _tag(row: Row, zone: tzinfo) -> Tag:
    name = reading.line(_need(row, "name"), 60)
    return Tag(row.get("id") or name.lower(), name)


def _canned(row: Row, zone: tzinfo) -> CannedText:
    texts = {one: text for one in ("es", "en", "pt") if (text := reading.text_of(row.get(f"text_{one}", "")))}
    if not texts:
        raise Unreadable("missing", "text_es", "")
    shortcut = _need(row, "shortcut")
    title = reading.line(row.get("title") or shortcut)
    return CannedText(row.get("id") or shortcut, shortcut, title, texts, row.get("folder", ""))


def _article(row: Row, zone: tzinfo) -> Article:
    title = reading.line(_need(row, "title"), 300)
    return Article(
        row.get("id") or reading.fold(title), title, reading.text_of(_need(row, "body")),
        reading.language_of(row.get("language")), reading.line(row.get("category", "")),
        bool(reading.read_yes(row.get("published"), "published")),
        reading.read_time(row.get("changed_at"), "changed_at", zone),
    )  # fmt: skip


def _case(row: Row, zone: tzinfo) -> Case:
    opened = reading.read_time(_need(row, "opened_at"), "opened_at", zone)
    assert opened is not None
    state, waits = reading.read_state(row.get("status"))
    ended = reading.read_time(row.get("closed_at"), "closed_at", zone)
    return Case(
        _need(row, "id"), _need(row, "contact_id"), opened, reading.line(row.get("subject", ""), 300),
        row.get("channel", ""), row.get("inbox", ""), state, waits, ended, ended,
        reading.read_priority(row.get("priority")), tuple(one[:60] for one in _many(row.get("tags", ""))),
    )  # fmt: skip


def _message(row: Row, zone: tzinfo) -> Message:
    at = reading.read_time(_need(row, "at"), "at", zone)
    assert at is not None
    author = AUTHORS.get(reading.fold(_need(row, "author")))
    if author is None:
        raise Unreadable("bad_author", "author", row["author"])
    who = WhoWrote(author, reading.line(row.get("author_name", "")), row.get("author_email", "").lower())
    names = [one.strip() for one in row.get("attachments", "").split("|") if one.strip()]
    files = tuple(File(one, one.rsplit("/", 1)[-1]) for one in names)
    text = reading.text_of(row.get("text", ""))
    if not text and not files:
        raise Unreadable("empty_message", "text", "")
    private = bool(reading.read_yes(row.get("private"), "private"))
    return Message(_need(row, "id"), _need(row, "conversation_id"), at, who, text, private, files)


_READ: dict[str, Callable[[Any, tzinfo], Record]] = {
    "organisations": _organisation, "contacts": _contact, "tags": _tag, "canned": _canned, "articles": _article,
    "conversations": _case, "messages": _message,
}  # fmt: skip
_KINDS = {
    "organisations": Kind.ORGANISATION, "contacts": Kind.CONTACT, "tags": Kind.TAG, "canned": Kind.CANNED,
    "articles": Kind.ARTICLE, "conversations": Kind.CONVERSATION, "messages": Kind.MESSAGE,
}  # fmt: skip
