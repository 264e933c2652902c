"""SQL of starters: which tags and reasons came of which node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

LIST = """
select node, tag_id, disposition_id, made_tag, made_disposition from intelligence.starter
where workspace_id = $1 order by node
"""
KEEP = """
insert into intelligence.starter
  (node, workspace_id, tag_id, disposition_id, made_tag, made_disposition, at, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (node, workspace_id) do update set tag_id = excluded.tag_id, disposition_id = excluded.disposition_id,
  made_tag = excluded.made_tag, made_disposition = excluded.made_disposition
"""
DROP = "delete from intelligence.starter where node = any($2::text[]) and workspace_id = $1"
ANEW = """
update intelligence.learner set anew_at = $2, due_at = $2, progress = coalesce(progress, 0) where workspace_id = $1
"""


async def kept(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LIST, tx.workspace))


async def keep(tx: Tx, many: Sequence[tuple[str, UUID | None, UUID | None, bool, bool]]) -> None:
    """Keep nodes: code, tag, reason, and whether each was made for it."""
    await tx.connection.executemany(KEEP, [(node, tx.workspace, *rest, tx.now, tx.actor.id) for node, *rest in many])


async def drop(tx: Tx, nodes: Sequence[str]) -> None:
    await tx.connection.execute(DROP, tx.workspace, list(nodes))


async def fit_anew(tx: Tx) -> None:
    """Let every learner fit now, with or without new lessons."""
    await tx.connection.execute(ANEW, tx.workspace, tx.now)
