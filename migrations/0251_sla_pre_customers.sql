-- Policies for a customer (an organisation, or contacts with a mark) and for a team; clocks follow what changes of
-- their case: they keep what was known of it, and their history says which policy took them from which.
alter table sla.policy_version add column organisation_id uuid, add column flag text, add column team_id uuid;
alter table sla.clock
  add column priority smallint not null default 0,
  add column team_id uuid,
  add column organisation_id uuid,
  add column flags text[] not null default '{}';
alter table sla.clock_history
  add column what text[] not null default '{}',
  add column policy_before uuid,
  add column policy_after uuid;
alter table sla.clock_history drop constraint clock_history_cause_check;
alter table sla.clock_history add constraint clock_history_cause_check check (cause in ('paused', 'resumed', 'voided',
  'restored', 'answer_failed', 'reopened', 'merged', 'unmerged', 'calendar', 'policy', 'queue', 'matter')) not valid;
