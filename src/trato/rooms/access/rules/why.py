"""Why somebody may do something: which grant gives which verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from trato.rooms.access.model import Grant, OwnRole, Verb
from trato.rooms.access.rules.matrix import ROLES, Role


def reasons(
    grants: Iterable[Grant], own: Iterable[OwnRole], roles: Mapping[str, Role] = ROLES
) -> dict[str, list[UUID]]:
    """Return, for each verb that is allowed anywhere, the grants that allow it, in the order of the verbs."""
    verbs = {code: role.verbs for code, role in roles.items()} | {one.code: frozenset(one.verbs) for one in own}
    held = list(grants)
    found = {verb.value: [one.id for one in held if verb in verbs.get(one.role, ())] for verb in Verb}
    return {verb: list(given) for verb, given in found.items() if given}
