"""Canned replies: saving, finding, filling in, and noting their use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.knowledge import rules, store
from trato.rooms.knowledge.errors import CannedChanged, CannedUnknown, ShortcutTaken
from trato.rooms.knowledge.events import CannedRetired, CannedSaved
from trato.rooms.knowledge.model import Canned, CannedId, Rendered, Touch, TouchAct, TouchKind, TouchWhy

MOST = 50
MOST_LISTED = 1_000
KEPT = timedelta(days=400)  # older habits are none


async def add_canned(
    tx: Tx, unit: UUID, shortcut: str, title: str, texts: Mapping[str, str], team: UUID | None = None
) -> Canned:
    """Save a text for a unit and all below it, or for one team. Raises Invalid, ShortcutTaken and UnitUnknown."""
    rules.check(shortcut, title, texts)
    await access.get_unit(tx, unit)
    canned = Canned(CannedId(uuid7()), unit, team, shortcut, title.strip(), 1, dict(texts))
    if not await store.add_canned(tx, canned, rules.fold(title)):
        raise ShortcutTaken(shortcut=shortcut)
    return _saved(tx, canned)


async def change_canned(tx: Tx, canned: UUID, version: int, title: str, texts: Mapping[str, str]) -> Canned:
    """Save the version after `version`; those before stay readable. Raises Invalid, CannedUnknown and CannedChanged."""
    found = await get_canned(tx, canned)
    rules.check(found.shortcut, title, texts)
    changed = msgspec.structs.replace(found, title=title.strip(), texts=dict(texts), version=version + 1)
    if not await store.change_canned(tx, changed, rules.fold(title)):
        raise CannedChanged(version=found.version)
    return _saved(tx, changed)


async def retire_canned(tx: Tx, canned: UUID) -> None:
    """Offer it no more; its shortcut is free again. Raises CannedUnknown."""
    if not await store.retire_canned(tx, canned):
        raise CannedUnknown(canned=canned)
    tx.emit(CannedRetired(subject=canned))
    tx.audit(AuditEntry("canned.retire", "canned", canned))


async def get_canned(tx: Tx, canned: UUID) -> Canned:
    """Return a canned reply in its last version. Raises CannedUnknown."""
    found = await store.get_canned(tx, canned)
    if found is None:
        raise CannedUnknown(canned=canned)
    return found


async def find_canned(tx: Tx, brand: UUID, teams: Sequence[UUID], typed: str = "", limit: int = MOST) -> list[Canned]:
    """Find what an agent of these teams may use for a brand, by what they typed after the slash.

    One for each shortcut: a team's own first, then that of the nearest unit. Raises UnitUnknown.
    """
    path = (await access.get_unit(tx, brand)).path
    found = await store.find_canned(tx, list(path), teams, rules.pattern(typed), 4 * limit)
    return rules.nearest(found, path)[:limit]


async def list_canned(tx: Tx, units: Collection[UUID], teams: Sequence[UUID], typed: str = "") -> list[Canned]:
    """List what stands at any of these units, for everybody or for these teams, by shortcut."""
    return await store.find_canned(tx, sorted(units), teams, rules.pattern(typed), MOST_LISTED)


async def render(tx: Tx, canned: UUID, language: str, values: Mapping[str, str]) -> Rendered:
    """Fill in a canned reply for one contact and agent. Raises CannedUnknown."""
    return rules.render(await get_canned(tx, canned), language, values)


async def texts_of(tx: Tx, canned: UUID, version: int) -> dict[str, str]:
    """Return what a version said, also of one that is no more. Raises CannedUnknown."""
    found = await store.get_version(tx, canned, version)
    if not found:
        raise CannedUnknown(canned=canned, version=version)
    return found


async def note_use(tx: Tx, touches: Sequence[Touch]) -> None:
    """Record that texts were opened or inserted while working on cases; who and when default to the transaction's.

    What a person inserted becomes their habit.
    """
    if not touches:
        return
    await store.add_touches(tx, touches)
    used = [
        (one.user_id, one.ref_id, one.channel)
        for one in touches
        if one.user_id and one.channel and one.kind is TouchKind.CANNED and one.act is TouchAct.INSERTED
    ]
    if used:
        await store.add_habits(tx, used, rules.HALF_LIFE.total_seconds())


async def habits_of(tx: Tx, user: UUID, channel: str) -> dict[UUID, float]:
    """Return how much each canned reply is somebody's habit on a channel; what they never used is left out."""
    return rules.worn(await store.list_habits(tx, user, tx.now - KEPT), channel, tx.now)


async def list_uses(tx: Tx, case: UUID) -> list[Touch]:
    """List what was used on a case, in order."""
    return [
        Touch(
            row["case_id"],
            TouchKind(row["kind"]),
            row["ref_id"],
            row["version"],
            TouchAct(row["act"]),
            row["message_id"],
            TouchWhy(row["why"]),
            row["seconds"],
            row["user_id"],
            row["at"],
        )
        for row in await store.list_touches(tx, case)
    ]


def _saved(tx: Tx, canned: Canned) -> Canned:
    tx.emit(CannedSaved(subject=canned.id, version=canned.version))
    tx.audit(AuditEntry("canned.save", "canned", canned.id, {"version": canned.version, "unit": canned.unit_id}))
    return canned
