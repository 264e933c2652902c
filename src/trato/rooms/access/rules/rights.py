"""From grants to rights: who may do what, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import assert_never

from trato.rooms.access.errors import MoreThanYouMay, RoleUnknown
from trato.rooms.access.model import NOWHERE, Place, Reach, Rights, Scope, ScopeKind, Verb
from trato.rooms.access.rules.matrix import ROLES, Role


def resolve(reaches: Iterable[Reach], roles: Mapping[str, Role] = ROLES) -> Rights:
    """Sum up grants: for each verb, all places where one of them allows it. A role that is gone gives nothing."""
    scopes: dict[Verb, Scope] = {}
    for reach in reaches:
        scope = scope_of(reach)
        for verb in verbs_of(reach, roles):
            scopes[verb] = join(scopes.get(verb, NOWHERE), scope)
    return Rights(scopes)


def verbs_of(reach: Reach, roles: Mapping[str, Role] = ROLES) -> frozenset[Verb]:
    """Return what the role of a grant allows: nothing when it is gone."""
    if reach.verbs is not None:
        return reach.verbs
    role = roles.get(reach.role)
    return role.verbs if role is not None else frozenset()


def scope_of(reach: Reach) -> Scope:
    """Return where one grant holds."""
    match reach.kind:
        case ScopeKind.WORKSPACE:
            return Scope(everywhere=True)
        case ScopeKind.UNIT | ScopeKind.BRAND:
            return Scope(units=reach.units)
        case ScopeKind.QUEUE:
            return Scope(queues=frozenset({reach.id} if reach.id else ()))
        case ScopeKind.ACCOUNT:
            return Scope(accounts=frozenset({reach.id} if reach.id else ()))
        case _:
            assert_never(reach.kind)


def join(one: Scope, other: Scope) -> Scope:
    """Return what either covers."""
    if one.everywhere or other.everywhere:
        return Scope(everywhere=True)
    return Scope(
        units=one.units | other.units, queues=one.queues | other.queues, accounts=one.accounts | other.accounts
    )


def can(rights: Rights, verb: Verb, place: Place) -> bool:
    """Say whether `verb` may be done to an object that stands at `place`; the one question about a single object."""
    return rights.scope(verb).covers(place)


def visible(alias: str, at: int) -> str:
    """Return the SQL condition that rows of `alias` are inside a scope: the one predicate of every list.

    It takes four parameters, numbered from `at`: `Scope.parameters()`. The rows carry brand_id, queue_id and
    account_id. The text is the same for everybody, so the statement stays prepared.
    """
    return (
        f"(${at}::boolean or {alias}.brand_id = any(${at + 1}::uuid[])"
        f" or {alias}.queue_id = any(${at + 2}::uuid[]) or {alias}.account_id = any(${at + 3}::uuid[]))"
    )


def narrow(rights: Rights, verbs: Collection[Verb]) -> Rights:
    """Return the rights of a token: its owner's, for these verbs only."""
    return Rights({verb: scope for verb, scope in rights.scopes.items() if verb in verbs})


def check_may_grant(rights: Rights, reach: Reach, roles: Mapping[str, Role] = ROLES) -> None:
    """Refuse to hand out more than one may. Raises RoleUnknown and MoreThanYouMay.

    Who manages grants everywhere hands out any role; who does so within a scope, only what they have there themselves.
    """
    if reach.verbs is None and reach.role not in roles:
        raise RoleUnknown(role=reach.role)
    if rights.scope(Verb.GRANTS_MANAGE).everywhere:
        return
    wanted = scope_of(reach)
    for verb in sorted(verbs_of(reach, roles) | {Verb.GRANTS_MANAGE}):
        if not is_within(wanted, rights.scope(verb)):
            raise MoreThanYouMay(verb=verb)


def check_may_make(rights: Rights, verbs: Collection[Verb]) -> None:
    """Refuse a role that may more than who makes it: each verb must be theirs everywhere. Raises MoreThanYouMay."""
    for verb in sorted(verbs):
        if not rights.scope(verb).everywhere:
            raise MoreThanYouMay(verb=verb)


def is_within(inner: Scope, outer: Scope) -> bool:
    """Say whether `outer` covers all of `inner`."""
    if outer.everywhere:
        return True
    if inner.everywhere:
        return False
    return inner.units <= outer.units and inner.queues <= outer.queues and inner.accounts <= outer.accounts


def roles_with(verb: Verb, roles: Mapping[str, Role] = ROLES) -> list[str]:
    """Return the codes of the roles that may do `verb`."""
    return [role.code for role in roles.values() if verb in role.verbs]
