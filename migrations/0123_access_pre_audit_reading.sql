-- The log is read by who did it and by what was done, too.
create index audit_of_actor on access.audit (actor_id, seq, workspace_id);
create index audit_of_verb on access.audit (verb, seq, workspace_id);
create index audit_of_time on access.audit (at, seq, workspace_id);
