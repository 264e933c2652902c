"""SQL of the terms of choice, by version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trato.kit.tx import Tx

GET_POLICY = """
select version, terms from routing.policy where workspace_id = $1 order by version desc limit 1
"""
ADD_POLICY = """
insert into routing.policy (version, workspace_id, from_at, terms, by_kind, by_id)
select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5 from routing.policy where workspace_id = $1
returning version
"""


async def get_policy(tx: Tx) -> tuple[int, Mapping[str, Any]] | None:
    """Return the terms in force, with their version."""
    row = await tx.connection.fetchrow(GET_POLICY, tx.workspace)
    return (row["version"], row["terms"]) if row else None


async def add_policy(tx: Tx, terms: Mapping[str, Any]) -> int:
    version: int = await tx.connection.fetchval(
        ADD_POLICY, tx.workspace, tx.now, dict(terms), tx.actor.kind.value, tx.actor.id
    )
    return version
