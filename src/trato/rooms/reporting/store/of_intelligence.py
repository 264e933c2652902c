"""The rows that measures of intelligence count: what was understood of messages, and predicted of cases.

A person's correction wins over what was understood. What was predicted of a case when it was resolved is read from the
log, where each turn's prediction stands; of who objected to being scored nothing is read, for their outlook is gone.
"""

from __future__ import annotations

from typing import Final

from trato.rooms.intelligence.model import CONTENT_ABOVE, DISSATISFIED_BELOW, LEAD_FROM, SATISFIED_FROM
from trato.rooms.reporting.model import Source
from trato.rooms.reporting.store.pieces import CASE_OF, COUNTS, LINK, PERSON, SAME_PERSON

LEAD_ONCE: Final = "interval '90 days'"  # within which the same contact is one lead: what they want is not known
STILL_THERE, RIPE = "interval '30 days'", "interval '90 days'"  # after which who stayed is seen, and counted (S14)
_MEANT = """(select k.meant from intelligence.correction k
    where k.message_id = {of}.message_id and k.workspace_id = $1 and k.aspect = '{aspect}')"""
_IS_LEAD = f"""({{of}}.kind = 'lead' and {{of}}.kind_score >= {LEAD_FROM})"""

# one row for each message of a contact that was understood
_UNDERSTOOD = f"""
select u.message_id as row_id, m.case_id, null::uuid as person_id, u.at, null::uuid as agent_id,
  null::uuid as team_id, u.brand_id, c.account_id, c.country, u.channel, c.surface, c.queue_id,
  case when v.none then coalesce(v.meant, case when u.why in ('spam', 'troll') then u.why else 'no_engagement' end)
    else '' end as reason,
  v.none as unengaged, v.none and v.meant is not null as corrected,
  v.lead and not v.none and not exists (select 1 from intelligence.understanding p
    where p.contact_id = u.contact_id and p.workspace_id = $1 and p.at < u.at and p.at >= u.at - {LEAD_ONCE}
      and coalesce({_MEANT.format(of="p", aspect="kind")} = 'lead', {_IS_LEAD.format(of="p")})) as lead
from intelligence.understanding u
left join lateral (select x.case_id from conversations.message x
  where x.id = u.message_id and x.workspace_id = $1 limit 1) m on true
{CASE_OF.format(of="m")}
cross join lateral (select {_MEANT.format(of="u", aspect="engageable")} as meant) e
cross join lateral (select e.meant, coalesce(e.meant <> 'yes', not u.engageable) as none,
  coalesce({_MEANT.format(of="u", aspect="kind")} = 'lead', {_IS_LEAD.format(of="u")}) as lead) v
where u.workspace_id = $1 and u.at >= $6 and u.at < $7 and {COUNTS}
"""
_JUDGED = """(select (j.body ->> 'csat')::float8 from kit.event j
    where j.case_id = r.case_id and j.workspace_id = $1 and j.kind = 'intelligence.case_judged'
      and j.occurred_at <= r.at order by j.seq {order} limit 1)"""
_MOOD = f"""(select coalesce({_MEANT.format(of="u", aspect="sentiment")}, u.sentiment)
    from intelligence.understanding u where u.case_id = r.case_id and u.workspace_id = $1 and u.at <= r.at
    order by u.at {{order}}, u.message_id {{order}} limit 1)"""
_RISK = f"s.first < {DISSATISFIED_BELOW}"
_SEEN_AGAIN = f"""(exists (select 1 from cases."case" n where n.contact_id in {SAME_PERSON}
      and n.workspace_id = $1 and n.last_inbound_at >= r.at + {STILL_THERE})
    or exists (select 1 from contacts.activity v where v.contact_id in {SAME_PERSON}
      and v.workspace_id = $1 and v.occurred_at >= r.at + {STILL_THERE}))"""
# the last time that a case was resolved: with what was predicted of it at first, and then
_PREDICTED = f"""
select r.id as row_id, r.case_id, {PERSON}, r.at, case when r.by_kind = 'user' then r.by_id end as agent_id,
  null::uuid as team_id, c.brand_id, c.account_id, c.country, coalesce(nullif(r.channel, ''), c.channel) as channel,
  c.surface, coalesce(r.queue_id, c.queue_id) as queue_id, '' as reason,
  true as judged, s.last as predicted, s.last >= {SATISFIED_FROM} as satisfied, s.last > {CONTENT_ABOVE} as content,
  s.first < {DISSATISFIED_BELOW} as began_badly,
  s.first < {DISSATISFIED_BELOW} and s.last >= {SATISFIED_FROM} as won_back,
  {_RISK} and a.said is not null as began_badly_said, {_RISK} and a.said >= {SATISFIED_FROM} as won_back_said,
  {_RISK} and s.last >= {SATISFIED_FROM} and w.ripe as risk_content,
  {_RISK} and s.last < {SATISFIED_FROM} and w.ripe as risk_rest,
  {_RISK} and s.last >= {SATISFIED_FROM} and not w.ripe as risk_unripe,
  case when {_RISK} and w.ripe then {_SEEN_AGAIN} else false end as active,
  coalesce(d.first in ('negative', 'neutral'), false) as began_dark,
  coalesce(d.first in ('negative', 'neutral') and d.last = 'positive', false) as ended_bright
from cases.resolution r
{CASE_OF.format(of="r")}
cross join lateral (select {_JUDGED.format(order="")} as first, {_JUDGED.format(order="desc")} as last) s
cross join lateral (select {_MOOD.format(order="")} as first, {_MOOD.format(order="desc")} as last) d
cross join lateral (select r.at <= $9::timestamptz - {RIPE} as ripe) w
left join intelligence.survey_answer a on a.case_id = r.case_id and a.workspace_id = $1
{LINK}
where r.workspace_id = $1 and r.at >= $6 and r.at < $7 and r.undone_at is null and {COUNTS} and c.set_aside is null
  and s.last is not null and not exists (select 1 from cases.resolution n where n.case_id = r.case_id
    and n.workspace_id = $1 and n.undone_at is null and (n.at, n.id) > (r.at, r.id))
  and exists (select 1 from intelligence.outlook o where o.case_id = r.case_id and o.workspace_id = $1)
"""
ROWS: Final = {Source.UNDERSTOOD: _UNDERSTOOD, Source.PREDICTED: _PREDICTED}
