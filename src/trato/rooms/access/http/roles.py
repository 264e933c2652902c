"""The addresses of roles: shipped ones to read, own ones to make, change and retire."""

from __future__ import annotations

from msgspec import Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.http.routes import Route, check_whole
from trato.rooms.access.model import OwnRole, Principal, Verb
from trato.rooms.access.rules.matrix import ROLES, Role
from trato.rooms.access.service import roles as service


class RoleView(Struct, frozen=True):
    """A role. A shipped one has `names` by language; an own one a `name`, and the shipped one it was copied from.

    `held` counts the grants in force that give it; it is told to who may see all grants, else it is None.
    """

    code: str
    source: str
    names: dict[str, str]
    verbs: list[str]
    own: bool = False
    description: str = ""
    copied_from: str | None = None
    held: int | None = None


class NewRole(Struct, frozen=True):
    name: str
    copied_from: str
    verbs: list[Verb]
    description: str = ""


class RoleChange(Struct, frozen=True):
    code: str
    name: str | None = None
    description: str | None = None
    verbs: list[Verb] | None = None


class OneRole(Struct, frozen=True):
    code: str


async def list_roles(tx: Tx, who: Principal, given: Nothing) -> list[RoleView]:
    """List the roles and what each may do: those of the house first, then our own."""
    held = await service.count_held(tx) if who.rights.scope(Verb.ROLES_READ).everywhere else None
    shipped = [_shipped(one, held) for one in ROLES.values()]
    return [*shipped, *(_own(one, held) for one in await service.list_own_roles(tx))]


async def add_role(tx: Tx, who: Principal, given: NewRole) -> RoleView:
    """Make a role of our own from one of the house; it never may more than who makes it."""
    check_whole(who, Verb.GRANTS_MANAGE)
    made = await service.add_role(tx, who.rights, given.name, given.copied_from, given.verbs, given.description)
    return _own(made, {})


async def change_role(tx: Tx, who: Principal, given: RoleChange) -> RoleView:
    """Change a role of our own; whoever holds it has the new rights at once."""
    check_whole(who, Verb.GRANTS_MANAGE)
    changed = await service.change_role(
        tx, who.rights, given.code, name=given.name, description=given.description, verbs=given.verbs
    )
    return _own(changed, await service.count_held(tx))


async def retire_role(tx: Tx, who: Principal, given: OneRole) -> None:
    """Take a role of our own out of use, once nobody holds it."""
    check_whole(who, Verb.GRANTS_MANAGE)
    await service.retire_role(tx, given.code)


def _shipped(role: Role, held: dict[str, int] | None) -> RoleView:
    count = None if held is None else held.get(role.code, 0)
    return RoleView(role.code, role.source, dict(role.names), sorted(role.verbs), held=count)


def _own(role: OwnRole, held: dict[str, int] | None) -> RoleView:
    return RoleView(
        role.code,
        "",
        dict.fromkeys(("es", "en", "pt"), role.name),
        sorted(verb.value for verb in role.verbs),
        own=True,
        description=role.description,
        copied_from=role.copied_from,
        held=None if held is None else held.get(role.code, 0),
    )


TABLE = (
    Route("GET", "/api/v1/roles", Verb.ROLES_READ, list_roles),
    Route("POST", "/api/v1/roles", Verb.GRANTS_MANAGE, add_role, NewRole),
    Route("PATCH", "/api/v1/roles/{code}", Verb.GRANTS_MANAGE, change_role, RoleChange),
    Route("DELETE", "/api/v1/roles/{code}", Verb.GRANTS_MANAGE, retire_role, OneRole),
)
