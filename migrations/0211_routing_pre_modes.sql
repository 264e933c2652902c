-- How a queue gives its cases: by the engine, taken by agents, or both; and how long an agent may think about one.
alter table routing.queue
  add column mode text check (mode in ('push', 'pull', 'both')),
  add column accept_seconds int not null default 0 check (accept_seconds between 0 and 600);  -- 0: given at once
update routing.queue set mode = case when automatic then 'both' else 'pull' end;
alter table routing.queue alter column mode set default 'both', alter column mode set not null;
