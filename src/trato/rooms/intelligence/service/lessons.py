"""Lessons: kept when people tag, correct or confirm; read by whoever learns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.kit.tx import Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose
from trato.rooms.intelligence.model import Learner, Lesson, Standing, Taught
from trato.rooms.intelligence.store import lessons as store

CORRECTION = 3.0  # how much a correction counts: it tells where the machine is wrong
SOON, MANY = 10, 50  # lessons after which it fits again: the first fits come early, when each teaches most
NIGHT = time(3)  # where most brands are
PAGE = 500


async def teach(tx: Tx, name: Learner, many: Sequence[Taught]) -> int:
    """Keep what people said of these cases; return how many lessons that is.

    Cases in which a contact said nothing teach nothing, nor those of contacts who refused that anybody learns of them.
    """
    empty = [one.case_id for one in many if not one.labels and not one.refused]
    if empty:
        await store.drop(tx, name, empty)
    taught = {one.case_id: one for one in many if one.labels or one.refused}
    found = await store.telling(tx, sorted(taught)) if taught else []
    said = await contacts.standing(tx, sorted({row["contact_id"] for row in found}), Purpose.TRAINING)
    kept = sorted((row for row in found if said.get(row["contact_id"], True)), key=lambda row: str(row["case_id"]))
    if not kept:
        return 0
    stand = await store.count(tx, name, len(kept))
    first = stand["newest"] - len(kept) + 1
    await store.keep(
        tx, [(taught[row["case_id"]], row["message_id"], row["contact_id"], first + n) for n, row in enumerate(kept)]
    )
    await _plan(tx, name, stand)
    return len(kept)


async def _plan(tx: Tx, name: Learner, stand: Any) -> None:
    """Let it fit at once where many lessons are new, else in the coming night."""
    due = stand["due_at"]
    if stand["changed"] >= min(MANY, max(SOON, stand["fitted"])):
        if due is None or due > tx.now:
            await store.set_due(tx, name, tx.now)
    elif due is None:
        await store.set_due(tx, name, next_night(tx.now, await store.zone(tx)))


def next_night(now: datetime, zone: str) -> datetime:
    """Return when it is three in the morning next, in a time zone."""
    local = now.astimezone(ZoneInfo(zone))
    night = datetime.combine(local.date(), NIGHT, local.tzinfo)
    return night if night > local else datetime.combine(local.date() + timedelta(days=1), NIGHT, local.tzinfo)


async def lessons_after(tx: Tx, name: Learner, number: int, most: int = PAGE) -> list[Lesson]:
    """Return the lessons after a number, in order; those whose words were deleted are left out."""
    return [_lesson(row) for row in await store.following(tx, name, number, most)]


async def newest_lessons(tx: Tx, name: Learner, most: int) -> list[Lesson]:
    """Return the newest lessons, oldest first, with their words."""
    return [_lesson(row) for row in await store.newest(tx, name, most)]


async def learners(tx: Tx) -> dict[Learner, Standing]:
    """Return how each learner stands."""
    return {
        Learner(row["name"]): Standing(
            Learner(row["name"]),
            row["newest"],
            row["champion"],
            row["automatic"],
            row["review_share"],
            row["forgot_at"],
        )
        for row in await store.learners(tx)
    }


async def may_be_typed(tx: Tx, contact_ids: Collection[UUID]) -> set[UUID]:
    """Return those of these contacts who did not refuse that anything is predicted of them."""
    said = await contacts.standing(tx, sorted(contact_ids), Purpose.PROFILING)
    return {one for one in contact_ids if said.get(one, True)}


def _lesson(row: Any) -> Lesson:
    return Lesson(
        row["number"], row["message_id"], row["text"], tuple(row["labels"]), tuple(row["refused"]),
        tuple(row["unsure"]), row["weight"], row["at"], row["encoder_id"], row["vector"],
    )  # fmt: skip
