"""SQL of finding: documents by their words, with what their cases say of who may open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope
from trato.rooms.search.model import Asked, CaseConditions, DocumentKind, Hit, Tier

# of a case as c, from parameter $6 on: the scope, then CaseConditions
MAY_AND_FITS = f"""{access.visible("c", 6)}
  and ($10::text[] is null or case when c.set_aside is not null then 'set_aside' else c.state end = any($10::text[])
    or 'waiting' = any($10::text[]) and c.state = 'open' and c.set_aside is null and c.waiting_on is not null)
  and ($11::text[] is null or not (
    case when c.set_aside is not null then 'set_aside' else c.state end = any($11::text[])
    or 'waiting' = any($11::text[]) and c.state = 'open' and c.set_aside is null and c.waiting_on is not null))
  and ($12::uuid[] is null or c.holder_kind in ('agent', 'team') and c.holder_id = any($12::uuid[]))
  and ($13::uuid[] is null or c.holder_id is null or not c.holder_id = any($13::uuid[]))
  and ($14::boolean is null or (c.holder_kind not in ('agent', 'bot')) = $14::boolean)
  and ($15::uuid[] is null or exists (select 1 from cases.tag_mark t
    where t.case_id = c.id and t.workspace_id = $1 and t.removed_at is null and t.tag_id = any($15::uuid[])))
  and ($16::uuid[] is null or not exists (select 1 from cases.tag_mark t
    where t.case_id = c.id and t.workspace_id = $1 and t.removed_at is null and t.tag_id = any($16::uuid[])))
  and ($17::uuid[] is null or c.brand_id = any($17::uuid[]))
  and ($18::uuid[] is null or not c.brand_id = any($18::uuid[]))"""
# how near a document d comes, from parameter $19 on; a question that is null is not asked
NEARNESS = """
  coalesce(d.words @@ $19::tsquery, true) as exact, coalesce(d.words @@ $20::tsquery, true) as stem,
  coalesce(d.words @@ $21::tsquery, true) as prefix, coalesce(d.words @@ $22::tsquery, false) as adjacent,
  coalesce(ts_rank_cd('{1,1,1,1}', d.words, $21::tsquery, 32), 0) as near,
  d.kind = 'case' and coalesce(d.words @@ $23::tsquery, false) as named,
  d.kind = 'case' and coalesce(d.words @@ $24::tsquery, false) as titled"""
FIND = f"""
select d.id, d.kind, d.case_id, d.at, c.ok, n.*
from search.find($2::tsquery, $3, $4, $5) d
left join lateral (select {MAY_AND_FITS} as ok from cases."case" c
  where c.id = d.case_id and c.workspace_id = $1 limit 1) c on true
left join lateral (select {NEARNESS} where c.ok) n on true
order by d.at desc, d.id desc
"""
# under the wall: read newest first by the index of time, and every document looked at
SCAN = f"""
select d.id, d.kind, d.case_id, d.at, c.ok, n.*
from (select * from search.document where workspace_id = $1 and at >= $3 and at < $4 and words @@ $2::tsquery
  order by at desc limit $5) d
left join lateral (select {MAY_AND_FITS} as ok from cases."case" c
  where c.id = d.case_id and c.workspace_id = $1 limit 1) c on true
left join lateral (select {NEARNESS} where c.ok) n on true
order by d.at desc, d.id desc
"""
NEWEST = """
select at from search.document where workspace_id = $1 and at >= $2 and at < $3 order by at desc offset $4 limit 1
"""
FIND_IN = (
    f"""
select d.id, d.kind, d.case_id, d.at, true as ok, {NEARNESS}
from unnest($6::uuid[]) w(id)
cross join lateral (select * from search.document where case_id = w.id and workspace_id = $1
  and at >= $3 and at < $4 and words @@ $2::tsquery order by at desc limit 50) d
order by d.at desc, d.id desc limit $5
""".replace("$19", "$7")
    .replace("$20", "$8")
    .replace("$21", "$9")
    .replace("$22", "$10")
    .replace("$23", "$11")
    .replace("$24", "$12")
)
OPEN_FITTING = f"""
select c.id from cases."case" c
where c.workspace_id = $1 and c.state = 'open' and {MAY_AND_FITS}
  and ($2::text is null or $3::timestamptz is null or $4::timestamptz is null)
