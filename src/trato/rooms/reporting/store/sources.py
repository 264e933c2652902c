"""The rows that measures count: one SELECT for each source, over one period.

Every source gives row_id, case_id, person_id, at, agent_id, team_id, reason and the place of its moment (brand_id,
queue_id, account_id, country, channel, surface), then what its measures name: booleans, never null, and seconds.

$1 is the workspace, $6 and $7 the period, from inside until outside, $9 the present. A team is that of the queue,
unless the source says whose it is. Merged cases, those that were imported, and those of an undone split, count nowhere.
"""

from __future__ import annotations

from typing import Final

from trato.rooms.reporting.model import Source
from trato.rooms.reporting.store import of_channels, of_intelligence, of_savings
from trato.rooms.reporting.store.pieces import (
    CASE_OF,
    COUNTS,
    DAY,
    HANDLED,
    LINK,
    PERSON,
    PLACE,
    SAME_PERSON,
    WE_BEGAN,
    WEEK,
    advert,
)

# who was in which team when: of several at once, the one they had been in for longest
_TEAMS = """teams as materialized (
  select m.user_id, m.team_id, coalesce(m.to_at, 'infinity') as until, greatest(m.from_at,
    max(coalesce(m.to_at, 'infinity')) over (partition by m.user_id order by m.from_at, m.id
      rows between unbounded preceding and 1 preceding)) as since
  from access.team_member m where m.workspace_id = $1)"""
# when agents were there, in the period: each one's segments from the last that began before it
_THERE = """begun as materialized (
  select a.user_id, coalesce((select o.from_at from workforce.presence_seg o
    where o.user_id = a.user_id and o.workspace_id = $1 and o.from_at <= $6
    order by o.from_at desc limit 1), '-infinity') as since
  from workforce.agent a where a.workspace_id = $1),
there as materialized (
  select p.id, p.user_id, p.from_at, coalesce(p.to_at, 'infinity') as until from begun b
  cross join lateral (
    select p.id, p.user_id, p.from_at, p.to_at, p.state from workforce.presence_seg p
    where p.user_id = b.user_id and p.workspace_id = $1 and p.from_at >= b.since and p.from_at < $7
    offset 0) p
  where p.state in ('online', 'busy') and coalesce(p.to_at, 'infinity') > $6)"""
# the same, one row for each agent, so that the presence of an instant is found by halving
_SPANS = """spans as materialized (
  select t.user_id, array_agg(t.id order by t.from_at, t.until) as ids,
    array_agg(t.from_at order by t.from_at, t.until) as froms, array_agg(t.until order by t.from_at, t.until) as untils
  from there t group by 1)"""
WITH: Final = f"{_TEAMS}, {_THERE}, {_SPANS}"  # what sources of people's time read from
TEAM_OF = "left join teams mine on mine.user_id = {who} and mine.since <= {at} and mine.until > {at}"

