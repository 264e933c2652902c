"""SQL of which accounts the worker looks at with their providers next."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx

# who connects an account has just looked at it: the first look of the worker comes later
CLAIM_LOOKS = """
insert into channels.look as l (account_id, workspace_id, next_at)
select a.id, $1, case when a.state = 'broken' then $4::timestamptz else $3::timestamptz end from channels.account a
left join channels.look k on k.account_id = a.id and k.workspace_id = $1
where a.workspace_id = $1 and a.state in ('active', 'paused', 'broken') and a.created_at <= $5
  and coalesce(k.next_at, $2) <= $2
order by coalesce(k.next_at, a.created_at) limit $6
on conflict (account_id, workspace_id) do update set next_at = excluded.next_at where l.next_at <= $2
returning account_id
"""


async def claim_looks(
    tx: Tx, again_at: datetime, broken_again_at: datetime, connected_before: datetime, limit: int
) -> list[UUID]:
    """Take the accounts that are to be looked at now, and say when they are next; no two workers take the same."""
    rows = await tx.connection.fetch(
        CLAIM_LOOKS, tx.workspace, tx.now, again_at, broken_again_at, connected_before, limit
    )  # fmt: skip
    return [row["account_id"] for row in rows]
