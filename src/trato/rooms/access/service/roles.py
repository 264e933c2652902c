"""Roles of a workspace's own: copies of shipped ones, changed, that never may more than who made them."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from trato.kit.errors import Conflict, Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import RoleHeld, RoleUnknown
from trato.rooms.access.model import OwnRole, Rights, Verb
from trato.rooms.access.rules.matrix import ROLES
from trato.rooms.access.rules.rights import check_may_make
from trato.rooms.access.service.administered import check_administered
from trato.rooms.access.service.rights import tell_holders
from trato.rooms.access.store import grants as store

PREFIX = "own."


async def list_own_roles(tx: Tx) -> list[OwnRole]:
    """List the roles of this workspace's own, by name."""
    return await store.list_roles(tx)


async def count_held(tx: Tx) -> dict[str, int]:
    """Return how many grants in force give each role."""
    return await store.count_held(tx)


async def add_role(
    tx: Tx, by: Rights, name: str, copied_from: str, verbs: Collection[Verb], description: str = ""
) -> OwnRole:
    """Make a role from a shipped one. Raises RoleUnknown, Invalid, Conflict for a name taken, and MoreThanYouMay."""
    if copied_from not in ROLES:
        raise RoleUnknown(role=copied_from)
    made = OwnRole(PREFIX + uuid7().hex, name.strip(), description.strip(), copied_from, _ordered(verbs), tx.now)
    _check(made)
    check_may_make(by, verbs)
    if not await store.add_role(tx, made):
        raise Conflict(field="name", reason="taken")
    tx.audit(AuditEntry("role.add", "role", None, {"role": made.code, "from": copied_from}))
    return made


async def change_role(
    tx: Tx,
    by: Rights,
    code: str,
    *,
    name: str | None = None,
    description: str | None = None,
    verbs: Collection[Verb] | None = None,
) -> OwnRole:
    """Change what is given; whoever holds the role has the new rights at once.

    Raises RoleUnknown, Invalid, Conflict for a name taken, MoreThanYouMay for a verb that the role did not have and
    its changer has not, and LastAdministrator.
    """
    before = await get_own_role(tx, code)
    after = msgspec.structs.replace(
        before,
        name=before.name if name is None else name.strip(),
        description=before.description if description is None else description.strip(),
        verbs=before.verbs if verbs is None else _ordered(verbs),
        changed_at=tx.now,
    )
    _check(after)
    added, removed = set(after.verbs) - set(before.verbs), set(before.verbs) - set(after.verbs)
    check_may_make(by, added)
    if (await store.find_role(tx, after.name) or code) != code:
        raise Conflict(field="name", reason="taken")
    await store.change_role(tx, after)
    if added or removed:
        await check_administered(tx)
        tell_holders(tx, await store.list_grants_of_role(tx, code))
    detail = {"role": code, "added": sorted(v.value for v in added), "removed": sorted(v.value for v in removed)}
    tx.audit(AuditEntry("role.change", "role", None, detail))
    return after


async def retire_role(tx: Tx, code: str) -> None:
    """Take a role out of use. Raises RoleUnknown, and RoleHeld while a grant gives it."""
    await get_own_role(tx, code)
    held = await store.list_grants_of_role(tx, code)
    if held:
        raise RoleHeld(role=code, grants=len(held))
    await store.retire_role(tx, code)
    tx.audit(AuditEntry("role.retire", "role", None, {"role": code}))


async def get_own_role(tx: Tx, code: str) -> OwnRole:
    """Return a role of the workspace's own. Raises RoleUnknown: a shipped one cannot be changed."""
    found = await store.get_role(tx, code)
    if found is None:
        raise RoleUnknown(role=code)
    return found


def _ordered(verbs: Collection[Verb]) -> tuple[Verb, ...]:
    return tuple(verb for verb in Verb if verb in verbs)


def _check(role: OwnRole) -> None:
    if not 0 < len(role.name) <= 100:
        raise Invalid(field="name", reason="length")
    if len(role.description) > 500:
        raise Invalid(field="description", reason="length")
    if not role.verbs:
        raise Invalid(field="verbs", reason="empty")
