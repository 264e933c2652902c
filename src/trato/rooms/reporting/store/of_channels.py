"""The rows that measures of channels count: calls, and the stars that people give."""

from __future__ import annotations

from typing import Final

from trato.rooms.reporting.model import Source
from trato.rooms.reporting.store.pieces import CASE_OF, COUNTS

SERVICE_LEVEL_S: Final = 20  # as staffing is planned where no promise says otherwise (80/20)
BRIEF_S: Final = 10  # who leaves before that has not waited (S63)
AFTER_CALL: Final = "interval '5 minutes'"  # attention that begins later is no after-call work of that call
SETTLED: Final = "interval '30 days'"  # within which stars are compared with those at our answer

# Calls that people made and that are over. They were offered to somebody once they waited in a queue; the wait is from
# then until the answer, or until they gave up or went on in writing. It counts, whatever its case was merged into.
_CALLS = f"""
select f.*, f.waited and not f.brief as rated, f.waited and f.reason = 'missed' and not f.brief as abandoned,
  f.answered and f.wait <= {SERVICE_LEVEL_S} as in_20, f.talk + f.hold + f.after_call as handle
from (
select k.id as row_id, k.case_id, null::uuid as person_id, k.began_at as at, k.answered_by as agent_id,
  null::uuid as team_id, a.brand_id, k.account_id, coalesce(nullif(c.country, ''), a.country) as country, a.channel,
  'call' as surface, coalesce(k.queue_id, c.queue_id, a.queue_id) as queue_id, k.outcome as reason,
  k.outcome <> 'short' as came, k.outcome = 'short' as short, w.waited, k.outcome = 'answered' as answered,
  w.waited and k.outcome = 'missed' and w.wait < {BRIEF_S} as brief, w.wait, k.outcome = 'aside' as aside,
  coalesce(t.talk, 0) as talk, coalesce(t.hold, 0) as hold, coalesce(z.after_call, 0) as after_call,
  k.outcome = 'answered' and z.after_call is not null as wrapped,
  coalesce(p.kept_at is not null or p.due_at <= $9, false) as owed,
  coalesce(p.kept_at is null and p.due_at > $9, false) as owing, coalesce(p.kept_at <= p.due_at, false) as called_back
from calls.call k
cross join lateral (select k.queued_at is not null or k.answered_at is not null as waited, extract(epoch from
  greatest(coalesce(k.answered_at, k.ended_at) - coalesce(k.queued_at, k.began_at), interval '0'))::float8 as wait) w
left join lateral (select y.brand_id, y.country, y.channel, y.queue_id from channels.account y
  where y.id = k.account_id and y.workspace_id = $1 limit 1) a on true
{CASE_OF.format(of="k")}
left join lateral (
  select (sum(extract(epoch from s.ended_at - s.began_at)) filter (where s.kind = 'talk'))::float8 as talk,
    (sum(extract(epoch from s.ended_at - s.began_at)) filter (where s.kind = 'hold'))::float8 as hold
  from calls.segment s where s.call_id = k.id and s.workspace_id = $1) t on true
left join lateral (
  select sum(s.active_seconds)::float8 as after_call from console.segment s
  where s.case_id = k.case_id and s.workspace_id = $1 and s.user_id = k.answered_by and s.kind in ('focus', 'wrap_up')
    and s.started_at >= k.ended_at and s.started_at < k.ended_at + {AFTER_CALL}) z on true
left join lateral (select r.kept_at, r.due_at from cases.promise r where r.id = k.id and r.workspace_id = $1
  and r.cancelled_at is null and k.outcome in ('missed', 'words') limit 1) p on true
where k.workspace_id = $1 and k.began_at >= $6 and k.began_at < $7 and k.state = 'ended' and k.direction = 'in'
  and (k.case_id is null or c.recorded_as = 'live')) f
"""
# Each time that somebody gives stars, to the review that its conversation is: for the first time, or changed. An answer
# of ours is what its channel accepted; the stars at it are those given last before, the stars after it those that stand
# a month later, or now.
_STARS = f"""
select m.id as row_id, m.case_id, null::uuid as person_id, m.occurred_at as at, o.agent_id, null::uuid as team_id,
  v.brand_id, v.account_id, c.country, v.channel, v.surface, c.queue_id, m.rating::text as reason,
  b.rating is null as first, b.rating is not null as changed, coalesce(m.rating > b.rating, false) as up,
  not exists (select 1 from conversations.message n where n.conversation_id = m.conversation_id
    and n.workspace_id = $1 and n.rating is not null and n.deleted_at is null and n.occurred_at < $7
    and (n.sort_at, n.sort_id, n.sort_item) > (m.sort_at, m.sort_id, m.sort_item)) as standing,
  b.rating is null and o.sent_at is not null as answered, m.rating::float8 as stars,
  coalesce(w.rating, m.rating)::float8 as stars_at_answer, coalesce(n.rating, w.rating, m.rating)::float8 as stars_after
from conversations.message m
left join lateral (select y.brand_id, y.account_id, y.channel, y.surface from conversations.conversation y
  where y.id = m.conversation_id and y.workspace_id = $1 limit 1) v on true
{CASE_OF.format(of="m")}
left join lateral (select e.rating from conversations.message e
  where e.conversation_id = m.conversation_id and e.workspace_id = $1 and e.rating is not null
    and (e.sort_at, e.sort_id, e.sort_item) < (m.sort_at, m.sort_id, m.sort_item)
  order by e.sort_at desc, e.sort_id desc, e.sort_item desc limit 1) b on true
left join lateral (select d.sent_at, case when x.author_kind = 'user' then x.author_id end as agent_id
  from conversations.message x join conversations.delivery d on d.message_id = x.id and d.workspace_id = $1
  where x.conversation_id = m.conversation_id and x.workspace_id = $1 and x.direction = 'out'
    and d.sent_at >= m.received_at and d.state in ('sent', 'delivered', 'read')
  order by d.sent_at limit 1) o on true
left join lateral (select e.rating from conversations.message e
  where e.conversation_id = m.conversation_id and e.workspace_id = $1 and e.rating is not null
    and e.received_at <= o.sent_at
  order by e.sort_at desc, e.sort_id desc, e.sort_item desc limit 1) w on true
left join lateral (select e.rating from conversations.message e
  where e.conversation_id = m.conversation_id and e.workspace_id = $1 and e.rating is not null
    and e.received_at > o.sent_at and e.received_at <= o.sent_at + {SETTLED}
  order by e.sort_at desc, e.sort_id desc, e.sort_item desc limit 1) n on true
where m.workspace_id = $1 and m.rating is not null and m.direction = 'in' and m.deleted_at is null
  and m.origin <> 'import' and m.occurred_at >= $6 and m.occurred_at < $7 and {COUNTS}
"""
ROWS: Final = {Source.CALLS: _CALLS, Source.STARS: _STARS}
