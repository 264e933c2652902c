-- Reports: the attention of a period.
create index segment_by_period on console.segment (started_at, workspace_id);
