"""Where a story stands in the database: the case that a contact's conversation serves, and who holds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.kit.tx import Tx

FIND = """
select v.id as conversation_id, v.contact_id, c.id as case_id, c.state, c.holder_kind, c.holder_id,
  c.set_aside is not null as aside, c.queue_id, e.arm = 'off' as held_out,
  (select m.id from conversations.message m where m.conversation_id = v.id and m.workspace_id = $1
     and m.direction = 'in' order by m.sort_at desc limit 1) as inbound_id
from contacts.identity i
join conversations.conversation v on v.contact_id = i.contact_id and v.workspace_id = $1 and v.account_id = $3
join cases."case" c on c.id = v.case_id and c.workspace_id = $1
left join cases.exposure e on e.case_id = c.id and e.workspace_id = $1 and e.feature = 'canned_replies'
where i.workspace_id = $1 and i.address = any($2::text[])
order by v.last_sort_at desc limit 1
"""
STRANGERS = """
select c.id from cases."case" c
where c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'agent' and c.holder_id = any($2::uuid[])
  and c.waiting_on is null and c.set_aside is null and c.unanswered_since < $3
"""
WAITING = """
select count(*) from cases."case" c
where c.workspace_id = $1 and c.state = 'open' and c.holder_kind = 'agent' and c.holder_id = $2
  and c.unanswered_since is not null and c.waiting_on is null and c.set_aside is null
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """One look at a story's case. `held_out` says that the experiment keeps canned replies from it."""

    conversation_id: UUID
    contact_id: UUID
    case_id: UUID
    state: str
    holder_kind: str
    holder_id: UUID | None
    aside: bool
    queue_id: UUID | None
    held_out: bool
    inbound_id: UUID | None


async def find(tx: Tx, addresses: Sequence[str], account_id: UUID) -> Spot | None:
    """Find the newest conversation of somebody on an account."""
    row = await tx.connection.fetchrow(FIND, tx.workspace, list(addresses), account_id)
    return Spot(**{**dict(row), "held_out": bool(row["held_out"])}) if row else None


async def strangers(tx: Tx, players: Collection[UUID], before: object) -> list[UUID]:
    """Return cases that players hold, unanswered since `before`."""
    return [row["id"] for row in await tx.connection.fetch(STRANGERS, tx.workspace, list(players), before)]


async def waiting_for(tx: Tx, user_id: UUID) -> int:
    """Return how many cases of an agent wait for an answer."""
    count: int = await tx.connection.fetchval(WAITING, tx.workspace, user_id)
    return count
