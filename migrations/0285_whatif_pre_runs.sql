-- Days that are lived again for somebody who asked: what was asked, how far it is, what came out. Kept for a day.
create schema whatif;
grant usage on schema whatif to trato_app;

create table whatif.run (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  asked jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'called_off', 'failed')),
  done int not null default 0 check (done >= 0),      -- cases lived, both ways
  "of" int not null default 0 check ("of" >= 0),
  beat_at timestamptz,                                -- when its worker last said so
  result jsonb,
  refusal text not null default '',                   -- the code of why it failed
  detail jsonb not null default '{}',                 -- what that code's sentence names
  primary key (id, workspace_id),
  foreign key (asked_by, workspace_id) references access."user" (id, workspace_id)
);
create index run_in_line on whatif.run (workspace_id, asked_at, id);
create unique index one_run_at_a_time on whatif.run (workspace_id) where state = 'running';

select kit.wall(array['whatif.run']::regclass[]);
grant select, insert, update, delete on whatif.run to trato_app;
