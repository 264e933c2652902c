"""Receipts, edits, deletions and reactions: applied to their message, or parked until it comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.contacts.model import Address

LOCK_TARGETS = """
select m.id, m.account_id, m.provider_id, m.conversation_id, m.case_id, m.direction, m.author_kind, m.purpose, m.parts,
  m.text, m.rating, m.edited_at, m.deleted_at, d.state, d.rank
from conversations.message m left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where (m.provider_id, m.account_id) in (select * from unnest($2::text[], $3::uuid[])) and m.workspace_id = $1
order by m.id for update of m
"""

PARK = """
insert into conversations.parked (id, workspace_id, account_id, provider_id, dedupe_key, event, received_at, author_id)
select u.id, $1, u.account_id, u.provider_id, u.dedupe_key, u.event::jsonb, u.received_at, u.author_id
from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[])
  u(id, account_id, provider_id, dedupe_key, event, received_at, author_id)
on conflict do nothing
"""

TAKE_PARKED = """
delete from conversations.parked p using unnest($2::text[], $3::uuid[]) u(provider_id, account_id)
where p.provider_id = u.provider_id and p.account_id = u.account_id and p.workspace_id = $1
returning p.account_id, p.provider_id, p.event, p.received_at, p.author_id
"""

# leftovers whose message came meanwhile by another way; and those too old to wait
MEETABLE = """
select p.account_id, p.provider_id from conversations.parked p
where p.workspace_id = $1 and exists (select 1 from conversations.message m
  where m.provider_id = p.provider_id and m.account_id = p.account_id and m.workspace_id = $1) limit 200
"""
DROP_OLD = "delete from conversations.parked where workspace_id = $1 and received_at < $2"

SET_DELIVERY = """
update conversations.delivery d set state = u.state, rank = u.rank, reason = u.reason,
  sent_at = coalesce(d.sent_at, case when u.rank >= 1 then u.at end),
  delivered_at = coalesce(d.delivered_at, case when u.rank >= 2 then u.at end),
  read_at = coalesce(d.read_at, case when u.rank >= 3 then u.at end),
  failed_at = case when u.state = 'failed' then u.at else d.failed_at end
from unnest($2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::timestamptz[]) u(id, state, rank, reason, at)
where d.message_id = u.id and d.workspace_id = $1
"""

# a receipt that carries our own key tells which uncertain message it is about
ADOPT = """
update conversations.message m set provider_id = u.provider_id
from unnest($2::uuid[], $3::text[], $4::uuid[]) u(id, provider_id, account_id), conversations.delivery d
where m.id = u.id and m.workspace_id = $1 and m.account_id = u.account_id and m.provider_id is null
  and d.message_id = m.id and d.workspace_id = $1 and d.state = 'uncertain'
"""

# the same, of receipts that came before the doubt; asked of some messages, or of all that are in doubt
ADOPT_PARKED = """
update conversations.message m set provider_id = p.provider_id
from conversations.delivery d, conversations.parked p
where d.workspace_id = $1 and d.state = 'uncertain' and ($2::uuid[] is null or d.message_id = any($2))
  and p.account_id = d.account_id and p.workspace_id = $1 and p.event -> 'detail' ->> 'our_key' = d.message_id::text
  and m.id = d.message_id and m.workspace_id = $1 and m.provider_id is null
returning m.provider_id, m.account_id
"""

# a receipt for all that left before a moment. The provider's moment is when it took a message: between our writing it
# and our note that it was taken.
LEFT_UNTIL = """
select m.provider_id
from unnest($3::text[], $4::text[], $5::text[]) a(kind, scope, address)
join contacts.identity i on i.address = a.address and i.kind = a.kind and i.scope = a.scope and i.workspace_id = $1
  and i.ended_at is null
join conversations.conversation v on v.contact_id = i.contact_id and v.identity_id = i.id and v.account_id = $2
  and v.workspace_id = $1
join conversations.message m on m.conversation_id = v.id and m.workspace_id = $1
  and m.sort_at between $6::timestamptz - interval '30 days' and $6
