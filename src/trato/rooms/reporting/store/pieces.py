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
COUNTS = "c.merged_into is null and c.end_reason is distinct from 'split_undone' and c.recorded_as = 'live'"
WE_BEGAN = "c.origin in ('outbound', 'proactive', 'campaign')"
_ADVERTS = "('ad', 'ads')"  # as cases.is_advert has it


def advert(opening: str) -> str:
    """Return the SQL that says whether an opening came of a click on an advertisement (S17, S18, S259)."""
    return f"lower({opening}.referral ->> 'source') in {_ADVERTS}"
