-- On a fresh table the planner took the narrow index (workspace_id, number) for every look-up of a case by its id, and so
-- read the whole workspace at each foreign key. The history is walked along the unique key of numbers instead.
drop index cases.case_by_number;
