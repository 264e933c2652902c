-- Reports: the attention of a period.
create index segment_by_period on console.segment (workspace_id, started_at) where case_id is not null;