join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1 and d.rank between 1 and $7 - 1
where m.provider_id is not null and d.sent_at <= $6 + interval '5 s'
order by m.sort_at
"""

# what is on its way, or of which nobody knows whether it left, in these threads and in these words
ON_THEIR_WAY = """
select distinct on (u.account_id, u.thread_key, u.text) u.account_id, u.thread_key, u.text, m.id
from unnest($2::uuid[], $3::text[], $4::text[]) u(account_id, thread_key, text)
join conversations.conversation v on v.thread_key = u.thread_key and v.workspace_id = $1
join conversations.message m on m.conversation_id = v.id and m.workspace_id = $1 and m.text = u.text
  and m.account_id = u.account_id and m.provider_id is null
join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1 and d.state in ('sending', 'uncertain')
order by u.account_id, u.thread_key, u.text, m.sort_at
"""

# what we said already in these threads in these words, whichever way it left
SAID_ALREADY = """
select distinct u.account_id, u.thread_key, u.text
from unnest($2::uuid[], $3::text[], $4::text[]) u(account_id, thread_key, text)
join conversations.conversation v on v.thread_key = u.thread_key and v.workspace_id = $1
join conversations.message m on m.conversation_id = v.id and m.workspace_id = $1 and m.text = u.text
  and m.account_id = u.account_id and m.direction = 'out' and m.provider_id is not null
"""

REVISE = """
with kept as (
  insert into conversations.message_revision (message_id, workspace_id, revision, parts, text, rating, at)
  select m.id, $1, coalesce((select max(revision) from conversations.message_revision r
                             where r.message_id = m.id and r.workspace_id = $1), 0) + 1, m.parts, m.text, m.rating, $3
  from conversations.message m where m.id = $2 and m.workspace_id = $1 returning revision)
update conversations.message set parts = $4, text = $5, rating = coalesce($6, rating), edited_at = $3
where id = $2 and workspace_id = $1 returning (select revision from kept)
"""

DELETE_MESSAGE = """
update conversations.message set deleted_at = $3
where id = $2 and workspace_id = $1 and deleted_at is null returning id
"""

# an older word never undoes a newer one; at one instant the hiding holds, in whatever order the two come
SET_HIDDEN = """
with was as (select hidden from conversations.message where id = $2 and workspace_id = $1)
update conversations.message set hidden = $4, hidden_at = $3 where id = $2 and workspace_id = $1
  and (hidden_at is null or hidden_at < $3 or hidden_at = $3 and $4)
returning (select hidden from was) is distinct from hidden
"""

# one that was taken back stays with no emoji, so that an older one that comes late does not bring it back
SET_REACTION = """
insert into conversations.reaction (message_id, workspace_id, author_kind, author_id, emoji, at)
values ($2, $1, $3, $4, $5, $6)
on conflict (message_id, author_id, workspace_id) do update set emoji = excluded.emoji, at = excluded.at
where reaction.at <= excluded.at
"""


async def on_their_way(tx: Tx, said: Sequence[tuple[UUID, str, str]]) -> dict[tuple[UUID, str, str], UUID]:
    """Return the messages that are on their way, by (account, thread, words)."""
    rows = await tx.connection.fetch(ON_THEIR_WAY, tx.workspace, *columns_of(said))
    return {(row["account_id"], row["thread_key"], row["text"]): row["id"] for row in rows}


async def said_already(tx: Tx, said: Sequence[tuple[UUID, str, str]]) -> set[tuple[UUID, str, str]]:
    """Return those of (account, thread, words) that a message of ours which left says."""
    rows = await tx.connection.fetch(SAID_ALREADY, tx.workspace, *columns_of(said))
    return {(row["account_id"], row["thread_key"], row["text"]) for row in rows}


async def left_until(tx: Tx, account_id: UUID, author: Sequence[Address], at: datetime, rank: int) -> list[str]:
    """Return the provider's ids of what left for a person on an account before an instant, and stands below `rank`."""
    who = columns_of([(one.kind.value, one.scope, one.value) for one in author])
    rows = await tx.connection.fetch(LEFT_UNTIL, tx.workspace, account_id, *who, at, rank)
    return [row["provider_id"] for row in rows]


