"""Grants: giving roles, taking them back, and what they add up to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from trato.kit.errors import Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.events import GrantsChanged
from trato.rooms.access.model import Grant, GrantId, Reach, Rights, ScopeKind, TeamId, UserId, Verb
from trato.rooms.access.rules.matrix import ROLES
from trato.rooms.access.rules.rights import check_may_grant, resolve, roles_with
from trato.rooms.access.service.administered import check_administered, check_still_administered
from trato.rooms.access.service.organisation import get_team, get_unit, list_units
from trato.rooms.access.service.people import get_user
from trato.rooms.access.store import grants as store


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
    until: datetime | None = None,
) -> GrantId:
    """Give a user (or, with `team`, a team) a role within a scope; the same grant twice is one, with its last end.

    `by` are the rights of who gives it; None is the system. Raises RoleUnknown, MoreThanYouMay, UnitUnknown,
    UserUnknown, TeamUnknown, Invalid for an end that has passed, and LastAdministrator for an end that locks all out.
    """
    if until is not None and until <= tx.now:
        raise Invalid(field="until", reason="past")
    if (scope is ScopeKind.WORKSPACE) != (scope_id is None):
        raise Invalid(field="scope_id", reason="scope")
    reach = await _reach(tx, role, scope, scope_id)
    check_may_grant(by if by is not None else SYSTEM_RIGHTS, reach)
    await (get_team(tx, to) if team else get_user(tx, to))
    user_id, team_id = (None, TeamId(to)) if team else (UserId(to), None)
    new = GrantId(uuid7())
    given = Grant(new, user_id, team_id, role, scope, scope_id, until)
    made = await store.add_grant(tx, given)
    if until is not None and made != new:  # one without an end may have got one
        await check_still_administered(tx, [given])
    tx.emit(GrantsChanged(subject=to, team=team))
    detail = {"role": role, "scope": scope.value, "scope_id": scope_id, "to": to, "team": team}
    if until is not None:
        detail["until"] = until.date().isoformat()
    tx.audit(AuditEntry("grant.give", "grant", made, detail))
    return made


async def check_may(tx: Tx, by: Rights, role: str, scope: ScopeKind, scope_id: UUID | None) -> None:
    """Refuse a grant that `by` may not give. Raises RoleUnknown, MoreThanYouMay and UnitUnknown."""
    check_may_grant(by, await _reach(tx, role, scope, scope_id))


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


async def list_grants_of(tx: Tx, user: UserId) -> list[Grant]:
    """List the grants in force of a user: their own first, then those of their teams."""
    return await store.list_grants_of_user(tx, user)


async def list_grants_of_team(tx: Tx, team: UUID) -> list[Grant]:
    """List the grants in force of a team."""
    return await store.list_grants_of_team(tx, team)


async def holders(tx: Tx, verb: Verb) -> list[str]:
    """Return the codes of the roles, shipped or own, that may do `verb`."""
    return [*roles_with(verb), *(role.code for role in await store.list_roles(tx) if verb in role.verbs)]


def tell_holders(tx: Tx, found: Collection[Grant]) -> None:
    """Announce that the rights of whoever holds these grants changed: open pages ask again."""
    for owner, team in dict.fromkeys((one.user_id or one.team_id, one.team_id is not None) for one in found):
        assert owner is not None
        tx.emit(GrantsChanged(subject=owner, team=team))


async def _reach(tx: Tx, role: str, kind: ScopeKind, id: UUID | None) -> Reach:
    own = await store.get_role(tx, role) if role not in ROLES else None
    verbs = frozenset(own.verbs) if own is not None else None
    if kind not in {ScopeKind.UNIT, ScopeKind.BRAND} or id is None:
        return Reach(role, kind, id, verbs=verbs)
    await get_unit(tx, id)
    return Reach(role, kind, id, frozenset(unit.id for unit in await list_units(tx) if id in unit.path), verbs)


SYSTEM_RIGHTS = resolve([Reach("system_admin", ScopeKind.WORKSPACE)])
