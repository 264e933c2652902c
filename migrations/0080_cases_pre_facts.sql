-- Facts of a case's first moment that its row did not hold yet, and who was holding when a contact left.
alter table cases.opening add column live boolean;             -- whether a person waits on the other side
alter table cases.opening add column same_topic boolean;       -- as the previous case: not known before classification
create index abandonment_log on cases.abandonment (workspace_id, at);
create index attempt_of_case on cases.attempt (case_id, workspace_id, at);
