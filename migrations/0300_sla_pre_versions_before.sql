-- What a clock's history says of the time before a change: which version of its policy had counted until then.
alter table sla.clock_history add column version_before int;
