"""The addresses of tags as people administer them; every brand uses the same ones."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.http.everybodys import Into, check_all
from trato.rooms.cases.model import Tag

Name = Annotated[str, Meta(min_length=1, max_length=60)]


class TagQuery(Struct, frozen=True):
    """`cursor` is `next` of the page before."""

    q: str = ""
    retired: bool = False
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 100


class NewTag(Struct, frozen=True):
    name: Name


class TagName(Struct, frozen=True):
    id: UUID
    name: Name


class TagRow(Struct, frozen=True):
    """A tag and on how many cases it is, counted up to 10,000."""

    id: UUID
    name: str
    cases: int
    retired_at: datetime | None
    merged_into: UUID | None


class TagPage(Struct, frozen=True):
    items: list[TagRow]
    next: str | None


async def list_tags(tx: Tx, who: Principal, given: TagQuery) -> TagPage:
    """List tags by name, each with on how many cases it is."""
    name, _, id_ = given.cursor.rpartition("|")
    after = (name, UUID(id_)) if _is_uuid(id_) else ("", UUID(int=0))
    found = await cases.page_tags(tx, retired=given.retired, words=given.q.strip(), after=after, limit=given.limit + 1)
    shown = found[: given.limit]
    last = shown[-1][0] if len(found) > given.limit else None
    return TagPage([_row(one, count) for one, count in shown], f"{last.name.lower()}|{last.id}" if last else None)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


async def add_tag(tx: Tx, who: Principal, given: NewTag) -> TagRow:
    """Create a tag, or take the one of that name into use again."""
    check_all(who)
    return _row(await cases.create_tag(tx, given.name))


async def rename_tag(tx: Tx, who: Principal, given: TagName) -> TagRow:
    """Call a tag otherwise, on every case that has it."""
    check_all(who)
    return _row(await cases.rename_tag(tx, given.id, given.name))


async def retire_tag(tx: Tx, who: Principal, given: OneId) -> TagRow:
    """Offer a tag no more; cases that have it keep it."""
    check_all(who)
    return _row(await cases.retire_tag(tx, given.id))


async def restore_tag(tx: Tx, who: Principal, given: OneId) -> TagRow:
    """Take a tag into use again."""
    check_all(who)
    return _row(await cases.restore_tag(tx, given.id))


async def merge_tags(tx: Tx, who: Principal, given: Into) -> TagRow:
    """Use another tag instead, on the cases that have this one too; that they had it is kept."""
    check_all(who)
    return _row(await cases.merge_tags(tx, given.id, given.into))


async def unmerge_tag(tx: Tx, who: Principal, given: OneId) -> TagRow:
    """Take a merge back: the cases that had the tag have it again."""
    check_all(who)
    return _row(await cases.unmerge_tag(tx, given.id))


def _row(one: Tag, count: int = 0) -> TagRow:
    return TagRow(one.id, one.name, count, one.retired_at, one.merged_into)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/tags/all", Verb.DISPOSITIONS_MANAGE, list_tags, TagQuery),
    ("POST", "/api/v1/tags", Verb.DISPOSITIONS_MANAGE, add_tag, NewTag),
    ("PUT", "/api/v1/tags/{id}", Verb.DISPOSITIONS_MANAGE, rename_tag, TagName),
    ("POST", "/api/v1/tags/{id}/retire", Verb.DISPOSITIONS_MANAGE, retire_tag, OneId),
    ("POST", "/api/v1/tags/{id}/restore", Verb.DISPOSITIONS_MANAGE, restore_tag, OneId),
    ("POST", "/api/v1/tags/{id}/merge", Verb.DISPOSITIONS_MANAGE, merge_tags, Into),
    ("POST", "/api/v1/tags/{id}/unmerge", Verb.DISPOSITIONS_MANAGE, unmerge_tag, OneId),
)
