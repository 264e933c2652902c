-- Reports: who was given what in a period.
create index assignment_by_period on routing.assignment (at, workspace_id);
