"""Tags that are one, and a tag that is two: what joining or parting them would move and be worth, and the parting.

Joining is `cases.merge_tags`. What is told comes of the last fit: of examples left out, how many met their tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Tag
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.service.learning import groups_of
from trato.rooms.intelligence.store import learning as store
from trato.rooms.intelligence.store import lessons, models


@dataclass(frozen=True, slots=True)
class Join:
    """What joining two tags moves. Shares are of the examples left out that met their tag; None: not judged yet."""

    id: UUID
    into: UUID
    name: str
    into_name: str
    examples: int  # of the tag that goes
    into_examples: int
    cases: int  # that get the other tag
    right_now: float | None
    right_then: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """What parting a tag moves: `groups` are (how many, messages that show it), the larger first; the second moves.

    `told_apart` is the share of examples that, left out, fall into their own group.
    """

    id: UUID
    name: str
    groups: tuple[tuple[int, tuple[str, ...]], ...]
    cases: int  # that get the new tag
    right_now: float | None
    told_apart: float


async def join_preview(tx: Tx, tag: UUID, into: UUID) -> Join:
    """Return what joining a tag into another would move. Raises NotFound."""
    names = await store.names(tx, [tag, into])
    if tag == into or len(names) < 2:
        raise NotFound(tag=tag)
    told = (await _insight(tx)).get("tags", {})
    examples = await store.examples(tx, [tag, into])
    one, other = told.get(str(tag), {}), told.get(str(into), {})
    judged, right = (one.get(key, 0) + other.get(key, 0) for key in ("judged", "right"))
    between = _taken(one, into) + _taken(other, tag)
    return Join(
        tag, into, names[tag], names[into], examples[tag], examples[into],
        await cases.count_tagged(tx, tag),
        right / judged if judged else None, min(1.0, (right + between) / judged) if judged else None,
    )  # fmt: skip


async def part_preview(tx: Tx, tag: UUID) -> Part:
    """Return how a tag would be parted. Raises NotFound where the last fit did not find two groups in it."""
    insight = await _insight(tx)
    one, moving = await _found(tx, tag, insight)
    told = insight.get("tags", {}).get(str(tag), {})
    shown = [UUID(each) for group in one["groups"] for each in group["messages"]]
    texts = await store.texts(tx, shown)
    groups = groups_of(one, texts)
    marks = await cases.marks_of(tx, moving) if moving else []
    right = told["right"] / told["judged"] if told.get("judged") else None
    name = (await store.names(tx, [tag])).get(tag)
    if name is None:
        raise NotFound(tag=tag)
    return Part(tag, name, groups, sum(mark.tag_id == tag for mark in marks), right, one["told_apart"])


async def part(tx: Tx, tag: UUID, name: str) -> Tag:
    """Give the smaller group of a tag a tag of its own, with cases and lessons. Raises NotFound, TagTaken, BadValue."""
    _, moving = await _found(tx, tag, await _insight(tx))
    made = await cases.split_tag(tx, tag, name, moving)
    await store.relabel(tx, moving, tag, made.id)
    return made


async def _found(tx: Tx, tag: UUID, insight: dict[str, Any]) -> tuple[dict[str, Any], list[UUID]]:
    one = next((each for each in insight.get("split", ()) if each["tag"] == str(tag) and each.get("part")), None)
    if one is None:
        raise NotFound(tag=tag)
    return one, await store.cases_of(tx, [UUID(each) for each in one["part"]], tag)


async def _insight(tx: Tx) -> dict[str, Any]:
    stands = await lessons.learners(tx)
    champion = next(row["champion"] for row in stands if row["name"] == Learner.TAGS)
    return await models.insight(tx, champion) if champion else {}


def _taken(told: dict[str, Any], other: UUID) -> int:
    return int(sum(many for name, many in told.get("confusions", ()) if name == str(other)))