order by c.last_message_at desc, c.id desc limit $5
"""
# which of the words each document of some cases has, as bits
COVERED = """
select d.id, d.kind, d.case_id, d.at,
  (select sum(1 << (t.n - 1)::int)::bigint from unnest($3::text[]) with ordinality t(q, n)
   where d.words @@ t.q::tsquery) as bits
from unnest($2::uuid[]) w(id)
cross join lateral (select * from search.document where case_id = w.id and workspace_id = $1
  and words @@ $4::tsquery order by at desc limit 200) d
"""
CASES = """
select c.id, c.number, c.subject, c.channel, c.surface, c.state, c.set_aside is not null as set_aside, c.waiting_on,
  c.contact_id, c.brand_id, c.last_message_at, coalesce(p.name, '') as contact_name, coalesce(h.name, '') as holder
from unnest($2::uuid[]) with ordinality w(id, n)
cross join lateral (select * from cases."case" where id = w.id and workspace_id = $1 limit 1) c
left join lateral (select name from contacts.contact where id = c.contact_id and workspace_id = $1 limit 1) p on true
left join lateral (select name from access."user"
  where id = c.holder_id and c.holder_kind = 'agent' and workspace_id = $1 limit 1) h on true
order by w.n
"""
# coalesce is not leakproof: the id is made beside the wall, and looked up by itself
TEXTS = """
select m.id, m.text, m.author_kind, coalesce(u.name, p.name, '') as author,
  array(select a.name from conversations.attachment a
    where a.message_id = m.id and a.workspace_id = $1 limit 50) as files,
  array(select jsonb_path_query(m.parts, '$[*] ? (@.type == "media").name') #>> '{}') as names
from unnest($2::uuid[]) w(id)
cross join lateral (select id, left(text, 20000) as text, author_kind, author_id, conversation_id, parts
  from conversations.message where id = w.id and workspace_id = $1 and deleted_at is null limit 1) m
left join lateral (select name from access."user"
  where id = m.author_id and m.author_kind = 'user' and workspace_id = $1 limit 1) u on true
left join lateral (select coalesce(m.author_id, v.contact_id) as id from conversations.conversation v
  where m.author_kind = 'contact' and v.id = m.conversation_id and v.workspace_id = $1 limit 1) a on true
left join lateral (select name from contacts.contact where id = a.id and workspace_id = $1 limit 1) p on true
"""
NOTES = """
select n.id, left(n.body, 20000) as text, 'user' as author_kind, coalesce(u.name, '') as author
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.note
  where id = w.id and workspace_id = $1 and deleted_at is null limit 1) n
left join lateral (select name from access."user" where id = n.author_id and workspace_id = $1 limit 1) u on true
"""
ADDRESSES = """
select i.contact_id, i.address from unnest($2::uuid[]) w(id)
cross join lateral (select contact_id, address from contacts.identity
  where contact_id = w.id and workspace_id = $1 and ended_at is null limit 20) i
