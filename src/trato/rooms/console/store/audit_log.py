"""The names of what the audit log speaks of: it keeps ids and codes only."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx

NAMES_OF_AUDIT = """
select id, name from access."user" where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from access.team where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from access.unit where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from channels.account where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from routing.queue where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from cases.tag where id = any($2::uuid[]) and workspace_id = $1
union all select id, '#' || number from cases."case" where id = any($2::uuid[]) and workspace_id = $1
"""


async def names_of_audit(tx: Tx, ids: list[UUID]) -> dict[UUID, str]:
    """Return the names of those of `ids` that have one for whoever reads the log: never of contacts."""
    return {row[0]: row[1] for row in await tx.connection.fetch(NAMES_OF_AUDIT, tx.workspace, ids)}
