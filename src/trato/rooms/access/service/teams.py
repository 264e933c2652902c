"""Teams and the tree of units, as people rearrange them."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import Conflict, Invalid
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import UnitMisplaced, UserUnknown
from trato.rooms.access.events import GrantsChanged
from trato.rooms.access.model import Member, ScopeKind, Team, TeamId, Unit, UnitId, UnitKind, UserId
from trato.rooms.access.service.administered import check_still_administered
from trato.rooms.access.service.organisation import WIDTH, get_team, get_unit, rename_unit
from trato.rooms.access.service.rights import tell_holders
from trato.rooms.access.store import grants
from trato.rooms.access.store import organisation as store

LONGEST_NAME = 200


async def count_members(tx: Tx) -> dict[TeamId, int]:
    """Return how many people are in each team now."""
    return await store.count_members(tx)


async def list_roster(tx: Tx, team: UUID) -> list[Member]:
    """List who is in a team now, leaders first. Raises TeamUnknown."""
    await get_team(tx, team)
    return await store.list_roster(tx, team)


async def change_team(tx: Tx, team: UUID, *, name: str | None = None, unit: UUID | None = None) -> Team:
    """Give a team another name or another unit. Raises TeamUnknown, UnitUnknown, Invalid, Conflict for a name taken."""
    before = await get_team(tx, team)
    changed = Team(before.id, UnitId(unit or before.unit_id), before.name if name is None else check_name(name))
    await get_unit(tx, changed.unit_id)
    if (await store.find_team(tx, changed.name) or team) != team:
        raise Conflict(field="name", reason="taken")
    await store.change_team(tx, changed)
    tx.audit(AuditEntry("team.change", "team", before.id, {"unit": changed.unit_id}))
    return changed


async def retire_team(tx: Tx, team: UUID) -> None:
    """Take a team out of use: its members leave it, its grants end. Raises TeamUnknown and LastAdministrator.

    What it did keeps pointing at it. Whether queues still wait for it, the caller asks before.
    """
    found = await get_team(tx, team)
    held = await grants.list_grants_of_team(tx, team)
    members = await store.list_members(tx, found.id)
    if not await store.retire_team(tx, team):
        return
    for grant in held:
        await grants.revoke_grant(tx, grant.id)
    for user in members:
        await store.leave_team(tx, found.id, user)
        tx.emit(GrantsChanged(subject=user))
    await check_still_administered(tx, held)
    tx.audit(AuditEntry("team.retire", "team", found.id, {"members": len(members), "grants": len(held)}))


async def lead_team(tx: Tx, team: UUID, user: UserId, leader: bool) -> None:
    """Say whether a member answers for the team. Raises TeamUnknown, and UserUnknown for who is not in it."""
    found = await get_team(tx, team)
    if user not in await store.list_members(tx, found.id):
        raise UserUnknown(user=user)
    if await store.lead_team(tx, found.id, user, leader):
        tx.audit(AuditEntry("team.lead", "team", found.id, {"user": user, "leader": leader}))


async def name_unit(tx: Tx, unit: UUID, name: str) -> None:
    """Give a unit another name; that of a brand is the brand's own. Raises UnitUnknown and Invalid."""
    if (await get_unit(tx, unit)).kind is UnitKind.BRAND:
        raise Invalid(field="name", reason="brand")
    await rename_unit(tx, unit, check_name(name))


async def move_unit(tx: Tx, unit: UUID, parent: UUID) -> Unit:
    """Hang a unit, with all below it, under another. Rights and settings follow the tree at once.

    Raises UnitUnknown, and UnitMisplaced for the root, for a parent below it, and for one that is not wider.
    """
    moved, above = await get_unit(tx, unit), await get_unit(tx, parent)
    if moved.kind is UnitKind.GLOBAL or moved.id in above.path or WIDTH[moved.kind] <= WIDTH[above.kind]:
        raise UnitMisplaced(field="parent_id", kind=moved.kind, below=above.kind)
    if moved.parent_id == above.id:
        return moved
    await store.move_unit(tx, unit, above)
    placed = {ScopeKind.UNIT, ScopeKind.BRAND}
    tell_holders(tx, [one for one in await grants.list_grants(tx) if one.scope_kind in placed])
    detail = {"parent": above.id, "before": moved.parent_id}
    tx.audit(AuditEntry("unit.move", "unit", moved.id, detail))
    return await get_unit(tx, unit)


def check_name(name: str) -> str:
    """Return a name without spaces around. Raises Invalid for none, or one too long."""
    stripped = name.strip()
    if not 0 < len(stripped) <= LONGEST_NAME:
        raise Invalid(field="name", reason="length")
    return stripped
