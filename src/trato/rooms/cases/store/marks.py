"""SQL of notes, mentions and tags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import CaseId, Note, NoteId, NoteKind, Tag, TagId, TagMark

_NOTE: Final = (
    "n.id, n.case_id, n.author_id, n.body, n.at, n.edited_at, n.deleted_at, n.kind, "
    "array(select m.user_id from cases.mention_of_user m where m.note_id = n.id and m.workspace_id = n.workspace_id "
    "order by m.user_id) as mentions"
)
_MARK: Final = "id, case_id, tag_id, by_kind, by_id, at, message_id, model, score, removed_at, removed_by, moved_by"

ADD_NOTE = """
insert into cases.note (id, workspace_id, case_id, author_id, body, at, kind)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict do nothing returning id
"""
GET_NOTE = f"select {_NOTE} from cases.note n where n.id = $1 and n.workspace_id = $2"
LIST_NOTES = (
    f"select {_NOTE} from cases.note n where n.case_id = any($1::uuid[]) and n.workspace_id = $2 order by n.at, n.id"
)
EDIT_NOTE = "update cases.note set body = $3, edited_at = $4 where id = $1 and workspace_id = $2"
DELETE_NOTE = "update cases.note set deleted_at = $3 where id = $1 and workspace_id = $2"
ADD_MENTIONS = """
insert into cases.mention_of_user (note_id, user_id, workspace_id, case_id, at)
select $1, u, $3, $4, $5 from unnest($2::uuid[]) u on conflict do nothing returning user_id
"""
LIST_MENTIONS = """
select note_id, case_id, at from cases.mention_of_user m
where user_id = $1 and workspace_id = $2 and seen_at is null
  and not exists (select 1 from cases.note n
                  where n.id = m.note_id and n.workspace_id = $2 and n.deleted_at is not null)
order by at limit $3
"""
SEE_MENTIONS = """
update cases.mention_of_user set seen_at = $4
where user_id = $1 and workspace_id = $2 and case_id = $3 and seen_at is null
"""
ADD_TAG = """
insert into cases.tag (id, workspace_id, name) values ($1, $2, $3) on conflict do nothing returning id
"""
FIND_TAG = "select id, name, retired_at, merged_into from cases.tag where lower(name) = lower($1) and workspace_id = $2"
GET_TAG = "select id, name, retired_at, merged_into from cases.tag where id = $1 and workspace_id = $2"
LIST_TAGS = """
select id, name, retired_at, merged_into from cases.tag
where workspace_id = $1 and ($2 or retired_at is null) order by name
"""
# as many as are counted one by one, so that no tag makes a list slow
PAGE_TAGS = """
select t.id, t.name, t.retired_at, t.merged_into, u.cases from (
  select id, name, retired_at, merged_into from cases.tag
  where workspace_id = $1 and ($2 or retired_at is null) and (lower(name), id) > ($3, $4)
    and ($5 = '' or lower(name) like '%' || $5 || '%')
  order by lower(name), id limit $6) t
left join lateral (
  select count(*) as cases from (
    select 1 from cases.tag_mark m
    where m.tag_id = t.id and m.workspace_id = $1 and m.removed_at is null limit 10000) x) u on true
order by lower(t.name), t.id
"""
COUNT_TAGGED = "select count(*) from cases.tag_mark where tag_id = $2 and workspace_id = $1 and removed_at is null"
USED_TAGS = """
select u.id from unnest($2::uuid[]) u(id) where exists (
  select 1 from cases.tag_mark m where m.tag_id = u.id and m.workspace_id = $1 and m.removed_at is null)
"""
SET_TAG = "update cases.tag set name = $3, retired_at = $4, merged_into = $5 where id = $1 and workspace_id = $2"
ADD_TAG_MERGE = """
insert into cases.tag_merge (id, workspace_id, tag_id, into_id, at, by_id, part) values ($1, $2, $3, $4, $5, $6, $7)
"""
GET_TAG_MERGE = """
select id, tag_id, into_id, at from cases.tag_merge
where tag_id = $1 and workspace_id = $2 and undone_at is null and not part for update
"""
GET_TAG_PART = """
select id, tag_id, into_id, at from cases.tag_merge
where into_id = $1 and workspace_id = $2 and undone_at is null and part for update
"""
END_TAG_MERGE = "update cases.tag_merge set undone_at = $3 where id = $1 and workspace_id = $2"
COPY_MARKS = """
insert into cases.tag_mark (id, workspace_id, case_id, message_id, tag_id, by_kind, by_id, model, score, at)
select gen_random_uuid(), m.workspace_id, m.case_id, m.message_id, $3, m.by_kind, m.by_id, m.model, m.score, $4
from cases.tag_mark m where m.tag_id = $1 and m.workspace_id = $2 and m.removed_at is null
  and ($5::uuid[] is null or m.case_id = any($5::uuid[]))
