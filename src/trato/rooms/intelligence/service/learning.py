"""How learning goes, told to people: each tag, which to merge and to split, what drifts, and the versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from trato.kit.tx import Tx
from trato.rooms.intelligence.engine.precision import wilson
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.service.drift import drift
from trato.rooms.intelligence.store import learning as store
from trato.rooms.intelligence.store import lessons, models

SURE = 1.96  # z of an interval that holds nineteen times of twenty


@dataclass(frozen=True, slots=True)
class TagStanding:
    """A tag: what the last fit says of it, and what people who were asked said (right of answered)."""

    id: UUID
    name: str
    examples: int
    coverage: float
    threshold: float
    confusions: tuple[tuple[str, int], ...]
    right: int
    answered: int
    interval: tuple[float, float]  # of the precision, nineteen times of twenty (Wilson); 0 to 1 where nobody answered
    share: float  # of the cases of the last seven days it was likeliest in
    share_before: float  # the same of the twenty-eight days before


@dataclass(frozen=True, slots=True)
class Version:
    id: UUID
    name: str
    version: int
    made_at: datetime
    cause: str
    lessons: int
    macro_f1: float | None  # None where there was no lesson of people to judge it by
    before: float | None  # of the champion that it was judged against
    judged_on: int  # lessons that were left out for it
    promoted: bool
    is_champion: bool


@dataclass(frozen=True, slots=True)
class LearnerStanding:
    name: str
    automatic: bool
    changed: int
    due_at: datetime | None
    progress: int | None


@dataclass(frozen=True, slots=True)
class Drifted:
    """How many times farther than usual the last week's messages lie from the four weeks before."""

    times: float
    is_beyond: bool
    messages: int


@dataclass(frozen=True, slots=True)
class MayBeOne:
    """Two tags that are taken for each other in this share of their examples."""

    one: UUID
    other: UUID
    name: str
    other_name: str
    share: float


@dataclass(frozen=True, slots=True)
class MayBeTwo:
    """A tag with two groups of examples: how many, and messages that show each."""

    id: UUID
    name: str
    groups: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Learning:
    """All of it: how it stands, which tags may be one, and which may be two."""

    learners: tuple[LearnerStanding, ...]
    versions: tuple[Version, ...]
    tags: tuple[TagStanding, ...]
    merge: tuple[MayBeOne, ...]
    split: tuple[MayBeTwo, ...]
    drift: Drifted | None
    untyped: float | None  # share of the cases of the last seven days that no tag names; None: there was no case
    untyped_before: float | None  # of the twenty-eight days before


async def learning(tx: Tx) -> Learning:
    """Return how learning goes: nine statements, whatever there is."""
    stands = await lessons.learners(tx)
    champions = {row["champion"] for row in stands}
    champion = next(row["champion"] for row in stands if row["name"] == Learner.TAGS)
    insight = await models.insight(tx, champion) if champion else {}
    named = await store.names(tx, [UUID(one) for one in insight.get("tags", {})])
    split = insight.get("split", ())
    shown = [UUID(one) for each in split for group in each["groups"] for one in group["messages"]]
    texts = await store.texts(tx, shown)
    moved = await drift(tx)
    untyped = {row["recent"]: row["untyped"] / row["cases"] for row in await store.typed(tx)}
    return Learning(
        tuple(LearnerStanding(r["name"], r["automatic"], r["changed"], r["due_at"], r["progress"]) for r in stands),
        tuple(_version(row, champions) for row in await models.versions(tx)),
        await _tags(tx, insight.get("tags", {}), named),
        tuple(
            MayBeOne(
                UUID(one["one"]), UUID(one["other"]), named[UUID(one["one"])], named[UUID(one["other"])], one["share"]
            )
            for one in insight.get("merge", ())
            if UUID(one["one"]) in named and UUID(one["other"]) in named
        ),
        tuple(
            MayBeTwo(UUID(one["tag"]), named[UUID(one["tag"])], groups_of(one, texts))
            for one in split
            if UUID(one["tag"]) in named
        ),
        Drifted(round(moved.times, 2), moved.is_beyond, moved.messages) if moved else None,
        untyped.get(True),
        untyped.get(False),
    )


async def _tags(tx: Tx, told: dict[str, Any], named: dict[UUID, str]) -> tuple[TagStanding, ...]:
    reviewed = {row["tag_id"]: row for row in await store.reviewed(tx)}
    found = await store.of_tags(tx)
    whole = {recent: sum(row["cases"] for row in found if row["recent"] is recent) or 1 for recent in (True, False)}
    shares = {(row["recent"], row["tag_id"]): row["cases"] / whole[row["recent"]] for row in found}
    rows = []
    for id_, one in told.items():
        tag = UUID(id_)
        if tag not in named:
            continue
        right, answered = (reviewed[tag]["right"], reviewed[tag]["answered"]) if tag in reviewed else (0, 0)
        confusions = tuple((named[UUID(other)], many) for other, many in one["confusions"] if UUID(other) in named)
        rows.append(
            TagStanding(
                tag, named[tag], one["examples"], one["coverage"], one["threshold"], confusions, right, answered,
                interval(right, answered), shares.get((True, tag), 0.0), shares.get((False, tag), 0.0),
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.examples, row.name)))


def interval(right: int, answered: int) -> tuple[float, float]:
    """Return Wilson's interval of a share, nineteen times of twenty; 0 to 1 where nobody answered."""
    if not answered:
        return 0.0, 1.0
    low = float(np.clip(wilson(right, answered, SURE), 0, 1))
    return low, float(np.clip(1 - wilson(answered - right, answered, SURE), 0, 1))


def groups_of(one: dict[str, Any], texts: dict[UUID, str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the groups of a tag that may be two: how many, and the words that show each."""
    return tuple(
        (group["many"], tuple(texts[UUID(each)] for each in group["messages"] if UUID(each) in texts))
        for group in one["groups"]
    )


def _version(row: Any, champions: set[UUID | None]) -> Version:
    judged = row["judged"]
    worth = judged["challenger"]["macro_f1"] if judged["challenger"]["lessons"] else None
    before = judged["champion"]["macro_f1"] if judged.get("champion") else None
    return Version(
        row["id"], row["name"], row["version"], row["made_at"], row["cause"], row["lessons"],
        worth, before, judged["challenger"]["lessons"], row["promoted"], row["id"] in champions,
    )  # fmt: skip
