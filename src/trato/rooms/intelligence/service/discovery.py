"""Discovery: topics that no tag names, and hours with far more messages of something than usual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from trato.kit.errors import NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import Connection, Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Tag
from trato.rooms.intelligence.engine import topics as engine
from trato.rooms.intelligence.engine.spikes import LEAST, REMEMBERED, Spike, find_spikes
from trato.rooms.intelligence.events import SpikeFound
from trato.rooms.intelligence.model import Learner, PersonalKind, Span, Taught
from trato.rooms.intelligence.rules.redaction import redact
from trato.rooms.intelligence.service.lessons import teach
from trato.rooms.intelligence.service.understanding import packed, unpacked
from trato.rooms.intelligence.store import discovery as store

DAYS = timedelta(days=14)  # looked back for topics
MOST = 3000  # messages
UNSURE = 0.5  # under which probability nobody can tell the kind of a message
EXAMPLES = 3
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A message that no tag names, redacted."""

    id: UUID
    contact_id: UUID
    at: datetime
    text: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Topic:
    """What many are about: `lately` counts the last day, `before` the day before; `messages` with how near they are."""

    id: UUID
    name: str
    size: int
    lately: int
    before: int
    centroid: bytes
    messages: tuple[tuple[UUID, float], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What an hour's round reads: messages, topics of before, and counts by hour until `until`, a whole hour."""

    now: datetime
    until: datetime
    unnamed: list[Unnamed]
    known: list[tuple[UUID, bytes]]
    counts: list[tuple[str, str, datetime, int]]


async def waiting_to_discover(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces where nobody looked in the hour of `now`."""
    return await store.waiting(door, now)


async def look(tx: Tx, encoder_id: str) -> Looked:
    """Read what the round of this hour needs."""
    until = tx.now.replace(minute=0, second=0, microsecond=0)
    rows = await store.unnamed(tx, tx.now - DAYS, encoder_id, UNSURE, MOST)
    known = await store.topics(tx, encoder_id, tx.now - DAYS)
    unnamed = [
        Unnamed(row["message_id"], row["contact_id"], row["at"], redact(row["text"], _spans(row)), row["vector"])
        for row in rows
    ]
    counts = await store.hours(tx, until - REMEMBERED * HOUR, until)
    return Looked(tx.now, until, unnamed, [(row["id"], row["centroid"]) for row in known], counts)


def find_topics(looked: Looked) -> list[Topic]:
    """Return the topics of what was read. Some seconds of one core at most, no database."""
    if not looked.unnamed:
        return []
    vectors = np.stack([unpacked(one.vector) for one in looked.unnamed])
    groups = engine.clusters_of(vectors)
    said = [(one.contact_id, one.text) for one in looked.unnamed]
    names = engine.names_of([[said[at] for at in one] for one in groups])
    told = [(group, name) for group, name in zip(groups, names, strict=True) if name]
    middles = [engine.middle(vectors[group]) for group, _ in told]
    old = [unpacked(centroid) for _, centroid in looked.known]
    same = engine.matched(np.stack(middles), np.stack(old)) if middles and old else [None] * len(middles)
    found = []
    for (group, name), centre, continues in zip(told, middles, same, strict=True):
        ages = [looked.now - looked.unnamed[at].at for at in group]
        near = vectors[group] @ centre
        found.append(
            Topic(
                looked.known[continues][0] if continues is not None else uuid7(), name, len(group),
                sum(age < DAY for age in ages), sum(DAY <= age < 2 * DAY for age in ages), packed(centre),
                tuple((looked.unnamed[at].id, float(like)) for at, like in zip(group, near, strict=True)),
            )
        )  # fmt: skip
    return found


def find_rises(looked: Looked) -> list[tuple[str, str, datetime, Spike]]:
    """Return the spikes of the last two whole hours. Who had few messages in them is not looked at further."""
    series = _series(looked)
    first = min((hour for _, _, hour, _ in looked.counts), default=looked.until)
    start = looked.until - REMEMBERED * HOUR
    silent = int((first - start) / HOUR)  # hours before anything was counted at all: nothing is known of them
    found = []
    for (subject, key), counts in series.items():
        if sum(counts[-2:]) < LEAST:
            continue
        known = counts[silent:]
        for one in find_spikes(known, start=max(0, len(known) - 2)):
            found.append((subject, key, start + (silent + one.hour) * HOUR, one))
    return found


def days_of(looked: Looked) -> list[tuple[str, str, list[int]]]:
    """Return the messages of each day, the last 28, of everything that was counted."""
    return [
        (subject, key, [sum(counts[at : at + 24]) for at in range(0, REMEMBERED, 24)])
        for (subject, key), counts in _series(looked).items()
    ]


def _series(looked: Looked) -> dict[tuple[str, str], list[int]]:
    start = looked.until - REMEMBERED * HOUR
    series: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * REMEMBERED)
    for subject, key, hour, many in looked.counts:
        at = int((hour - start) / HOUR)
        if 0 <= at < REMEMBERED:
            series[subject, key][at] += many
    return series


async def keep_found(
    tx: Tx,
    looked: Looked,
    topics: Sequence[Topic],
    rises: Sequence[tuple[str, str, datetime, Spike]],
    days: Sequence[tuple[str, str, list[int]]],
    encoder_id: str,
) -> None:
    """Keep what a round found; of a spike that is new, tell it, once."""
    await store.keep(tx, topics, encoder_id, len(looked.unnamed))
    await store.keep_trends(tx, days)
    for subject, key, hour, one in rises:
        if await store.keep_spike(tx, subject, key, hour, one.seen, one.expected, one.severity):
            tx.emit(
                SpikeFound(
                    subject=tx.workspace, about=subject, key=key, hour=hour, seen=one.seen,
                    expected=round(one.expected, 1), severity=round(one.severity, 2),
                )
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What the last round found: rows of the store, names by key, redacted examples (row, text) by topic."""

    standing: Any | None
    topics: list[Any]
    trends: list[Any]
    spikes: list[Any]
    names: dict[str, str]
    examples: dict[UUID, list[tuple[Any, str]]]


async def found(tx: Tx) -> Found:
    """Return what the last round found."""
    topics, trends, spikes = await store.list_topics(tx), await store.list_trends(tx), await store.list_spikes(tx)
    named = {one["key"] for one in (*trends, *spikes) if one["subject"] in {"brand", "tag", "topic"}}
    names = await store.names(tx, [UUID(one) for one in named])
    examples: dict[UUID, list[tuple[Any, str]]] = {}
    for row in await store.examples(tx, [one["id"] for one in topics], EXAMPLES):
        examples.setdefault(row["topic_id"], []).append((row, redact(row["text"], _spans(row))))
    return Found(await store.standing(tx), topics, trends, spikes, names, examples)


async def make_tag(tx: Tx, topic: UUID, name: str) -> Tag:
    """Make a tag of a topic: its messages become lessons of it. Raises NotFound, BadValue."""
    row = await store.lock_topic(tx, topic)
    if row is None:
        raise NotFound(topic=topic)
    tag = await cases.create_tag(tx, name)
    await store.set_tag(tx, topic, tag.id)
    await teach(tx, Learner.TAGS, [Taught(one, Learner.TAGS, (tag.id,)) for one in await store.cases_of(tx, topic)])
    return tag


def _spans(row: Any) -> list[Span]:
    return [Span(start, end, PersonalKind(kind)) for start, end, kind in row["personal"]]
