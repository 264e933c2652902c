"""SQL of what was understood of messages and of how cases go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.intelligence.model import CaseOutlook, Understood

COLUMNS = """message_id, case_id, contact_id, channel, brand_id, at, lang, kind, kind_score, engageable,
  engageable_score, why, sentiment, sentiment_score, offensive, offensive_score, urgency, needs_human,
  needs_human_score, near_key, personal, encoder_id, vector"""
KEEP = f"""
insert into intelligence.understanding (workspace_id, understood_at, {COLUMNS})
select $1, $2, {COLUMNS.replace("personal", "personal::jsonb")}
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::timestamptz[],
  $9::text[], $10::text[], $11::real[], $12::bool[], $13::real[], $14::text[], $15::text[], $16::real[], $17::bool[],
  $18::real[], $19::smallint[], $20::bool[], $21::real[], $22::text[], $23::text[], $24::text[], $25::bytea[])
  u({COLUMNS})
on conflict (message_id, workspace_id) do update set understood_at = excluded.understood_at, lang = excluded.lang,
  kind = excluded.kind, kind_score = excluded.kind_score, engageable = excluded.engageable,
  engageable_score = excluded.engageable_score, why = excluded.why, sentiment = excluded.sentiment,
  sentiment_score = excluded.sentiment_score, offensive = excluded.offensive,
  offensive_score = excluded.offensive_score, urgency = excluded.urgency, needs_human = excluded.needs_human,
  needs_human_score = excluded.needs_human_score, near_key = excluded.near_key, personal = excluded.personal,
  encoder_id = excluded.encoder_id, vector = excluded.vector
"""
OF_MESSAGES = f"""
select {COLUMNS} from intelligence.understanding where message_id = any($2::uuid[]) and workspace_id = $1
"""
# of the last message of each case that was understood, without its vector
LAST_OF_CASES = f"""
select m.* from unnest($2::uuid[]) u(case_id) cross join lateral (
  select {COLUMNS.replace("vector", "''::bytea as vector")} from intelligence.understanding n
  where n.case_id = u.case_id and n.workspace_id = $1 order by n.at desc limit 1) m
"""
LANGUAGES = """
select u.case_id, coalesce(k.meant, m.lang) as lang from unnest($2::uuid[]) u(case_id) cross join lateral (
  select message_id, lang from intelligence.understanding n
  where n.case_id = u.case_id and n.workspace_id = $1 order by n.at desc limit 1) m
left join intelligence.correction k
  on k.message_id = m.message_id and k.workspace_id = $1 and k.aspect = 'language'
where coalesce(k.meant, m.lang) <> 'und'
"""
JUDGE = """
insert into intelligence.outlook
  (workspace_id, at, case_id, csat, dissatisfied, escalation, churn, reasons, lead, first_csat, model, points)
select $1, $2, u.case_id, u.csat, u.dissatisfied, u.escalation, u.churn, u.reasons::jsonb, u.lead, u.csat, $10, u.points
from unnest($3::uuid[], $4::smallint[], $5::real[], $6::real[], $7::real[], $8::text[], $9::real[], $11::smallint[])
  u(case_id, csat, dissatisfied, escalation, churn, reasons, lead, points)
on conflict (case_id, workspace_id) do update set at = excluded.at, csat = excluded.csat,
  dissatisfied = excluded.dissatisfied, escalation = excluded.escalation, churn = excluded.churn,
  reasons = excluded.reasons, lead = excluded.lead, model = excluded.model, points = excluded.points
returning case_id, xmax = 0 as first
"""
OUTLOOKS = """
select case_id, csat, dissatisfied, escalation, churn, reasons, lead, model from intelligence.outlook
where case_id = any($2::uuid[]) and workspace_id = $1
"""


async def keep(tx: Tx, many: Sequence[Understood]) -> None:
    """Keep what was understood; of a message understood before (edited since, say) the later word stands."""
    said = [one.said for one in many]
    await tx.connection.execute(
        KEEP, tx.workspace, tx.now,
        [one.message_id for one in many], [one.case_id for one in many], [one.contact_id for one in many],
        [one.channel for one in many], [one.brand_id for one in many], [one.at for one in many],
        [one.lang for one in said], [one.kind.label for one in said], [one.kind.score for one in said],
        [one.engageable.value for one in said], [one.engageable.score for one in said], [one.why for one in said],
        [one.sentiment.label for one in said], [one.sentiment.score for one in said],
        [one.offensive.value for one in said], [one.offensive.score for one in said], [one.urgency for one in said],
        [one.needs_human.value for one in said], [one.needs_human.score for one in said],
        [one.near_key for one in said], [_json([(s.start, s.end, s.kind) for s in one.pii]) for one in said],
        [one.encoder_id for one in said], [one.vector for one in many],
    )  # fmt: skip


async def of_messages(tx: Tx, messages: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OF_MESSAGES, tx.workspace, list(messages)))


async def last_of_cases(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(LAST_OF_CASES, tx.workspace, list(cases)))


async def languages(tx: Tx, cases: Sequence[UUID]) -> dict[UUID, str]:
    return {row["case_id"]: row["lang"] for row in await tx.connection.fetch(LANGUAGES, tx.workspace, list(cases))}


async def judge(tx: Tx, many: Sequence[CaseOutlook], model: str) -> set[UUID]:
    """Keep how these cases go now; return those that had never been judged."""
    rows = await tx.connection.fetch(
        JUDGE, tx.workspace, tx.now,
        [one.case_id for one in many], [one.csat for one in many], [one.dissatisfied for one in many],
        [one.escalation for one in many], [one.churn for one in many], [_json(one.reasons) for one in many],
        [one.lead for one in many], model, [one.points for one in many],
    )  # fmt: skip
    return {row["case_id"] for row in rows if row["first"]}


async def outlooks(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OUTLOOKS, tx.workspace, list(cases)))


def _json(value: Any) -> str:
    """Return as text what goes into an array of jsonb: asyncpg takes a list in a list for a second dimension."""
    return msgspec.json.encode(value).decode()
