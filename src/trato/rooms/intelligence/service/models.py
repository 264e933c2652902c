"""Versions of models: kept five deep, one of them predicts, and any of them may again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.intelligence.events import ModelChosen, ModelJudged
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.service.lessons import next_night
from trato.rooms.intelligence.store import lessons
from trato.rooms.intelligence.store import models as store

KEPT = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A fit that is due: of what, from which champion, and why; `anew` without new lessons too."""

    name: Learner
    champion: UUID | None
    cause: str
    anew: bool


@dataclass(frozen=True, slots=True)
class Fresh:
    """A model that was fitted: the file, the last lesson in it, and how it did against the one before."""

    name: Learner
    cause: str
    until: int
    lessons: int
    encoder_id: str
    judged: dict[str, Any]
    promoted: bool
    insight: dict[str, Any]
    file: bytes
    instead_of: UUID | None  # the champion that it was judged against


async def waiting_to_fit(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which a fit is due at `now`."""
    return await store.due(door, now)


async def next_fit(tx: Tx) -> Due | None:
    """Return a fit that is due now."""
    row = await store.take_due(tx)
    if row is None:
        return None
    cause = (
        "asked" if row["asked_at"] or row["anew_at"] else "lessons" if row["changed"] > row["fitted"] // 2 else "night"
    )
    return Due(Learner(row["name"]), row["champion"], cause, row["anew_at"] is not None)


async def file_of(tx: Tx, model: UUID) -> tuple[int, int, bytes] | None:
    """Return the version of a model, the last lesson in it, and its file; None when it is gone."""
    row = await store.file_of(tx, model)
    return (row["version"], row["until"], row["file"]) if row else None


async def tell_progress(tx: Tx, name: Learner, hundredths: int) -> None:
    """Say how far a fit is."""
    await store.set_progress(tx, name, hundredths)


async def settle(tx: Tx, name: Learner, fitted: int, until: int, began: datetime) -> None:
    """Say that the fit that `began` then is over; what was taught meanwhile is learned in the coming night."""
    row = next(one for one in await lessons.learners(tx) if one["name"] == name)
    again = next_night(tx.now, await lessons.zone(tx)) if row["newest"] > until else None
    await store.settle(tx, name, fitted, until, again, began)


async def add_version(tx: Tx, one: Fresh) -> int:
    """Keep a model that was fitted; it predicts from now on where it won. Return its version.

    Where people chose another model while it was fitted, it stays a challenger: it was not judged against that one.
    """
    stands = next(row["champion"] for row in await lessons.learners(tx) if row["name"] == one.name)
    promoted = one.promoted and stands == one.instead_of
    id_ = uuid7()
    version = await store.add(
        tx,
        (
            id_, one.name.value, tx.now, one.cause, one.until, one.lessons, one.encoder_id, one.judged, promoted,
            one.insight, one.file,
        ),
    )  # fmt: skip
    if promoted:
        await store.choose(tx, one.name, id_)
    await store.prune(tx, one.name, KEPT)
    tx.emit(
        ModelJudged(
            subject=id_, name=one.name.value, version=version, promoted=promoted, cause=one.cause,
            lessons=one.lessons, macro_f1=one.judged["challenger"]["macro_f1"], off=one.judged["challenger"]["off"],
        )
    )  # fmt: skip
    return version


async def choose(tx: Tx, model: UUID) -> None:
    """Let a kept version predict, whatever came after it. Raises NotFound."""
    row = await store.of_id(tx, model)
    if row is None:
        raise NotFound()
    if await store.choose(tx, row["name"], model):
        tx.emit(ModelChosen(subject=model, name=row["name"], version=row["version"]))
        tx.audit(AuditEntry("model.choose", "model", model, {"name": row["name"], "version": row["version"]}))


async def ask_to_fit(tx: Tx, name: Learner) -> None:
    """Let it fit now."""
    await store.ask(tx, name)


async def set_automatic(tx: Tx, name: Learner, *, on: bool) -> None:
    """Say whether what is proven is put on cases without a person."""
    if await store.set_automatic(tx, name, on=on):
        tx.audit(AuditEntry("learner.set", "learner", None, {"name": name.value, "automatic": on}))
