"""Triage: how cases stand that may be set aside by themselves, and what was done with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.intelligence.model import Situation, Sorted, TriageWay, TrollWay, Word
from trato.rooms.intelligence.rules.triage import SERVED_SHARE, is_sampled
from trato.rooms.intelligence.store import triage as store


async def situations(tx: Tx, cases: Collection[UUID]) -> list[Situation]:
    """Return how these cases stand and what was said in them, in the order of their ids: two statements."""
    if not cases:
        return []
    words: dict[UUID, list[Word]] = defaultdict(list)
    for row in await store.words(tx, sorted(cases)):
        given = dict(row)
        words[given.pop("case_id")].append(Word(**given))
    return [
        Situation(**{**dict(row), "touched": row["touched"] or _talks(words[row["id"]])}, words=tuple(words[row["id"]]))
        for row in sorted(await store.look(tx, sorted(cases)), key=lambda one: one["id"])
    ]


def _talks(words: list[Word]) -> bool:
    return len(words) > store.WORDS_OF_A_CASE


async def ways(tx: Tx, brands: Collection[UUID]) -> dict[UUID, TriageWay]:
    """Return how each of these brands sorts what needs no answer."""
    said = {row["brand_id"]: _way(row) for row in await store.ways(tx, sorted(brands))} if brands else {}
    return {brand: said.get(brand) or TriageWay(brand) for brand in brands}


async def set_way(tx: Tx, way: TriageWay) -> None:
    """Say how a brand sorts what needs no answer, from the next message on."""
    await store.set_way(tx, way)
    tx.audit(AuditEntry("triage.set_way", "brand", way.brand_id, {"active": way.active, "trolls": way.trolls.value}))


async def note_aside(tx: Tx, case: Situation, found: Sorted, exclusion_id: UUID | None, share: float) -> None:
    """Keep that a case was set aside, or handed over, by itself; a share of them is drawn to be looked at."""
    deed = "aside" if exclusion_id else "handed"
    drawn = is_sampled(case.id, share, "aside")
    await store.keep(tx, case, case.words[0].id, deed, found, found.score, exclusion_id, drawn)


async def note_served(tx: Tx, case: Situation) -> None:
    """Draw a few of the cases that were not set aside, to see what was missed."""
    if is_sampled(case.id, SERVED_SHARE, "served"):
        await store.keep(tx, case, case.words[0].id, "served", None, case.words[0].score, None, True)


async def note_answer(tx: Tx, case_id: UUID, answer: str) -> None:
    """Keep what came of a brand's way with trolls."""
    await store.note_answer(tx, case_id, answer)


async def note_back(tx: Tx, case_id: UUID) -> int:
    """Keep that a case came back; return for how many seconds it stood aside by itself."""
    since = await store.note_back(tx, case_id)
    return round((tx.now - since).total_seconds()) if since else 0


async def replied_within(tx: Tx, contact_id: UUID, days: int) -> bool:
    """Say whether a contact had the one reply within so many days."""
    return await store.replied_since(tx, contact_id, tx.now - timedelta(days=days))


async def review(tx: Tx, case_id: UUID, *, right: bool) -> bool:
    """Keep that a person looked at a case of the sample; False where it waited for nobody."""
    return await store.review(tx, case_id, right)


def _way(row: Any) -> TriageWay:
    return TriageWay(**{**dict(row), "trolls": TrollWay(row["trolls"])})
