-- Who began each interval, and at which revision: whoever acts on an older look is told who was first.
alter table cases.state_seg add column revision int not null default 1;
alter table cases.state_seg add column by_kind text not null default 'system';
alter table cases.state_seg add column by_id uuid;
alter table cases.holding add column revision int not null default 1;
create index merge_of_survivor on cases.merge (survivor_id, workspace_id);
create index split_of_source on cases.split (source_id, workspace_id);
create index promise_of_case on cases.promise (case_id, workspace_id, due_at);
create index transfer_of_case on cases.transfer (case_id, workspace_id, at);
create index escalation_of_case on cases.escalation (case_id, workspace_id);
