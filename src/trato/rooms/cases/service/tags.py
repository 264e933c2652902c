"""Tags: a person's marks. The life of each on a case is kept: who or what put it, and who took it away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases.errors import BadValue, CaseNotFound, TagNotFound, TagTaken
from trato.rooms.cases.events import TagAdded, TagRemoved, TagsMerged, TagSplit
from trato.rooms.cases.model import CaseId, Tag, TagId, TagMark
from trato.rooms.cases.store import marks as store
from trato.rooms.cases.store import present

NAME_LIMIT = 60  # characters


async def create_tag(tx: Tx, name: str) -> Tag:
    """Create a tag, or return the one of that name (whatever its case), in use again.

    Of a name that was merged into another it is the tag that took its place. Raises BadValue.
    """
    one = Tag(TagId(uuid7()), _name(name))
    if await store.add_tag(tx, one.id, one.name):
        tx.audit(AuditEntry("tag.create", "tag", one.id))
        return one
    found = await store.find_tag(tx, one.name)
    assert found is not None
    while found.retired_at and found.merged_into:
        found = await _get(tx, found.merged_into)
    return await restore_tag(tx, found.id) if found.retired_at else found


async def rename_tag(tx: Tx, tag_id: UUID, name: str) -> Tag:
    """Call a tag otherwise. Raises TagNotFound, TagTaken, BadValue."""
    name = _name(name)
    other = await store.find_tag(tx, name)
    if other is not None and other.id != tag_id:
        raise TagTaken(tag=other.id)
    return await _set(tx, replace(await _get(tx, tag_id), name=name), "tag.rename")


async def retire_tag(tx: Tx, tag_id: UUID) -> Tag:
    """Take a tag out of use; cases that have it keep it. Raises TagNotFound."""
    return await _set(tx, replace(await _get(tx, tag_id), retired_at=tx.now), "tag.retire")


async def restore_tag(tx: Tx, tag_id: UUID) -> Tag:
    """Take a tag into use again; one that was merged takes its cases back. Raises TagNotFound."""
    one = await _get(tx, tag_id)
    if one.merged_into is not None:
        return await unmerge_tag(tx, tag_id)
    return await _set(tx, replace(one, retired_at=None), "tag.restore")


async def merge_tags(tx: Tx, tag_id: UUID, into: UUID) -> Tag:
    """Use another tag instead of this one, on the cases that have it too. Raises TagNotFound, BadValue.

    That the cases had it, and since when they have the other, is kept; `unmerge_tag` takes it back.
    """
    if tag_id == into:
        raise BadValue(field="into", reason="same_tag")
    one, other = await _get(tx, tag_id), await _get(tx, into)
    if one.retired_at is not None or other.retired_at is not None:
        raise TagNotFound(tag=tag_id if one.retired_at else into)
    moved = await store.move_marks(tx, uuid7(), tag_id, into)
    tx.emit(TagsMerged(subject=tag_id, into=into, cases=moved))
    return await _set(tx, replace(one, retired_at=tx.now, merged_into=other.id), "tag.merge")


async def unmerge_tag(tx: Tx, tag_id: UUID) -> Tag:
    """Undo `merge_tags`: the cases that had the tag have it again. Raises TagNotFound."""
    one = await _get(tx, tag_id)
    undone = await store.move_marks_back(tx, tag_id)
    if undone is None:
        raise TagNotFound(tag=tag_id)
    tx.emit(TagsMerged(subject=tag_id, into=undone[1], cases=undone[2], undone=True))
    return await _set(tx, replace(one, retired_at=None, merged_into=None), "tag.unmerge")


async def split_tag(tx: Tx, tag_id: UUID, name: str, case_ids: Collection[UUID]) -> Tag:
    """Make a tag of a part of another: these cases have it instead. That they had the other is kept; `unsplit_tag`.

    Raises TagNotFound, TagTaken, BadValue.
    """
    one = await _get(tx, tag_id)
    if one.retired_at is not None:
        raise TagNotFound(tag=tag_id)
    taken = await store.find_tag(tx, _name(name))
    if taken is not None:
        raise TagTaken(tag=taken.id)
    made = await create_tag(tx, name)
    moved = await store.move_marks(tx, uuid7(), tag_id, made.id, sorted(case_ids))
    tx.emit(TagSplit(subject=tag_id, into=made.id, cases=moved))
    tx.audit(AuditEntry("tag.split", "tag", one.id, {"into": str(made.id), "cases": moved}))
    return made


async def unsplit_tag(tx: Tx, tag_id: UUID) -> Tag:
    """Undo `split_tag`, of the tag that it made: its cases have the other again, also those tagged since.

    Raises TagNotFound.
    """
    await _get(tx, tag_id)
    undone = await store.move_marks_back(tx, tag_id, part=True)
    if undone is None:
        raise TagNotFound(tag=tag_id)
    tx.emit(TagSplit(subject=undone[0], into=tag_id, cases=undone[2], undone=True))
    return await merge_tags(tx, tag_id, undone[0])


async def page_tags(
    tx: Tx, *, retired: bool = False, words: str = "", after: tuple[str, UUID] = ("", UUID(int=0)), limit: int = 100
) -> list[tuple[Tag, int]]:
    """Return tags by name after a place (its name in small letters, its id), each with on how many cases it is.

    It is counted up to 10,000.
    """
    return await store.page_tags(tx, retired=retired, words=words, after=after, limit=limit)


async def tags(tx: Tx, *, retired: bool = False) -> list[Tag]:
    """Return the tags in use, by name; with `retired`, the others too."""
    return await store.list_tags(tx, retired=retired)


async def count_tagged(tx: Tx, tag_id: UUID) -> int:
    """Return on how many cases a tag stands."""
    return await store.count_tagged(tx, tag_id)


async def used_tags(tx: Tx, tag_ids: Collection[UUID]) -> set[UUID]:
    """Return those of these tags that stand on a case."""
    return await store.used_tags(tx, sorted(tag_ids)) if tag_ids else set()


async def add_tag(
    tx: Tx,
    case_id: UUID,
    tag_id: UUID,
    *,
    message_id: UUID | None = None,
    model: str | None = None,
    score: float | None = None,
) -> bool:
    """Mark a case; `model` and `score` (0 to 1) when a machine did. False when it has the tag already.

    Raises CaseNotFound, TagNotFound (also for a retired tag).
    """
    tag = await _get(tx, tag_id)
    if tag.retired_at is not None:
        raise TagNotFound(tag=tag_id)
    await _touch(tx, case_id)
    one = TagMark(uuid7(), CaseId(case_id), tag.id, tx.actor.kind.value, tx.actor.id, tx.now, message_id, model, score)
    if not await store.add_mark(tx, one):
        return False
    tx.emit(TagAdded(subject=case_id, case_id=case_id, tag_id=tag_id, mark_id=one.id))
    return True


async def remove_tag(tx: Tx, case_id: UUID, tag_id: UUID) -> bool:
    """Take a mark away; False when there is none. That it was there is kept. Raises CaseNotFound."""
    await _touch(tx, case_id)
    mark = await store.remove_mark(tx, case_id, tag_id)
    if mark is None:
        return False
    tx.emit(TagRemoved(subject=case_id, case_id=case_id, tag_id=tag_id, mark_id=mark))
    return True


async def marks_of(tx: Tx, case_ids: Sequence[UUID], *, removed: bool = False) -> list[TagMark]:
    """Return the marks on cases, oldest first; with `removed`, those taken away too."""
    return await store.list_marks(tx, case_ids, removed=removed)


async def _get(tx: Tx, tag_id: UUID) -> Tag:
    one = await store.get_tag(tx, tag_id)
    if one is None:
        raise TagNotFound(tag=tag_id)
    return one


async def _set(tx: Tx, one: Tag, verb: str) -> Tag:
    await store.set_tag(tx, one)
    tx.audit(AuditEntry(verb, "tag", one.id))
    return one


async def _touch(tx: Tx, case_id: UUID) -> None:
    if await present.touch(tx, case_id) is None:
        raise CaseNotFound(case=case_id)


def _name(name: str) -> str:
    name = " ".join(clean(name, NAME_LIMIT).split())
    if not name:
        raise BadValue(field="name", reason="empty")
    return name
