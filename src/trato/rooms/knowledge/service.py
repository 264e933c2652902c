"""Canned replies: saving, finding, filling in, and noting their use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.knowledge import rules, store
from trato.rooms.knowledge.errors import CannedChanged, CannedUnknown, ShortcutTaken
from trato.rooms.knowledge.events import CannedRetired, CannedSaved
from trato.rooms.knowledge.model import (
    Canned,
    CannedId,
    CannedUse,
    Imported,
    ImportRow,
    Outcome,
    Rendered,
    Touch,
    TouchAct,
    TouchKind,
    TouchWhy,
)

MOST = 50
MOST_LISTED = 1_000
MOST_IMPORTED = 5_000
KEPT = timedelta(days=400)  # older habits are none


async def add_canned(
    tx: Tx,
    unit: UUID,
    shortcut: str,
    title: str,
    texts: Mapping[str, str],
    team: UUID | None = None,
    *,
    folder: str = "",
) -> Canned:
    """Save a text for a unit and all below it, or for one team. Raises Invalid, ShortcutTaken and UnitUnknown."""
    rules.check(shortcut, title, texts)
    await access.get_unit(tx, unit)
    canned = Canned(CannedId(uuid7()), unit, team, shortcut, title.strip(), 1, dict(texts), rules.folder(folder))
    if not await store.add_canned(tx, canned, rules.fold(title)):
        raise ShortcutTaken(shortcut=shortcut)
    return _saved(tx, canned)


async def change_canned(
    tx: Tx, canned: UUID, version: int, title: str, texts: Mapping[str, str], *, folder: str | None = None
) -> Canned:
    """Save the version after `version`; those before stay readable. Raises Invalid, CannedUnknown and CannedChanged."""
    found = await get_canned(tx, canned)
    rules.check(found.shortcut, title, texts)
    changed = msgspec.structs.replace(found, title=title.strip(), texts=dict(texts), version=version + 1)
    if folder is not None:
        changed = msgspec.structs.replace(changed, folder=rules.folder(folder))
    if not await store.change_canned(tx, changed, rules.fold(title)):
        raise CannedChanged(version=found.version)
    return _saved(tx, changed)


async def retire_canned(tx: Tx, canned: UUID) -> None:
    """Offer it no more; its shortcut is free again. Raises CannedUnknown."""
    if not await store.retire_canned(tx, canned):
        raise CannedUnknown(canned=canned)
    tx.emit(CannedRetired(subject=canned))
    tx.audit(AuditEntry("canned.retire", "canned", canned))


async def restore_canned(tx: Tx, canned: UUID) -> Canned:
    """Offer it again: the undo of `retire_canned`. Raises CannedUnknown, ShortcutTaken."""
    if not await store.restore_canned(tx, canned):
        retired = await store.get_retired(tx, canned)
        if retired is None:
            raise CannedUnknown(canned=canned)
        raise ShortcutTaken(shortcut=retired.shortcut)
    tx.audit(AuditEntry("canned.restore", "canned", canned))
    return await get_canned(tx, canned)


async def place_canned(tx: Tx, canned: UUID, unit: UUID, team: UUID | None) -> Canned:
    """Say who may use it: everybody of a unit and below it, or one team. Raises CannedUnknown, ShortcutTaken."""
    found = await get_canned(tx, canned)
    await access.get_unit(tx, unit)
    if team is not None:
        await access.get_team(tx, team)
    if not await store.place_canned(tx, canned, unit, team):
        raise ShortcutTaken(shortcut=found.shortcut)
    tx.audit(AuditEntry("canned.place", "canned", canned, {"unit": unit}))
    return await get_canned(tx, canned)


async def page_canned(
    tx: Tx,
    units: Collection[UUID],
    *,
    retired: bool = False,
    folder: str | None = None,
    words: str = "",
    after: tuple[str, UUID] = ("", UUID(int=0)),
    limit: int = 100,
) -> list[CannedUse]:
    """Return the texts of these units by shortcut after a place, each with how often it was inserted."""
    sought = rules.fold(words.lstrip("/"))
    return await store.page_canned(
        tx, sorted(units), retired=retired, folder=folder, words=sought, after=after, limit=limit
    )


async def list_folders(tx: Tx, units: Collection[UUID]) -> dict[str, int]:
    """Return the folders of these units, each with how many texts are in it."""
    return await store.list_folders(tx, sorted(units))


async def import_canned(tx: Tx, rows: Sequence[ImportRow], *, apply: bool) -> list[Imported]:
    """Say what each row would do, and do it with `apply`: a shortcut that stands at its unit gets the row's texts.

    A row that cannot be is told, and keeps none of the others back.
    """
    standing = {
        (one.canned.unit_id, one.canned.team_id, one.canned.shortcut): one.canned
        for one in await page_canned(tx, {row.unit_id for row in rows if row.unit_id}, limit=MOST_IMPORTED)
    }
    told: list[Imported] = []
    for row in rows:
        if row.refused or row.unit_id is None:
            told.append(Imported(row.line, row.shortcut, Outcome.REFUSED, row.refused))
            continue
        key = (row.unit_id, row.team_id, row.shortcut)
        found = standing.get(key)
        try:
            rules.check(row.shortcut, row.title, row.texts)
        except Invalid as refusal:
            told.append(Imported(row.line, row.shortcut, Outcome.REFUSED, str(refusal.data.get("reason", ""))))
            continue
        outcome = rules.outcome(found, row)
        if apply and outcome is Outcome.NEW:
            standing[key] = await add_canned(
                tx, row.unit_id, row.shortcut, row.title, row.texts, row.team_id, folder=row.folder
            )
        elif apply and outcome is Outcome.CHANGED and found is not None:
            standing[key] = await change_canned(tx, found.id, found.version, row.title, row.texts, folder=row.folder)
        told.append(Imported(row.line, row.shortcut, outcome, ""))
    return told


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
