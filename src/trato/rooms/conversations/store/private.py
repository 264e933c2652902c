"""What was said in public and answered in private."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# the newest of a case that a contact said in public and that still stands
NEWEST_PUBLIC = """
select m.id, m.provider_id, m.account_id, m.author_id as contact_id, m.occurred_at, v.id as conversation_id,
  v.identity_id, v.contact_id as thread_contact_id, v.surface
from conversations.message m join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where m.case_id = $2 and m.workspace_id = $1 and m.public and m.direction = 'in' and m.author_kind = 'contact'
  and m.provider_id is not null and m.deleted_at is null and ($3::uuid is null or m.id = $3)
order by m.sort_at desc, m.sort_id desc, m.sort_item desc limit 1
"""
# once; one that came to nothing may be tried again
TAKE = """
insert into conversations.private_reply as p (target_id, workspace_id, message_id, at) values ($2, $1, $3, $4)
on conflict (target_id, workspace_id) do update set message_id = excluded.message_id, at = excluded.at
where p.message_id = excluded.message_id or exists (select 1 from conversations.delivery d
  where d.message_id = p.message_id and d.workspace_id = $1 and d.state in ('failed', 'cancelled', 'blocked'))
returning target_id
"""


# the conversation of a private answer, where it is one to something said in this case
ANSWERED = """
select m.conversation_id from conversations.private_reply p
join conversations.message t on t.id = p.target_id and t.workspace_id = $1 and t.case_id = $2
join conversations.message m on m.id = p.message_id and m.workspace_id = $1
where p.message_id = $3 and p.workspace_id = $1
"""


async def answered(tx: Tx, case_id: UUID, message_id: UUID) -> UUID | None:
    """Return the conversation of a private answer in a case, None when the message is no such answer."""
    found: UUID | None = await tx.connection.fetchval(ANSWERED, tx.workspace, case_id, message_id)
    return found


async def newest_public(tx: Tx, case_id: UUID, message_id: UUID | None) -> dict[str, Any] | None:
    """Return what a contact said last in public in a case, or that one message; None when there is none."""
    row = await tx.connection.fetchrow(NEWEST_PUBLIC, tx.workspace, case_id, message_id)
    return dict(row) if row else None


async def take(tx: Tx, target_id: UUID, message_id: UUID) -> bool:
    """Keep that a message answers another in private; False when one has done so already."""
    return await tx.connection.fetchval(TAKE, tx.workspace, target_id, message_id, tx.now) is not None
