"""When something last came to a channel account and left it, among the newest messages: ids sort by time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

LATEST = """
select account_id, max(received_at) filter (where direction = 'in') as received_at,
  max(received_at) filter (where direction = 'out') as sent_at
from conversations.message where workspace_id = $1 and id > $2 group by account_id
"""
NEWEST_OF_ACCOUNT = """
select m.id, m.case_id, m.conversation_id, m.text, m.received_at from conversations.message m
where m.workspace_id = $1 and m.id > $3 and m.account_id = $2 and m.direction = 'in' order by m.id desc limit 1
"""


async def latest(tx: Tx, since: datetime) -> Sequence[Any]:
    """Return, by account, when something last came and went, of what was written since then."""
    return await tx.connection.fetch(LATEST, tx.workspace, least_id(since))


async def newest_of_account(tx: Tx, account_id: UUID, since: datetime) -> Any:
    """Return the newest message that came to an account since then, or None."""
    return await tx.connection.fetchrow(NEWEST_OF_ACCOUNT, tx.workspace, account_id, least_id(since))


def least_id(at: datetime) -> UUID:
    """Return the least UUIDv7 of an instant."""
    return UUID(int=int(at.timestamp() * 1000) << 80)
