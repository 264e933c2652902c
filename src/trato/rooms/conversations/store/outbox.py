"""The outbox: what we said, waiting for its verdict, claimed in order, written back behind a fence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Connection, Tx
from trato.rooms.channels.model import OutboundMail, Part, Surface, Template
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.model import Claimed, NewDelivery, Purpose, SendResult, Source, SourceKind

# when it may leave is told by this machine's clock, which nothing bends: people take their words back in real seconds
ADD_DELIVERIES = """
insert into conversations.delivery (workspace_id, state, queued_at, message_id, account_id, conversation_id, case_id,
  next_at)
select $1, 'queued', $2, u.message_id, u.account_id, u.conversation_id, u.case_id,
  clock_timestamp() + make_interval(secs => u.rests)
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::int[])
  u(message_id, account_id, conversation_id, case_id, rests)
"""

ANSWERS_AFTER = """
select f.id as failed_id, next.* from unnest($2::uuid[]) f(id)
cross join lateral (
  select m.id, m.case_id, m.conversation_id, m.author_kind, d.sent_at
  from conversations.message m
  join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
  where m.workspace_id = $1 and m.id <> f.id and m.purpose = any($3::text[])
    and m.case_id = (select g.case_id from conversations.message g where g.id = f.id and g.workspace_id = $1)
    and d.state in ('sent', 'delivered', 'read')
    and d.sent_at >= (select e.sent_at from conversations.delivery e where e.message_id = f.id and e.workspace_id = $1)
  order by d.sent_at limit 1) next
"""

ADD_SOURCES = insert(
    "conversations.message_source",
    {
        "message_id": "uuid",
        "position": "int",
        "kind": "text",
        "ref_id": "uuid",
        "version": "int",
        "language": "text",
        "edit_share": "real",
    },
)

FIND_MESSAGES = "select id from conversations.message where id = any($2::uuid[]) and workspace_id = $1"

WRITTEN_AS = """
select id, conversation_id, direction, text from conversations.message where id = any($2::uuid[]) and workspace_id = $1
"""

APPLY_VERDICTS = """
update conversations.delivery d set state = u.state, verdict_id = u.verdict_id, reason = u.reason,
  next_at = coalesce(u.next_at, d.next_at)
from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[]) u(id, state, verdict_id, reason, next_at)
where d.message_id = u.id and d.workspace_id = $1 and d.state in ('queued', 'held', 'cleared')
returning d.message_id
"""

# what has been cleared and has not left, of some contacts
CLEARED_FOR = """
select d.message_id from unnest($2::uuid[]) c(id)
cross join lateral (select id from conversations.conversation
  where contact_id = c.id and workspace_id = $1 order by last_sort_at desc limit 200) v
cross join lateral (select message_id from conversations.delivery
  where conversation_id = v.id and workspace_id = $1 and state = 'cleared' limit 200) d
"""

TAKE_BACK = """
update conversations.delivery d set state = u.state, verdict_id = u.verdict_id, reason = u.reason, lease_until = null,
  next_at = coalesce(u.next_at, d.next_at), attempt = d.attempt - 1
from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[]) u(id, state, verdict_id, reason, next_at)
where d.message_id = u.id and d.workspace_id = $1 and d.state = 'sending'
"""

WAITING_WORKSPACES = """
select distinct workspace_id from conversations.delivery
where (state = 'cleared' and next_at <= clock_timestamp()) or (state = 'sending' and lease_until < clock_timestamp())
"""

# head of line: nothing of a conversation leaves while something older of it has not
CLAIM = """
with pick as (
  select message_id from conversations.delivery d
  where d.workspace_id = $1 and d.state = 'cleared' and d.next_at <= clock_timestamp()
    and d.account_id <> all($3::uuid[]) and not exists (
      select 1 from conversations.delivery e
      where e.conversation_id = d.conversation_id and e.workspace_id = $1
        and (e.state = 'sending' or e.state in ('queued', 'held', 'cleared')
             and (e.queued_at, e.message_id) < (d.queued_at, d.message_id)))
  order by d.next_at limit $2 for update skip locked)
update conversations.delivery d set state = 'sending', attempt = d.attempt + 1,
  lease_until = clock_timestamp() + make_interval(secs => $4)
