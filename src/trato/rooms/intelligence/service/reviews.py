"""A random few of the automatic tags are asked about, so that their precision is known and not guessed.

Which ones is decided by the mark's own random digits, before anybody has seen it: what people look at anyway, or take
away of themselves, has no part in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import TagMark
from trato.rooms.intelligence.events import TagReviewed
from trato.rooms.intelligence.store import reviews as store

WHOLE = 1 << 32


async def ask_about(tx: Tx, marks: Sequence[TagMark], share: float) -> list[UUID]:
    """Choose `share` of automatic marks to be asked about; return the marks chosen."""
    asked = chosen(marks, share)
    for one in asked:
        await store.ask(tx, one.id, one.case_id, one.tag_id, one.score or 0.0, one.model or "")
    return [one.id for one in asked]


def chosen(marks: Sequence[TagMark], share: float) -> list[TagMark]:
    """Return those of the automatic marks whose random digits lie within `share`."""
    return [one for one in marks if one.model and one.id.int % WHOLE < share * WHOLE]


async def open_reviews(tx: Tx, cases: Collection[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """Return the oldest question that waits in each of these cases: (mark, tag)."""
    found: dict[UUID, tuple[UUID, UUID]] = {}
    for row in await store.unanswered(tx, sorted(cases)) if cases else []:
        found.setdefault(row["case_id"], (row["mark_id"], row["tag_id"]))
    return found


async def answer_review(tx: Tx, mark_id: UUID, *, right: bool) -> tuple[UUID, UUID] | None:
    """Keep what somebody answered and tell it; return the case and the tag. None when it was answered already."""
    row = await store.answer(tx, mark_id, right=right)
    if row is None:
        return None
    tx.emit(
        TagReviewed(subject=mark_id, case_id=row["case_id"], tag_id=row["tag_id"], right=right, version=row["version"])
    )
    return row["case_id"], row["tag_id"]


async def affirmed(tx: Tx, marks: Collection[UUID]) -> set[UUID]:
    """Return those of these marks that somebody who was asked called right."""
    return await store.affirmed(tx, sorted(marks)) if marks else set()
