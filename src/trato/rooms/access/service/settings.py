"""Settings of units, all at once, and the policy of security that some of them make."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from trato.kit.errors import Invalid, NotFound
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.events import SettingChanged
from trato.rooms.access.model import KnownSetting, SettingRow, UserId
from trato.rooms.access.rules.matrix import ROLES
from trato.rooms.access.rules.policy import SECURITY, Policy, check_value, policy_for
from trato.rooms.access.rules.settings import check_unlocked
from trato.rooms.access.service.organisation import get_unit, list_units, set_setting
from trato.rooms.access.store import grants, settings
from trato.rooms.access.store import organisation as store

LONGEST_REASON = 500


async def list_settings(tx: Tx, known: Mapping[str, KnownSetting]) -> list[SettingRow]:
    """List what each unit itself says about each known key."""
    return await settings.list_all(tx, list(known))


async def say(
    tx: Tx, known: Mapping[str, KnownSetting], unit: UUID, key: str, value: object, *, lock: bool, reason: str
) -> None:
    """Say what holds in a unit and below it. Raises NotFound, Invalid, UnitUnknown and SettingLocked."""
    found = known.get(key)
    if found is None:
        raise NotFound(key=key)
    roles = [*ROLES, *(one.code for one in await grants.list_roles(tx))]
    check_value(found, value, roles)
    if len(reason) > LONGEST_REASON or (lock and not reason.strip()):
        raise Invalid(field="reason", reason="length")
    await set_setting(tx, unit, key, value, lock=lock)
    await settings.say_reason(tx, unit, key, reason.strip() if lock else "")


async def clear(tx: Tx, known: Mapping[str, KnownSetting], unit: UUID, key: str) -> None:
    """Let a unit follow the one above again. Raises NotFound, UnitUnknown and SettingLocked."""
    if key not in known:
        raise NotFound(key=key)
    path = (await get_unit(tx, unit)).path
    check_unlocked(path, await store.list_settings(tx, list(path), key))
    if await settings.clear(tx, unit, key):
        tx.emit(SettingChanged(subject=unit, key=key, locked=False))
        tx.audit(AuditEntry("setting.clear", "unit", unit, {"key": key}))


async def policy_of(tx: Tx, user: UserId) -> Policy:
    """Return how a user must prove who they are, and for how long a session lasts."""
    said = await settings.list_said(tx, [one.key for one in SECURITY])
    if not said:
        return policy_for((), {}, tx.workspace, {})
    paths: dict[UUID, tuple[UUID, ...]] = {unit.id: unit.path for unit in await list_units(tx)}
    return policy_for(await grants.list_grants_of_user(tx, user), paths, tx.workspace, said)
