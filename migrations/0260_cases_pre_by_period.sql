-- Reports read by period, and by the place of that moment: a case may be elsewhere by now, on another channel too.
-- The instant leads, or a condition that only reports have: an index that begins with the workspace would look right for
-- everything on a fresh table, and read the whole workspace.
alter table cases.opening add column queue_id uuid, add column channel text, add column surface text;
alter table cases.resolution add column queue_id uuid;
create index case_by_opening on cases."case" (workspace_id, opened_at) where recorded_as = 'live';
create index resolution_by_period on cases.resolution (at, workspace_id);
create index reopening_by_period on cases.reopening (at, workspace_id);
create index reopening_of_case on cases.reopening (case_id, workspace_id, at);
create index exclusion_by_period on cases.case_exclusion (from_at, workspace_id);
create index transfer_by_period on cases.transfer (at, workspace_id);
create index escalation_by_period on cases.escalation (need_marked_at, workspace_id);
