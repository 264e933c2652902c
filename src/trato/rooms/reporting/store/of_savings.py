"""The rows that say what intelligence saves, and what its mistakes cost.

What is estimated takes the seconds that a deed by hand takes (`efforts`, by brand: settings of units), less those that
people spent on looking and on putting right; where they were not measured at the desk, the same settings say them.
"""

from __future__ import annotations

from typing import Final

from trato.rooms.intelligence.model import USUAL_EFFORT, Effort
from trato.rooms.reporting.model import Source
from trato.rooms.reporting.store.pieces import CASE_OF, COUNTS, HANDLED, PLACE

LIKE_WITHIN: Final = "interval '90 days'"  # before: a like of longer ago was handled by another place (TS-A)
LIKES_LOOKED_AT: Final = 500  # resolutions before one, the newest first, among which its like is looked for
NEW_AGENT: Final = "interval '90 days'"  # whoever is here for less is compared with their likes
_NOBODY = "null::uuid as person_id"
_TAKES = f"""left join efforts e on e.brand_id = c.brand_id
cross join lateral (select coalesce(e.triage, {USUAL_EFFORT[Effort.TRIAGE]}) as triage,
  coalesce(e.tag, {USUAL_EFFORT[Effort.TAG]}) as tag,
  coalesce(e.correction, {USUAL_EFFORT[Effort.CORRECTION]}) as correction) w"""
# a tag that a person took away; merged into another, it stands there
_TAKEN = """(exists (select 1 from access."user" u where u.id = {of}.removed_by and u.workspace_id = $1)
    and not exists (select 1 from cases.tag_merge g
      where g.tag_id = {of}.tag_id and g.workspace_id = $1 and g.at = {of}.removed_at))"""

# S35: what stands aside saved sorting it; who looked at it spent what they looked
_TRIAGED = f"""
select t.case_id as row_id, t.case_id, {_NOBODY}, t.at, null::uuid as agent_id, null::uuid as team_id, {PLACE},
  c.queue_id, t.reason, true as alone,
  (case when t.back_at is null then w.triage else 0 end - case when t.reviewed_at is null then 0
    else coalesce(s.spent, case when t.was_right then w.triage else w.correction end) end)::float8 as saved
from intelligence.triage t
{CASE_OF.format(of="t")}
{_TAKES}
left join lateral (select sum(g.active_seconds) as spent from console.segment g
  where g.case_id = t.case_id and g.workspace_id = $1 and g.user_id = t.reviewed_by and g.kind = 'focus'
    and g.started_at >= t.at and g.started_at <= t.reviewed_at) s on true
where t.workspace_id = $1 and t.at >= $6 and t.at < $7 and t.deed <> 'served' and {COUNTS}
"""
# S45: each tag that stays saved putting it; who was asked about one, or took one away, spent a correction
_TAGGED = f"""
select m.id as row_id, m.case_id, {_NOBODY}, m.at, null::uuid as agent_id, null::uuid as team_id, {PLACE},
  c.queue_id, '' as reason, true as alone,
  (k.kept * w.tag - (k.asked + k.taken) * w.correction)::float8 as saved
from cases.tag_mark m
{CASE_OF.format(of="m")}
{_TAKES}
cross join lateral (
  select count(*) filter (where n.removed_at is null) as kept,
    count(*) filter (where v.answered_at is not null) as asked,
    count(*) filter (where v.answered_at is null and {_TAKEN.format(of="n")}) as taken
  from cases.tag_mark n left join intelligence.review v on v.mark_id = n.id and v.workspace_id = $1
  where n.case_id = m.case_id and n.workspace_id = $1 and n.model is not null) k
where m.workspace_id = $1 and m.at >= $6 and m.at < $7 and m.model is not null and {COUNTS} and c.set_aside is null
  and not exists (select 1 from cases.tag_mark b where b.case_id = m.case_id and b.workspace_id = $1
    and b.model is not null and (b.at, b.id) < (m.at, m.id))
"""
# what people put right: of what was understood, of tags, of suggestions that they did not want
_CORRECTED = f"""
select p.row_id, p.case_id, {_NOBODY}, p.at, p.agent_id, null::uuid as team_id, {PLACE}, c.queue_id, p.reason,
  true as corrected, coalesce(p.measured, w.correction)::float8 as spent, p.waited > 0 as made_wait, p.waited
from (
  select md5(k.message_id::text || k.aspect)::uuid as row_id, m.case_id, k.at, k.by_id as agent_id, k.aspect as reason,
    null::float8 as measured, k.waited::float8 as waited
  from intelligence.correction k
  left join lateral (select x.case_id from conversations.message x
    where x.id = k.message_id and x.workspace_id = $1 limit 1) m on true
  where k.workspace_id = $1 and k.at >= $6 and k.at < $7 and k.by_id is not null and k.meant <> k.said
  union all
  select n.id, n.case_id, n.removed_at, n.removed_by, 'tag', null, 0 from cases.tag_mark n
  where n.workspace_id = $1 and n.removed_at >= $6 and n.removed_at < $7 and n.model is not null
    and {_TAKEN.format(of="n")}
  union all
  select g.id, g.case_id, g.rejected_at, g.user_id, 'suggestion', g.seconds, 0 from intelligence.suggestion g
  where g.workspace_id = $1 and g.rejected_at >= $6 and g.rejected_at < $7) p
{CASE_OF.format(of="p")}
{_TAKES}
where {COUNTS}
"""
_HELPED = """exists (select 1 from intelligence.suggestion g
    where g.case_id = {of}.case_id and g.workspace_id = $1 and g.sent_id is not null)"""