async def lock_targets(tx: Tx, keys: Sequence[tuple[str, UUID]]) -> dict[tuple[str, UUID], dict[str, Any]]:
    """Lock the messages that effects are about, by (provider's id, account), with their deliveries."""
    rows = await tx.connection.fetch(LOCK_TARGETS, tx.workspace, [k[0] for k in keys], [k[1] for k in keys])
    return {(row["provider_id"], row["account_id"]): dict(row) for row in rows}


async def adopt_parked(tx: Tx, ids: Sequence[UUID] | None) -> list[tuple[str, UUID]]:
    """Give uncertain messages, or all of them, the provider's id that a parked receipt brought; return their keys."""
    rows = await tx.connection.fetch(ADOPT_PARKED, tx.workspace, list(ids) if ids is not None else None)
    return [(row["provider_id"], row["account_id"]) for row in rows]


async def adopt(tx: Tx, rows: Sequence[tuple[UUID, str, UUID]]) -> None:
    """Give uncertain messages the provider's id that a receipt brought: (message, provider's id, account)."""
    await tx.connection.execute(ADOPT, tx.workspace, *columns_of(rows))


async def park(tx: Tx, rows: Sequence[tuple[UUID, str, str, str, datetime, UUID | None]]) -> None:
    """Keep effects for later: (account, provider's id of the message, dedupe key, event as JSON, received, author)."""
    columns = [list(column) for column in zip(*((uuid7(), *row) for row in rows), strict=True)]
    await tx.connection.execute(PARK, tx.workspace, *columns)


async def take_parked(tx: Tx, keys: Sequence[tuple[str, UUID]]) -> list[tuple[UUID, Any, datetime, UUID | None]]:
    """Take out the effects that waited for these messages: (account, event, received, author)."""
    rows = await tx.connection.fetch(TAKE_PARKED, tx.workspace, [k[0] for k in keys], [k[1] for k in keys])
    return [(row["account_id"], row["event"], row["received_at"], row["author_id"]) for row in rows]


async def meetable(tx: Tx) -> list[tuple[str, UUID]]:
    """Return the keys of parked effects whose message is here."""
    return [(row["provider_id"], row["account_id"]) for row in await tx.connection.fetch(MEETABLE, tx.workspace)]


async def drop_old(tx: Tx, before: datetime) -> None:
    await tx.connection.execute(DROP_OLD, tx.workspace, before)


async def set_deliveries(tx: Tx, rows: Sequence[tuple[UUID, str, int, str, datetime]]) -> None:
    """Move deliveries on: (message, state, rank, reason, at)."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    await tx.connection.execute(SET_DELIVERY, tx.workspace, *columns)


async def revise(tx: Tx, message_id: UUID, at: datetime, parts: list[Any], text: str, rating: int | None) -> int:
    """Replace a message's content and keep what it was; returns the number of the kept revision."""
    revision: int = await tx.connection.fetchval(REVISE, tx.workspace, message_id, at, parts, text, rating)
    return revision


async def delete_message(tx: Tx, message_id: UUID, at: datetime) -> bool:
    return await tx.connection.fetchval(DELETE_MESSAGE, tx.workspace, message_id, at) is not None


async def set_hidden(tx: Tx, message_id: UUID, at: datetime, *, hidden: bool) -> bool:
    """Note that a message is hidden from the public since an instant, or shown; True when that changed anything."""
    return bool(await tx.connection.fetchval(SET_HIDDEN, tx.workspace, message_id, at, hidden))


async def set_reaction(tx: Tx, message_id: UUID, kind: str, author: UUID, emoji: str, at: datetime) -> None:
    """Set one person's reaction; the empty emoji takes it back. An older one never undoes a newer."""
    await tx.connection.execute(SET_REACTION, tx.workspace, message_id, kind, author, emoji, at)
