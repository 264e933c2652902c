"""Workspaces, the tree of units, teams, and settings down the tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from trato.kit.errors import Conflict, Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import TeamUnknown, UnitMisplaced, UnitUnknown, UserUnknown
from trato.rooms.access.events import GrantsChanged, SettingChanged, WorkspaceCreated
from trato.rooms.access.model import (
    Setting,
    Team,
    TeamId,
    Unit,
    UnitId,
    UnitKind,
    UserId,
    Workspace,
    WorkspaceId,
)
from trato.rooms.access.rules.settings import check_unlocked, resolve_setting
from trato.rooms.access.service.administered import check_still_administered
from trato.rooms.access.store import grants, people
from trato.rooms.access.store import organisation as store

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
WIDTH = {UnitKind.GLOBAL: 0, UnitKind.REGION: 1, UnitKind.COUNTRY: 2, UnitKind.BRAND: 3}


async def create_workspace(tx: Tx, slug: str, name: str, locale: str = "es") -> Workspace:
    """Create the workspace whose id is that of `tx`, with its root unit (of the same id) and the heads of its logs."""
    if not SLUG.fullmatch(slug):
        raise Invalid(field="slug", reason="malformed")
    workspace = Workspace(WorkspaceId(tx.workspace), slug, name, locale, tx.now)
    if not await store.add_workspace(tx, workspace):
        raise Conflict(field="slug", reason="taken")
    root = UnitId(tx.workspace)
    await store.add_unit(tx, Unit(root, None, UnitKind.GLOBAL, name, (root,)))
    tx.emit(WorkspaceCreated(subject=tx.workspace))
    tx.audit(AuditEntry("workspace.create", "workspace", tx.workspace, {"slug": slug}))
    return workspace


async def get_workspace(tx: Tx) -> Workspace:
    """Return the workspace of `tx`. Raises UnitUnknown when it was never made."""
    found = await store.get_workspace(tx)
    if found is None:
        raise UnitUnknown(workspace=tx.workspace)
    return found


async def add_unit(tx: Tx, parent: UUID, kind: UnitKind, name: str, id: UUID | None = None) -> Unit:
    """Add a unit below `parent`. A brand is added by its room, which gives the unit the brand's own id.

    Raises UnitUnknown and UnitMisplaced.
    """
    above = await get_unit(tx, parent)
    if WIDTH[kind] <= WIDTH[above.kind]:
        raise UnitMisplaced(field="kind", kind=kind, below=above.kind)
    made = UnitId(id or uuid7())
    unit = Unit(made, above.id, kind, name, (*above.path, made))
    await store.add_unit(tx, unit)
    tx.audit(AuditEntry("unit.add", "unit", made, {"kind": kind.value, "parent": parent}))
    return unit


async def get_unit(tx: Tx, unit: UUID) -> Unit:
    """Return a unit. Raises UnitUnknown."""
    found = await store.get_unit(tx, unit)
    if found is None:
        raise UnitUnknown(unit=unit)
    return found


async def rename_unit(tx: Tx, unit: UUID, name: str) -> None:
    """Call a unit otherwise. Raises UnitUnknown."""
    if not await store.rename_unit(tx, unit, name):
        raise UnitUnknown(unit=unit)
    tx.audit(AuditEntry("unit.rename", "unit", unit))


async def list_units(tx: Tx) -> list[Unit]:
    """List the whole tree, from the root down."""
    return await store.list_units(tx)


async def add_team(tx: Tx, unit: UUID, name: str) -> Team:
    """Add a team to a unit. Raises UnitUnknown, or Conflict for a name taken."""
    await get_unit(tx, unit)
    team = Team(TeamId(uuid7()), UnitId(unit), name)
    if not await store.add_team(tx, team):
        raise Conflict(field="name", reason="taken")
    tx.audit(AuditEntry("team.add", "team", team.id, {"unit": unit}))
    return team


async def list_teams(tx: Tx) -> list[Team]:
    """List the teams by name."""
    return await store.list_teams(tx)


async def get_team(tx: Tx, team: UUID) -> Team:
    """Return a team. Raises TeamUnknown."""
    found = await store.get_team(tx, team)
    if found is None:
        raise TeamUnknown(team=team)
    return found


async def list_members(tx: Tx, team: TeamId) -> list[UserId]:
    """List who is in a team now."""
    return await store.list_members(tx, team)


async def teams_of(tx: Tx, users: list[UserId]) -> dict[UserId, TeamId]:
    """Return the team whose work each user's work counts as now: the first that they joined and did not leave."""
    return await store.list_teams_of(tx, users, tx.now)


async def memberships_of(tx: Tx, user: UserId) -> list[TeamId]:
    """List all teams that a user is in now, the first joined first."""
    return await store.list_memberships(tx, user)


async def leaders_of(tx: Tx, teams: Sequence[UUID]) -> dict[TeamId, list[UserId]]:
    """Return who leads each of these teams now and may sign in, longest in it first; teams without any left out."""
    return await store.list_leaders(tx, teams) if teams else {}


async def join_team(tx: Tx, team: TeamId, user: UserId) -> None:
    """Put a user into a team from now on; nothing happens when they are in it. Raises TeamUnknown and UserUnknown."""
    await get_team(tx, team)
    if await people.get_user(tx, user) is None:
        raise UserUnknown(user=user)
    if await store.join_team(tx, uuid7(), team, user, tx.now):
        tx.emit(GrantsChanged(subject=user))
        tx.audit(AuditEntry("team.join", "team", team, {"user": user}))


async def leave_team(tx: Tx, team: TeamId, user: UserId) -> None:
    """Take a user out of a team from now on; nothing happens when they are not in it. Raises LastAdministrator."""
    if await store.leave_team(tx, team, user):
        await check_still_administered(tx, await grants.list_grants_of_team(tx, team))
        tx.emit(GrantsChanged(subject=user))
        tx.audit(AuditEntry("team.leave", "team", team, {"user": user}))


async def set_setting(tx: Tx, unit: UUID, key: str, value: object, *, lock: bool = False) -> None:
    """Say what holds in a unit and below it; with `lock`, those below cannot differ. Raises SettingLocked."""
    path = (await get_unit(tx, unit)).path
    check_unlocked(path, await store.list_settings(tx, list(path), key))
    locked_by = UserId(tx.actor.id) if lock and tx.actor.id else None
    if lock and locked_by is None:
        raise Invalid(field="lock", reason="no_user")
    await store.set_setting(tx, Setting(UnitId(unit), key, value, locked_by))
    tx.emit(SettingChanged(subject=unit, key=key, locked=lock))
    tx.audit(AuditEntry("setting.set", "unit", unit, {"key": key, "locked": lock}))


async def get_setting(tx: Tx, unit: UUID, key: str) -> Setting | None:
    """Return what holds in a unit for `key`, and who said it; None when nobody did."""
    path = (await get_unit(tx, unit)).path
    return resolve_setting(path, await store.list_settings(tx, list(path), key))


async def settings_in(tx: Tx, units: Collection[UUID], key: str) -> dict[UUID, Setting]:
    """Return what holds for `key` in each of these units; those where nobody said anything are left out."""
    paths = {unit.id: unit.path for unit in await store.list_units(tx) if unit.id in units}
    said = await store.list_settings(tx, list({one for path in paths.values() for one in path}), key)
    found = {unit: resolve_setting(path, said) for unit, path in paths.items()}
    return {unit: setting for unit, setting in found.items() if setting is not None}
