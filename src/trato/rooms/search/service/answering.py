"""Answering a question: pages of cases with the passages that say it."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, Verb
from trato.rooms.search.errors import CursorUnknown
from trato.rooms.search.model import DocumentKind, FoundCase, Hit, Passage, SearchPage, Segment
from trato.rooms.search.rules.asking import ask, lexeme
from trato.rooms.search.rules.passages import Marker, marked, marker, passage
from trato.rooms.search.rules.query import parse
from trato.rooms.search.rules.ranking import Ranked, rank
from trato.rooms.search.service import filters, history
from trato.rooms.search.service.forms import forms_of
from trato.rooms.search.service.gathering import Reach, gather
from trato.rooms.search.store import finding as store
from trato.rooms.search.store import progress

MOST = 50
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def answer(tx: Tx, who: Principal, text: str, cursor: str = "", limit: int = 25) -> SearchPage:
    """Return a page of the cases that answer. Raises CursorUnknown. Nothing else about a question is an error."""
    limit = max(1, min(limit, MOST))
    query = parse(text)
    meaning = await filters.read(tx, who, query)
    age = await progress.age(tx)
    until, skip = _read_cursor(cursor)
    hints = (*query.hints, *meaning.hints)
    far = await progress.get_progress(tx)
    indexed = history.share(far)
    if age is None or meaning.nothing or not query.asks:
        return SearchPage((), None, hints, age[0] if age else None, indexed)
    oldest, newest = age
    forms = await forms_of(tx, query.terms)
    scope, contacts = who.rights.scope(Verb.CASES_READ), who.rights.scope(Verb.CONTACTS_READ)
    addresses = access.is_within(scope, contacts)
    terms = any(not one.negated for one in query.terms)
    base = [] if terms or meaning.of_documents else [lexeme("k:case")]
    asked = ask(query, forms, [*base, *meaning.marks], addresses=addresses)
    reach = Reach(
        scope, meaning.fits, max(meaning.since or LONG_AGO, oldest),
        min(meaning.until or newest + timedelta(seconds=1), until or newest + timedelta(seconds=1)),
        placed=far is not None and far.is_done,
    )  # fmt: skip
    found = await gather(tx, asked, reach, first=until is None)
    ranked = rank(found.hits, tx.now)
    page = ranked[skip : skip + limit]
    items = await _show(tx, page, marker(query, forms), addresses)
    onward: str | None = None
    if skip + limit < len(ranked):
        onward = _write_cursor(until, skip + limit)
    elif found.back_to is not None:
        onward = _write_cursor(found.back_to, 0)
    return SearchPage(items, onward, hints, oldest, indexed)


async def _show(tx: Tx, ranked: Sequence[Ranked], marks: Marker, addresses: bool) -> tuple[FoundCase, ...]:
    hits = [hit for one in ranked for hit in one.hits]
    rows = {row["id"]: row for row in await store.list_cases(tx, [one.case_id for one in ranked])}
    texts = await store.list_texts(
        tx,
        [hit.id for hit in hits if hit.kind is DocumentKind.MESSAGE],
        [hit.id for hit in hits if hit.kind is DocumentKind.NOTE],
    )
    known: dict[UUID, list[str]] = defaultdict(list)
    if addresses and any(hit.kind is DocumentKind.CASE for hit in hits):
        for row in await store.list_addresses(tx, [one["contact_id"] for one in rows.values()]):
            known[row["contact_id"]].append(row["address"])
    return tuple(
        _case(rows[one.case_id], one.hits, texts, known[rows[one.case_id]["contact_id"]], marks)
        for one in ranked
        if one.case_id in rows
    )


def _case(row: Any, hits: Sequence[Hit], texts: dict[UUID, Any], known: Sequence[str], marks: Marker) -> FoundCase:
    passages = [made for hit in hits if (made := _passage(row, hit, texts, known, marks)) is not None]
    return FoundCase(
        id=row["id"], number=row["number"], subject=row["subject"], channel=row["channel"], surface=row["surface"],
        state=row["state"], set_aside=row["set_aside"], waiting_on=row["waiting_on"], contact_id=row["contact_id"],
        contact_name=row["contact_name"], contact=marked(row["contact_name"], marks), holder=row["holder"],
        brand_id=row["brand_id"], last_message_at=row["last_message_at"], passages=tuple(passages),
    )  # fmt: skip


def _passage(row: Any, hit: Hit, texts: dict[UUID, Any], known: Sequence[str], marks: Marker) -> Passage | None:
    if hit.kind is DocumentKind.CASE:
        pieces = _of_case(row, known, marks)
        return Passage(hit.kind, hit.id, hit.at, "contact", row["contact_name"], pieces) if pieces else None
    told = texts.get(hit.id)
    if told is None:
        return None
    pieces = passage(told["text"], marks)
    if hit.kind is DocumentKind.MESSAGE and not any(one.hit for one in pieces):
        files = " · ".join(dict.fromkeys(filter(None, (*told["files"], *told["names"]))))
        named = marked(files, marks) if files else ()
        pieces = named if any(one.hit for one in named) else pieces or named
    return Passage(hit.kind, hit.id, hit.at, told["author_kind"], told["author"], pieces)


def _of_case(row: Any, known: Sequence[str], marks: Marker) -> tuple[Segment, ...]:
    """Return the subject of a case, and the addresses by which it was found."""
    subject = marked(row["subject"], marks) if row["subject"] else ()
    told = (marked(address, marks) for address in known if marks.may_be_in(address))
    found = [one for one in told if any(piece.hit for piece in one)]
    for pieces in found:
        subject = (*subject, Segment(" · ", False), *pieces) if subject else pieces
    return subject


def _write_cursor(until: datetime | None, skip: int) -> str:
    return urlsafe_b64encode(msgspec.json.encode((until, skip))).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime | None, int]:
    if not cursor:
        return None, 0
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        until, skip = msgspec.convert(msgspec.json.decode(raw), tuple[datetime | None, int])
    except (ValueError, binascii.Error, msgspec.ValidationError):
        raise CursorUnknown() from None
    if until is not None and until.tzinfo is None or not 0 <= skip <= 100_000:
        raise CursorUnknown()
    return until, skip
