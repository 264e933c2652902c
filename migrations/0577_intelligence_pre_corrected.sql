-- Reports: automatic tags by case and by period, those that people took away, and suggestions that nobody wanted.
create index mark_by_machine on cases.tag_mark (at, workspace_id) where model is not null;
create index machine_marks_of_case on cases.tag_mark (case_id, workspace_id, at) where model is not null;
create index machine_mark_removed on cases.tag_mark (removed_at, workspace_id)
  where model is not null and removed_at is not null;
create index suggestion_rejected on intelligence.suggestion (rejected_at, workspace_id) where rejected_at is not null;
