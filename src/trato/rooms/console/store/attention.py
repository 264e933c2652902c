"""What stands still until a person looks: reactions that gave up, accounts that broke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

FAILED = """
select f.seq, f.reaction, f.case_id, f.attempts, f.error, f.gave_up_at, e.kind, e.occurred_at
from kit.reaction_failure f left join kit.event e on e.workspace_id = $1 and e.seq = f.seq
where f.workspace_id = $1 order by f.gave_up_at is null, f.seq desc limit $2
"""
BROKEN = """
select id, channel, name, state_reason from channels.account where workspace_id = $1 and state = 'broken' order by name
"""
TRY_AGAIN = """
update kit.reaction_failure set gave_up_at = null, attempts = 0, next_at = clock_timestamp()
where workspace_id = $1 and seq = $2 and reaction = $3 returning seq
"""


async def list_failed(tx: Tx, limit: int) -> Sequence[Any]:
    return await tx.connection.fetch(FAILED, tx.workspace, limit)


async def list_broken(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(BROKEN, tx.workspace)


async def try_again(tx: Tx, seq: int, reaction: str) -> UUID | None:
    """Let a reaction that gave up run again; None when there is none."""
    found: UUID | None = await tx.connection.fetchval(TRY_AGAIN, tx.workspace, seq, reaction)
    return found
