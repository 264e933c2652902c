"""SQL of what waits to leave, account by account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx

# the partial index over what waits makes this as long as the line itself
WAITING_BY_ACCOUNT = """
select account_id, count(*)::int as messages, min(queued_at) as oldest_at, min(next_at) as next_at,
  (count(*) filter (where attempt > 0))::int as retried, max(reason) as reason
from conversations.delivery where workspace_id = $1 and state = 'cleared' group by account_id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What waits to leave an account: how much, since when, when the next try is due, and how many failed once."""

    account_id: UUID
    messages: int
    oldest_at: datetime
    next_at: datetime
    retried: int
    reason: str


async def waiting_by_account(tx: Tx) -> dict[UUID, Line]:
    """Return what is cleared and has not left, of every account that has some."""
    rows = await tx.connection.fetch(WAITING_BY_ACCOUNT, tx.workspace)
    return {row["account_id"]: Line(**dict(row)) for row in rows}
