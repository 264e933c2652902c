"""Dropping what was computed about people: scores when they object, everything when they are forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.intelligence.engine.pupil import stacked
from trato.rooms.intelligence.engine.tag_files import without
from trato.rooms.intelligence.events import ContactForgotten, OutlooksDropped
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.rules.labels import of_reasons
from trato.rooms.intelligence.store import forgetting as store
from trato.rooms.intelligence.store import starters, summaries

BYTES = 2  # of one number of a vector


async def wait_for_understanding(tx: Tx) -> None:
    """Wait until nobody writes what was understood, and keep others from it until this transaction ends.

    Who is about to write asks for consent after this, who drops drops after it: so neither slips past the other.
    """
    await store.wait(tx)


async def drop_outlooks(tx: Tx, contacts: Collection[UUID]) -> int:
    """Drop how the cases of these contacts go, and of those in which they wrote; return how many there were.

    What was answered to them is suggested to nobody any more, and what a model wrote of their cases goes.
    """
    if not contacts:
        return 0
    await store.wait(tx)
    await store.drop_answers(tx, sorted(contacts))
    await summaries.forget(tx, sorted(contacts))
    dropped = await store.drop_outlooks(tx, sorted(contacts))
    if dropped:
        tx.emit(OutlooksDropped(subject=tx.workspace, cases=len(dropped)))
    return len(dropped)


async def forget_contact(tx: Tx, contact_ids: Collection[UUID]) -> int:
    """Forget all that was computed and learned of what these contacts wrote; return of how many messages.

    What was understood of them goes with its vectors and corrections, what waits to be understood, how their cases go,
    what they answered in surveys, and the lessons that they were. Kept models lose their vectors in this act, or go
    where these are not known; whoever holds one in memory opens it anew before it predicts again, and all are fitted
    without them at once. Erasing a contact calls it first.
    """
    if not contact_ids:
        return 0
    people = sorted(contact_ids)
    await drop_outlooks(tx, people)
    learned = await store.learned(tx, people)
    for name in Learner:
        own = [row for row in learned if row["name"] == name]
        if own:
            await _forget_in_models(tx, name, own)
    many = await store.drop_understandings(tx, people)
    await store.note_forgotten(tx)
    if learned:
        await starters.fit_anew(tx)
    for one in people:
        tx.emit(ContactForgotten(subject=one, messages=many))
    return many


async def _forget_in_models(tx: Tx, name: Learner, lessons: Sequence[Any]) -> None:
    """Take what these lessons left in kept models out of their files; where it cannot be found, the model goes."""
    paths = of_reasons(await cases.tree(tx)).paths if name is Learner.REASONS else {}
    for model in await store.models(tx, name.value):
        seen = [row for row in lessons if row["number"] <= model["until"]]
        if not seen:
            continue
        if any(row["encoder_id"] != model["encoder_id"] or not row["vector"] for row in seen):
            await store.prune(tx, model["id"])
            continue
        vectors = stacked([row["vector"] for row in seen], len(seen[0]["vector"]) // BYTES)
        labels = [[paths.get(one, str(one)) for one in row["labels"]] for row in seen]
        await store.rewrite(tx, model["id"], await asyncio.to_thread(without, model["file"], vectors, labels))