# a contact's repeat: the case began within a day of the last word of another, or the contact insisted within a day
_CASES = f"""
select c.id as row_id, c.id as case_id, {PERSON}, c.opened_at as at, null::uuid as agent_id, null::uuid as team_id,
  c.brand_id, c.account_id, c.country, coalesce(o.channel, c.channel) as channel,
  coalesce(o.surface, c.surface) as surface, coalesce(o.queue_id, c.queue_id) as queue_id, '' as reason,
  c.set_aside is null as offered, c.set_aside is not null as aside,
  c.set_aside is null and coalesce({advert("o")}, false) as from_advert,
  coalesce({advert("o")}, false) and exists (select 1 from sla.clock k where k.case_id = c.id and k.workspace_id = $1
    and k.target = 'first_response' and k.voided_at is null and k.stopped_by_message_id is not null
    and k.stopped_at <= k.due_at) as engaged,
  c.set_aside is null and not coalesce(a.short, false) as rated,
  c.set_aside is null and coalesce(a.short, false) as short,
  coalesce(a.left_queue, false) as left_queue, coalesce(a.no_dialogue, false) as no_dialogue,
  exists (select 1 from cases.tag_mark g where g.case_id = c.id and g.workspace_id = $1 and g.removed_at is null
    and g.model is not null) as auto_tagged,
  coalesce(a.in_bot, false) as in_bot, coalesce(a.asynchronous, false) as asynchronous,
  c.set_aside is null and c.opened_at <= $9::timestamptz - interval '24 hours' as ripe,
  c.set_aside is null and c.opened_at > $9::timestamptz - interval '24 hours' as unripe,
  (c.origin <> 'split' and coalesce(o.seconds_since <= {DAY}, false) and not exists (
      select 1 from cases."case" p
      where p.id = o.previous_case_id and p.workspace_id = $1 and (p.merged_into = c.id or p.set_aside is not null))
    or exists (select 1 from cases.attempt t where t.case_id = c.id and t.workspace_id = $1
      and t.at <= c.opened_at + interval '24 hours')) as repeated
from cases."case" c
left join lateral (select x.queue_id, x.channel, x.surface, x.seconds_since, x.previous_case_id, x.referral
  from cases.opening x
  where x.case_id = c.id and x.workspace_id = $1 limit 1) o on true
left join lateral (
  select bool_or(b.variant = 'short') as short, bool_or(b.variant = 'left_queue') as left_queue,
    bool_or(b.variant = 'no_dialogue') as no_dialogue, bool_or(b.variant = 'in_bot') as in_bot,
    bool_or(b.variant = 'asynchronous') as asynchronous
  from cases.abandonment b where b.case_id = c.id and b.workspace_id = $1 and b.retracted_at is null) a on true
{LINK}
where c.workspace_id = $1 and c.opened_at >= $6 and c.opened_at < $7 and {COUNTS} and not {WE_BEGAN}
"""
# who answered in time or late; of what nobody answered, who held it when it fell due
_PROMISES = f"""
select k.id as row_id, k.case_id, null::uuid as person_id, k.due_at as at,
  case when k.stopped_by_message_id is null then b.agent_id
    when m.author_kind = 'user' then m.author_id end as agent_id,
  null::uuid as team_id, k.brand_id, k.account_id, k.country, k.channel, k.surface, k.queue_id,
  '' as reason, k.tier as own_tier, k.seconds::float8 as promised,
  k.voided_at is null as due, k.voided_at is not null as voided,
  coalesce(k.stopped_by_message_id is not null and k.stopped_at <= k.due_at, false) as kept
from sla.clock k
{CASE_OF.format(of="k")}
left join lateral (select x.author_kind, x.author_id from conversations.message x
  where x.id = k.stopped_by_message_id and x.workspace_id = $1 limit 1) m on true
left join lateral (select h.holder_id as agent_id from sla.breach h
  where h.clock_id = k.id and h.workspace_id = $1 and h.withdrawn_at is null and h.holder_kind = 'agent') b on true
where k.workspace_id = $1 and k.target = 'first_response' and k.due_at >= $6 and k.due_at < $7 and k.due_at <= $9
  and k.merged_into is null and {COUNTS}
  and (k.voided_at is not null or k.stopped_at is not null or k.paused_at is null or k.due_at <= k.paused_at)
"""
# seconds of open time until an instant: what had passed when its stretch began, and what of the stretch has
_OPEN_UNTIL = """coalesce(h.befores[{i}] + extract(epoch from least({at}, h.ends[{i}]) - h.begins[{i}]), 0)"""
_SINCE = _OPEN_UNTIL.format(at="k.started_at", i="width_bucket(k.started_at, h.begins)")
_TILL = _OPEN_UNTIL.format(at="k.stopped_at", i="width_bucket(k.stopped_at, h.begins)")
_WITHIN = ", ".join(f"k.stopped_at - k.started_at <= interval '{n} minutes' as within_{n}" for n in (5, 10, 30, 60))
_ANSWERS = f"""
select k.id as row_id, k.case_id, null::uuid as person_id, k.stopped_at as at,
  case when m.author_kind = 'user' then m.author_id end as agent_id, null::uuid as team_id,
  k.brand_id, k.account_id, k.country, k.channel, k.surface, k.queue_id, '' as reason,
  k.tier as own_tier, k.seconds::float8 as promised, k.stopped_at <= k.due_at as in_time,
  k.target = 'first_response' as first, k.target = 'first_human_response' as first_human,
  k.target = 'next_response' as following, {_WITHIN},
  k.target = 'first_human_response' and exists (select 1 from intelligence.suggestion g
    where g.case_id = k.case_id and g.workspace_id = $1 and g.sent_id is not null) as suggested,
  extract(epoch from k.stopped_at - k.started_at)::float8 as wall,
  (case when h.calendar_id is null then extract(epoch from k.stopped_at - k.started_at)
    else {_TILL} - {_SINCE} end)::float8 as business
from sla.clock k
{CASE_OF.format(of="k")}
left join lateral (select x.author_kind, x.author_id from conversations.message x
  where x.id = k.stopped_by_message_id and x.workspace_id = $1 limit 1) m on true
left join hours h on h.calendar_id = k.calendar_id and h.version = k.calendar_version
where k.workspace_id = $1 and k.target in ('first_response', 'first_human_response', 'next_response')
  and k.stopped_by_message_id is not null and k.stopped_at >= $6 and k.stopped_at < $7
  and k.voided_at is null and k.merged_into is null and {COUNTS}
"""
# attention since the resolution before this one; what follows it until the next one is its wrap-up
_RESOLUTIONS = f"""
select r.id as row_id, r.case_id, {PERSON}, r.at, case when r.by_kind = 'user' then r.by_id end as agent_id,
  null::uuid as team_id, c.brand_id, c.account_id, c.country, coalesce(nullif(r.channel, ''), c.channel) as channel,
  c.surface, coalesce(r.queue_id, c.queue_id) as queue_id, r.how as reason,
  r.how <> 'auto_close' as done, r.how = 'auto_close' as no_answer,
  r.how <> 'auto_close' and r.at <= $9::timestamptz - {WEEK} as ripe,
  r.how <> 'auto_close' and r.at > $9::timestamptz - {WEEK} as unripe,
  r.at <= $9::timestamptz - {WEEK} as ripe_any, r.at > $9::timestamptz - {WEEK} as unripe_any,
  back.came_back, r.how <> 'auto_close' and not back.came_back and not exists (
      select 1 from cases.reopening e
      where e.case_id = c.id and e.workspace_id = $1 and e.at <= r.at and e.cause <> 'undo')
    and not exists (select 1 from cases.attempt t where t.case_id = c.id and t.workspace_id = $1 and t.at <= r.at)
    and not exists (
      select 1 from cases."case" n
      where n.contact_id in {SAME_PERSON}
        and n.workspace_id = $1 and n.id <> c.id and n.opened_at > r.at and n.opened_at <= r.at + {WEEK}
        and n.merged_into is null and n.set_aside is null and n.origin not in ('outbound', 'proactive', 'campaign'))
    as at_first,
  (select count(distinct g.who) = 1 from (
    select h.holder_id as who from cases.holding h
    where h.case_id = c.id and h.workspace_id = $1 and h.holder_kind = 'agent' and h.from_at <= r.at
    union all select r.by_id where r.by_kind = 'user') g) as by_one,
  r.at - c.opened_at < interval '1 hour' as in_an_hour, r.disposition_id is not null as typified,
  r.how <> 'auto_close' and time.active is not null as handled,
  r.how <> 'auto_close' and time.wrap_up is not null as wrapped, time.active, time.wrap_up
from cases.resolution r
{CASE_OF.format(of="r")}
left join lateral (select exists (
  select 1 from cases.reopening e where e.case_id = r.case_id and e.workspace_id = $1 and e.at >= r.at
    and e.at <= r.at + {WEEK} and e.cause <> 'undo') as came_back) back on true
{HANDLED.format(of="r")}
{LINK}
where r.workspace_id = $1 and r.at >= $6 and r.at < $7 and r.undone_at is null and {COUNTS} and c.set_aside is null
"""
_REOPENINGS = f"""
select e.id as row_id, e.case_id, null::uuid as person_id, e.at, d.agent_id, null::uuid as team_id, {PLACE},
  coalesce(d.queue_id, c.queue_id) as queue_id, e.cause as reason, true as reopened
from cases.reopening e
{CASE_OF.format(of="e")}
left join lateral (
  select case when r.by_kind = 'user' then r.by_id end as agent_id, r.queue_id from cases.resolution r
  where r.case_id = e.case_id and r.workspace_id = $1 and r.at <= e.at order by r.at desc limit 1) d on true
where e.workspace_id = $1 and e.at >= $6 and e.at < $7 and e.cause <> 'undo' and {COUNTS} and c.set_aside is null
"""
_EXCLUSIONS = f"""
select x.id as row_id, x.case_id, null::uuid as person_id, x.from_at as at,
  case when x.by_kind = 'user' then x.by_id end as agent_id,
  null::uuid as team_id, {PLACE}, c.queue_id, x.reason, true as standing
from cases.case_exclusion x
{CASE_OF.format(of="x")}
where x.workspace_id = $1 and x.from_at >= $6 and x.from_at < $7 and x.reversed_at is null and {COUNTS}
"""
_TRANSFERS = f"""
select t.id as row_id, t.case_id, null::uuid as person_id, t.at,
  case when t.from_kind = 'agent' then t.from_id end as agent_id,
  null::uuid as team_id, {PLACE}, case when t.from_kind = 'queue' then t.from_id else c.queue_id end as queue_id,
  'to_' || t.to_kind as reason, true as moved
from cases.transfer t
{CASE_OF.format(of="t")}
where t.workspace_id = $1 and t.at >= $6 and t.at < $7 and {COUNTS}
"""
_ESCALATIONS = f"""
select e.id as row_id, e.case_id, null::uuid as person_id, e.need_marked_at as at,
  null::uuid as agent_id, null::uuid as team_id,
  {PLACE}, c.queue_id, e.mode as reason, true as asked
from cases.escalation e
{CASE_OF.format(of="e")}
where e.workspace_id = $1 and e.need_marked_at >= $6 and e.need_marked_at < $7 and {COUNTS}
"""
_ASSIGNMENTS = f"""
select a.id as row_id, a.case_id, null::uuid as person_id, a.at, a.agent_id, null::uuid as team_id, {PLACE},
  coalesce(a.queue_id, c.queue_id) as queue_id,
  case when a.author = 'engine' and coalesce(a.sticky_honoured, false) then 'sticky' else a.author end as reason,
  true as given
from routing.assignment a
{CASE_OF.format(of="a")}
where a.workspace_id = $1 and a.at >= $6 and a.at < $7 and a.agent_id is not null and a.outcome = 'accepted'
  and {COUNTS}
"""
_ATTENTION = "s.workspace_id = $1 and s.started_at >= $6 and s.started_at < $7 and s.case_id is not null"
# the presence that lasted when attention began, if the agent was there at all
_WHILE_THERE = "left join spans p on p.user_id = s.user_id"
_WHICH = "width_bucket(s.started_at, p.froms)"
_IS_THERE = f"coalesce(p.untils[{_WHICH}] > s.started_at, false)"
_WORK = f"""
select s.id as row_id, s.case_id, null::uuid as person_id, s.started_at as at, s.user_id as agent_id, mine.team_id,
  {PLACE}, c.queue_id, '' as reason, s.kind <> 'compose' as active, s.kind <> 'compose' and {_IS_THERE} as present,
  coalesce(s.kind = 'compose' and s.outcome = 'sent', false) as answer,
  s.kind <> 'compose' and w.case_id is not null as answering, s.active_seconds::float8 as seconds
from console.segment s
{CASE_OF.format(of="s")}
left join (
  select distinct s.user_id, s.case_id from console.segment s where {_ATTENTION} and s.kind = 'compose'
    and s.outcome = 'sent') w on w.user_id = s.user_id and w.case_id = s.case_id
{_WHILE_THERE}
{TEAM_OF.format(who="s.user_id", at="s.started_at")}
where {_ATTENTION} and s.kind in ('focus', 'wrap_up', 'compose') and {COUNTS}
"""
# a case is in somebody's hands from their first attention to their last, while no gap reaches five minutes
_HANDS = f"""
select t.row_id, t.case_id, null::uuid as person_id, t.at, t.user_id as agent_id, mine.team_id,
  {PLACE}, c.queue_id, '' as reason,
  true as held, extract(epoch from least(t.until, t.there_until) - t.at)::float8 as seconds
from (
  select (array_agg(g.id order by g.started_at, g.id))[1] as row_id, g.case_id, g.user_id, min(g.started_at) as at,
    max(g.ended_at) as until, max(g.there_until) as there_until
  from (
    select f.*, count(*) filter (where f.apart) over (
      partition by f.user_id, f.case_id, f.there order by f.started_at, f.id) as turn
    from (
      select d.*, coalesce(d.started_at > max(d.ended_at) over (partition by d.user_id, d.case_id, d.there
        order by d.started_at, d.id rows between unbounded preceding and 1 preceding) + interval '5 minutes', false)
        as apart
      from (
        select s.id, s.case_id, s.user_id, s.started_at, s.ended_at, p.ids[{_WHICH}] as there,
          p.untils[{_WHICH}] as there_until
        from console.segment s {_WHILE_THERE}
        where {_ATTENTION} and s.kind in ('focus', 'wrap_up') and {_IS_THERE} offset 0) d) f) g
  group by g.user_id, g.case_id, g.there, g.turn) t
{CASE_OF.format(of="t")}
{TEAM_OF.format(who="t.user_id", at="t.at")}
where {COUNTS}
"""
# presence cut at the bounds of the report ($8); of whom the asker may see, by their teams
_PRESENCE = f"""
select p.id as row_id, null::uuid as case_id, null::uuid as person_id, greatest(p.from_at, b.at) as at,
  p.user_id as agent_id, mine.team_id, null::uuid as brand_id, null::uuid as account_id, '' as country, '' as channel,
  '' as surface, null::uuid as queue_id, '' as reason, true as there,
  extract(epoch from least(p.until, b.till, $7) - greatest(p.from_at, b.at))::float8 as seconds
from there p
cross join lateral (
  select u.at, u.till from unnest($8::timestamptz[], ($8::timestamptz[])[2:]) u(at, till)
  where u.till is not null and u.at < least(p.until, $7) and u.till > p.from_at) b
{TEAM_OF.format(who="p.user_id", at="greatest(p.from_at, b.at)")}
where $2::boolean or exists (
  select 1 from access.team_member m join access.team t on t.id = m.team_id and t.workspace_id = $1
  where m.user_id = p.user_id and m.workspace_id = $1 and m.from_at < $7 and (m.to_at is null or m.to_at > $6)
    and (t.unit_id = any($3::uuid[]) or exists (select 1 from routing.queue q
      where q.team_id = t.id and q.workspace_id = $1 and q.id = any($4::uuid[]))))
"""
# by the conversation that it went out on; what nobody priced is told beside
_COSTS = f"""
select d.message_id as row_id, m.case_id, null::uuid as person_id, d.at,
  case when m.author_kind = 'user' then m.author_id end as agent_id, null::uuid as team_id,
  v.brand_id, v.account_id, c.country, v.channel, v.surface, c.queue_id, d.category as reason,
  d.price is not null as priced, d.price is null as unpriced, d.price, d.currency
from conversations.delivery_cost d
left join lateral (select x.case_id, x.author_kind, x.author_id, x.conversation_id, x.origin
  from conversations.message x where x.id = d.message_id and x.workspace_id = $1 limit 1) m on true
left join lateral (select y.brand_id, y.account_id, y.channel, y.surface from conversations.conversation y
  where y.id = m.conversation_id and y.workspace_id = $1 limit 1) v on true
{CASE_OF.format(of="m")}
where d.workspace_id = $1 and d.at >= $6 and d.at < $7 and m.origin <> 'import'
"""
SQL: Final[dict[Source, str]] = {
    Source.CASES: _CASES,
    Source.PROMISES: _PROMISES,
    Source.ANSWERS: _ANSWERS,
    Source.RESOLUTIONS: _RESOLUTIONS,
    Source.REOPENINGS: _REOPENINGS,
    Source.EXCLUSIONS: _EXCLUSIONS,
    Source.TRANSFERS: _TRANSFERS,
    Source.ESCALATIONS: _ESCALATIONS,
    Source.ASSIGNMENTS: _ASSIGNMENTS,
    Source.WORK: _WORK,
    Source.HANDS: _HANDS,
    Source.COSTS: _COSTS,
    **of_channels.ROWS,
    **of_intelligence.ROWS,
    **of_savings.ROWS,
    Source.PRESENCE: _PRESENCE,
}
