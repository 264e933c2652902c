"""Macros: writing them, and who has which."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec.structs import replace

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.automation.errors import MacroChanged, MacroUnknown
from trato.rooms.automation.model import Action, Macro, MacroId
from trato.rooms.automation.rules import checking
from trato.rooms.automation.store import macros as store

MOST_STEPS = 20


async def macros_of(tx: Tx, user: UUID, teams: Collection[UUID], *, retired: bool = False) -> list[Macro]:
    """Return the macros of somebody: their own, those of their teams, and everybody's, by name."""
    return await store.list_macros(tx, user, teams, retired=retired)


async def shared_macros(tx: Tx) -> list[Macro]:
    """Return the macros of teams and of everybody, by name."""
    return await store.list_shared(tx)


async def get_macro(tx: Tx, macro: UUID) -> Macro:
    """Return a macro in use. Raises MacroUnknown."""
    found = await store.get_macro(tx, macro)
    if found is None or found.retired_at is not None:
        raise MacroUnknown(macro=macro)
    return found


async def add_macro(
    tx: Tx, name: str, then: tuple[Action, ...], *, owner: UUID | None = None, team: UUID | None = None
) -> Macro:
    """Write a macro, of one person, of a team, or of everybody. Raises Invalid, TemplateInvalid."""
    one = Macro(MacroId(uuid7()), checking.check_name(name), owner, team, 1, then, tx.now)
    _check(one)
    await store.add_macro(tx, one)
    tx.audit(AuditEntry("macro.save", "macro", one.id, {"version": 1}))
    return one


async def change_macro(
    tx: Tx, macro: UUID, version: int, name: str, then: tuple[Action, ...], *, owner: UUID | None, team: UUID | None
) -> Macro:
    """Write the version after `version`. Raises Invalid, TemplateInvalid, MacroUnknown, MacroChanged."""
    found = await get_macro(tx, macro)
    changed = replace(found, name=checking.check_name(name), then=then, owner_id=owner, team_id=team)
    _check(changed)
    if changed == found:
        return found
    if not await store.change_macro(tx, changed, version):
        raise MacroChanged(version=found.version)
    tx.audit(AuditEntry("macro.save", "macro", macro, {"version": version + 1}))
    return await get_macro(tx, macro)


async def retire_macro(tx: Tx, macro: UUID) -> None:
    """Offer a macro no more. Raises MacroUnknown."""
    await get_macro(tx, macro)
    await store.set_retired(tx, macro, retired=True)
    tx.audit(AuditEntry("macro.retire", "macro", macro))


async def restore_macro(tx: Tx, macro: UUID) -> Macro:
    """Offer a macro again: the undo of `retire_macro`. Raises MacroUnknown."""
    if await store.get_macro(tx, macro) is None:
        raise MacroUnknown(macro=macro)
    await store.set_retired(tx, macro, retired=False)
    tx.audit(AuditEntry("macro.restore", "macro", macro))
    return await get_macro(tx, macro)


def _check(one: Macro) -> None:
    checking.check_steps(one.then, MOST_STEPS)
