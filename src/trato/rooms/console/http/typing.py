"""What a case would be tagged with, beside the case: one click puts it, one takes it away, a few are asked about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Disposition
from trato.rooms.console.service.reach import check_case
from trato.rooms.intelligence import api as intelligence


class LikelyTag(Struct, frozen=True):
    """A tag that the case may want, and how probable that is (0 to 1)."""

    id: UUID
    name: str
    probability: float


class LikelyReason(Struct, frozen=True):
    """A reason that the case may end with: its words by language, and those of the branches above it."""

    id: UUID
    path: list[dict[str, str]]
    probability: float


class Question(Struct, frozen=True):
    """An automatic tag that somebody is asked about."""

    mark_id: UUID
    tag_id: UUID
    name: str


class TypingView(Struct, frozen=True):
    """`automatic` stand on the case and nobody put them; `tags` do not stand on it."""

    tags: list[LikelyTag]
    automatic: list[LikelyTag]
    reasons: list[LikelyReason]
    question: Question | None


class ReviewAnswer(Struct, frozen=True):
    """What somebody says of an automatic tag; one that is not right is taken away."""

    id: UUID
    mark_id: UUID
    right: bool


async def get_typing(tx: Tx, who: Principal, given: OneId) -> TypingView:
    """Return what a case would be tagged with, what was put on it by itself, and what is asked about it."""
    await check_case(tx, who, given.id)
    return await _view(tx, given.id)


async def answer(tx: Tx, who: Principal, given: ReviewAnswer) -> TypingView:
    """Say whether an automatic tag is right. Answered already, nothing changes."""
    await check_case(tx, who, given.id, Verb.CASES_TAG)
    asked = (await intelligence.open_reviews(tx, [given.id])).get(given.id)
    if asked is not None and asked[0] == given.mark_id:
        if not given.right:
            await cases.remove_tag(tx, given.id, asked[1])
        await intelligence.answer_review(tx, given.mark_id, right=given.right)
    return await _view(tx, given.id)


async def _view(tx: Tx, case_id: UUID) -> TypingView:
    names: dict[UUID, str] = {one.id: one.name for one in await cases.tags(tx)}
    marks = await cases.marks_of(tx, [case_id])
    said = (await intelligence.typed(tx, [case_id])).get(case_id)
    on = {one.tag_id for one in marks}
    nodes: dict[UUID, Disposition] = {one.id: one for one in await cases.tree(tx)} if said and said.reasons else {}

    def path(node: Disposition) -> list[dict[str, str]]:
        words = [node.name]
        while node.parent_id in nodes and len(words) <= len(nodes):
            node = nodes[node.parent_id]
            words.insert(0, node.name)
        return words

    asked = (await intelligence.open_reviews(tx, [case_id])).get(case_id)
    return TypingView(
        [LikelyTag(id_, names[id_], score) for id_, score in (said.tags if said else ()) if id_ in names.keys() - on],
        [
            LikelyTag(one.tag_id, names[one.tag_id], one.score or 0.0)
            for one in marks
            if one.model and one.tag_id in names
        ],
        [
            LikelyReason(id_, path(nodes[id_]), score)
            for id_, score in (said.reasons if said else ())
            if id_ in nodes and nodes[id_].retired_at is None
        ],
        Question(*asked, names[asked[1]]) if asked and asked[1] in on and asked[1] in names else None,
    )


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/typing", Verb.CASES_READ, get_typing, OneId),
    ("POST", "/api/v1/cases/{id}/typing/answer", Verb.CASES_TAG, answer, ReviewAnswer),
)
