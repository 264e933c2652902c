"""SQL of what stands aside, and of the sample of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

_BY = """case when t.exclusion_id = e.id then 'understanding' when e.by_kind = 'user' then 'person'
    when e.by_kind = 'system' and e.by_id is not null then 'rule' else 'arrival' end"""
_TEXT = """coalesce((select m.text from conversations.message m
    where m.id = coalesce(e.message_id, t.message_id) and m.workspace_id = $1), nullif(c.preview, ''), c.subject)"""
_ROW = f"""e.id, e.case_id, c.number, e.message_id, p.name as contact, c.brand_id, c.channel, c.surface, e.reason,
  {_BY} as by, coalesce(u.name, r.name, '') as by_name, e.from_at as at, {_TEXT} as text, t.score,
  coalesce(t.answer, '') as answer, coalesce(t.sampled and t.reviewed_at is null, false) as sampled"""
TODAY: Final = "today"
Days = tuple[date, date] | Literal["today"] | None  # both inside; the day that it is now; or any
# what narrows the list: the key of each field of a row, as text; what has none is `none`
NARROWS: Final = {
    "reason": "e.reason",
    "by": _BY,
    "brand": "c.brand_id::text",
    "channel": "c.channel",
    "surface": "c.surface",
    "country": "coalesce(nullif(c.country, ''), 'none')",
    "queue": "coalesce(c.queue_id::text, 'none')",
    "team": "coalesce(q.team_id::text, 'none')",
}
_NARROWED = " ".join(f"and (${n}::text[] is null or {key} = any(${n}))" for n, key in enumerate(NARROWS.values(), 13))
# days as they pass in the zone that is said, else where each brand lives; read by the instants that they may be
_DAYS = """and ($9::date is null or e.from_at >= $9::timestamp at time zone 'UTC' - interval '1 day'
    and e.from_at < $10::timestamp at time zone 'UTC' + interval '2 days'
    and (e.from_at at time zone z.zone)::date between $9 and $10)
  and ($12::timestamptz is null or e.from_at > $12 - interval '27 hours'
    and (e.from_at at time zone z.zone)::date = ($12 at time zone z.zone)::date)"""
LIST = f"""
select {_ROW}
from cases.case_exclusion e
cross join lateral (select * from cases."case" where id = e.case_id and workspace_id = $1 limit 1) c
cross join lateral (select coalesce(nullif($11, ''), timezone) as zone from brands.brand
  where id = c.brand_id and workspace_id = $1 limit 1) z
left join routing.queue q on q.id = c.queue_id and q.workspace_id = $1
cross join lateral (select name from contacts.contact where id = c.contact_id and workspace_id = $1 limit 1) p
left join intelligence.triage t on t.case_id = e.case_id and t.workspace_id = $1 and t.exclusion_id = e.id
left join access."user" u on u.id = e.by_id and u.workspace_id = $1 and e.by_kind = 'user'
left join automation.rule r on r.id = e.by_id and r.workspace_id = $1 and e.by_kind = 'system'
where e.workspace_id = $1 and e.reversed_at is null and {access.visible("c", 2)}
  and c.merged_into is null and c.end_reason is distinct from 'split_undone' and c.recorded_as = 'live'
  and ($6::timestamptz is null or (e.from_at, e.id) < ($6, $7::uuid)) {_DAYS} {_NARROWED}
order by e.from_at desc, e.id desc limit $8
"""
# the oldest first: who looks begins where most was waited
SAMPLE = f"""
select coalesce(t.exclusion_id, t.case_id) as id, t.case_id, c.number, null::uuid as message_id, p.name as contact,
  c.brand_id, c.channel, c.surface, t.reason, 'understanding' as by, '' as by_name, t.at,
  coalesce((select m.text from conversations.message m where m.id = t.message_id and m.workspace_id = $1), '') as text,
  t.score, t.answer, true as sampled
from intelligence.triage t
cross join lateral (select * from cases."case" where id = t.case_id and workspace_id = $1 limit 1) c
cross join lateral (select name from contacts.contact where id = c.contact_id and workspace_id = $1 limit 1) p
where t.workspace_id = $1 and t.sampled and t.reviewed_at is null and {access.visible("c", 2)}
  and ($6::timestamptz is null or (t.at, t.case_id) > ($6, $7::uuid))
order by t.at, t.case_id limit $8
"""
STANDING = f"""
select e.reason, count(*) as aside from cases.case_exclusion e
join cases."case" c on c.id = e.case_id and c.workspace_id = $1
where e.workspace_id = $1 and e.reversed_at is null and e.from_at > $6 and {access.visible("c", 2)}
group by e.reason
"""
LOOKED_AT = f"""
select t.reason, count(*) as looked_at, count(*) filter (where t.was_right) as right
from intelligence.triage t join cases."case" c on c.id = t.case_id and c.workspace_id = $1
where t.workspace_id = $1 and t.sampled and t.reviewed_at is not null and {access.visible("c", 2)}
group by t.reason
"""
TO_REVIEW = f"""
select count(*) from intelligence.triage t join cases."case" c on c.id = t.case_id and c.workspace_id = $1
where t.workspace_id = $1 and t.sampled and t.reviewed_at is null and {access.visible("c", 2)}
"""
COST = f"""
select count(*) as back, coalesce(sum(extract(epoch from t.back_at - t.at)), 0)::bigint as waited
from intelligence.triage t join cases."case" c on c.id = t.case_id and c.workspace_id = $1
where t.workspace_id = $1 and t.at > $6 and t.back_at is not null and {access.visible("c", 2)}
"""


async def list_aside(
    tx: Tx, scope: Scope, before: tuple[Any, ...] | None, days: Days, zone: str,
    narrowed: Mapping[str, Sequence[str]], limit: int,
) -> list[Any]:  # fmt: skip
    at, id_ = before or (None, None)
    first, last = days if isinstance(days, tuple) else (None, None)
    today = tx.now if days == TODAY else None
    keys = (list(narrowed[name]) if narrowed.get(name) else None for name in NARROWS)
    given = (*scope.parameters(), at, id_, limit, first, last, zone, today, *keys)
    return list(await tx.connection.fetch(LIST, tx.workspace, *given))


async def list_sample(tx: Tx, scope: Scope, after: tuple[Any, ...] | None, limit: int) -> list[Any]:
    at, id_ = after or (None, None)
    return list(await tx.connection.fetch(SAMPLE, tx.workspace, *scope.parameters(), at, id_, limit))


async def standing(tx: Tx, scope: Scope, since: Any) -> dict[str, int]:
    rows = await tx.connection.fetch(STANDING, tx.workspace, *scope.parameters(), since)
    return {row["reason"]: row["aside"] for row in rows}


async def looked_at(tx: Tx, scope: Scope) -> dict[str, tuple[int, int]]:
    """Return (looked at, right) by reason; '' of what was served."""
    rows = await tx.connection.fetch(LOOKED_AT, tx.workspace, *scope.parameters())
    return {row["reason"]: (row["looked_at"], row["right"]) for row in rows}


async def to_review(tx: Tx, scope: Scope) -> int:
    return int(await tx.connection.fetchval(TO_REVIEW, tx.workspace, *scope.parameters()))


async def cost(tx: Tx, scope: Scope, since: Any) -> tuple[int, int]:
    """Return how many came back, and the seconds that they stood aside."""
    row = await tx.connection.fetchrow(COST, tx.workspace, *scope.parameters(), since)
    return (row["back"], row["waited"]) if row else (0, 0)
