"""SQL of what is kept: documents, and what they are made of in the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.search.model import Document

MESSAGES = """
select m.id, m.case_id, m.sort_at as at, m.text, m.direction, m.deleted_at, v.channel, c.brand_id, c.queue_id,
  array(select a.name from conversations.attachment a
    where a.message_id = m.id and a.workspace_id = $1 limit 50) as files,
  array(select jsonb_path_query(m.parts, '$[*] ? (@.type == "media").name') #>> '{}') as names,
  jsonb_path_exists(m.parts, '$[*] ? (@.type == "media")') as has_file
from unnest($2::uuid[]) w(id)
cross join lateral (select * from conversations.message where id = w.id and workspace_id = $1 limit 1) m
cross join lateral (select channel from conversations.conversation
  where id = m.conversation_id and workspace_id = $1 limit 1) v
left join lateral (select brand_id, queue_id from cases."case"
  where id = m.case_id and workspace_id = $1 limit 1) c on true
"""
NOTES = """
select n.id, n.case_id, n.at, n.body as text, n.deleted_at, c.channel, c.brand_id, c.queue_id
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.note where id = w.id and workspace_id = $1 limit 1) n
cross join lateral (select channel, brand_id, queue_id from cases."case"
  where id = n.case_id and workspace_id = $1 limit 1) c
"""
CASES = """
select c.id, c.opened_at as at, c.number, c.subject, c.channel, c.brand_id, c.queue_id,
  array(select distinct q.name from (
      select c.contact_id as id
      union select contact_id from cases.participant
      where case_id = c.id and workspace_id = $1 and until is null limit 50) p
    cross join lateral (select name from contacts.contact where id = p.id and workspace_id = $1 limit 1) q) as names,
  array(select i.address from contacts.identity i
    where i.contact_id = c.contact_id and i.workspace_id = $1 and i.ended_at is null limit 20) as addresses
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases."case" where id = w.id and workspace_id = $1 limit 1) c
"""
OF_CASES = """
select 'message' as kind, m.id from unnest($2::uuid[]) w(id)
cross join lateral (select id from conversations.message where case_id = w.id and workspace_id = $1) m
union all
select 'note', n.id from unnest($2::uuid[]) w(id)
cross join lateral (select id from cases.note where case_id = w.id and workspace_id = $1) n
"""
CASES_OF_CONTACTS = """
select c.id from unnest($2::uuid[]) w(id)
cross join lateral (select id from cases."case" where contact_id = w.id and workspace_id = $1
  order by opened_at desc limit 2000) c
union
select p.case_id from unnest($2::uuid[]) w(id)
cross join lateral (select case_id from cases.participant where contact_id = w.id and workspace_id = $1 limit 2000) p
"""
# the words that a document loses are told, so that they can be forgotten when nothing else has them
PUT = """
with given as materialized (
  select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::text[])
    u(id, kind, case_id, at, words)
), old as materialized (
  select d.id, d.words from given g
  cross join lateral (select id, words from search.document where id = g.id and workspace_id = $1 limit 1) d
), put as (
  insert into search.document as d (id, workspace_id, kind, case_id, at, words)
  select id, $1, kind, case_id, at, words::tsvector from given
  on conflict (id, workspace_id) do update set case_id = excluded.case_id, at = excluded.at, words = excluded.words
  where (d.case_id, d.at, d.words) is distinct from (excluded.case_id, excluded.at, excluded.words)
  returning d.id, d.words
)
select p.id, o.id is null as added,
  array(select unnest(tsvector_to_array(o.words)) except select unnest(tsvector_to_array(p.words))) as lost
from put p left join old o on o.id = p.id
"""
DROP = """
delete from search.document d using unnest($2::uuid[]) w(id)
where d.id = w.id and d.workspace_id = $1 returning tsvector_to_array(d.words) as lost
"""
DROP_ALL = "delete from search.document where workspace_id = $1"


async def list_messages(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(MESSAGES, tx.workspace, list(ids))


async def list_notes(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(NOTES, tx.workspace, list(ids))


async def list_cases(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(CASES, tx.workspace, list(ids))


async def list_of_cases(tx: Tx, cases: Sequence[UUID]) -> tuple[list[UUID], list[UUID]]:
    """Return the ids of all messages and of all notes of cases."""
    rows = await tx.connection.fetch(OF_CASES, tx.workspace, list(cases))
    return [r["id"] for r in rows if r["kind"] == "message"], [r["id"] for r in rows if r["kind"] == "note"]


async def cases_of_contacts(tx: Tx, contacts: Sequence[UUID]) -> list[UUID]:
    return [row["id"] for row in await tx.connection.fetch(CASES_OF_CONTACTS, tx.workspace, list(contacts))]


async def put_documents(tx: Tx, documents: Sequence[tuple[Document, str]]) -> tuple[set[UUID], set[str]]:
    """Keep documents, each with the text of its `tsvector`; return which are new, and the words that others lost."""
    ordered = sorted(documents, key=lambda one: one[0].id)
    rows = await tx.connection.fetch(
        PUT,
        tx.workspace,
        [one.id for one, _ in ordered],
        [one.kind.value for one, _ in ordered],
        [one.case_id for one, _ in ordered],
        [one.at for one, _ in ordered],
        [vector for _, vector in ordered],
    )
    return {row["id"] for row in rows if row["added"]}, {word for row in rows for word in row["lost"] or ()}


async def drop_documents(tx: Tx, ids: Sequence[UUID]) -> set[str]:
    """Forget documents; return their words."""
    rows = await tx.connection.fetch(DROP, tx.workspace, list(ids))
    return {word for row in rows for word in row["lost"]}


async def drop_all(tx: Tx) -> None:
    await tx.connection.execute(DROP_ALL, tx.workspace)