from pick where d.message_id = pick.message_id and d.workspace_id = $1
returning d.message_id, d.attempt
"""

LOAD_CLAIMED = """
select m.id, m.account_id, m.conversation_id, m.case_id, m.author_kind, m.author_alias, m.purpose, m.parts, m.template,
  m.mail, m.reply_to, m.text, v.contact_id, v.thread_key, v.subject, v.channel, v.surface, v.last_inbound_at,
  v.window_until, v.holder, m.account_id <> v.account_id as voiced,
  exists (select 1 from conversations.private_reply p where p.message_id = m.id and p.workspace_id = $1)
    as private_reply,
  case when v.surface in ('public_comment', 'mention') then (
    select p.provider_id from conversations.message p
    where p.conversation_id = v.id and p.workspace_id = $1 and p.direction = 'in' and p.provider_id is not null
      and p.deleted_at is null
    order by p.sort_at desc, p.sort_id desc, p.sort_item desc limit 1) end as answers,
  (select number from cases."case" c where c.id = m.case_id and c.workspace_id = $1) as number,
  (select jsonb_agg(jsonb_build_object('kind', i.kind, 'scope', i.scope, 'value', i.address, 'raw', i.raw)
                    order by (i.id = v.identity_id) desc, i.created_at)
   from contacts.identity i
   where i.contact_id = v.contact_id and i.workspace_id = $1 and i.ended_at is null) as addresses
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where m.id = any($2::uuid[]) and m.workspace_id = $1
"""

WRITE_BACK = """
update conversations.delivery d set state = u.state, reason = u.reason, lease_until = null,
  next_at = clock_timestamp() + make_interval(secs => u.wait), provider_id = coalesce(u.provider_id, d.provider_id),
  rank = case when u.state = 'sent' then greatest(d.rank, 1) else d.rank end,
  sent_at = case when u.state = 'sent' then coalesce(d.sent_at, $2) else d.sent_at end,
  failed_at = case when u.state = 'failed' then $2 else d.failed_at end
from unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::double precision[])
  u(id, attempt, state, provider_id, reason, wait)
where d.message_id = u.id and d.workspace_id = $1 and d.attempt = u.attempt and d.state = 'sending'
returning d.message_id, d.account_id, d.conversation_id, d.case_id, d.state, d.provider_id
"""

SET_PROVIDER_IDS = """
update conversations.message m set provider_id = u.provider_id
from unnest($2::uuid[], $3::text[]) u(id, provider_id) where m.id = u.id and m.workspace_id = $1
"""

EXPIRED = """
select message_id, attempt, account_id from conversations.delivery
where workspace_id = $1 and state = 'sending' and lease_until < clock_timestamp() for update skip locked
"""

LOCK_DELIVERY = """
select d.message_id, d.account_id, d.conversation_id, d.case_id, d.state, d.reason, d.attempt, d.resent_as,
  m.author_kind, m.author_id, m.purpose
from conversations.delivery d join conversations.message m on m.id = d.message_id and m.workspace_id = $1
where d.message_id = $2 and d.workspace_id = $1 for update of d
"""

SET_STATE = """
update conversations.delivery set state = $3, reason = $4, resent_as = coalesce($5, resent_as)
where message_id = $2 and workspace_id = $1
"""

ANSWERS = """
select m.id, m.case_id, m.conversation_id, m.author_kind, m.purpose, m.text, v.channel, v.surface
from conversations.message m join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where m.id = any($2::uuid[]) and m.workspace_id = $1
"""


LOAD_OUTGOING = """
select m.id, m.case_id, m.account_id, m.author_kind, m.author_id, m.author_alias, m.purpose,
  m.template is not null as has_template, m.occurred_at, m.conversation_id,
  exists (select 1 from conversations.private_reply p where p.message_id = m.id and p.workspace_id = $1)
    as private_reply
from conversations.message m join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.id = any($2::uuid[]) and m.workspace_id = $1 and d.state = any($3::text[])
"""

SOURCES_OF = """
select kind, ref_id, version, language, edit_share from conversations.message_source
where message_id = $2 and workspace_id = $1 order by position
"""
TEXT_OF = "select text from conversations.message where id = $2 and workspace_id = $1"


async def load_outgoing(tx: Tx, ids: Sequence[UUID], states: Sequence[str]) -> list[dict[str, Any]]:
    """Return of messages in these states what the gate asks about."""
    return [dict(row) for row in await tx.connection.fetch(LOAD_OUTGOING, tx.workspace, list(ids), list(states))]


async def cleared_for(tx: Tx, contact_ids: Sequence[UUID]) -> list[UUID]:
    """Return the messages to contacts that may leave and have not."""
    return [row["message_id"] for row in await tx.connection.fetch(CLEARED_FOR, tx.workspace, list(contact_ids))]


async def sources_of(tx: Tx, message_id: UUID) -> list[Source]:
    """Return where a text came from, in order."""
    rows = await tx.connection.fetch(SOURCES_OF, tx.workspace, message_id)
    return [Source(SourceKind(r["kind"]), r["ref_id"], r["version"], r["language"], r["edit_share"]) for r in rows]


async def text_of_message(tx: Tx, message_id: UUID) -> str:
    """Return the text of a message, or "" when it is gone."""
    return await tx.connection.fetchval(TEXT_OF, tx.workspace, message_id) or ""


async def add_deliveries(tx: Tx, deliveries: Sequence[NewDelivery]) -> None:
    rows = [(d.message_id, d.account_id, d.conversation_id, d.case_id, d.rests) for d in deliveries]
    await tx.connection.execute(ADD_DELIVERIES, tx.workspace, tx.now, *columns_of(rows))


async def add_sources(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert where texts came from: (message, position, kind, ref, version, language, edit share)."""
    await run(tx, ADD_SOURCES, rows)


async def find_messages(tx: Tx, ids: Sequence[UUID]) -> set[UUID]:
    """Return those of `ids` that are messages already."""
    return {row["id"] for row in await tx.connection.fetch(FIND_MESSAGES, tx.workspace, list(ids))}


