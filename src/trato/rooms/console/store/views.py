"""Saved views: rows of `console.view`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.console.model import CaseFilter, CaseSort, Listing, SavedView, ViewKey, ViewKind

_COLUMNS = "id, owner_id, team_id, name, base, filter, sort, position, deleted_at"
LIST = f"""
select {_COLUMNS} from console.view
where owner_id = any($2::uuid[]) and workspace_id = $1 and deleted_at is null
union all
select {_COLUMNS} from console.view
where team_id = any($3::uuid[]) and workspace_id = $1 and deleted_at is null
order by position, name, id
"""
GET = f"select {_COLUMNS} from console.view where id = $2 and workspace_id = $1"
ADD = """
insert into console.view (id, workspace_id, owner_id, team_id, name, base, filter, sort, position, created_by,
  created_at, changed_at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
on conflict do nothing returning id
"""
SET = """
update console.view set name = $3, base = $4, filter = $5, sort = $6, position = $7, deleted_at = $8, changed_at = $9
where id = $2 and workspace_id = $1
"""


async def list_views(tx: Tx, owners: Sequence[UUID], teams: Sequence[UUID]) -> list[SavedView]:
    """Return the views of people and of teams, in their order."""
    return [_view(row) for row in await tx.connection.fetch(LIST, tx.workspace, list(owners), list(teams))]


async def get_view(tx: Tx, id: UUID) -> SavedView | None:
    """Return a view, also a deleted one."""
    row = await tx.connection.fetchrow(GET, tx.workspace, id)
    return _view(row) if row else None


async def add_view(tx: Tx, one: SavedView, by: UUID | None) -> bool:
    """Keep a new view; False when its id is something else's."""
    values = (one.name, str(one.listing.view), msgspec.to_builtins(one.listing.filter), one.sort.value, one.position)
    owned = (one.id, one.owner_id, one.team_id)
    return await tx.connection.fetchval(ADD, tx.workspace, *owned, *values, by, tx.now) is not None


async def set_view(tx: Tx, one: SavedView) -> None:
    """Keep a view as it is now."""
    values = (one.name, str(one.listing.view), msgspec.to_builtins(one.listing.filter), one.sort.value, one.position)
    await tx.connection.execute(SET, tx.workspace, one.id, *values, one.deleted_at, tx.now)


def _view(row: Any) -> SavedView:
    kind, _, team = row["base"].partition(".")
    return SavedView(
        id=row["id"],
        owner_id=row["owner_id"],
        team_id=row["team_id"],
        name=row["name"],
        listing=Listing(
            ViewKey(ViewKind(kind), UUID(team) if team else None), msgspec.convert(row["filter"], CaseFilter)
        ),
        sort=CaseSort(row["sort"]),
        position=row["position"],
        deleted_at=row["deleted_at"],
    )
