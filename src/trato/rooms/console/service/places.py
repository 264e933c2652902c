"""Where a role may be given: units, brands, queues and channel accounts, by name."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, UnitKind
from trato.rooms.channels import api as channels
from trato.rooms.console.errors import TeamInUse
from trato.rooms.routing import api as routing


class GrantPlace(Struct, frozen=True):
    """A place that a grant may reach. `depth` is that of a unit in the tree, the root being 0."""

    kind: ScopeKind
    id: UUID
    name: str
    depth: int = 0


async def list_places(tx: Tx, book: channels.AccountBook) -> list[GrantPlace]:
    """List every place below the workspace: units and brands as the tree has them, then queues, then accounts."""
    units = await access.list_units(tx)
    order = {one.id: one.name for one in units}
    tree = sorted(units, key=lambda one: [(order.get(id, ""), str(id)) for id in one.path])
    kinds = {UnitKind.BRAND: ScopeKind.BRAND}
    found = [
        GrantPlace(kinds.get(one.kind, ScopeKind.UNIT), one.id, one.name, len(one.path) - 1)
        for one in tree
        if one.parent_id is not None
    ]
    queues = sorted(await routing.list_queues(tx), key=lambda one: one.name)
    accounts = sorted((await book.of_workspace(tx)).values(), key=lambda one: one.row.name)
    found += [GrantPlace(ScopeKind.QUEUE, one.id, one.name) for one in queues]
    return found + [GrantPlace(ScopeKind.ACCOUNT, one.id, one.row.name) for one in accounts]


async def retire_team(tx: Tx, team: UUID) -> None:
    """Take a team out of use. Raises TeamUnknown, LastAdministrator, and TeamInUse while queues wait for it."""
    await access.get_team(tx, team)
    waiting = [one.name for one in await routing.list_queues(tx) if one.team_id == team]
    if waiting:
        raise TeamInUse(queues=waiting)
    await access.retire_team(tx, team)
