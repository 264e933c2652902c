-- How a channel stands with a brand in one country ('' is everywhere), who gives the care there, and whether it is
-- offered at all. The name may be one of a place where people help themselves, which has no accounts.
alter table channels.standing
  add column country text not null default '',
  add column care text not null default 'brand' check (care in ('brand', 'self', 'both')),
  add column offered boolean not null default true;
create unique index standing_now on channels.standing
  (channel, country, coalesce(brand_id, '00000000-0000-0000-0000-000000000000'::uuid), workspace_id)
  where to_at is null;
