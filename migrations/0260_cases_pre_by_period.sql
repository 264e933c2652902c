-- Reports read by period, and by the queue of that moment: a case may be somewhere else by now.
alter table cases.opening add column queue_id uuid;
alter table cases.resolution add column queue_id uuid;
create index case_by_opening on cases."case" (workspace_id, opened_at);
create index resolution_by_period on cases.resolution (workspace_id, at);
create index reopening_by_period on cases.reopening (workspace_id, at);
create index reopening_of_case on cases.reopening (case_id, workspace_id, at);
create index exclusion_by_period on cases.case_exclusion (workspace_id, from_at);
create index transfer_by_period on cases.transfer (workspace_id, at);
create index escalation_by_period on cases.escalation (workspace_id, need_marked_at);
