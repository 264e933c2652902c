"""SQL of the tree of dispositions and of its versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.model import Disposition, DispositionId

_NODE: Final = "id, parent_id, position, code, name, tree_version, retired_at, merged_into"

NEXT_VERSION = """
insert into cases.disposition_tree (workspace_id, version) values ($1, 1)
on conflict (workspace_id) do update set version = cases.disposition_tree.version + 1 returning version
"""
GET_VERSION = "select version from cases.disposition_tree where workspace_id = $1"
PREPARE_COUNTER = "insert into cases.counter (workspace_id) values ($1) on conflict do nothing"
LIST_NODES = f"select {_NODE} from cases.disposition where workspace_id = $1 order by position, code"
GET_NODE = f"select {_NODE} from cases.disposition where id = $1 and workspace_id = $2"
HAS_LEAVES = "select exists (select 1 from cases.disposition where workspace_id = $1 and retired_at is null)"
IS_LEAF = """
select retired_at is null and not exists (
  select 1 from cases.disposition c where c.parent_id = d.id and c.workspace_id = $2 and c.retired_at is null)
from cases.disposition d where d.id = $1 and d.workspace_id = $2
"""
COUNT_USES = """
select d.id, u.cases from cases.disposition d
left join lateral (
  select count(*) as cases from (
    select 1 from cases."case" c where c.disposition_id = d.id and c.workspace_id = $1 limit 10000) x) u on true
where d.workspace_id = $1
"""
SET_PLACES = """
with placed as (
  update cases.disposition d set position = u.position, tree_version = $4
  from unnest($2::uuid[], $3::int[]) u(id, position)
  where d.id = u.id and d.workspace_id = $1 and d.position <> u.position
  returning d.id, d.parent_id, d.position, d.code, d.name, d.retired_at, d.merged_into)
insert into cases.disposition_change (disposition_id, tree_version, workspace_id, parent_id, position, code, name,
                                      retired, merged_into, at, by_id)
select id, $4, $1, parent_id, position, code, name, retired_at is not null, merged_into, $5, $6 from placed
on conflict (disposition_id, tree_version, workspace_id) do nothing
"""
ADD_NODE = """
insert into cases.disposition (id, workspace_id, parent_id, position, code, name, tree_version)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id
"""
SET_NODE = """
update cases.disposition set parent_id = $3, position = $4, name = $5, tree_version = $6, retired_at = $7,
  merged_into = $8
where id = $1 and workspace_id = $2
"""
ADD_CHANGE = """
insert into cases.disposition_change (disposition_id, tree_version, workspace_id, parent_id, position, code, name,
                                      retired, merged_into, at, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
LIST_AT_VERSION = """
select distinct on (disposition_id) disposition_id as id, parent_id, position, code, name, tree_version,
  case when retired then at end as retired_at, merged_into
from cases.disposition_change where workspace_id = $1 and tree_version <= $2
order by disposition_id, tree_version desc
"""


async def next_version(tx: Tx) -> int:
    """Raise the version of the tree, which locks it; return the new one."""
    version: int = await tx.connection.fetchval(NEXT_VERSION, tx.workspace)
    return version


async def get_version(tx: Tx) -> int:
    """Return the version of the tree; 0 before its first node."""
    version: int | None = await tx.connection.fetchval(GET_VERSION, tx.workspace)
    return version or 0


async def prepare_counter(tx: Tx) -> None:
    await tx.connection.execute(PREPARE_COUNTER, tx.workspace)


async def list_nodes(tx: Tx) -> list[Disposition]:
    return [_node(row) for row in await tx.connection.fetch(LIST_NODES, tx.workspace)]


async def get_node(tx: Tx, disposition_id: UUID) -> Disposition | None:
    row = await tx.connection.fetchrow(GET_NODE, disposition_id, tx.workspace)
    return _node(row) if row else None


async def has_leaves(tx: Tx) -> bool:
    """Say whether the tree holds any reason in use."""
    has: bool = await tx.connection.fetchval(HAS_LEAVES, tx.workspace)
    return has


async def is_leaf(tx: Tx, disposition_id: UUID) -> bool | None:
    """Say whether a node is a reason in use; None when there is no such node."""
    leaf: bool | None = await tx.connection.fetchval(IS_LEAF, disposition_id, tx.workspace)
    return leaf


async def add_node(tx: Tx, one: Disposition) -> bool:
    """Write a node; False when its code is taken."""
    added = await tx.connection.fetchval(
        ADD_NODE, one.id, tx.workspace, one.parent_id, one.position, one.code, one.name, one.tree_version
    )
    if added is not None:
        await _add_change(tx, one)
    return added is not None


async def set_node(tx: Tx, one: Disposition) -> None:
    """Write what a node is from its `tree_version` on."""
    await tx.connection.execute(
        SET_NODE, one.id, tx.workspace, one.parent_id, one.position, one.name, one.tree_version, one.retired_at,
        one.merged_into,
    )  # fmt: skip
    await _add_change(tx, one)


async def count_uses(tx: Tx) -> dict[UUID, int]:
    """Return how many cases have each reason, 10,000 at most."""
    return {row[0]: row[1] for row in await tx.connection.fetch(COUNT_USES, tx.workspace)}


async def set_places(tx: Tx, order: Sequence[UUID], version: int) -> None:
    """Put nodes in this order among their neighbours."""
    await tx.connection.execute(
        SET_PLACES, tx.workspace, list(order), list(range(len(order))), version, tx.now, tx.actor.id
    )


async def list_at_version(tx: Tx, version: int) -> list[Disposition]:
    """Return the tree as it was at a version."""
    return [_node(row) for row in await tx.connection.fetch(LIST_AT_VERSION, tx.workspace, version)]


async def _add_change(tx: Tx, one: Disposition) -> None:
    await tx.connection.execute(
        ADD_CHANGE, one.id, one.tree_version, tx.workspace, one.parent_id, one.position, one.code, one.name,
        one.retired_at is not None, one.merged_into, tx.now, tx.actor.id,
    )  # fmt: skip


def _node(row: Any) -> Disposition:
    return Disposition(
        DispositionId(row["id"]), row["parent_id"], row["position"], row["code"], row["name"], row["tree_version"],
        row["retired_at"], row["merged_into"],
    )  # fmt: skip
