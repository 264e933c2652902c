"""Grants: giving roles, taking them back, and what they add up to."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.events import GrantsChanged
from trato.rooms.access.model import Grant, GrantId, Reach, Rights, ScopeKind, TeamId, UserId
from trato.rooms.access.rules.rights import check_may_grant, resolve
from trato.rooms.access.service.organisation import check_administered, get_team, get_unit, list_units
from trato.rooms.access.service.people import get_user
from trato.rooms.access.store import organisation as store


async def rights_of(tx: Tx, user: UserId) -> Rights:
    """Return what a user may do, and where. Two statements a request at most: keep the answer."""
    return resolve(await store.list_reaches(tx, user))


async def grant(
    tx: Tx,
    by: Rights | None,
    to: UserId | TeamId,
    role: str,
    scope: ScopeKind,
    scope_id: UUID | None = None,
    *,
    team: bool = False,
) -> GrantId:
    """Give a user (or, with `team`, a team) a role within a scope; the same grant twice is one.

    `by` are the rights of who gives it; None is the system. Raises RoleUnknown, MoreThanYouMay, UnitUnknown,
    UserUnknown and TeamUnknown.
    """
    reach = await _reach(tx, role, scope, scope_id)
    check_may_grant(by if by is not None else SYSTEM_RIGHTS, reach)
    await (get_team(tx, to) if team else get_user(tx, to))
    user_id, team_id = (None, TeamId(to)) if team else (UserId(to), None)
    made = await store.add_grant(tx, Grant(GrantId(uuid7()), user_id, team_id, role, scope, scope_id))
    tx.emit(GrantsChanged(subject=to, team=team))
    detail = {"role": role, "scope": scope.value, "scope_id": scope_id, "to": to, "team": team}
    tx.audit(AuditEntry("grant.give", "grant", made, detail))
    return made


async def revoke(tx: Tx, by: Rights | None, grant: GrantId) -> None:
    """Take a grant back. Raises NotFound, MoreThanYouMay, and LastAdministrator when nobody could give rights then."""
    found = await store.get_grant(tx, grant)
    if found is None:
        raise NotFound(grant=grant)
    if by is not None:
        check_may_grant(by, await _reach(tx, found.role, found.scope_kind, found.scope_id))
    await store.revoke_grant(tx, grant)
    await check_administered(tx)
    owner = found.user_id or found.team_id
    assert owner is not None
    tx.emit(GrantsChanged(subject=owner, team=found.team_id is not None))
    tx.audit(AuditEntry("grant.revoke", "grant", grant, {"role": found.role, "from": owner}))


async def list_grants(tx: Tx) -> list[Grant]:
    """List the grants in force."""
    return await store.list_grants(tx)


async def _reach(tx: Tx, role: str, kind: ScopeKind, id: UUID | None) -> Reach:
    if kind not in {ScopeKind.UNIT, ScopeKind.BRAND} or id is None:
        return Reach(role, kind, id)
    await get_unit(tx, id)
    return Reach(role, kind, id, frozenset(unit.id for unit in await list_units(tx) if id in unit.path))


SYSTEM_RIGHTS = resolve([Reach("system_admin", ScopeKind.WORKSPACE)])