"""
LIST_AGENTS = """select id, name from access."user" where workspace_id = $1 order by name limit 5000"""
LIST_TAGS = "select id, name from cases.tag where workspace_id = $1 order by name limit 5000"
LIST_BRANDS = "select id, name from access.unit where workspace_id = $1 and kind = 'brand' order by name limit 1000"
LIST_CHANNELS = "select distinct channel from channels.account where workspace_id = $1"


@dataclass(frozen=True, slots=True)
class Read:
    """Hits within reach, newest first; how many documents had the words; the moment of the oldest of them."""

    hits: list[Hit]
    many: int
    oldest: datetime | None


async def find(
    tx: Tx, asked: Asked, wanted: str, scope: Scope, fits: CaseConditions, since: datetime, until: datetime, many: int
) -> Read:
    """Look words up in the index, and read the newest `many` documents that have them."""
    return await _read(tx, FIND, asked, wanted, scope, fits, since, until, many)


async def scan(
    tx: Tx, asked: Asked, wanted: str, scope: Scope, fits: CaseConditions, since: datetime, until: datetime, many: int
) -> Read:
    """Look at every document between two moments, newest first, until `many` have the words: for common ones."""
    return await _read(tx, SCAN, asked, wanted, scope, fits, since, until, many)


async def _read(
    tx: Tx, statement: str, asked: Asked, wanted: str, scope: Scope, fits: CaseConditions, since: datetime,
    until: datetime, many: int,
) -> Read:  # fmt: skip
    rows = await tx.connection.fetch(
        statement, tx.workspace, wanted, since, until, many, *scope.parameters(), *_conditions(fits), *_nearness(asked)
    )
    return Read([_hit(row) for row in rows if row["ok"]], len(rows), rows[-1]["at"] if rows else None)


async def newest_since(tx: Tx, since: datetime, until: datetime, many: int) -> datetime | None:
    """Return the moment since which there are `many` documents; None when there are fewer."""
    found: datetime | None = await tx.connection.fetchval(NEWEST, tx.workspace, since, until, many)
    return found


async def find_in(
    tx: Tx, asked: Asked, wanted: str, cases: Sequence[UUID], since: datetime, until: datetime, many: int
) -> list[Hit]:
    """Return hits in these cases, newest first."""
    rows = await tx.connection.fetch(FIND_IN, tx.workspace, wanted, since, until, many, list(cases), *_nearness(asked))
    return [_hit(row) for row in rows]


async def list_open(tx: Tx, scope: Scope, fits: CaseConditions, many: int) -> list[UUID]:
    """Return open cases within reach that fit, up to `many`, those last written in first."""
    rows = await tx.connection.fetch(
        OPEN_FITTING, tx.workspace, None, None, None, many, *scope.parameters(), *_conditions(fits)
    )
    return [row["id"] for row in rows]


async def cover(tx: Tx, cases: Sequence[UUID], terms: Sequence[str]) -> Sequence[Any]:
    """Return (id, kind, case_id, at, bits) of documents of cases that have any of the terms; a bit for each term."""
    return await tx.connection.fetch(
        COVERED, tx.workspace, list(cases), list(terms), " | ".join(f"({term})" for term in terms)
    )


async def list_cases(tx: Tx, cases: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(CASES, tx.workspace, list(cases))


async def list_texts(tx: Tx, messages: Sequence[UUID], notes: Sequence[UUID]) -> dict[UUID, Any]:
    """Return what messages and notes say and who said it, those since deleted left out."""
    rows = list(await tx.connection.fetch(TEXTS, tx.workspace, list(messages))) if messages else []
    rows += await tx.connection.fetch(NOTES, tx.workspace, list(notes)) if notes else []
    return {row["id"]: row for row in rows}


async def list_addresses(tx: Tx, contacts: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(ADDRESSES, tx.workspace, list(contacts))


async def list_agents(tx: Tx) -> list[tuple[UUID, str]]:
    return [(row["id"], row["name"]) for row in await tx.connection.fetch(LIST_AGENTS, tx.workspace)]


async def list_tags(tx: Tx) -> list[tuple[UUID, str]]:
    return [(row["id"], row["name"]) for row in await tx.connection.fetch(LIST_TAGS, tx.workspace)]


async def list_brands(tx: Tx) -> list[tuple[UUID, str]]:
    return [(row["id"], row["name"]) for row in await tx.connection.fetch(LIST_BRANDS, tx.workspace)]


async def list_channels(tx: Tx) -> list[str]:
    return [row["channel"] for row in await tx.connection.fetch(LIST_CHANNELS, tx.workspace)]


def _conditions(fits: CaseConditions) -> list[Any]:
    columns = (
        fits.states, fits.not_states, fits.holders, fits.not_holders, fits.nobody, fits.tags, fits.not_tags,
        fits.brands, fits.not_brands,
    )  # fmt: skip
    return [list(one) if isinstance(one, tuple) else one for one in columns]


def _nearness(asked: Asked) -> list[str | None]:
    return [one or None for one in (asked.exact, asked.stem, asked.prefix, asked.adjacent, asked.named, asked.titled)]


def _hit(row: Any) -> Hit:
    tier = Tier.EXACT if row["exact"] else Tier.STEM if row["stem"] else Tier.PREFIX if row["prefix"] else Tier.TYPO
    return Hit(
        row["id"], DocumentKind(row["kind"]), row["case_id"], row["at"], tier, row["near"], row["adjacent"],
        row["named"], row["titled"],
    )  # fmt: skip
