-- What the engine saw whenever it gave something: enough to choose again and compare.
-- A chain is the rounds of one worker; the first of a chain holds everything, the others what is new since the one before.
create table routing.round (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  chain uuid not null,
  number int not null check (number >= 0),
  at timestamptz not null,
  policy_version int not null,
  seen bytea not null,
  primary key (id, workspace_id)
);
create unique index round_in_chain on routing.round (chain, number, workspace_id);
create index rounds_by_time on routing.round (workspace_id, at);

select kit.wall(array['routing.round']::regclass[]);
grant select, insert, delete on routing.round to trato_app;
