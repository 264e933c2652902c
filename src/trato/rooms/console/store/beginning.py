"""What a newcomer's workspace has come to: its first conversation, and whether somebody answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.kit.tx import Tx

NEWEST_CASES = """
select c.id, c.number, c.account_id, m.text as said, a.sort_at as answered_at
from (
  select id, number, account_id from cases."case" where workspace_id = $1 order by last_message_at desc, id limit 20) c
left join lateral (
  select text from conversations.message m where m.case_id = c.id and m.workspace_id = $1 and m.direction = 'in'
  order by m.sort_at limit 1) m on true
left join lateral (
  select sort_at from conversations.message m where m.case_id = c.id and m.workspace_id = $1 and m.direction = 'out'
    and m.author_kind = 'user' order by m.sort_at limit 1) a on true
"""


async def newest_cases(tx: Tx) -> Sequence[Any]:
    """Return the newest cases with what was said first and since when they are answered."""
    return await tx.connection.fetch(NEWEST_CASES, tx.workspace)
