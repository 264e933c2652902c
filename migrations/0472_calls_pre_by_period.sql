-- Reports: the calls of a period.
create index call_by_period on calls.call (began_at, workspace_id);