_IS_NEW = f"""({{of}}.at - (select u.created_at from access."user" u
    where u.id = {{of}}.by_id and u.workspace_id = $1) < {NEW_AGENT})"""
# S28, matched (TS-A): beside each case that a suggestion helped, the last one before it that is like it and had none:
# of the same brand, channel, surface and reason, by somebody as new or as seasoned. Places are those of the helped one
_ALIKE = f"""
select k.row_id, k.case_id, {_NOBODY}, b.at, b.agent_id, null::uuid as team_id, b.brand_id, b.account_id, b.country,
  b.channel, b.surface, b.queue_id, '' as reason, k.helped, k.unlike, k.unhelped, k.active
from (
  select r.id, r.case_id, r.at, case when r.by_kind = 'user' then r.by_id end as agent_id, {PLACE},
    coalesce(r.queue_id, c.queue_id) as queue_id, time.active, z.id as like_id, z.case_id as like_case,
    z.active as like_active
  from cases.resolution r
  {CASE_OF.format(of="r")}
  {HANDLED.format(of="r")}
  left join lateral (
    select n.id, n.case_id, time.active
    from (select x.id, x.case_id, x.at, x.by_id, x.disposition_id from cases.resolution x
      where x.workspace_id = $1 and x.at < r.at and x.at >= r.at - {LIKE_WITHIN} and x.undone_at is null
        and x.how <> 'auto_close' order by x.at desc, x.id desc limit {LIKES_LOOKED_AT}) n
    cross join lateral (select * from cases."case" o where o.id = n.case_id and o.workspace_id = $1 limit 1) y
    {HANDLED.format(of="n")}
    where n.case_id <> r.case_id and n.disposition_id is not distinct from r.disposition_id
      and (y.brand_id, y.channel, y.surface) = (c.brand_id, c.channel, c.surface)
      and y.set_aside is null and y.merged_into is null and y.recorded_as = 'live' and time.active is not null
      and not {_HELPED.format(of="n")}
      and {_IS_NEW.format(of="n")} is not distinct from {_IS_NEW.format(of="r")}
    order by n.at desc, n.id desc limit 1) z on true
  where r.workspace_id = $1 and r.at >= $6 and r.at < $7 and r.undone_at is null and r.how <> 'auto_close'
    and {COUNTS} and c.set_aside is null and time.active is not null and {_HELPED.format(of="r")}) b
cross join lateral (values
  (b.id, b.case_id, b.active, b.like_id is not null, b.like_id is null, false),
  (md5(b.id::text || 'like')::uuid, b.like_case, b.like_active, false, false, b.like_id is not null))
  k(row_id, case_id, active, helped, unlike, unhelped)
where k.case_id is not null
"""
ROWS: Final = {
    Source.TRIAGED: _TRIAGED,
    Source.TAGGED: _TAGGED,
    Source.CORRECTED: _CORRECTED,
    Source.ALIKE: _ALIKE,
}
