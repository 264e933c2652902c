"""The house is never locked from inside: somebody who manages people and grants remains."""

from __future__ import annotations

from collections.abc import Iterable

from trato.kit.tx import Tx
from trato.rooms.access.errors import LastAdministrator
from trato.rooms.access.model import Grant, ScopeKind, Verb
from trato.rooms.access.rules.rights import roles_with
from trato.rooms.access.store import grants


async def check_still_administered(tx: Tx, ending: Iterable[Grant]) -> None:
    """Refuse to end `ending` when one of them administers everywhere, and nobody else would. Raises LastAdministrator.

    Where none of them does, nothing is counted.
    """
    whole = {one.role for one in ending if one.scope_kind is ScopeKind.WORKSPACE}
    if not whole:
        return
    verbs = {Verb.USERS_MANAGE, Verb.GRANTS_MANAGE}
    own = {one.code for one in await grants.list_roles(tx) if verbs & set(one.verbs)}
    if whole & {*own, *(code for verb in verbs for code in roles_with(verb))}:
        await check_administered(tx)


async def check_administered(tx: Tx) -> None:
    """Refuse a deed after which nobody active managed people and grants everywhere. Raises LastAdministrator.

    Call it after the deed was written: of two that take away each other's rights, the second is refused.
    """
    if await grants.count_administrators(tx, roles_with(Verb.USERS_MANAGE), roles_with(Verb.GRANTS_MANAGE)) == 0:
        raise LastAdministrator()
