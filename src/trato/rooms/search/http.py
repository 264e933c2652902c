"""The address of search."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.search.model import SearchPage
from trato.rooms.search.service.answering import answer

Line = Annotated[str, Meta(max_length=500)]


class SearchQuery(Struct, frozen=True):
    """`q` is what somebody types: words, "phrases", -exclusions, and filters such as `canal:whatsapp`."""

    q: Line = ""
    cursor: Line = ""
    limit: int = 25


async def search(tx: Tx, who: Principal, given: SearchQuery) -> SearchPage:
    """Find cases by what was ever said in them, in messages and notes, by subject, number, name or address."""
    return await answer(tx, who, given.q, given.cursor, given.limit)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/search", Verb.CASES_READ, search, SearchQuery),
)