async def apply_verdicts(tx: Tx, rows: Sequence[tuple[UUID, str, UUID, str, datetime | None]]) -> None:
    """Let verdicts take effect: (message, state, verdict, reason, not before)."""
    if rows:
        await tx.connection.fetch(APPLY_VERDICTS, tx.workspace, *columns_of(rows))


async def take_back(tx: Tx, rows: Sequence[tuple[UUID, str, UUID, str, datetime | None]]) -> None:
    """Give verdicts to deliveries in hand: (message, state, verdict, reason, not before)."""
    if rows:
        await tx.connection.execute(TAKE_BACK, tx.workspace, *columns_of(rows))


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have something to send, or something whose lease ran out."""
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES)]


async def claim(tx: Tx, limit: int, paused: Sequence[UUID], lease: float) -> list[tuple[UUID, int]]:
    """Take deliveries in hand for `lease` seconds, none of `paused` accounts: (message, attempt)."""
    rows = await tx.connection.fetch(CLAIM, tx.workspace, limit, list(paused), lease)
    return [(row["message_id"], row["attempt"]) for row in rows]


async def load_claimed(tx: Tx, claimed: Sequence[tuple[UUID, int]]) -> list[Claimed]:
    """Return what rendering needs of deliveries in hand."""
    attempts = dict(claimed)
    rows = await tx.connection.fetch(LOAD_CLAIMED, tx.workspace, list(attempts))
    return [
        Claimed(
            message_id=r["id"],
            attempt=attempts[r["id"]],
            account_id=r["account_id"],
            conversation_id=r["conversation_id"],
            case_id=r["case_id"],
            contact_id=r["contact_id"],
            case_number=r["number"] or 0,
            thread_key=r["thread_key"],
            subject=r["subject"],
            author_kind=r["author_kind"],
            alias=r["author_alias"],
            purpose=Purpose(r["purpose"]),
            parts=msgspec.convert(r["parts"], tuple[Part, ...]),
            template=msgspec.convert(r["template"], Template) if r["template"] else None,
            mail=msgspec.convert(r["mail"], OutboundMail) if r["mail"] else None,
            reply_to=r["reply_to"],
            text=r["text"],
            channel=r["channel"],
            to=tuple(_address(one) for one in r["addresses"] or ()),
            last_inbound_at=r["last_inbound_at"],
            window_until=r["window_until"],
            private_reply=r["private_reply"],
            surface=Surface(r["surface"]),
            holder=r["holder"],
            answers=r["answers"] or "",
            voiced=r["voiced"],
        )
        for r in rows
    ]


def _address(row: dict[str, str]) -> Address:
    return Address(IdentityKind(row["kind"]), row["value"], row["scope"], row["raw"])


async def write_back(tx: Tx, results: Sequence[SendResult]) -> list[dict[str, Any]]:
    """Note what became of attempts; one that another attempt overtook changes nothing. Returns those that did."""
    columns = columns_of(
        [(r.message_id, r.attempt, r.state.value, r.provider_id, r.reason, r.wait.total_seconds()) for r in results]
    )
    return [dict(row) for row in await tx.connection.fetch(WRITE_BACK, tx.workspace, tx.now, *columns)]


async def set_provider_ids(tx: Tx, rows: Sequence[tuple[UUID, str]]) -> None:
    """Give messages their provider's ids, by which receipts and reactions find them."""
    if rows:
        await tx.connection.execute(SET_PROVIDER_IDS, tx.workspace, *columns_of(rows))


async def list_expired(tx: Tx) -> list[tuple[UUID, int, UUID]]:
    """Lock deliveries whose lease ran out: (message, attempt, account)."""
    rows = await tx.connection.fetch(EXPIRED, tx.workspace)
    return [(row["message_id"], row["attempt"], row["account_id"]) for row in rows]


async def lock_delivery(tx: Tx, message_id: UUID) -> dict[str, Any] | None:
    """Lock one delivery, with who wrote it and why."""
    row = await tx.connection.fetchrow(LOCK_DELIVERY, tx.workspace, message_id)
    return dict(row) if row else None


async def set_state(tx: Tx, message_id: UUID, state: str, reason: str, resent_as: UUID | None = None) -> None:
    await tx.connection.execute(SET_STATE, tx.workspace, message_id, state, reason, resent_as)


async def written_as(tx: Tx, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return where and what the messages of these ids are."""
    return [dict(row) for row in await tx.connection.fetch(WRITTEN_AS, tx.workspace, list(ids))]


async def answers_after(tx: Tx, failed: Sequence[UUID], purposes: Sequence[str]) -> list[dict[str, Any]]:
    """Return, for each failed message, the first of the same case that left after it and did not fail."""
    rows = await tx.connection.fetch(ANSWERS_AFTER, tx.workspace, list(failed), list(purposes))
    return [dict(row) for row in rows]


async def load_answers(tx: Tx, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return of messages of ours what clocks and cases need: their case, conversation, author, purpose and text."""
    return [dict(row) for row in await tx.connection.fetch(ANSWERS, tx.workspace, list(ids))]
