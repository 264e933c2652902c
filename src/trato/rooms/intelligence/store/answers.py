"""SQL of past answers: where reading stands, what was said in cases that ended, what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.model import PastAnswer

# understanding goes before: an answer is of use only with its question's numbers, and while nothing is put off
WAITING_FOR_ANSWERS = """
select h.workspace_id from intelligence.head h join intelligence.suggestion_head s on s.workspace_id = h.workspace_id
where h.seq > s.answers_seq and not exists (select 1 from intelligence.shed d where d.workspace_id = h.workspace_id)
"""
WAITING_FOR_SUGGESTIONS = """
select h.workspace_id from kit.event_head h join intelligence.suggestion_head s on s.workspace_id = h.workspace_id
where h.seq > s.seq
"""
HEADS = """
select s.answers_seq, s.seq, i.seq as understood, h.seq as newest from intelligence.suggestion_head s
join intelligence.head i on i.workspace_id = s.workspace_id join kit.event_head h on h.workspace_id = s.workspace_id
where s.workspace_id = $1
"""
MOVE_ANSWERS = """
update intelligence.suggestion_head set answers_seq = $3 where workspace_id = $1 and answers_seq = $2 returning seq
"""
MOVE = "update intelligence.suggestion_head set seq = $3 where workspace_id = $1 and seq = $2 returning seq"
# what was said in these cases, with what was understood of it, in order; bounded to a case's first turns
SAID = """
select t.*, n.lang, n.engageable, n.sentiment, n.encoder_id, n.vector, s.key as made_of, s.edit_share
from unnest($2::uuid[]) u(case_id) cross join lateral (
  select m.case_id, m.id, m.direction, m.author_kind, m.author_id, m.author_alias, m.purpose, m.text,
    m.received_at as at, m.sort_at, m.sort_id, m.sort_item, m.language
  from conversations.message m
  where m.case_id = u.case_id and m.workspace_id = $1 and m.deleted_at is null
  order by m.sort_at limit $3) t
left join intelligence.understanding n on n.message_id = t.id and n.workspace_id = $1
left join intelligence.suggestion s on s.sent_id = t.id and s.workspace_id = $1 and s.source = 'answer'
order by t.case_id, t.sort_at, t.sort_id, t.sort_item
"""
KEEP = """
insert into intelligence.answer (workspace_id, added_at, id, question_id, case_id, contact_id, brand_id, author_id,
  lang, at, text, near_key, csat, encoder_id, vector, instead_of)
select $1, $2, u.* from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[],
  $10::timestamptz[], $11::text[], $12::text[], $13::smallint[], $14::text[], $15::bytea[],
  $16::text[]) u
on conflict do nothing
"""
TRIM = """
delete from intelligence.answer where workspace_id = $1 and at < (
  select at from intelligence.answer where workspace_id = $1 order by at desc offset $2 limit 1)
"""
NOTE_ENDED = """
insert into intelligence.answerer as a (user_id, workspace_id, ended, well)
select u.user_id, $1, count(*), count(*) filter (where u.well) from unnest($2::uuid[], $3::bool[]) u(user_id, well)
group by u.user_id order by u.user_id
on conflict (user_id, workspace_id) do update set ended = a.ended + excluded.ended, well = a.well + excluded.well
"""
NEWEST = """
select id, question_id, case_id, contact_id, brand_id, author_id, lang, at, text, near_key, csat, encoder_id, vector,
  coalesce(instead_of, '') as instead_of
from intelligence.answer where workspace_id = $1 order by at desc limit $2
"""
ANSWERERS = "select user_id, ended, well from intelligence.answerer where workspace_id = $1"


async def waiting_for_answers(door: Connection) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING_FOR_ANSWERS)]


async def waiting_for_suggestions(door: Connection) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING_FOR_SUGGESTIONS)]


async def heads(tx: Tx) -> Any:
    """Return `answers_seq` and `seq` of suggesting, `understood` and `newest` of the log."""
    return await tx.connection.fetchrow(HEADS, tx.workspace)


async def move_answers(tx: Tx, from_seq: int, to_seq: int) -> bool:
    return await tx.connection.fetchval(MOVE_ANSWERS, tx.workspace, from_seq, to_seq) is not None


async def move(tx: Tx, from_seq: int, to_seq: int) -> bool:
    return await tx.connection.fetchval(MOVE, tx.workspace, from_seq, to_seq) is not None


async def said(tx: Tx, cases: Sequence[UUID], most: int) -> list[Any]:
    return list(await tx.connection.fetch(SAID, tx.workspace, list(cases), most))


async def keep(tx: Tx, many: Sequence[PastAnswer]) -> None:
    await tx.connection.execute(
        KEEP, tx.workspace, tx.now,
        [one.id for one in many], [one.question_id for one in many], [one.case_id for one in many],
        [one.contact_id for one in many], [one.brand_id for one in many], [one.author_id for one in many],
        [one.lang for one in many], [one.at for one in many], [one.text for one in many],
        [one.near_key for one in many], [one.csat for one in many], [one.encoder_id for one in many],
        [one.vector for one in many], [one.instead_of or None for one in many],
    )  # fmt: skip


async def trim(tx: Tx, most: int) -> None:
    """Drop the oldest answers beyond `most`."""
    await tx.connection.execute(TRIM, tx.workspace, most - 1)


async def note_ended(tx: Tx, ended: Sequence[tuple[UUID, bool]]) -> None:
    """Count cases that ended by who answered them: (user, whether it ended well)."""
    if ended:
        await tx.connection.execute(NOTE_ENDED, tx.workspace, [one for one, _ in ended], [well for _, well in ended])


async def newest(tx: Tx, most: int) -> list[Any]:
    return list(await tx.connection.fetch(NEWEST, tx.workspace, most))


async def answerers(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(ANSWERERS, tx.workspace))
