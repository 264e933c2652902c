-- Reports: what was predicted of a case, turn by turn, is found in the log without its other facts.
create index event_of_judged_case on kit.event (case_id, workspace_id, seq) where kind = 'intelligence.case_judged';