on conflict do nothing
"""
END_MARKS = """
update cases.tag_mark set removed_at = $3, removed_by = $4, moved_by = $6
where tag_id = $1 and workspace_id = $2 and removed_at is null
  and ($5::uuid[] is null or case_id = any($5::uuid[])) returning case_id
"""
END_COPIES = """
update cases.tag_mark set removed_at = $4, removed_by = $5, moved_by = $6
where tag_id = $1 and workspace_id = $2 and at = $3 and removed_at is null
"""
REVIVE_MARKS = """
update cases.tag_mark m set removed_at = null, removed_by = null, moved_by = null
where m.tag_id = $1 and m.workspace_id = $2 and m.removed_at = $3 and m.moved_by = $4 and not exists (
  select 1 from cases.tag_mark o
  where o.case_id = m.case_id and o.tag_id = $1 and o.workspace_id = $2 and o.removed_at is null)
returning m.case_id
"""
ADD_MARK = """
insert into cases.tag_mark (id, workspace_id, case_id, message_id, tag_id, by_kind, by_id, model, score, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id
"""
REMOVE_MARK = """
update cases.tag_mark set removed_at = $4, removed_by = $5
where case_id = $1 and tag_id = $2 and workspace_id = $3 and removed_at is null returning id
"""
LIST_MARKS = f"""
select {_MARK} from cases.tag_mark
where case_id = any($1::uuid[]) and workspace_id = $2 and ($3 or removed_at is null) order by at, id
"""


async def add_note(tx: Tx, one: Note) -> bool:
    """Write a note; False when its id is there already."""
    return None is not await tx.connection.fetchval(
        ADD_NOTE, one.id, tx.workspace, one.case_id, one.author_id, one.body, one.at, one.kind.value
    )


async def get_note(tx: Tx, note_id: UUID) -> Note | None:
    row = await tx.connection.fetchrow(GET_NOTE, note_id, tx.workspace)
    return _note(row) if row else None


async def list_notes(tx: Tx, case_ids: Sequence[UUID]) -> list[Note]:
    return [_note(row) for row in await tx.connection.fetch(LIST_NOTES, list(case_ids), tx.workspace)]


async def edit_note(tx: Tx, note_id: UUID, body: str) -> None:
    await tx.connection.execute(EDIT_NOTE, note_id, tx.workspace, body, tx.now)


async def delete_note(tx: Tx, note_id: UUID, at: datetime | None) -> None:
    """Delete a note, or (None) take that back."""
    await tx.connection.execute(DELETE_NOTE, note_id, tx.workspace, at)


async def add_mentions(tx: Tx, note_id: UUID, case_id: UUID, users: Sequence[UUID]) -> list[UUID]:
    """Write who is mentioned; return those who were not before."""
    rows = await tx.connection.fetch(ADD_MENTIONS, note_id, list(users), tx.workspace, case_id, tx.now)
    return [row[0] for row in rows]


async def list_mentions(tx: Tx, user_id: UUID, limit: int) -> list[tuple[NoteId, CaseId, datetime]]:
    """Return the mentions of a user that wait to be seen: (note, case, at)."""
    rows = await tx.connection.fetch(LIST_MENTIONS, user_id, tx.workspace, limit)
    return [(NoteId(row[0]), CaseId(row[1]), row[2]) for row in rows]


async def see_mentions(tx: Tx, user_id: UUID, case_id: UUID) -> None:
    await tx.connection.execute(SEE_MENTIONS, user_id, tx.workspace, case_id, tx.now)


async def add_tag(tx: Tx, tag_id: UUID, name: str) -> bool:
    """Write a tag; False when its name is there, whatever its case."""
    return None is not await tx.connection.fetchval(ADD_TAG, tag_id, tx.workspace, name)


async def find_tag(tx: Tx, name: str) -> Tag | None:
    row = await tx.connection.fetchrow(FIND_TAG, name, tx.workspace)
    return _tag(row) if row else None


async def get_tag(tx: Tx, tag_id: UUID) -> Tag | None:
    row = await tx.connection.fetchrow(GET_TAG, tag_id, tx.workspace)
    return _tag(row) if row else None


async def list_tags(tx: Tx, *, retired: bool) -> list[Tag]:
    return [_tag(row) for row in await tx.connection.fetch(LIST_TAGS, tx.workspace, retired)]


async def page_tags(tx: Tx, *, retired: bool, words: str, after: tuple[str, UUID], limit: int) -> list[tuple[Tag, int]]:
    """Return tags by name after a place, each with on how many cases it is (10,000 at most)."""
    rows = await tx.connection.fetch(PAGE_TAGS, tx.workspace, retired, *after, words.lower(), limit)
    return [(_tag(row), row["cases"]) for row in rows]


async def count_tagged(tx: Tx, tag: UUID) -> int:
    many: int = await tx.connection.fetchval(COUNT_TAGGED, tx.workspace, tag)
    return many


async def used_tags(tx: Tx, tags: Sequence[UUID]) -> set[UUID]:
    """Return those of these tags that stand on a case."""
    return {row["id"] for row in await tx.connection.fetch(USED_TAGS, tx.workspace, list(tags))}


async def set_tag(tx: Tx, one: Tag) -> None:
    await tx.connection.execute(SET_TAG, one.id, tx.workspace, one.name, one.retired_at, one.merged_into)


async def move_marks(tx: Tx, move_id: UUID, tag_id: UUID, into: UUID, some: Sequence[UUID] | None = None) -> int:
    """Give the cases that have a tag, or `some` of them, another instead; return how many. Both lives are kept."""
    cases = None if some is None else list(some)
    await tx.connection.execute(
        ADD_TAG_MERGE, move_id, tx.workspace, tag_id, into, tx.now, tx.actor.id, some is not None
    )
    await tx.connection.execute(COPY_MARKS, tag_id, tx.workspace, into, tx.now, cases)
    return len(await tx.connection.fetch(END_MARKS, tag_id, tx.workspace, tx.now, tx.actor.id, cases, move_id))


async def move_marks_back(tx: Tx, tag_id: UUID, *, part: bool = False) -> tuple[TagId, TagId, int] | None:
    """Undo `move_marks` of a tag, or (`part`) into one: return which tag, what it had become, and of how many cases.

    None when nothing was moved.
    """
    move = await tx.connection.fetchrow(GET_TAG_PART if part else GET_TAG_MERGE, tag_id, tx.workspace)
    if move is None:
        return None
    await tx.connection.execute(END_COPIES, move["into_id"], tx.workspace, move["at"], tx.now, tx.actor.id, move["id"])
    revived = await tx.connection.fetch(REVIVE_MARKS, move["tag_id"], tx.workspace, move["at"], move["id"])
    await tx.connection.execute(END_TAG_MERGE, move["id"], tx.workspace, tx.now)
    return TagId(move["tag_id"]), TagId(move["into_id"]), len(revived)


async def add_mark(tx: Tx, one: TagMark) -> bool:
    """Write that a case has a tag; False when it has it."""
    return None is not await tx.connection.fetchval(
        ADD_MARK, one.id, tx.workspace, one.case_id, one.message_id, one.tag_id, one.by_kind, one.by_id, one.model,
        one.score, one.at,
    )  # fmt: skip


async def remove_mark(tx: Tx, case_id: UUID, tag_id: UUID) -> UUID | None:
    """End the life of a tag on a case; None when it has none."""
    mark: UUID | None = await tx.connection.fetchval(REMOVE_MARK, case_id, tag_id, tx.workspace, tx.now, tx.actor.id)
    return mark


async def list_marks(tx: Tx, case_ids: Sequence[UUID], *, removed: bool) -> list[TagMark]:
    rows = await tx.connection.fetch(LIST_MARKS, list(case_ids), tx.workspace, removed)
    return [
        TagMark(
            r["id"], r["case_id"], r["tag_id"], r["by_kind"], r["by_id"], r["at"], r["message_id"], r["model"],
            r["score"], r["removed_at"], r["removed_by"], r["moved_by"],
        )
        for r in rows
    ]  # fmt: skip


def _note(row: Any) -> Note:
    return Note(
        id=NoteId(row["id"]),
        case_id=CaseId(row["case_id"]),
        author_id=row["author_id"],
        body="" if row["deleted_at"] else row["body"],
        at=row["at"],
        edited_at=row["edited_at"],
        deleted_at=row["deleted_at"],
        mentions=tuple(row["mentions"]),
        kind=NoteKind(row["kind"]),
    )


def _tag(row: Any) -> Tag:
    return Tag(TagId(row["id"]), row["name"], row["retired_at"], row["merged_into"])
