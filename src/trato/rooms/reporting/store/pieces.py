"""Pieces that the statements of several sources are made of: where a case stands, and which cases count."""

from __future__ import annotations

DAY, WEEK = 86_400, "interval '7 days'"
# where the case stands; what a source knows of the moment itself comes before it
PERSON = "coalesce(l.profile_id, c.contact_id) as person_id"
PLACE = "c.brand_id, c.account_id, c.country, c.channel, c.surface"
# looked up one by one: the limit keeps the planner from reading all of a table for the few rows of a period
CASE_OF = """left join lateral (select y.id, y.contact_id, y.brand_id, y.account_id, y.queue_id, y.country, y.channel,
    y.surface, y.opened_at, y.origin, y.set_aside, y.merged_into, y.end_reason, y.recorded_as
  from cases."case" y where y.id = {of}.case_id and y.workspace_id = $1 limit 1) c on true"""
LINK = """left join contacts.identity_link l
  on l.contact_id = c.contact_id and l.workspace_id = $1 and l.unlinked_at is null"""
# attention since the resolution before a resolution, and its wrap-up until the next one
HANDLED = """left join lateral (
  select max(p.at) filter (where p.at < {of}.at) as before, min(p.at) filter (where p.at > {of}.at) as after
  from cases.resolution p where p.case_id = {of}.case_id and p.workspace_id = $1 and p.undone_at is null) other on true
left join lateral (
  select sum(s.active_seconds)::float8 as active,
    (sum(s.active_seconds) filter (where s.kind = 'wrap_up'))::float8 as wrap_up
  from console.segment s where s.case_id = {of}.case_id and s.workspace_id = $1 and s.kind in ('focus', 'wrap_up')
    and (s.kind = 'focus' and s.started_at <= {of}.at and (other.before is null or s.started_at > other.before)
      or s.kind = 'wrap_up' and s.started_at >= {of}.at and (other.after is null or s.started_at < other.after))
  ) time on true"""
# every contact who is the same person as the requester of `c`, with LINK
SAME_PERSON = """(select c.contact_id union all select s.contact_id from contacts.identity_link s
          where s.profile_id = coalesce(l.profile_id, c.contact_id) and s.workspace_id = $1 and s.unlinked_at is null
          union all select l.profile_id where l.profile_id is not null)"""
COUNTS = "c.merged_into is null and c.end_reason is distinct from 'split_undone' and c.recorded_as = 'live'"
WE_BEGAN = "c.origin in ('outbound', 'proactive', 'campaign')"
_ADVERTS = "('ad', 'ads')"  # as cases.is_advert has it


def advert(opening: str) -> str:
    """Return the SQL that says whether an opening came of a click on an advertisement (S17, S18, S259)."""
    return f"lower({opening}.referral ->> 'source') in {_ADVERTS}"
